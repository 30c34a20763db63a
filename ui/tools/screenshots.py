"""Takes pictures of the window in its states, sizes and colours; it asks nothing and saves nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ui.tools.headless import make
from ui.tools.scenes import SCENES, Scene

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication, QWidget

    from counsel.shell.bootstrap import Program

USAGE = "usage: python -m ui.tools.screenshots FOLDER_OF_CASES OUTDIR [VARIANT]"
# What is put off, such as the missing facts, stands on the screen by then.
SETTLED_MS = 250


class Variant(NamedTuple):
    """How the window is shown: pixels of the screen, light or dark, and pixels to a point."""

    width: int
    height: int
    colours: str
    scale: int = 1

    @property
    def name(self) -> str:
        """As it ends the file's name: `1366x768-dark`, `1366x768-200-light`."""
        size = f"{self.width}x{self.height}"
        return "-".join((size, *([f"{self.scale}00"] if self.scale > 1 else []), self.colours))

    def file(self, scene: Scene) -> str:
        """The name of one picture; all variants of a scene stand together in a listing."""
        return f"window-{scene.name}-{self.name}.png"


VARIANTS = tuple(
    Variant(*size, colours, scale)
    for size, scale in (((1366, 768), 1), ((1366, 768), 2), ((1920, 1080), 1))
    for colours in ("light", "dark")
)


def main(argv: Sequence[str] | None = None) -> int:
    """Writes OUTDIR/window-<scene>-<variant>.png for all, or for one variant; 2 for bad input."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    chosen = {variant.name: variant for variant in VARIANTS}
    if len(arguments) == 2:
        return take_all(Path(arguments[0]), Path(arguments[1]))
    if len(arguments) != 3 or arguments[2] not in chosen:
        print(USAGE, "VARIANT is one of:", *chosen, sep="\n", file=sys.stderr)
        return 2
    return make(partial(take, variant=chosen[arguments[2]]), USAGE, arguments[:2])


def take_all(cases: Path, folder: Path) -> int:
    """Every variant in a process of its own, as Qt reads its scale once; the first status that is not 0."""
    for variant in VARIANTS:
        with screen(variant) as where:
            real = where["QT_QPA_PLATFORM"] == "xcb"
            print(f"{variant.name}: {'a real window on Xvfb' if real else 'offscreen'}", file=sys.stderr)
            command = [sys.executable, "-m", "ui.tools.screenshots", str(cases), str(folder), variant.name]
            if status := subprocess.run(command, env={**os.environ, **where}, check=False).returncode:  # noqa: S603  # our own module
                return status
    return 0


@contextmanager
def screen(variant: Variant) -> Iterator[Mapping[str, str]]:
    """What the environment says of a screen as large as the variant: that of an Xvfb, or offscreen."""
    scaled = {"QT_SCALE_FACTOR": str(variant.scale)}
    server = shutil.which("Xvfb")
    if server is None:
        yield {**scaled, "QT_QPA_PLATFORM": "offscreen"}
        return
    ours, theirs = os.pipe()
    size = f"{variant.width}x{variant.height}x24"
    command = [server, "-displayfd", str(theirs), "-screen", "0", size, "-dpi", "96", "-nolisten", "tcp"]
    running = subprocess.Popen(command, pass_fds=[theirs], stderr=subprocess.DEVNULL)  # noqa: S603  # found on the path
    os.close(theirs)
    try:
        # The server writes its number once it can be reached.
        with os.fdopen(ours) as told:
            display = f":{told.readline().strip()}"
        yield {**scaled, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
    finally:
        running.terminate()
        running.wait()


def take(program: Program, cases: Path, folder: Path, variant: Variant) -> list[Path]:
    """One variant of all scenes; InputError for a bad case, OSError for a file that cannot be written."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_SCALE_FACTOR", str(variant.scale))
    from PySide6.QtGui import QCursor

    from ui.app import application

    app = application(program.font_files(), colours=variant.colours)
    # A pointer in the middle of the screen would light up what lies below it.
    QCursor.setPos(0, variant.height)
    folder.mkdir(parents=True, exist_ok=True)
    return [_picture(app, program, scene, cases, folder / variant.file(scene), variant) for scene in SCENES]


def _picture(
    app: QApplication, program: Program, scene: Scene, cases: Path, path: Path, variant: Variant
) -> Path:
    from ui.app import build_window

    window = build_window(program)
    window.resize(variant.width // variant.scale, variant.height // variant.scale)
    window.move(0, 0)
    window.show()
    window.activateWindow()
    if scene.case is not None:
        window.session.load(cases / f"{scene.case}.json")
    _settle()
    shown = scene.prepare(window)
    _settle()
    saved = _seen(app, shown).save(str(path))
    window.workers.close()
    window.session.forget()
    shown.close()
    window.close()
    if not saved:
        raise OSError(f"{path} could not be written")
    return path


def _settle() -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(SETTLED_MS, loop.quit)
    loop.exec()


def _seen(app: QApplication, shown: QWidget) -> QPixmap:
    """The widget as the screen shows it; offscreen there is no screen to read."""
    if app.platformName() == "xcb":
        return shown.screen().grabWindow(shown.winId())
    return shown.grab()


if __name__ == "__main__":
    raise SystemExit(main())
