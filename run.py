"""Sets stroke-counsel up on this machine and runs it; needs Python alone and is no part of the program.

    python3 run.py                 set up and open the window; without a display, write out/handout.pdf
                                   and out/window.png
    python3 run.py test [ARGS]     set up and run ruff, mypy and pytest, that on all processors (its ARGS)
    python3 run.py bench [NAMES]   measure the speed of the program, each figure beside its floor; or only
                                   start, stops, press, views, core, sheets, handout, bundle, memory
    python3 run.py bench rules     time our rule engine beside zen-engine and json-logic on the same rules
    python3 run.py bench pdf       time our sheet beside WeasyPrint and Qt printing the same content
    python3 run.py mutate [ARGS]   change every rule in every small way; list the changes nobody notices
    python3 run.py gates [ARGS]    make every sheet the rules can produce and measure it against every gate
    python3 run.py outside [NAME]  check sheets and window with a browser, an office, a print queue, another
                                   reader of PDF and a screen reader; installs them on Debian as root
    python3 run.py build           make the bundle in dist/ and let it test itself
    python3 run.py screenshots     write out/handout.pdf and out/window*.png: the window in its states,
                                   sizes and colours; --docs also renews the pictures in docs/
    python3 run.py lock            make the requirement files from pyproject.toml (needs uv)
    python3 run.py cli [ARGS]      the command line: assess, handout, note, schema, --version

The environment is .venv, or the folder that STROKE_COUNSEL_VENV names.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
RUNTIME, DEVELOPMENT, PEERS = "requirements.txt", "requirements-dev.txt", "requirements-peers.txt"
FRESHNESS = "# dependencies of pyproject.toml: sha256 "
SYSTEM_PATH = "/usr/sbin:/sbin"
STAMP, OWNED = "stroke-counsel.stamp", "stroke-counsel.made-by-run"
EXAMPLE = ROOT / "tests" / "cases" / "typical-early-subacute.json"
OUT = ROOT / "out"
# Each worker reads all tests and the content by itself: more than these cost more than they save.
MOST_WORKERS = 8
BUNDLE = ROOT / "dist" / "stroke-counsel"
# What `bench` measures of the program itself, each by its name.
BENCHES = ("start", "stops", "press", "views", "core", "sheets", "handout", "bundle", "memory")
# The pictures of the README: file in docs, and the state, size and colours that it shows.
DOCS = {
    "window.png": "2-typical-early-subacute-1366x768-light",
    "studies.png": "7-studies-1366x768-light",
    "offer.png": "6-offer-with-red-flags-1366x768-dark",
    "patient-view.png": "9-patient-view-1366x768-light",
}


class SetupError(Exception):
    """Something the person at the keyboard can put right; its text says what and how."""


class Need(NamedTuple):
    """A Debian package, and the library, program or file (`*` allowed) by which its presence is known."""

    package: str
    library: str = ""
    program: str = ""
    file: str = ""


QT_NEEDS = (
    Need("libgl1", library="libGL.so.1"),
    Need("libegl1", library="libEGL.so.1"),
    Need("libfontconfig1", library="libfontconfig.so.1"),
    Need("libxkbcommon0", library="libxkbcommon.so.0"),
    Need("libdbus-1-3", library="libdbus-1.so.3"),
    Need("libglib2.0-0", library="libglib-2.0.so.0"),
    Need("libgssapi-krb5-2", library="libgssapi_krb5.so.2"),
)
WINDOW_NEEDS = (
    Need("libxkbcommon-x11-0", library="libxkbcommon-x11.so.0"),
    Need("libxcb-cursor0", library="libxcb-cursor.so.0"),
    Need("libxcb-icccm4", library="libxcb-icccm.so.4"),
    Need("libxcb-keysyms1", library="libxcb-keysyms.so.1"),
    Need("libxcb-shape0", library="libxcb-shape.so.0"),
    Need("libxcb-image0", library="libxcb-image.so.0"),
    Need("libxcb-render-util0", library="libxcb-render-util.so.0"),
    Need("libwayland-cursor0", library="libwayland-cursor.so.0"),
)
TEST_NEEDS = (Need("poppler-utils", program="pdftoppm"),)
PDF_PEER_NEEDS = (
    Need("libpango-1.0-0", library="libpango-1.0.so.0"),
    Need("libpangoft2-1.0-0", library="libpangoft2-1.0.so.0"),
)
BUILD_NEEDS = (Need("binutils", program="objdump"),)
# The checks of `run.py outside`, and what each needs of the system.
OUTSIDE: dict[str, tuple[Need, ...]] = {
    "chromium": (Need("chromium", program="chromium"),),
    "libreoffice": (Need("libreoffice-writer-nogui", program="soffice"),),
    "cups": (
        Need("cups-daemon", program="cupsd"),
        Need("cups-client", program="lp"),
        Need("cups-filters", file="/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd"),
    ),
    "java": (
        Need("default-jdk-headless", program="javac"),
        Need("libpdfbox-java", file="/usr/share/java/pdfbox.jar"),
        Need("libcommons-logging-java", file="/usr/share/java/commons-logging.jar"),
    ),
    "screen-reader": (
        *WINDOW_NEEDS,
        Need("xvfb", program="Xvfb"),
        Need("dbus", program="dbus-daemon"),
        Need("at-spi2-core", file="/usr/share/dbus-1/services/org.a11y.Bus.service"),
        Need("python3-gi", file="/usr/lib/python3/dist-packages/gi/__init__.py"),
        Need("gir1.2-atspi-2.0", file="/usr/lib/*/girepository-1.0/Atspi-2.0.typelib"),
    ),
}


# The machine


def python_problem(version: Sequence[int]) -> str | None:
    """What to say when this Python is too old, or None."""
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return None
    wanted = ".".join(map(str, OLDEST_PYTHON))
    found = ".".join(map(str, version[:3]))
    return (
        f"stroke-counsel needs Python {wanted} or newer; this is Python {found}.\n"
        f"Install a newer Python and start run.py with it, for example: python{wanted} run.py"
    )


def has_display(env: Mapping[str, str], platform: str) -> bool:
    """Whether a window would be seen: on Linux a display must be named."""
    if env.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    if platform in ("win32", "darwin"):
        return True
    return bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def is_debian_like(os_release: str) -> bool:
    """Whether the text of /etc/os-release is that of Debian, Ubuntu or one of their children."""
    names = re.findall(r'^ID(?:_LIKE)?="?([^"\n]*)', os_release, flags=re.MULTILINE)
    return bool({"debian", "ubuntu"} & set(" ".join(names).split()))


def debian_here() -> bool:
    """Whether this machine runs Debian, Ubuntu or one of their children."""
    release = Path("/etc/os-release")
    return release.is_file() and is_debian_like(release.read_text(encoding="utf-8"))


def is_root() -> bool:
    """Whether this run may install system packages; Windows has no such user."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def missing_packages(
    needs: Sequence[Need], library_is_here: Callable[[str], bool], program_is_here: Callable[[str], bool]
) -> list[str]:
    """The packages whose library, program or file this machine lacks, in the order of `needs`."""

    def is_here(need: Need) -> bool:
        if need.file:
            return any(Path("/").glob(need.file.removeprefix("/")))
        return library_is_here(need.library) if need.library else program_is_here(need.program)

    return [need.package for need in needs if not is_here(need)]


def apt_command(packages: Sequence[str]) -> str:
    """The one command a person can paste to install `packages`."""
    names = " ".join(packages)
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"


def loadable(library: str, listed: str) -> bool:
    """Whether the linker knows `library`: by its cache `listed`, else by loading it."""
    if f"\t{library} " in listed:
        return True
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_program(name: str) -> bool:
    """Whether `name` is on the path, or where the programs of root are."""
    # /usr/sbin is not on the path of an ordinary Debian user.
    return shutil.which(name) is not None or shutil.which(name, path=SYSTEM_PATH) is not None


def linker_cache() -> str:
    """What `ldconfig -p` lists; empty where there is no ldconfig."""
    ldconfig = shutil.which("ldconfig") or shutil.which("ldconfig", path=SYSTEM_PATH)
    if ldconfig is None:
        return ""
    return subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False).stdout


def ensure_system(needs: Sequence[Need]) -> None:
    """Installs what Debian or Ubuntu lacks when run as root; raises SetupError naming it otherwise."""
    if not debian_here():
        return
    listed = linker_cache()
    missing = missing_packages(needs, lambda name: loadable(name, listed), has_program)
    if not venv_available():
        missing.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if not missing:
        return
    if not is_root():
        told = "This machine lacks system packages. Install them, then start again:"
        raise SetupError(f"{told}\n\n{apt_command(missing)}")
    say(f"Installing system packages: {' '.join(missing)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    must([["apt-get", "update", "-qq"], install], env)


def venv_available() -> bool:
    """Debian splits venv's other half, ensurepip, into a package of its own."""
    try:
        import ensurepip  # noqa: F401  only its presence is asked
        import venv  # noqa: F401  the same
    except ImportError:
        return False
    return True


# The environment


def venv_folder(env: Mapping[str, str]) -> Path:
    """Where the environment is: STROKE_COUNSEL_VENV, or .venv beside this file."""
    named = env.get("STROKE_COUNSEL_VENV")
    return Path(named).expanduser().resolve() if named else ROOT / ".venv"


def venv_python(folder: Path) -> Path:
    """The Python inside an environment, on this system."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def digest(path: Path) -> str:
    """The sha256 of a file, the same whether git wrote it with \\n or \\r\\n."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def wanted_stamp(root: Path, names: Sequence[str], version: Sequence[int]) -> dict[str, str]:
    """What the stamp must say for the requirement files `names` to count as installed."""
    return {"python": ".".join(map(str, version[:2])), **{name: digest(root / name) for name in names}}


def read_stamp(folder: Path) -> dict[str, str]:
    """The stamp of an environment; empty when set-up never came to its end."""
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, json.JSONDecodeError, UnicodeDecodeError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def what_to_do(stamp: Mapping[str, str], wanted: Mapping[str, str], python_starts: bool) -> str:
    """`nothing`, `install` into the environment as it is, or `rebuild` it from the start."""
    if not stamp or not python_starts or stamp.get("python") != wanted["python"]:
        return "rebuild"
    return "nothing" if all(stamp.get(key) == value for key, value in wanted.items()) else "install"


def empty_own_folder(folder: Path) -> None:
    """Empties what an earlier run made; raises SetupError rather than touch another's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / OWNED
    if any(folder.iterdir()) and not mark.exists():
        raise SetupError(
            f"{folder} was not made by run.py, so it is left alone.\n"
            "Remove it, or name another folder in STROKE_COUNSEL_VENV."
        )
    # The mark is written first and never removed, so that a run broken off anywhere can be repaired.
    mark.write_text("run.py may empty this folder.\n", encoding="utf-8")
    for entry in folder.iterdir():
        if entry == mark:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def ensure_environment(*more: str) -> Path:
    """Makes, repairs or updates the environment with `more` requirement files; returns its Python."""
    folder, python = venv_folder(os.environ), venv_python(venv_folder(os.environ))
    names = [RUNTIME, *more]
    wanted = wanted_stamp(ROOT, names, sys.version_info[:3])
    had = read_stamp(folder)
    todo = what_to_do(had, wanted, python.exists())
    if todo == "nothing":
        return python
    if todo == "rebuild":
        say(f"Making the environment in {folder}")
        had = {}
        empty_own_folder(folder)
        must([[sys.executable, "-m", "venv", str(folder)]], os.environ)
    (folder / STAMP).unlink(missing_ok=True)
    say(f"Installing {names[-1]} (once; it takes a minute or some)")
    # Wheels only: a source package would run its own, unhashed build code on this machine.
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    must([[*pip, "--require-hashes", "--only-binary=:all:", "-r", str(ROOT / names[-1])]], os.environ)
    unfinished = folder / f"{STAMP}.new"
    unfinished.write_text(json.dumps({**had, **wanted}, indent=1), encoding="utf-8")
    unfinished.replace(folder / STAMP)
    return python


# Making the requirement files


def dependency_digest(pyproject: str) -> str:
    """The sha256 of all that the requirement files are made from in the text of pyproject.toml."""
    import tomllib  # not in Python 3.10, which must still be told what it lacks

    project = tomllib.loads(pyproject)["project"]
    tables = {key: project.get(key) for key in ("requires-python", "dependencies", "optional-dependencies")}
    return hashlib.sha256(json.dumps(tables, sort_keys=True).encode()).hexdigest()


def finish_requirements(compiled: str, fresh: str) -> str:
    """What uv compiled, without any registry's address, with the digest it was made from on top."""
    options = ("--index-url", "--extra-index-url", "--find-links", "--trusted-host", "-i ", "-f ")
    kept = [line for line in compiled.splitlines() if not line.lstrip().startswith(options)]
    # The comment that names the index of a package is an address too.
    kept = [line for line in kept if not re.search(r"#.*https?://", line)]
    return "\n".join([f"{FRESHNESS}{fresh}", *kept]) + "\n"


def lock(_args: Sequence[str]) -> int:
    """Makes the requirement files; the others keep the versions of the program's own."""
    uv = shutil.which("uv")
    if uv is None:
        raise SetupError("`run.py lock` needs uv on the path; install it with: pipx install uv")
    fresh = dependency_digest((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    command = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-emit-index-url"]
    command += ["--python-version", ".".join(map(str, OLDEST_PYTHON)), "--no-header", "pyproject.toml"]
    kept = ["--constraint", RUNTIME]
    files = {RUNTIME: [], DEVELOPMENT: ["--extra", "dev", *kept], PEERS: ["--extra", "peers", *kept]}
    for name, extra in files.items():
        done = subprocess.run([*command, *extra], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            return done.returncode
        (ROOT / name).write_text(finish_requirements(done.stdout, fresh), encoding="utf-8", newline="\n")
        say(f"Wrote {name}")
    return 0


# Running


def say(words: str) -> None:
    """Progress goes to standard error: standard output belongs to the program's results."""
    print(words, file=sys.stderr, flush=True)


def must(commands: Sequence[Sequence[str]], env: Mapping[str, str]) -> None:
    """Runs each command in turn; raises SetupError naming the first that fails."""
    for command in commands:
        status = subprocess.run(command, env=dict(env), stdout=sys.stderr, check=False).returncode
        if status:
            raise SetupError(f"This command ended with status {status}:\n\n{' '.join(command)}")


def program_env(headless: bool) -> dict[str, str]:
    """The environment for the program: its packages found from any folder, offscreen if headless."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    env = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
    if headless:
        env["QT_QPA_PLATFORM"] = "offscreen"
    return env


def start(python: Path, args: Sequence[str], headless: bool, cwd: Path | None = ROOT) -> int:
    """Runs the environment's Python with `args`; returns its status."""
    return subprocess.run([str(python), *args], env=program_env(headless), cwd=cwd, check=False).returncode


def window(args: Sequence[str]) -> int:
    """Opens the window; without a display does the headless job."""
    if args:
        raise SetupError(__doc__ or "")
    if not has_display(os.environ, sys.platform):
        say("No display: writing the handout and a picture of the window instead.")
        return example()
    ensure_system(QT_NEEDS + WINDOW_NEEDS)
    return start(ensure_environment(), ["-m", "counsel"], headless=False)


def example() -> int:
    """Writes the example's handout and one picture of the window, drawn offscreen."""
    ensure_system(QT_NEEDS)
    made = [OUT / "handout.pdf", OUT / "window.png"]
    OUT.mkdir(exist_ok=True)
    for path in made:
        path.unlink(missing_ok=True)
    status = start(ensure_environment(), ["-m", "ui.tools.headless", str(EXAMPLE), str(OUT)], headless=True)
    return status or int(not all(map(Path.is_file, made)))


def screenshots(args: Sequence[str]) -> int:
    """Writes the example's handout and pictures of the window in its states, sizes and colours.

    A real window needs an Xvfb on the machine; without one the pictures are drawn offscreen. With `--docs`
    those of the README are renewed too.
    """
    if [*args] not in ([], ["--docs"]):
        raise SetupError(f"screenshots takes nothing or --docs, not {' '.join(args)!r}.")
    ensure_system(QT_NEEDS + real_window_needs())
    taken = ["-m", "ui.tools.screenshots", str(EXAMPLE.parent), str(OUT)]
    status = example() or start(ensure_environment(), taken, headless=True)
    if not status and args:
        for name, picture in DOCS.items():
            shutil.copyfile(OUT / f"window-{picture}.png", ROOT / "docs" / name)
    return status


def real_window_needs() -> tuple[Need, ...]:
    """What a window on Xvfb needs, where there is an Xvfb: one test and the pictures then open a real one."""
    return WINDOW_NEEDS if has_program("Xvfb") else ()


def test(args: Sequence[str]) -> int:
    """Runs ruff, mypy and pytest, all three even when the first finds fault."""
    ensure_system(QT_NEEDS + TEST_NEEDS + real_window_needs())
    python = ensure_environment(DEVELOPMENT)
    steps = [["ruff", "check", "."], ["mypy"], ["pytest", *parallel(args), *args]]
    failed = [step[0] for step in steps if start(python, ["-m", *step], headless=True)]
    if failed:
        say(f"Failed: {', '.join(failed)}")
    return int(bool(failed))


def parallel(args: Sequence[str]) -> list[str]:
    """What lets pytest use every processor, file by file; nothing for one file, or where `args` say how."""
    says_how = ("-n", "--numprocesses", "--dist", "--pdb", "--trace")
    if "no:xdist" in " ".join(args) or any(arg.startswith(says_how) for arg in args):
        return []
    named = [path for arg in args if (path := ROOT / arg.partition("::")[0]).exists()]
    if len(named) == 1 and named[0].is_file():
        return []
    return ["--numprocesses=logical", f"--maxprocesses={MOST_WORKERS}", "--dist=loadfile"]


def bench(args: Sequence[str]) -> int:
    """Measures the speed of the program, or of its rules or its sheet beside other engines."""
    known = (*BENCHES, "rules", "pdf")
    strange = [name for name in args[:1] if name not in known and not name.startswith("-")]
    if strange:
        raise SetupError(f"There is no bench {strange[0]!r}. There are: {', '.join(BENCHES)}, rules, pdf.")
    if args[:1] == ["rules"]:
        return start(ensure_environment(PEERS), ["-m", "tests.bench.run_rules", *args[1:]], headless=True)
    if args[:1] == ["pdf"]:
        ensure_system(QT_NEEDS + PDF_PEER_NEEDS)
        return start(ensure_environment(PEERS), ["-m", "tests.bench.run_pdf", *args[1:]], headless=True)
    ensure_system(QT_NEEDS)
    return start(ensure_environment(), ["-m", "tests.bench.run_bench", *args], headless=True)


def mutate(args: Sequence[str]) -> int:
    """Changes the rules one by one and counts which changes the named cases and the check notice."""
    ensure_system(QT_NEEDS)
    return start(ensure_environment(DEVELOPMENT), ["-m", "tests.mutate", *args], headless=True)


def gates(args: Sequence[str]) -> int:
    """Makes every sheet that the rules can produce and measures it; status 1 where a gate finds a fault."""
    ensure_system(QT_NEEDS + TEST_NEEDS)
    return start(ensure_environment(DEVELOPMENT), ["-m", "tests.gates", *args], headless=True)


def outside(args: Sequence[str]) -> int:
    """Runs the checks that need heavy parts of the system, all or those named; status 1 where one fails."""
    names = list(args) or list(OUTSIDE)
    unknown = [name for name in names if name not in OUTSIDE]
    if unknown:
        raise SetupError(f"There is no check {unknown[0]!r}. There are: {', '.join(OUTSIDE)}")
    ensure_system(QT_NEEDS + TEST_NEEDS)
    install_outside(names)
    return start(ensure_environment(DEVELOPMENT), ["-m", "tests.outside", *names], headless=True)


def install_outside(names: Sequence[str]) -> None:
    """Installs what these checks need; as root each by itself: one that fails stops no other."""
    if not is_root():
        ensure_system([need for name in names for need in OUTSIDE[name]])
        return
    for name in names:
        try:
            ensure_system(OUTSIDE[name])
        except SetupError as error:
            # The check then fails by itself and says what it lacks.
            say(f"{name}: {error}")


def build(_args: Sequence[str]) -> int:
    """Makes the bundle and lets it do the main job by itself."""
    ensure_system(QT_NEEDS + (BUILD_NEEDS if sys.platform == "linux" else ()))
    python = ensure_environment(DEVELOPMENT)
    command = ["-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN", "build.spec"]
    status = start(python, command, headless=True)
    if status:
        return status
    program = BUNDLE / ("stroke-counsel.exe" if os.name == "nt" else "stroke-counsel")
    env = {key: value for key, value in program_env(headless=True).items() if key != "PYTHONPATH"}
    status = subprocess.run([str(program), "--selftest"], env=env, check=False).returncode
    print(f"{program} --selftest: {'passed' if status == 0 else f'failed with status {status}'}")
    return status


def cli(args: Sequence[str]) -> int:
    """Hands `args` to the program, in the folder of the person who asks."""
    return start(ensure_environment(), ["-m", "counsel", *args], headless=False, cwd=None)


VERBS: dict[str, Callable[[Sequence[str]], int]] = {
    "test": test,
    "bench": bench,
    "mutate": mutate,
    "gates": gates,
    "outside": outside,
    "build": build,
    "screenshots": screenshots,
    "lock": lock,
    "cli": cli,
}


def main(argv: Sequence[str]) -> int:
    """Runs one verb; returns the exit status, 2 where the person has something to put right."""
    problem = python_problem(sys.version_info[:3])
    if problem:
        say(problem)
        return 2
    if argv and (argv[0] in ("-h", "--help") or argv[0] not in VERBS):
        asked = argv[0] in ("-h", "--help")
        print(__doc__, file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    try:
        return VERBS[argv[0]](argv[1:]) if argv else window(argv)
    except SetupError as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
