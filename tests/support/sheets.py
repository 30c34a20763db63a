"""Cases that bring out each kind of sheet, and the text of one as it is read; it asserts nothing."""

from __future__ import annotations

from typing import Any

from counsel.sheets.handout import Handout
from counsel.sheets.kinds import KINDS
from tests.sheets.test_handout import CHANGES
from tests.support.program import known, program

OFFER = {"offer": {"cells": "uc_msc", "claims": ["testimonials", "cure"], "registry_number": None}}
TREATED = {"treated": {"route": "intrathecal", "product": "cells"}}
# What a kind needs in the case to have something to say.
NEEDED: dict[str, dict[str, Any]] = {"offer": OFFER, "treated": TREATED}
LONG_TYPED: dict[str, Any] = {
    "goals": ["thinking_and_memory", {"own": "W" * 60}, {"own": "be with my grandchildren and play again"}],
    "patient__label": "M" * 60,
}
EVERY = [(kind, name) for kind in KINDS for name in CHANGES]


def made(kind: str, name: str = "early", **changes: Any) -> Handout:
    """The sheet of a kind for a named case."""
    case = known(**{**CHANGES[name], **NEEDED.get(kind, {}), **changes})
    return program().sheet(case, program().assess(case), kind)


def said(sheet: Handout, *sections: str) -> str:
    """The sentences of a sheet, or of some of its sections; the list of sources is not read through."""
    return " ".join(
        sentence.text if sentence.text[-1] in ".?!:" else f"{sentence.text}."
        for part in sheet.sections
        if part.id in (sections or (part.id,)) and part.id != "sources"
        for sentence in part.sentences
    )
