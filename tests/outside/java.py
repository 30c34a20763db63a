"""Every sheet as PDF read by Apache PDFBox, which shares no line with our printer: title, language, tags, order."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path

from tests.outside.fault import Fault, found_program, must_bite, refuse_any
from tests.outside.sheets import Made, sheets, squeezed

LONGEST_S = 300
READER = Path(__file__).with_name("ReadSheet.java")
PARTS = [Path("/usr/share/java") / f"{name}.jar" for name in ("pdfbox", "fontbox", "commons-logging")]
NEEDED = frozenset({"Document", "H1", "H2", "P"})


@dataclass
class Heard:
    """What the reader tells of one file: its tags in order with their nesting, and the texts in the same order."""

    title: str = ""
    language: str = ""
    tags: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def check(folder: Path) -> str:
    """All kinds of sheet; raises Fault."""
    made = list(sheets(folder, "pdf"))
    heard = read([one.file for one in made])
    for one, told in zip(made, heard, strict=True):
        refuse_any(f"{one.file.name}: {fault}" for fault in faults(told, one))
    seeded = replace(heard[0], title="", language="", tags=[], texts=heard[0].texts[::-1])
    must_bite("what was heard", {fault.split(" ")[0] for fault in faults(seeded, made[0])}, 4)
    tags, texts = (sum(len(part) for part in parts) for parts in ([one.tags for one in heard], [one.texts for one in heard]))
    return f"{len(made)} sheets in PDFBox: title, language, {tags} tags, {texts} texts in the order of the sheet"


def faults(heard: Heard, made: Made) -> Iterator[str]:
    """What a reader of this file would miss or hear in the wrong order."""
    if heard.title != made.sheet.title:
        yield f"title {heard.title!r}, not {made.sheet.title!r}"
    if heard.language != made.sheet.language:
        yield f"language {heard.language!r}, not {made.sheet.language!r}"
    if lacks := NEEDED - {tag.strip() for tag in heard.tags}:
        yield f"tags lack {', '.join(sorted(lacks))}"
    yield from out_of_order("".join(heard.texts), made)


def out_of_order(text: str, made: Made) -> Iterator[str]:
    """Headings, and sentences under them, that are not heard where they stand in the sheet.

    A table is read by its rows, and a question with its boxes stands where the layout wants it: of these only the
    section counts.
    """
    told, at = squeezed(text), 0
    sections = [part for part in made.sheet.sections if part.heading]
    for part, after in zip_longest(sections, sections[1:]):
        begin = told.find(squeezed(part.heading), at)
        if begin < 0:
            yield f"order: the heading {part.heading!r} is not heard after the one before"
            continue
        end = told.find(squeezed(after.heading), begin + 1) if after else len(told)
        inside, at = told[begin : end if end > 0 else len(told)], begin
        here = 0
        for one in part.sentences:
            found = inside.find(squeezed(one.text), 0 if part.form == "options" or one.kind == "choice" else here)
            if found < 0:
                yield f"order: {one.text!r} is not heard where it stands"
            elif one.kind != "choice":
                here = found


def read(files: list[Path]) -> list[Heard]:
    """What PDFBox reads in each file; raises Fault where it is not there or fails."""
    refuse_any(f"there is no {part} on this machine" for part in PARTS if not part.is_file())
    path = ":".join(map(str, PARTS))
    command = [found_program("java"), "-cp", path, str(READER), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_S, check=False)
    if done.returncode:
        raise Fault(f"PDFBox ended with status {done.returncode}: {done.stderr.strip()}")
    heard: list[Heard] = []
    for line in done.stdout.splitlines():
        what, _, text = line.partition("\t")
        if what == "file":
            heard.append(Heard())
        elif what in ("title", "language"):
            setattr(heard[-1], what, text)
        elif what == "tag":
            heard[-1].tags.append(text)
        elif re.fullmatch("text|alt", what):
            heard[-1].texts.append(text)
    return heard
