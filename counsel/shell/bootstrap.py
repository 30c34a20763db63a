"""Builds everything once and passes it in: the composition root of window and command line; no globals.

What the window needs before its first paint is light; pydantic, rules and evidence come with `start`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from counsel import __version__
from counsel.shell.machine.crash import CrashHook, install_excepthook, pending_reports
from counsel.shell.machine.crash import CrashReport as CrashReport
from counsel.shell.machine.crash import dismiss as dismiss_crash
from counsel.shell.machine.crash import in_words as crash_in_words
from counsel.shell.machine.paths import (
    Paths,
    font_files,
    paths_below,
    resource_root,
    shipped_copy,
    user_paths,
)

if TYPE_CHECKING:
    from counsel.assess.assessment import Assessment
    from counsel.case.date_words import DateWords
    from counsel.case.parse import Case
    from counsel.content import Content
    from counsel.form.questions import FlagInfo, NihssItem
    from counsel.shell.about import About
    from counsel.shell.machine.settings import Settings
    from counsel.shell.printing.letterhead import Letterhead
    from counsel.shell.program import Program
    from counsel.wording.sentences import Wording

__all__ = [
    "About",
    "Assessment",
    "Case",
    "CrashHook",
    "CrashReport",
    "DateWords",
    "FlagInfo",
    "Letterhead",
    "NihssItem",
    "Program",
    "Settings",
    "Wording",
    "chosen_theme",
    "crash_in_words",
    "crash_reports",
    "dismiss_crash",
    "example_case",
    "font_files",
    "start",
    "start_in",
    "watch_for_crashes",
    "window_words",
]

SETTINGS = "settings.json"

# No plugin of pydantic is used, and looking for one takes a tenth of the start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def watch_for_crashes() -> CrashHook:
    """Installs the crash hook; the caller sets `on_crash` once it can show something."""
    return install_excepthook(user_paths().state_dir, None, program_version=__version__)


def crash_reports() -> tuple[CrashReport, ...]:
    """The reports of unexpected errors that this user has not dismissed yet, oldest first."""
    return pending_reports(user_paths().state_dir)


def start(
    *,
    clock: Callable[[], datetime] = datetime.now,
    paths: Paths | None = None,
    settings: Settings | None = None,
    root: Path | None = None,
) -> Program:
    """The program with its content read and checked; raises ContentError.

    `clock` gives local time without a zone, as the dates of a case are.
    """
    from counsel.shell.content.load import load_content
    from counsel.shell.machine.settings import UserSettings, user_settings
    from counsel.shell.program import Program

    places = paths or user_paths()
    base = root or resource_root()
    file = places.config_dir / SETTINGS
    read = UserSettings(settings) if settings else user_settings(file)
    shipped = shipped_copy()
    # A bundle has its copy, and writes none.
    content = load_content(base, None if shipped else places.cache_dir, shipped)
    spoken, told = _spoken(read.settings, content)
    notice = " ".join(filter(None, (read.told, *told)))
    return Program(content, base / "resources", clock, spoken, file, notice)


def _spoken(settings: Settings, content: Content) -> tuple[Settings, tuple[str, ...]]:
    """The settings with a language that is there, and which are left out or not the one asked for."""
    from counsel.shell.machine.first_settings import LANGUAGE
    from counsel.wording.completeness import in_words

    is_there = settings.language in content.wordings
    spoken = settings if is_there else settings.model_copy(update={"language": LANGUAGE})
    wording = content.wording(spoken.language)
    told = [in_words(one, wording) for one in content.left_out]
    if not is_there:
        told.append(wording.say("language.not-there", {"language": settings.language}))
    return spoken, tuple(told)


def chosen_theme() -> str:
    """The colours of this user's settings, `system`, `light` or `dark`; before anything heavy is imported."""
    from counsel.shell.machine.first_settings import first_settings

    return first_settings(user_paths().config_dir / SETTINGS).theme


def window_words() -> Wording:
    """The words of the window and its form in this user's language; before anything heavy is imported.

    Where they do not exist in it they are those that the program begins with.
    """
    from counsel.shell.content.window_words import window_words
    from counsel.shell.machine.first_settings import LANGUAGE, first_settings

    chosen = first_settings(user_paths().config_dir / SETTINGS).language
    return window_words(resource_root(), (chosen, LANGUAGE))


def start_in(folder: Path) -> Program:
    """The program with all its own files below one folder: for a selftest."""
    from counsel.shell.machine.settings import Settings

    return start(paths=paths_below(folder), settings=Settings())


def example_case() -> Path:
    """The example case that comes with the program."""
    return resource_root() / "resources" / "example-case.json"
