"""What stands at the head of every sheet, the clinic's line and logo, and why a logo is not there."""

from __future__ import annotations

import struct
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from counsel.errors import InputError
from counsel.sheets.typed_text import LONGEST_HEADING, printable
from counsel.shell.machine.files import FileError, read_bytes
from counsel.shell.machine.settings import Settings
from counsel.shell.printing.logo import logo_name
from counsel.wording.sentences import Wording


class Logo(NamedTuple):
    """A checked picture: `logo.png` or `logo.svg`, its bytes, and what is heard in its place."""

    name: str
    data: bytes
    alt: str

    @property
    def svg(self) -> str:
        """The picture as SVG; a PNG is wrapped into one, because Typst is given text and no files."""
        if self.name == "logo.svg":
            return self.data.decode("utf-8", errors="replace")
        width, height = struct.unpack_from(">II", self.data, 16)
        size = f'width="{width}" height="{height}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{self.uri}"/></svg>'

    @property
    def uri(self) -> str:
        """The picture as an address that holds it whole; shown as an image, an SVG can run nothing."""
        kind = "svg+xml" if self.name == "logo.svg" else "png"
        return f"data:image/{kind};base64,{b64encode(self.data).decode('ascii')}"


class Letterhead(NamedTuple):
    """The clinic's entries, one a line (empty where none is set), its logo, and why a set one is left out."""

    line: str = ""
    logo: Logo | None = None
    fault: str = ""

    @property
    def is_cut(self) -> bool:
        """Whether an entry is too long, and ends in an ellipsis."""
        return self.line.endswith("…")


def letterhead(
    settings: Settings, folder: Path | None, wording: Wording, undrawable: bytes | None = None
) -> Letterhead:
    """The head of the sheets of one clinic in the words of a language, its logo read from `folder`.

    `undrawable` are bytes that turned out to be no picture. A logo never stands alone: without the clinic's
    name nobody knows whose it is.
    """
    line = "\n".join(_entries(settings))
    if not settings.logo or folder is None:
        return Letterhead(line)
    if not settings.clinic:
        return Letterhead(line, fault=_left_out(wording, wording.say("logo.without_name")))
    try:
        data = read_bytes(folder / settings.logo)
        name = logo_name(data, wording)
    except FileError:
        reason = wording.say("logo.unread", {"file": settings.logo})
        return Letterhead(line, fault=_left_out(wording, reason))
    except InputError as refusal:
        return Letterhead(line, fault=_left_out(wording, refusal.problems[0].reason))
    if data == undrawable:
        return Letterhead(line, fault=_left_out(wording, wording.say("logo.undrawn")))
    alt = wording.say("sheet.logo", {"clinic": printable(settings.clinic, LONGEST_HEADING)})
    return Letterhead(line, Logo(name, data, alt))


def _entries(settings: Settings) -> Iterator[str]:
    """Name, address and contacts, those that are set; together at most as long as there is room for."""
    room = LONGEST_HEADING
    for text in (settings.clinic, settings.address, settings.contacts):
        if text and room > 1 and (entry := printable(text, room)):
            room -= len(entry)
            yield entry


def _left_out(wording: Wording, reason: str) -> str:
    return wording.say("logo.left_out", {"reason": reason})
