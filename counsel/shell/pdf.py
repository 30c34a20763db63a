"""The one place where a PDF is made (the only import of typst); it decides nothing about the content."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Literal

from counsel.errors import CounselError
from counsel.handout import Handout

Paper = Literal["a4", "letter"]
PAPERS: dict[str, str] = {"a4": "a4", "letter": "us-letter"}
SIZES = (14, 16, 18, 22)
FONT = "Atkinson Hyperlegible Next"
# Lines for notes; fewer where something has to come first or be checked, so that the page limits hold.
_NOTE_LINES, _FEWER_LINES = 2, 1
_COME_FIRST = frozenset({"first", "check"})
# A number and the word after it stay on one line.
_NUMBER_AND_UNIT = re.compile(r"(\d) (?=[a-zA-Z])")


class PdfError(CounselError):
    """The PDF could not be made."""


class Printer:
    """Makes PDFs from handouts with the bundled template and fonts only.

    Raises PdfError for a character that no bundled font has. Equal input gives equal bytes.
    """

    def __init__(self, resources: Path) -> None:
        self._template = resources / "templates" / "sheet.typ"
        self._fonts = resources / "fonts"
        self._compilers: dict[Path, Any] = {}

    def pdf(self, sheet: Handout, day: date, paper: str = "a4", size: int = 14, clinic: str = "") -> bytes:
        """The sheet as tagged PDF/UA-1; `paper` is a4 or letter, `size` the body size in points."""
        data = json.dumps(sheet_data(sheet, day, paper, size, clinic), ensure_ascii=False)
        return self._compile(self._template, {"data": data}, day)

    def printed(self, template: str, data: dict[str, Any], day: date) -> bytes:
        """Any document of the program by the name of its template, its data as JSON, dated `day`."""
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        return self._compile(self._template.with_name(template), inputs, day)

    def warm(self) -> None:
        """Makes an empty page, so that the first sheet does not wait for fonts and compiler."""
        self._compile(self._fonts.parent / "templates" / "empty.typ", {}, date(2000, 1, 1))

    def _compile(self, template: Path, inputs: dict[str, str], day: date) -> bytes:
        import typst

        compiler = self._compilers.get(template)
        if compiler is None:
            compiler = typst.Compiler(
                input=str(template),
                root=str(template.parent),
                font_paths=[str(self._fonts)],
                ignore_system_fonts=True,
            )
            self._compilers[template] = compiler
        try:
            stamp = (day - date(1970, 1, 1)).days * 86400
            made = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=stamp)
        except typst.TypstError as error:
            raise PdfError(f"The PDF could not be made: {error}", "Report this mistake.") from error
        assert isinstance(made, bytes)
        return made


def sheet_data(sheet: Handout, day: date, paper: str, size: int, clinic: str) -> dict[str, Any]:
    """The JSON that the template reads."""
    whole = asdict(sheet)
    for section in whole["sections"]:
        for sentence in section["sentences"]:
            sentence["text"] = _NUMBER_AND_UNIT.sub("\\1\u00a0", sentence["text"])
    return {
        **whole,
        "author": "stroke-counsel",
        "font": FONT,
        "paper": PAPERS[paper],
        "size": size,
        "day": [day.year, day.month, day.day],
        "clinic": clinic,
        "lines": _FEWER_LINES if _COME_FIRST & {part.id for part in sheet.sections} else _NOTE_LINES,
    }


def uncovered(text: str, characters: frozenset[int]) -> str:
    """The first characters of a typed text that no bundled font has, each once; empty where all are."""
    return "".join(dict.fromkeys(character for character in text if ord(character) not in characters))[:8]
