"""The one place where a PDF is made (the only import of typst); it decides nothing about the content."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from counsel.errors import CounselError
from counsel.sheets.kinds import kind_of
from counsel.shell.content.shipped_files import FONTS, REMEDY, require

if TYPE_CHECKING:
    from counsel.sheets.handout import Handout, Sentence, SheetSection
    from counsel.shell.printing.letterhead import Logo

PAPERS: dict[str, str] = {"a4": "a4", "letter": "us-letter"}
FONT = "Atkinson Hyperlegible Next"
# Lines for notes where the kind does not say how many; fewer where something comes first, or goals are named,
# and none where goals stand beside a warning that the content is old, so that the page limits hold.
_NOTE_LINES, _FEWER_LINES = 2, 1
_COME_FIRST = frozenset({"first", "check"})
# A number and the word after it stay on one line.
_NUMBER_AND_UNIT = re.compile(r"(\d) (?=[a-zA-Z])")


class PdfError(CounselError):
    """The PDF could not be made."""


@dataclass(frozen=True)
class Print:
    """One sheet of a job: its body size in points, the clinic's line and logo, and which copy it is."""

    sheet: Handout
    size: int = 14
    clinic: str = ""
    copy: str = ""
    logo: Logo | None = None


class Printer:
    """Makes PDFs from handouts with the bundled template, icons and fonts only.

    Raises PdfError for a character that no bundled font has. Equal input gives equal bytes. Threads may
    share one: they wait for each other.
    """

    def __init__(self, resources: Path) -> None:
        self._resources = resources
        # The compiler lets other threads run while it works, and refuses a second call then.
        self._one_at_a_time = Lock()

    def pdf(self, prints: Sequence[Print], day: date, paper: str = "a4") -> bytes:
        """The sheets as one tagged PDF/UA-1, each with its own page numbers; `paper` is a4 or letter."""
        return self.printed("sheet.typ", job_data(prints, day, paper), day)

    def printed(self, template: str, data: dict[str, Any], day: date) -> bytes:
        """Any document of the program by the name of its template, its data as JSON, dated `day`."""
        content = _literal(json.dumps(data, ensure_ascii=False))
        return self._compile(template, f"print(json(bytes({content})))", day)

    def warm(self) -> None:
        """Makes an empty page, so that the first sheet does not wait for fonts and compiler."""
        self._compile("empty.typ", "print()", date(2000, 1, 1))

    def _compile(self, template: str, call: str, day: date) -> bytes:
        """The PDF of a call of the template's `print`.

        The data stand in the call, and not in the inputs of the compiler: with other inputs it would forget
        all that it has set before.
        """
        import typst

        require(self._resources, [f"templates/{template}", *FONTS])
        stamp = (day - date(1970, 1, 1)).days * 86400
        main = f'#import "/templates/{template}": print\n#{call}\n'
        try:
            with self._one_at_a_time:
                made = self._compiler.compile(
                    input=main.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=stamp
                )
        except typst.TypstError as error:
            remedy = REMEDY if str(error).startswith("file not found") else "Report this mistake."
            raise PdfError(f"The PDF could not be made: {error}.", remedy) from error
        assert isinstance(made, bytes)
        return made

    @cached_property
    def _compiler(self) -> Any:
        import typst

        fonts = [str(self._resources / "fonts")]
        return typst.Compiler(root=str(self._resources), font_paths=fonts, ignore_system_fonts=True)


def _literal(text: str) -> str:
    """A text between the quotes of the template language, where two signs have a meaning."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def job_data(prints: Sequence[Print], day: date, paper: str) -> dict[str, Any]:
    """The JSON that the template reads; pictures are numbers of `drawings`, where each stands once."""
    drawings: dict[str, int] = {}
    sheets = [_sheet_data(one, drawings) for one in prints]
    return {
        "author": "stroke-counsel",
        "font": FONT,
        "paper": PAPERS[paper],
        "day": [day.year, day.month, day.day],
        # Once for the whole job: it may be as large as all the rest.
        "logo": next(({"svg": one.logo.svg, "alt": one.logo.alt} for one in prints if one.logo), None),
        "drawings": list(drawings),
        "sheets": sheets,
    }


def _sheet_data(one: Print, drawings: dict[str, int]) -> dict[str, Any]:
    sheet, kind = one.sheet, kind_of(one.sheet.kind)
    return {
        "language": sheet.language,
        "in_blocks": kind.in_blocks,
        "title": sheet.title,
        "urgent": sheet.urgent,
        "sections": [_section_data(section, drawings) for section in sheet.sections],
        "footer": sheet.footer,
        "page": sheet.page,
        "label": sheet.label,
        "words": dict(sheet.words),
        "size": one.size,
        "clinic": one.clinic,
        "copy": one.copy,
        "lines": _note_lines(sheet) if kind.note_lines is None else kind.note_lines,
        "room": kind.note_room,
    }


def _section_data(section: SheetSection, drawings: dict[str, int]) -> dict[str, Any]:
    def number(svg: str) -> int | None:
        return drawings.setdefault(svg, len(drawings)) if svg else None

    return {
        **section._asdict(),
        "sentences": [_sentence_data(sentence) for sentence in section.sentences],
        "pictures": [
            {**picture._asdict(), "svg": number(picture.svg), "tall": number(picture.tall)}
            for picture in section.pictures
        ],
    }


def _sentence_data(sentence: Sentence) -> dict[str, Any]:
    """What is printed; rule and evidence stay behind."""
    return {
        "text": _kept_together(sentence.text),
        "runs": [(_kept_together(text), strong) for text, strong in sentence.runs],
        "kind": sentence.kind,
        "mark": sentence.mark,
        "icon": sentence.icon,
    }


def _kept_together(text: str) -> str:
    return _NUMBER_AND_UNIT.sub("\\1\u00a0", text)


def _note_lines(sheet: Handout) -> int:
    goals = any(part.id == "notes" and part.sentences for part in sheet.sections)
    if goals and any(sentence.kind == "warning" for part in sheet.sections for sentence in part.sentences):
        return 0
    crowded = goals or any(part.id in _COME_FIRST for part in sheet.sections)
    return _FEWER_LINES if crowded else _NOTE_LINES


def uncovered(text: str, characters: frozenset[int]) -> str:
    """The first characters of a typed text that no bundled font has, each once; empty where all are."""
    return "".join(dict.fromkeys(character for character in text if ord(character) not in characters))[:8]
