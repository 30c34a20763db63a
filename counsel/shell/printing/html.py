"""Sheets as one self-contained HTML file (the only import of jinja2); it decides no content."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from counsel.sheets.handout import Handout
from counsel.sheets.kinds import kind_of
from counsel.sheets.typed_text import unbroken
from counsel.shell.content.shipped_files import require
from counsel.shell.printing.letterhead import Letterhead


def html(sheets: Sequence[tuple[Handout, int]], resources: Path, head: Letterhead) -> str:
    """The sheets, each with its size in points, as semantic HTML; every text is escaped.

    No script, nothing loaded from outside. A reader can still change the sizes.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    require(resources, ["templates/sheet.html", "templates/sheet_body.html"])
    environment = Environment(
        loader=FileSystemLoader(resources / "templates"), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["heard_as"] = _heard_as
    clinic = [unbroken(entry) for entry in head.line.splitlines()]
    bodies = [
        environment.get_template("sheet_body.html", globals={"sheet": sheet}).render(
            head=head,
            clinic=clinic,
            size=size,
            in_blocks=kind_of(sheet.kind).in_blocks,
            icons=_icons(sheet, resources),
        )
        for sheet, size in sheets
    ]
    first = sheets[0][0]
    return environment.get_template("sheet.html").render(first=first, bodies=bodies)


def _heard_as(svg: str, alt: str) -> str:
    """The drawing with what is heard in its place; on a figure around it that would hide the caption."""
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1)


def _icons(sheet: Handout, resources: Path) -> dict[str, str]:
    """The drawings that this sheet shows, by name."""
    named = {sentence.icon for section in sheet.sections for sentence in section.sentences if sentence.icon}
    if any(section.form == "marks" for section in sheet.sections):
        named |= {"mark-yes", "mark-no", "mark-unsure"}
    if kind_of(sheet.kind).in_blocks:
        named |= {"option-care", "option-study", "option-clinic"}
    files = {name: f"icons/{name}.svg" for name in sorted(named)}
    require(resources, files.values())
    return {name: (resources / file).read_text(encoding="utf-8") for name, file in files.items()}
