"""Every sheet as HTML opened by LibreOffice and kept as .odt and .docx: no sentence is lost, so helpers can adapt it."""

from __future__ import annotations

import html
import re
import subprocess
import zipfile
from pathlib import Path

from tests.outside.fault import Fault, found_program, must_bite, refuse_any
from tests.outside.sheets import lacking, sheets, squeezed

LONGEST_S = 600
# The form, the filter that writes it, and the file inside it that holds the text.
FORMS = (("odt", "odt:writer8", "content.xml"), ("docx", "docx:MS Word 2007 XML", "word/document.xml"))


def check(folder: Path) -> str:
    """All kinds of sheet in both forms; raises Fault."""
    made = list(sheets(folder, "html"))
    texts = 0
    for form, writer, inner in FORMS:
        convert(folder, [one.file for one in made], writer)
        for one in made:
            text = text_of(one.file.with_suffix(f".{form}"), inner)
            refuse_any(f"{one.kind}.{form} lacks {sentence!r}" for sentence in lacking(text, one.sentences))
            last = one.sentences[-1]
            must_bite(f"{one.kind}.{form}", lacking(squeezed(text).replace(squeezed(last), ""), [last]), 1)
            texts += len(one.sentences)
    return f"{len(made)} sheets as .odt and .docx, {texts} headings and sentences found again"


def convert(folder: Path, files: list[Path], writer: str) -> None:
    """Lets LibreOffice write these files in another form, with a profile of its own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    # Without the reader's name HTML opens as a web page, which cannot become a text of Word.
    reader = "--infilter=HTML (StarWriter)"
    command = [found_program("soffice"), profile, "--headless", reader, "--convert-to", writer, "--outdir", str(folder)]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, timeout=LONGEST_S, check=False)
    if done.returncode:
        raise Fault(f"LibreOffice ended with status {done.returncode}: {done.stderr.strip()}")


def text_of(file: Path, inner: str) -> str:
    """What a converted file says, without its marks."""
    with zipfile.ZipFile(file) as parts:
        return html.unescape(re.sub(r"<[^>]+>", "", parts.read(inner).decode()))
