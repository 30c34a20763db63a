"""Keeps a report of an unexpected error on disk, without patient data; sends nothing and shows nothing."""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from counsel.errors import CounselError
from counsel.shell.machine.paths import resource_root

FORMAT = 1
FOLDER = "crash-reports"
MOST_KEPT = 20


class Place(NamedTuple):
    """One line of a traceback: names of the program's own code, never what it was working on."""

    file: str
    line: int
    function: str


class CrashReport(NamedTuple):
    """What is known of a crash: names and versions, no value that the program was working on."""

    path: Path
    happened_at: str
    exception: tuple[str, ...]
    what_happened: str
    places: tuple[Place, ...]
    thread: str
    program_version: str
    content_version: str
    platform: str
    python: str


def _now() -> datetime:
    return datetime.now(UTC)


class CrashHook:
    """Writes a report of each unexpected error below `state_dir`, then tells `on_crash`.

    `content_version` is set once the content is read: a crash may come before. `on_crash` gets the
    report, or None where it could not be written; what it raises itself is left unreported.
    """

    def __init__(
        self,
        state_dir: Path,
        on_crash: Callable[[CrashReport | None], None] | None = None,
        *,
        program_version: str = "unknown",
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self.content_version = "not yet read"
        self.on_crash = on_crash
        self._folder = state_dir / FOLDER
        self._program_version = program_version
        self._clock = clock
        self._busy = False

    def handle(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
        thread: str = "MainThread",
    ) -> None:
        """Takes an uncaught exception as `sys.excepthook` does; KeyboardInterrupt passes through."""
        if issubclass(kind, KeyboardInterrupt) or self._busy:
            sys.__excepthook__(kind, error or kind(), trace)
            return
        self._busy = True
        try:
            report = self._write(kind, error, trace, thread)
            # A windowed bundle on Windows has no standard error.
            if sys.stderr is not None:
                print(_in_words(kind, report), file=sys.stderr)
            if self.on_crash is not None:
                self.on_crash(report)
        finally:
            self._busy = False

    def handle_thread(self, args: threading.ExceptHookArgs) -> None:
        """Takes an exception that ended a thread, as `threading.excepthook` does."""
        if args.exc_type is SystemExit:
            return
        name = args.thread.name if args.thread is not None else "unknown"
        self.handle(args.exc_type, args.exc_value, args.exc_traceback, name)

    def _write(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None, thread: str
    ) -> CrashReport | None:
        # Every start would pay for what only a crash needs.
        import platform

        now = self._clock()
        name = f"{now:%Y%m%dT%H%M%S%f}-{os.getpid()}.json"
        report = CrashReport(
            path=self._folder / name,
            happened_at=now.isoformat(timespec="seconds"),
            exception=_chain(kind, error),
            what_happened=_fixed_words(kind),
            places=_places(trace),
            thread=thread,
            program_version=self._program_version,
            content_version=self.content_version,
            platform=platform.platform(),
            python=platform.python_version(),
        )
        try:
            _save(report)
        except OSError:
            return None
        return report


def install_excepthook(
    state_dir: Path,
    on_crash: Callable[[CrashReport | None], None] | None = None,
    *,
    program_version: str = "unknown",
    clock: Callable[[], datetime] = _now,
) -> CrashHook:
    """Sets the hook for the main thread and all others; to be called before anything else.

    `on_crash` may run in any thread. It can be set later as `hook.on_crash`, when there is a window.
    """
    hook = CrashHook(state_dir, on_crash, program_version=program_version, clock=clock)
    sys.excepthook = hook.handle
    threading.excepthook = hook.handle_thread
    return hook


def pending_reports(state_dir: Path) -> tuple[CrashReport, ...]:
    """The reports nobody has dismissed yet, oldest first; a file that is none of ours is passed over."""
    found = (_read(path) for path in sorted((state_dir / FOLDER).glob("*.json")))
    return tuple(report for report in found if report is not None)


def dismiss(report: CrashReport) -> None:
    """Removes a report that has been read; one that is gone already is fine."""
    report.path.unlink(missing_ok=True)


def in_words(report: CrashReport) -> str:
    """The whole report as plain text, to be read and copied before anyone sends it anywhere."""
    lines = [
        f"{report.happened_at}  {' < '.join(report.exception)}  ({report.thread})",
        f"stroke-counsel {report.program_version}, content {report.content_version}",
        f"{report.platform}, Python {report.python}",
    ]
    if report.what_happened:
        lines.append(report.what_happened)
    lines += [f"  {place.file}:{place.line} in {place.function}" for place in report.places]
    return "\n".join(lines)


def _in_words(kind: type[BaseException], report: CrashReport | None) -> str:
    if report is None:
        return f"stroke-counsel met an unexpected error ({kind.__name__}); no report could be written."
    return f"stroke-counsel met an unexpected error. CrashReport: {report.path}\n{in_words(report)}"


def _fixed_words(kind: type[BaseException]) -> str:
    # The words of one error can name an entry or a file, and so a person; those of its class cannot.
    words = getattr(kind, "what_happened", "") if issubclass(kind, CounselError) else ""
    return words if isinstance(words, str) else ""


def _chain(kind: type[BaseException], error: BaseException | None) -> tuple[str, ...]:
    names, seen = [_name(kind)], {id(error)}
    while error is not None:
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if error is None or id(error) in seen:
            break
        seen.add(id(error))
        names.append(_name(type(error)))
    return tuple(names)


def _name(kind: type[BaseException]) -> str:
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _places(trace: TracebackType | None) -> tuple[Place, ...]:
    # extract_tb would also read the source lines, and a line of source can hold a value.
    return tuple(
        Place(_short(frame.f_code.co_filename), line, frame.f_code.co_name)
        for frame, line in traceback.walk_tb(trace)
    )


def _short(file: str) -> str:
    # The folders above the program's own carry the name of the user.
    path = Path(file)
    root = resource_root()
    if path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return "/".join(path.parts[-3:])


def _save(report: CrashReport) -> None:
    import json

    folder = report.path.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in sorted(folder.glob("*.json"))[: -(MOST_KEPT - 1)]:
        old.unlink(missing_ok=True)
    places = [place._asdict() for place in report.places]
    document = {"format": FORMAT, **report._asdict(), "places": places}
    del document["path"]
    unfinished = report.path.with_suffix(".unfinished")
    with unfinished.open("w", encoding="utf-8") as file:
        json.dump(document, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(report.path)


def _read(path: Path) -> CrashReport | None:
    import json

    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document.pop("format") != FORMAT:
            return None
        places = tuple(Place(**place) for place in document.pop("places"))
        exception = tuple(document.pop("exception"))
        return CrashReport(path=path, places=places, exception=exception, **document)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
