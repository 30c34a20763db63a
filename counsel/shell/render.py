"""The sheet as one self-contained HTML file (the only import of jinja2); it decides no content."""

from __future__ import annotations

from pathlib import Path

from counsel.handout import Handout


def html(sheet: Handout, resources: Path, clinic: str = "") -> str:
    """The sheet as semantic HTML: no script, nothing loaded from outside; every text is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(resources / "templates"), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("sheet.html").render(sheet=sheet, clinic=clinic)
