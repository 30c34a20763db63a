"""The sheets made while the form rests: found done by a click, the same bytes, and of nobody but who is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from threading import Event, Timer

import pytest

from counsel import cli
from counsel.shell.bootstrap import start
from counsel.shell.machine.paths import paths_below
from counsel.shell.machine.settings import Settings
from tests.support import program as real
from ui.handout.print_ahead import QUIET_MS
from ui.handout.print_job import PrintJob

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def job(window):
    return window.handouts.job


def is_made(job: PrintJob) -> bool:
    return job.made(job.basis()) is not None


def enter(window, qtbot, age=64):
    """A case, and the sheets made ahead of it."""
    window.session.set_value("patient.age", age)
    qtbot.waitUntil(lambda: is_made(window.handouts.job), timeout=10 * QUIET_MS)


def test_once_the_form_rests_the_sheets_are_there_and_made_once(window, program, job, qtbot):
    window.session.set_value("patient.age", 63)
    assert not program.pdfs
    enter(window, qtbot)
    assert len(program.pdfs) == 1
    assert job.pdf() == job.made(job.basis())
    assert len(program.pdfs) == 1


def test_an_empty_form_has_none(window, program, qtbot):
    window.session.set_value("patient.age", 63)
    window.session.set_value("patient.age", None)
    window.session.set_value("patient", None)
    assert window.session.is_empty
    qtbot.wait(2 * QUIET_MS)
    assert not program.pdfs


def test_the_preview_shows_what_was_made_at_once(window, program, qtbot):
    enter(window, qtbot)
    window.handouts.toggle()
    assert window.handouts.preview.pdf
    assert len(program.pdfs) == 1


def test_another_kind_or_size_is_made_ahead_too(window, job, qtbot):
    enter(window, qtbot)
    job.want("carer", True)
    assert not is_made(job)
    qtbot.waitUntil(lambda: is_made(job), timeout=10 * QUIET_MS)
    job.choose(size=18)
    assert not is_made(job)
    qtbot.waitUntil(lambda: is_made(job), timeout=10 * QUIET_MS)


def test_a_changed_case_drops_it_and_new_keeps_nothing_of_it(window, job, qtbot):
    enter(window, qtbot)
    window.session.set_value("patient.age", 65)
    assert job._made is None
    qtbot.waitUntil(lambda: is_made(job), timeout=10 * QUIET_MS)
    window.handouts.toggle()
    window.handouts.toggle()
    window.clear()
    assert job._made is None
    assert window.handouts.preview.pdf == b""
    assert window.handouts.preview.view.document().pageCount() == 0


def test_changed_settings_drop_it(window, job, qtbot):
    enter(window, qtbot)
    window.dialogs.keep_settings({"clinic": "Stroke Clinic"}, None)
    assert job._made is None


def test_what_is_still_being_made_for_a_case_that_is_gone_is_not_kept(window, program, job, qtbot, monkeypatch):
    begun, go_on = Event(), Event()
    made = type(program).pdf

    def slow(self, order):
        begun.set()
        assert go_on.wait(10)
        return made(self, order)

    monkeypatch.setattr(type(program), "pdf", slow)
    window.session.set_value("patient.age", 64)
    qtbot.waitUntil(begun.is_set, timeout=10 * QUIET_MS)
    window.clear()
    go_on.set()
    qtbot.waitUntil(lambda: not window.workers._running)
    assert program.pdfs
    assert job._made is None


def test_a_closed_window_keeps_none_and_makes_none(window, program, job, qtbot):
    enter(window, qtbot)
    window.close_workers()
    assert job._made is None
    window.session.set_value("patient.age", 66)
    qtbot.wait(2 * QUIET_MS)
    assert len(program.pdfs) == 1


def test_closing_waits_for_nothing_that_has_not_begun(window, qtbot):
    begun, go_on = Event(), Event()

    def slow() -> bool:
        begun.set()
        return go_on.wait(10)

    window.workers.start(slow)
    qtbot.waitUntil(begun.is_set)
    others: list[int] = []
    for turn in range(3):
        window.workers.start(lambda turn=turn: others.append(turn))
    # Another thread lets the first come to its end while the window waits for it.
    Timer(0.2, go_on.set).start()
    window.close_workers()
    assert not others


def test_what_cannot_be_made_is_told_to_who_asks_for_it(opened, answers, qtbot, tmp_path):
    window = opened(real.program())
    window.session.set_value("patient.label", "\N{SNOWMAN}")
    qtbot.waitUntil(lambda: bool(window.workers._running), timeout=10 * QUIET_MS)
    qtbot.waitUntil(lambda: not window.workers._running)
    assert not answers.told
    answers.path = tmp_path / "never.pdf"
    window.handouts.save()
    assert "Latin" in str(answers.told[0])


# With the real program


@pytest.fixture
def clinic(opened, tmp_path):
    """The window of a clinic with a logo, with an example case."""
    settings = Settings(clinic="Stroke Clinic", logo="logo.svg", size=16, paper="letter")
    places = paths_below(tmp_path)
    places.config_dir.mkdir(parents=True, exist_ok=True)
    (places.config_dir / "logo.svg").write_bytes(LOGO)
    now = [real.NOON]
    window = opened(start(clock=lambda: now[0], paths=places, settings=settings))
    window.now = now
    window.folder = places.config_dir
    return window


def test_its_bytes_are_those_of_the_command_line(clinic, qtbot, tmp_path, capsys):
    case = real.CASES / "typical-early-subacute.json"
    clinic.open_file(case)
    job = clinic.handouts.job
    qtbot.waitUntil(lambda: is_made(job), timeout=20 * QUIET_MS)
    file, made = clinic.folder / "settings.json", tmp_path / "sheet.pdf"
    file.write_text(clinic.session.program.settings.model_dump_json(exclude_defaults=True), encoding="utf-8")
    assert cli.main(["--settings", str(file), "handout", str(case), "-o", str(made)]) == 0
    assert made.read_bytes() == job.made(job.basis())


def test_another_logo_and_another_day_drop_it(clinic, qtbot):
    clinic.open_file(real.CASES / "typical-early-subacute.json")
    job = clinic.handouts.job
    qtbot.waitUntil(lambda: is_made(job), timeout=20 * QUIET_MS)
    (clinic.folder / "logo.svg").write_bytes(LOGO.replace(b"9v9", b"8v8"))
    assert not is_made(job)
    (clinic.folder / "logo.svg").write_bytes(LOGO)
    assert is_made(job)
    clinic.now[0] += timedelta(days=1)
    assert not is_made(job)


def test_another_program_is_another_job(window, job):
    basis = job.basis()
    assert basis != basis._replace(program=replace(basis.program, cut="x"))
