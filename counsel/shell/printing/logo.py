"""Looks whether a file can be a clinic's logo: a whole PNG, or an SVG that runs and fetches nothing."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from counsel.errors import LOGO, InputError, Problem
from counsel.wording.sentences import Wording

MOST_BYTES = 1_000_000
MOST_PIXELS = 4000

_PNG = b"\x89PNG\r\n\x1a\n"
_FORBIDDEN = frozenset({"script", "foreignObject", "image", "iframe", "use", "animate", "set", "handler"})
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:", re.IGNORECASE)


class _Fault(NamedTuple):
    """Why a file can be no logo: the sentence `logo.<id>`, and what fills its gap."""

    id: str
    gap: object = ""


def logo_name(data: bytes, wording: Wording) -> str:
    """The file name for a logo, `logo.png` or `logo.svg`; InputError with the reason for any other file."""
    if len(data) > MOST_BYTES:
        raise _refused(_Fault("large", len(data) // 1000), wording)
    if data.startswith(_PNG):
        fault = _png_fault(data)
        name = "logo.png"
    elif b"<svg" in data[:2000]:
        fault = next(_svg_faults(data), None)
        name = "logo.svg"
    else:
        raise _refused(_Fault("strange"), wording)
    if fault:
        raise _refused(fault, wording)
    return name


def _refused(fault: _Fault, wording: Wording) -> InputError:
    sentence = f"logo.{fault.id}"
    reason = wording.say(sentence, dict.fromkeys(wording.gaps(sentence), fault.gap))
    allowed = wording.say("logo.allowed", {"kb": MOST_BYTES // 1000, "pixels": MOST_PIXELS})
    return InputError([Problem("logo", None, reason, allowed)], LOGO)


def _png_fault(data: bytes) -> _Fault | None:
    """Why the bytes are no whole PNG of a fair size; None where they are."""
    at, kinds = len(_PNG), []
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        chunk = data[at + 4 : at + 8 + length]
        if (
            at + 12 + length > len(data)
            or zlib.crc32(chunk) != struct.unpack_from(">I", data, at + 8 + length)[0]
        ):
            return _Fault("png.damaged")
        kinds.append(chunk[:4])
        if chunk[:4] == b"IHDR" and max(struct.unpack_from(">II", chunk, 4)) > MOST_PIXELS:
            return _Fault("png.wide", MOST_PIXELS)
        at += 12 + length
    whole = bool(kinds) and kinds[0] == b"IHDR" and kinds[-1] == b"IEND" and b"IDAT" in kinds
    return None if whole else _Fault("png.part")


def _svg_faults(data: bytes) -> Iterator[_Fault]:
    """Everything in an SVG that could run, grow without end, or fetch something."""
    # Before any parser sees it: entities are what makes a small file grow, and nothing needs them here.
    if re.search(rb"<!(DOCTYPE|ENTITY)|<\?xml-stylesheet", data, re.IGNORECASE):
        yield _Fault("svg.declares")
        return
    import xml.etree.ElementTree as ElementTree

    try:
        root = ElementTree.fromstring(data)  # noqa: S314  entities were refused above
    except ElementTree.ParseError as error:
        yield _Fault("svg.unread", error)
        return
    if _local(root.tag) != "svg":
        yield _Fault("svg.outermost")
    for element in root.iter():
        name = _local(element.tag)
        if name in _FORBIDDEN:
            yield _Fault("svg.holds", name)
        if name == "style" and _OUTSIDE.search(element.text or ""):
            yield _Fault("svg.fetches")
        yield from _attribute_faults(element.attrib)


def _attribute_faults(attributes: dict[str, str]) -> Iterator[_Fault]:
    for key, value in attributes.items():
        name = _local(key).lower()
        if name.startswith("on"):
            yield _Fault("svg.script", name)
        elif name in ("href", "src") and not value.strip().startswith("#"):
            yield _Fault("svg.links")
        elif _OUTSIDE.search(value):
            yield _Fault("svg.fetches")


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
