"""Does the main job offscreen in a folder of its own and ends with a status: for a bundle just built."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Reads the example case, makes handout and window picture, looks at both; 0 passed, 1 failed."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        problem = _run(Path(folder))
    print(
        f"selftest failed: {problem}" if problem else "selftest passed",
        file=sys.stderr if problem else sys.stdout,
    )
    return 1 if problem else 0


def _run(folder: Path) -> str | None:
    from counsel.shell import bootstrap
    from ui.tools.headless import render

    program = bootstrap.start_in(folder)
    pdf, picture = render(program, bootstrap.example_case(), folder / "out")
    return _pdf_problem(pdf) or _picture_problem(picture)


def _pdf_problem(path: Path) -> str | None:
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    if document.load(str(path)) != QPdfDocument.Error.None_:
        return f"{path.name} cannot be opened"
    pages, words = document.pageCount(), document.getAllText(0).text()
    document.close()
    if pages != 2:
        return f"{path.name} has {pages} pages instead of 2"
    return None if "stem cells" in words.lower() else f"{path.name} has no text"


def _picture_problem(path: Path) -> str | None:
    from PySide6.QtGui import QImage

    picture = QImage(str(path))
    if picture.isNull():
        return f"{path.name} is no picture"
    colours = {
        picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)
    }
    return None if len(colours) > 20 else f"{path.name} is blank"
