"""Does the main job without a display: the handout as PDF and a picture of the window; asks nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counsel.shell.bootstrap import Program

    Maker = Callable[[Program, Path, Path], Iterable[Path]]

WIDTH, HEIGHT = 1366, 768
USAGE = "usage: python -m ui.tools.headless CASE.json OUTDIR"


def main(argv: Sequence[str] | None = None) -> int:
    """Writes OUTDIR/handout.pdf and OUTDIR/window.png and prints their paths; 2 for bad input."""
    return make(render, USAGE, argv)


def make(maker: Maker, usage: str, argv: Sequence[str] | None) -> int:
    """Has files made from the first argument in the folder that the second names; 2 for bad input."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if len(arguments) != 2:
        print(usage, file=sys.stderr)
        return 2
    from counsel.errors import CounselError
    from counsel.shell import bootstrap

    try:
        written = maker(bootstrap.start(), Path(arguments[0]), Path(arguments[1]))
    except (CounselError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    for path in written:
        print(path)
    return 0


def render(program: Program, case: Path, folder: Path) -> tuple[Path, Path]:
    """The handout and the picture of one case file; InputError for a bad case, and nothing is written."""
    # Only without a display: on one, the platform that the system chose draws with its own fonts.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.app import application, build_window

    app = application(program.font_files())
    window = build_window(program)
    window.session.load(case)
    folder.mkdir(parents=True, exist_ok=True)
    handout, picture = folder / "handout.pdf", folder / "window.png"
    program.save_bytes(handout, window.handouts.job.pdf())
    window.resize(WIDTH, HEIGHT)
    window.show()
    app.processEvents()
    if not window.grab().save(str(picture)):
        raise OSError(f"{picture} could not be written")
    window.workers.close()
    window.session.forget()
    window.close()
    return handout, picture


if __name__ == "__main__":
    raise SystemExit(main())
