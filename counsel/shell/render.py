"""The sheet as one self-contained HTML file (the only import of jinja2); it decides no content."""

from __future__ import annotations

from pathlib import Path

from counsel.handout import Handout


def html(sheet: Handout, resources: Path, clinic: str = "", size: int = 14) -> str:
    """The sheet as semantic HTML: no script, nothing loaded from outside; every text is escaped.

    `size` is the size of the text in points, which a reader can still change.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(resources / "templates"), autoescape=True, undefined=StrictUndefined
    )
    template = environment.get_template("sheet.html", globals={"sheet": sheet})
    return template.render(clinic=clinic, size=size, icons=_icons(sheet, resources))


def _icons(sheet: Handout, resources: Path) -> dict[str, str]:
    """The drawings that this sheet shows, by name."""
    named = {sentence.icon for section in sheet.sections for sentence in section.sentences if sentence.icon}
    if any(section.form == "marks" for section in sheet.sections):
        named |= {"mark-yes", "mark-no", "mark-unsure"}
    return {name: (resources / "icons" / f"{name}.svg").read_text(encoding="utf-8") for name in sorted(named)}
