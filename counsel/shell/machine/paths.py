"""Names the folders the program reads and writes; makes none but those it is asked to write to."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import platformdirs

APP_NAME = "stroke-counsel"


def resource_root() -> Path:
    """The folder that holds `resources/` and `rules/data/`: the source tree, or a bundle's own."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parents[3]


def font_files() -> tuple[Path, ...]:
    """The bundled fonts, one family."""
    return tuple(sorted((resource_root() / "resources" / "fonts").glob("*.ttf")))


def is_bundled() -> bool:
    """Whether the program runs from a PyInstaller bundle."""
    return bool(getattr(sys, "frozen", False))


def shipped_copy() -> Path | None:
    """The ready content that a bundle comes with; the program's source comes with none."""
    return resource_root() / "content.copy" if is_bundled() else None


class Paths(NamedTuple):
    """Where one user's files are; the folders exist only once `made` has been called."""

    config_dir: Path
    state_dir: Path
    cache_dir: Path

    def made(self) -> Paths:
        """These paths, each folder there; only the user may read them, for they are a clinic's."""
        for folder in (self.config_dir, self.state_dir, self.cache_dir):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self


def user_paths() -> Paths:
    """The folders this system gives the user of the program; nothing is created."""
    # Without an author's name Windows would put the folders below a second stroke-counsel.
    dirs = platformdirs.PlatformDirs(APP_NAME, appauthor=False)
    return Paths(Path(dirs.user_config_dir), Path(dirs.user_state_dir), Path(dirs.user_cache_dir))


def paths_below(folder: Path) -> Paths:
    """All folders below one: for a test, a selftest or a portable copy."""
    return Paths(folder / "config", folder / "state", folder / "cache")
