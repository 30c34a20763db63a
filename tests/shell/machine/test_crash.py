"""Tests of counsel.shell.machine.crash: above all, that no report carries what was typed."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counsel.errors import CounselError, refuse
from counsel.shell.machine import crash

MOMENT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PATIENT = "Maximilian-Mustermann-1962-03-01"


class FixedWordsError(CounselError):
    """An error whose words are the same for everyone."""

    what_happened = "The printer is not ready."


@pytest.fixture(autouse=True)
def hooks_put_back() -> Iterator[None]:
    main, threads = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = main, threads


def crash_with(hook: crash.CrashHook, error: BaseException) -> None:
    label = PATIENT  # a local value, which a report that shows locals would carry
    try:
        raise error
    except BaseException as caught:
        assert label
        hook.handle(type(caught), caught, caught.__traceback__)


def hook_at(folder: Path) -> crash.CrashHook:
    return crash.install_excepthook(folder, program_version="0.1.0", clock=lambda: MOMENT)


def test_a_report_says_where_and_which_version(tmp_path: Path) -> None:
    hook = hook_at(tmp_path)
    hook.content_version = "2026-11"
    crash_with(hook, ZeroDivisionError("x"))
    (report,) = crash.pending_reports(tmp_path)
    assert report.exception == ("ZeroDivisionError",)
    assert report.places[-1].function == "crash_with"
    assert report.places[-1].file == "tests/shell/machine/test_crash.py"
    assert report.happened_at == "2026-11-21T12:00:00+00:00"
    assert (report.program_version, report.content_version) == ("0.1.0", "2026-11")
    assert report.platform
    assert "tests/shell/machine/test_crash.py" in crash.in_words(report)


@pytest.mark.parametrize(
    "error",
    [
        ValueError(PATIENT),
        KeyError(PATIENT),
        CounselError(f"{PATIENT}.json cannot be opened.", "Choose another file."),
        refuse("patient.label", PATIENT, "it is too long", "40 letters"),
        ExceptionGroup(PATIENT, [ValueError(PATIENT)]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_no_report_carries_what_was_typed(
    tmp_path: Path, error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    error.add_note(PATIENT)
    error.__cause__ = ValueError(PATIENT)
    crash_with(hook_at(tmp_path), error)
    (file,) = tmp_path.rglob("*.json")
    written = file.read_text(encoding="utf-8")
    assert "Mustermann" not in written
    assert "Mustermann" not in capsys.readouterr().err
    assert json.loads(written)["exception"][-1] == "ValueError"


def test_the_fixed_words_of_an_error_class_are_kept(tmp_path: Path) -> None:
    crash_with(hook_at(tmp_path), FixedWordsError(PATIENT, PATIENT))
    (report,) = crash.pending_reports(tmp_path)
    assert report.what_happened == "The printer is not ready."


def test_the_name_of_the_user_in_a_folder_is_left_out(tmp_path: Path) -> None:
    code = compile("raise ValueError", f"/home/{PATIENT}/a/b/lib/module.py", "exec")
    hook = hook_at(tmp_path)
    try:
        exec(code)  # noqa: S102  the only way to a traceback from a folder that is not there
    except ValueError as error:
        hook.handle(ValueError, error, error.__traceback__)
    (report,) = crash.pending_reports(tmp_path)
    assert report.places[-1].file == "b/lib/module.py"


def test_the_window_is_told_once_and_gets_the_report(tmp_path: Path) -> None:
    told: list[crash.CrashReport | None] = []
    hook = hook_at(tmp_path)
    hook.on_crash = told.append
    crash_with(hook, RuntimeError())
    assert told == list(crash.pending_reports(tmp_path))


def test_an_interrupt_is_no_crash(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    crash_with(hook_at(tmp_path), KeyboardInterrupt())
    assert crash.pending_reports(tmp_path) == ()
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_a_crash_in_a_thread_is_reported_with_its_name(tmp_path: Path) -> None:
    hook = hook_at(tmp_path)
    args = threading.ExceptHookArgs((ValueError, ValueError(PATIENT), None, threading.Thread(name="pdf")))
    hook.handle_thread(args)
    (report,) = crash.pending_reports(tmp_path)
    assert report.thread == "pdf"
    assert threading.excepthook == hook.handle_thread


def test_a_thread_that_leaves_by_system_exit_is_no_crash(tmp_path: Path) -> None:
    hook_at(tmp_path).handle_thread(threading.ExceptHookArgs((SystemExit, SystemExit(), None, None)))
    assert crash.pending_reports(tmp_path) == ()


def test_a_report_that_cannot_be_written_still_tells_the_window(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    told: list[crash.CrashReport | None] = []
    crash_with(crash.install_excepthook(tmp_path / "state", told.append), ValueError())
    assert told == [None]


def test_a_dismissed_report_is_gone_and_may_be_dismissed_twice(tmp_path: Path) -> None:
    crash_with(hook_at(tmp_path), ValueError())
    (report,) = crash.pending_reports(tmp_path)
    crash.dismiss(report)
    crash.dismiss(report)
    assert crash.pending_reports(tmp_path) == ()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 99}', '{"format": 1, "places": [{}]}'])
def test_a_file_that_is_no_report_is_passed_over(tmp_path: Path, text: str) -> None:
    (tmp_path / crash.FOLDER).mkdir()
    (tmp_path / crash.FOLDER / "20260101.json").write_text(text)
    assert crash.pending_reports(tmp_path) == ()


def test_reports_do_not_pile_up(tmp_path: Path) -> None:
    moments = iter(MOMENT.replace(second=second) for second in range(crash.MOST_KEPT + 5))
    hook = crash.install_excepthook(tmp_path, clock=lambda: next(moments))
    for _ in range(crash.MOST_KEPT + 5):
        crash_with(hook, ValueError())
    reports = crash.pending_reports(tmp_path)
    assert len(reports) == crash.MOST_KEPT
    assert reports[-1].happened_at.endswith("12:00:24+00:00")


def test_a_real_process_leaves_a_report_and_a_status(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from counsel.shell.machine.crash import install_excepthook\n"
        "install_excepthook(Path(sys.argv[1]))\n"
        "int(sys.argv[2])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), PATIENT],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Mustermann" not in done.stderr
    assert [report.exception for report in crash.pending_reports(tmp_path)] == [("ValueError",)]
