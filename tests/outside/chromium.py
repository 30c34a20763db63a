"""Every sheet as HTML in a browser: silent, asks nobody for anything, reads at 320 pixels, can be printed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdf

from tests.outside.devtools import Message, Page, browser_page
from tests.outside.fault import must_bite, refuse_any
from tests.outside.sheets import lacking, sheets

# A page read at 400 % of 1280 pixels, where WCAG 2.2 (1.4.10) wants no scrolling to the side.
WIDTH = 320
_TOLD_ERRORS = frozenset({"error", "warning", "assert"})
SEEDED = """<!DOCTYPE html><html lang="en"><title>Seeded</title><h1>Seeded</h1><div style="width: 900px">wide</div>
<img src="http://127.0.0.1:9/picture.png" alt=""><script>console.error("seeded")</script></html>"""


def check(folder: Path) -> str:
    """All kinds of sheet; raises Fault."""
    with browser_page(folder) as page:
        seeded = folder / "seeded.html"
        seeded.write_text(SEEDED, encoding="utf-8")
        page.open(seeded, WIDTH)
        must_bite("a page", {fault.split(":")[0] for fault in faults(page, seeded)}, 3)
        found: list[str] = []
        printed: list[int] = []
        for made in sheets(folder, "html"):
            page.open(made.file, WIDTH)
            found += [f"{made.file.name}: {fault}" for fault in faults(page, made.file)]
            pages = pypdf.PdfReader(io.BytesIO(page.pdf())).pages
            text = " ".join(one.extract_text() for one in pages)
            found += [f"{made.file.name}: the print lacks {one!r}" for one in lacking(text, [made.sheet.title])]
            printed.append(len(pages))
    refuse_any(found)
    return f"{len(printed)} sheets as HTML, 0 requests, 0 messages, no scrolling at {WIDTH} px, printed as {sum(printed)} pages"


def faults(page: Page, file: Path) -> Iterator[str]:
    """What an opened page did that no sheet may do."""
    for event in page.events:
        yield from _said(event)
        url = event["params"]["request"]["url"] if event.get("method") == "Network.requestWillBeSent" else ""
        if url and not url.startswith("data:") and url != file.as_uri():
            yield f"asks for: {url}"
    wide = page.value("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
    if wide > WIDTH:
        yield f"scrolls to the side: it is {wide} pixels wide"


def _said(event: Message) -> Iterator[str]:
    told = event.get("params", {})
    if event.get("method") == "Runtime.exceptionThrown":
        yield f"console: {told['exceptionDetails']['text']}"
    elif event.get("method") == "Runtime.consoleAPICalled" and told["type"] in _TOLD_ERRORS:
        yield f"console: {[one.get('value') for one in told['args']]}"
    elif event.get("method") == "Log.entryAdded" and told["entry"]["level"] in _TOLD_ERRORS:
        yield f"console: {told['entry']['text']}"
