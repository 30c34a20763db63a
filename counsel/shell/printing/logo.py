"""Looks whether a file can be a clinic's logo: a whole PNG, or an SVG that runs and fetches nothing."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from counsel.errors import LOGO, InputError, Problem

MOST_BYTES = 1_000_000
MOST_PIXELS = 4000
ALLOWED = (
    f"a PNG or SVG picture up to {MOST_BYTES // 1000} kB and {MOST_PIXELS} pixels a side, nothing linked"
)

_PNG = b"\x89PNG\r\n\x1a\n"
_FORBIDDEN = frozenset({"script", "foreignObject", "image", "iframe", "use", "animate", "set", "handler"})
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:", re.IGNORECASE)


def logo_name(data: bytes) -> str:
    """The file name for a logo, `logo.png` or `logo.svg`; InputError with the reason for any other file."""
    if len(data) > MOST_BYTES:
        raise _refused(f"the file has {len(data) // 1000} kB")
    if data.startswith(_PNG):
        reason = _png_fault(data)
        name = "logo.png"
    elif b"<svg" in data[:2000]:
        reason = next(_svg_faults(data), "")
        name = "logo.svg"
    else:
        raise _refused("this is neither a PNG nor an SVG")
    if reason:
        raise _refused(reason)
    return name


def _refused(reason: str) -> InputError:
    return InputError([Problem("logo", None, reason, ALLOWED)], LOGO)


def _png_fault(data: bytes) -> str:
    """Why the bytes are no whole PNG of a fair size; empty where they are."""
    at, kinds = len(_PNG), []
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        chunk = data[at + 4 : at + 8 + length]
        if (
            at + 12 + length > len(data)
            or zlib.crc32(chunk) != struct.unpack_from(">I", data, at + 8 + length)[0]
        ):
            return "the PNG is damaged"
        kinds.append(chunk[:4])
        if chunk[:4] == b"IHDR" and max(struct.unpack_from(">II", chunk, 4)) > MOST_PIXELS:
            return f"a side has more than {MOST_PIXELS} pixels"
        at += 12 + length
    whole = bool(kinds) and kinds[0] == b"IHDR" and kinds[-1] == b"IEND" and b"IDAT" in kinds
    return "" if whole else "the PNG is not whole"


def _svg_faults(data: bytes) -> Iterator[str]:
    """Everything in an SVG that could run, grow without end, or fetch something."""
    # Before any parser sees it: entities are what makes a small file grow, and nothing needs them here.
    if re.search(rb"<!(DOCTYPE|ENTITY)|<\?xml-stylesheet", data, re.IGNORECASE):
        yield "the SVG declares entities or styles of another file"
        return
    import xml.etree.ElementTree as ElementTree

    try:
        root = ElementTree.fromstring(data)  # noqa: S314  entities were refused above
    except ElementTree.ParseError as error:
        yield f"the SVG cannot be read ({error})"
        return
    if _local(root.tag) != "svg":
        yield "the outermost element is no svg"
    for element in root.iter():
        name = _local(element.tag)
        if name in _FORBIDDEN:
            yield f"the SVG holds <{name}>"
        if name == "style" and _OUTSIDE.search(element.text or ""):
            yield "a style of the SVG fetches something"
        yield from _attribute_faults(element.attrib)


def _attribute_faults(attributes: dict[str, str]) -> Iterator[str]:
    for key, value in attributes.items():
        name = _local(key).lower()
        if name.startswith("on"):
            yield f"the SVG holds the script {name}"
        elif name in ("href", "src") and not value.strip().startswith("#"):
            yield "the SVG links to something outside"
        elif _OUTSIDE.search(value):
            yield "a style of the SVG fetches something"


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
