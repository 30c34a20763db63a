"""Tests of run.py: its decisions, and what it does to folders; no package is fetched here."""

import sys
from pathlib import Path

import pytest

import run

FRESH = "0" * 64


def test_an_old_python_is_told_what_it_lacks() -> None:
    problem = run.python_problem((3, 10, 12))
    assert problem is not None
    assert "3.11 or newer" in problem
    assert "3.10.12" in problem


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 1), (3, 14, 0), (4, 0, 0)])
def test_a_newer_python_is_fine(version: tuple[int, int, int]) -> None:
    assert run.python_problem(version) is None


@pytest.mark.parametrize(
    ("env", "platform", "seen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_window_is_opened_only_where_it_is_seen(env: dict[str, str], platform: str, seen: bool) -> None:
    assert run.has_display(env, platform) is seen


@pytest.mark.parametrize(
    ("release", "debian"),
    [
        ('NAME="Debian GNU/Linux"\nID=debian\n', True),
        ("ID=ubuntu\nID_LIKE=debian\n", True),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', True),
        ('ID=fedora\nVERSION_ID="debian"\n', False),
        ("", False),
    ],
)
def test_debian_and_its_children_are_known(release: str, debian: bool) -> None:
    assert run.is_debian_like(release) is debian


def test_only_what_is_missing_is_named_in_one_command() -> None:
    needs = (*run.QT_NEEDS, *run.TEST_NEEDS)
    missing = run.missing_packages(needs, lambda name: name != "libEGL.so.1", lambda _: False)
    assert missing == ["libegl1", "poppler-utils"]
    assert run.apt_command(missing) == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 poppler-utils"
    )


def test_a_library_is_known_by_the_cache_of_the_linker() -> None:
    listed = "\tlibmade-up.so.1 (libc6,x86-64) => /lib/libmade-up.so.1\n"
    assert run.loadable("libmade-up.so.1", listed)
    assert not run.loadable("libmade-up.so", listed)


def test_a_person_who_is_not_root_gets_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "debian_here", lambda: True)
    monkeypatch.setattr(run, "is_root", lambda: False)
    with pytest.raises(run.SetupError, match=r"sudo apt-get update && .* no-such-package"):
        run.ensure_system([run.Need("no-such-package", library="libno-such.so.9")])


def test_root_installs_it_without_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(run, "debian_here", lambda: True)
    monkeypatch.setattr(run, "is_root", lambda: True)

    def note(commands: list[list[str]], env: dict[str, str]) -> None:
        assert env["DEBIAN_FRONTEND"] == "noninteractive"
        ran.extend(commands)

    monkeypatch.setattr(run, "must", note)
    run.ensure_system([run.Need("no-such-package", program="no-such-program")])
    assert [command[1] for command in ran] == ["update", "install"]
    assert ran[1][-1] == "no-such-package"


def test_nothing_is_asked_of_another_system(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[object] = []
    monkeypatch.setattr(run, "debian_here", lambda: False)
    monkeypatch.setattr(run, "must", lambda *told: ran.append(told))
    run.ensure_system([run.Need("no-such-package", library="libno-such.so.9")])
    assert not ran


WANTED = {"python": "3.11", "requirements.txt": "a"}


@pytest.mark.parametrize(
    ("stamp", "starts", "todo"),
    [
        (WANTED, True, "nothing"),
        ({**WANTED, "requirements-dev.txt": "b"}, True, "nothing"),
        ({**WANTED, "requirements.txt": "older"}, True, "install"),
        ({"python": "3.11"}, True, "install"),
        ({}, True, "rebuild"),
        (WANTED, False, "rebuild"),
        ({**WANTED, "python": "3.13"}, True, "rebuild"),
    ],
)
def test_the_stamp_decides_what_is_done(stamp: dict[str, str], starts: bool, todo: str) -> None:
    assert run.what_to_do(stamp, WANTED, starts) == todo


def test_a_requirement_file_counts_the_same_with_either_line_ending(tmp_path: Path) -> None:
    (tmp_path / "unix").write_bytes(b"a==1\nb==2\n")
    (tmp_path / "windows").write_bytes(b"a==1\r\nb==2\r\n")
    assert run.digest(tmp_path / "unix") == run.digest(tmp_path / "windows")


@pytest.mark.parametrize("text", [None, "", "{", "[1]"])
def test_a_stamp_that_cannot_be_read_counts_as_none(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / run.STAMP).write_text(text)
    assert run.read_stamp(tmp_path) == {}


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(run.SetupError, match="left alone"):
        run.empty_own_folder(tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_a_set_up_that_was_broken_off_is_begun_again(tmp_path: Path) -> None:
    folder = tmp_path / "environment"
    run.empty_own_folder(folder)
    (folder / "lib").mkdir()
    (folder / "lib" / "half.py").write_text("")
    run.empty_own_folder(folder)
    assert [entry.name for entry in folder.iterdir()] == [run.OWNED]


def prepared(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[str]:
    """An environment folder whose commands are noted instead of run, its Python there after venv."""
    ran: list[str] = []

    def note(commands: list[list[str]], _env: object) -> None:
        for command in commands:
            ran.append("venv" if "venv" in command else Path(command[-1]).name)
            run.venv_python(folder).parent.mkdir(exist_ok=True)
            run.venv_python(folder).touch()

    monkeypatch.setenv("STROKE_COUNSEL_VENV", str(folder))
    monkeypatch.setattr(run, "must", note)
    return ran


def test_a_second_run_does_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran = prepared(monkeypatch, tmp_path / "environment")
    run.ensure_environment(run.DEVELOPMENT)
    assert ran == ["venv", "requirements-dev.txt"]
    ran.clear()
    run.ensure_environment(run.DEVELOPMENT)
    run.ensure_environment()
    assert ran == []


def test_tests_add_to_the_environment_of_the_window(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran = prepared(monkeypatch, tmp_path / "environment")
    run.ensure_environment()
    run.ensure_environment(run.DEVELOPMENT)
    assert ran == ["venv", "requirements.txt", "requirements-dev.txt"]


def test_an_install_that_fails_leaves_no_stamp(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "environment"
    ran = prepared(monkeypatch, folder)
    run.ensure_environment()
    noting = run.must

    def fail(commands: list[list[str]], env: object) -> None:
        raise run.SetupError("no network")

    monkeypatch.setattr(run, "must", fail)
    with pytest.raises(run.SetupError):
        run.ensure_environment(run.DEVELOPMENT)
    assert run.read_stamp(folder) == {}
    monkeypatch.setattr(run, "must", noting)
    ran.clear()
    run.ensure_environment(run.DEVELOPMENT)
    assert ran == ["venv", "requirements-dev.txt"]


def test_requirement_files_lose_each_address() -> None:
    compiled = (
        "--index-url https://registry.invalid/simple\n"
        "typst==0.15.2 \\\n    --hash=sha256:00\n    # via stroke-counsel\n"
        "    # from https://registry.invalid/simple\n"
    )
    assert run.finish_requirements(compiled, FRESH) == (
        f"{run.FRESHNESS}{FRESH}\ntypst==0.15.2 \\\n    --hash=sha256:00\n    # via stroke-counsel\n"
    )


def test_the_digest_follows_the_dependencies_and_nothing_else() -> None:
    text = '[project]\nname = "x"\nversion = "1"\ndependencies = ["typst"]\n'
    assert run.dependency_digest(text) == run.dependency_digest(text.replace('"1"', '"2"'))
    assert run.dependency_digest(text) != run.dependency_digest(text.replace("typst", "typst>1"))
    assert run.dependency_digest(text) != run.dependency_digest(
        text + "[project.optional-dependencies]\ndev=[]"
    )


@pytest.mark.parametrize("args", [[], ["-q"], ["-k", "pages"], ["tests/ui"], ["tests/test_run.py", "tests/ui"]])
def test_many_tests_run_on_all_processors(args: list[str]) -> None:
    assert "--dist=loadfile" in run.parallel(args)


@pytest.mark.parametrize(
    "args",
    [["tests/test_run.py"], ["-q", "tests/test_run.py::test_a_failing_command_is_named"], ["-n", "4"], ["-n0"],
     ["-p", "no:xdist"], ["-pno:xdist"], ["--pdb"], ["--dist=load"]],
)  # fmt: skip
def test_one_file_and_who_says_how_get_what_they_asked_for(args: list[str]) -> None:
    assert run.parallel(args) == []


def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the verbs start, instead of starting it; each package counts as missing and is noted as installed."""
    ran: list[list[str]] = []

    def start(_python: Path, args: list[str], **_: object) -> int:
        ran.append(args)
        return 0

    monkeypatch.setattr(run, "start", start)
    monkeypatch.setattr(run, "ensure_environment", lambda *_: Path("python"))
    monkeypatch.setattr(run, "ensure_system", lambda needs: ran.append([need.package for need in needs]))
    return ran


@pytest.mark.parametrize("there", [True, False])
def test_the_tests_need_what_a_window_on_xvfb_needs_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    ran = started(monkeypatch)
    monkeypatch.setattr(run, "has_program", lambda name: there and name == "Xvfb")
    assert run.main(["test"]) == 0
    assert ("libxcb-cursor0" in ran[0]) is there
    assert [command[1] for command in ran[1:]] == ["ruff", "mypy", "pytest"]


def test_each_check_outside_has_a_module_and_what_it_needs() -> None:
    folder = run.ROOT / "tests" / "outside"
    assert all((folder / f"{name.replace('-', '_')}.py").is_file() for name in run.OUTSIDE)
    assert all(need.library or need.program or need.file for needs in run.OUTSIDE.values() for need in needs)


@pytest.mark.parametrize(("args", "checks"), [([], list(run.OUTSIDE)), (["java"], ["java"])])
def test_all_checks_outside_are_run_or_the_one_that_is_named(
    monkeypatch: pytest.MonkeyPatch, args: list[str], checks: list[str]
) -> None:
    ran = started(monkeypatch)
    monkeypatch.setattr(run, "is_root", lambda: False)
    assert run.main(["outside", *args]) == 0
    assert ran[-1] == ["-m", "tests.outside", *checks]
    assert ran[-2] == [need.package for name in checks for need in run.OUTSIDE[name]]


def test_a_check_that_cannot_be_installed_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = started(monkeypatch)

    def ensure_system(needs: tuple[run.Need, ...]) -> None:
        if needs == run.OUTSIDE["chromium"]:
            raise run.SetupError("no such package")

    monkeypatch.setattr(run, "ensure_system", ensure_system)
    monkeypatch.setattr(run, "is_root", lambda: True)
    assert run.main(["outside"]) == 0
    assert "chromium: no such package" in capsys.readouterr().err
    assert ran == [["-m", "tests.outside", *run.OUTSIDE]]


def test_a_check_outside_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["outside", "netscape"]) == 2
    assert "chromium, libreoffice, cups, java, screen-reader" in capsys.readouterr().err


def test_a_file_counts_as_there_in_any_folder_that_its_pattern_names(tmp_path: Path) -> None:
    (tmp_path / "x86_64").mkdir()
    (tmp_path / "x86_64" / "one.typelib").touch()
    needs = [run.Need("one", file=f"{tmp_path}/*/one.typelib"), run.Need("two", file=f"{tmp_path}/*/two.typelib")]
    assert run.missing_packages(needs, lambda _: False, lambda _: False) == ["two"]


def test_the_program_finds_its_packages_from_any_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    assert run.program_env(headless=False)["PYTHONPATH"] == str(run.ROOT)
    assert "QT_QPA_PLATFORM" not in run.program_env(headless=False)
    assert run.program_env(headless=True)["QT_QPA_PLATFORM"] == "offscreen"


def test_a_failing_command_is_named() -> None:
    with pytest.raises(run.SetupError, match="status 3"):
        run.must([[sys.executable, "-c", "raise SystemExit(3)"]], {})


def test_a_verb_that_is_none_shows_the_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["tset"]) == 2
    assert "python3 run.py test" in capsys.readouterr().err
    assert run.main(["--help"]) == 0
    assert "python3 run.py build" in capsys.readouterr().out
