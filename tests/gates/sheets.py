"""The sheets of a case in their smallest and their largest form; whether one is good is not decided here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import combinations
from typing import Any, get_args

from counsel.assess.assessment import Assessment
from counsel.assess.assessor import Assessor
from counsel.case.document import Goal
from counsel.case.offer import Claim
from counsel.case.parse import Case, parse_case
from counsel.content import Content
from counsel.sheets.goals import goal_gaps
from counsel.sheets.handout import Handout, handout
from counsel.sheets.typed_text import LONGEST_GOAL, LONGEST_LABEL, breakable
from counsel.shell.machine.settings import Settings
from counsel.shell.printing.letterhead import Letterhead, Logo, letterhead
from rules.load import RuleBase
from tests.gates.entries import Document, merged
from tests.gates.reachable import REASONS
from tests.support.program import program

TREATED: Document = {"treated": {"product": "cells"}}
OWN_WORDS = "to be with my grandchildren and play chess with them each day"
LONGEST_SETTINGS = Settings(clinic="Universitätsklinikum " * 5, contacts="Telefon 0123 456789 " * 9)
_WIDE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 9"><rect width="40" height="9" fill="#0b6e6e"/></svg>'
# Kinds that print what another kind prints, in the same sizes: made and read, and not printed again.
PRINTED_AS = {"large-print": "standard"}


@dataclass(frozen=True)
class Sheet:
    """One sheet with all that it was made from; `head` is what stands above its title."""

    handout: Handout
    case: Case
    assessment: Assessment
    content: Content
    head: Letterhead

    @property
    def kind(self) -> str:
        """The kind of sheet."""
        return self.handout.kind

    def texts(self, *, listed: bool = False) -> list[str]:
        """The sentences in order, each ended; citations are `listed` and not read through."""
        parts = (part for part in self.handout.sections if listed or part.id != "sources")
        return [ended(one.text) for part in parts for one in part.sentences]


def ended(text: str) -> str:
    """The text as the end of a sentence."""
    return text if text[-1] in ".?!:" else f"{text}."


@cache
def old_content() -> Content:
    """The program's content long past its review, which puts one more sentence on each sheet."""
    return replace(program().content, review_by=date(2020, 1, 1))


@cache
def longest_head() -> Letterhead:
    """The longest line that a clinic can set, as it is printed, beside the widest logo there is room for."""
    line = breakable(letterhead(LONGEST_SETTINGS, None, program().wording).line, narrow=True)
    return Letterhead(line, Logo("logo.svg", _WIDE, "Logo"))


@cache
def longest_goals() -> tuple[Any, ...]:
    """The person's own longest words, with the two goals that make the sheet say most."""
    own = {"own": OWN_WORDS[:LONGEST_GOAL]}
    content = program().content

    def said(goals: tuple[str, ...]) -> tuple[int, int]:
        case = parse_case({"format": 1, "goals": [*goals, own]})
        gaps = [gap for gap in goal_gaps(case, content, content.reference).values() if gap]
        return len(gaps), sum(len(str(gap)) for gap in gaps)

    return (*max(combinations(get_args(Goal), 2), key=said), own)


def small(document: Document, kind: str) -> Sheet:
    """The sheet with nothing on it that can be left out."""
    return _sheet(document, kind, program().content, Letterhead())


def large(document: Document, kind: str) -> Sheet:
    """The sheet with the longest of all that it can hold: reasons, goals, label, clinic, logo, a late review."""
    return _sheet(fullest(document), kind, old_content(), longest_head())


def _sheet(document: Document, kind: str, content: Content, head: Letterhead) -> Sheet:
    needed = TREATED if kind == "treated" and "treated" not in document else {}
    case, assessment = assessed(merged(document, needed), content)
    made = handout(case, assessment, _assessor(content is old_content()), program().settings.language, kind)
    return Sheet(made, case, assessment, content, head)


@cache
def _assessor(is_old: bool) -> Assessor:
    return Assessor(old_content()) if is_old else program().assessor


def assessed(document: Document, content: Content) -> tuple[Case, Assessment]:
    """The case of a document with its assessment by the content, which is the program's or `old_content`.

    The same case is asked for by every kind of sheet, so that the last few are kept.
    """
    return _assessed(json.dumps(document, sort_keys=True), content is old_content())


@lru_cache(maxsize=64)
def _assessed(document: str, is_old: bool) -> tuple[Case, Assessment]:
    case = parse_case(json.loads(document))
    return case, _assessor(is_old).assess(case, date.fromisoformat(str(case.assessed_on)[:10]))


def fullest(document: Document) -> Document:
    """The case with the longest goals and label, and every reason that leaves its standing as it is."""
    wide: Document = {
        "goals": list(longest_goals()),
        "patient": {"label": "M" * LONGEST_LABEL},
        "print_private": list(_private_flags()),
    }
    plain = merged(document, wide)
    standing = assessed(plain, old_content())[1].standing.id
    if standing not in ("stop", "wait"):
        return plain
    actions = ("stop", "defer") if standing == "stop" else ("defer",)
    answers = dict.fromkeys(_flags(lambda one: one.action in actions and one.id in _reason_flags()), "yes")
    every = merged(plain, {"safety": {**answers, "suicide-plan": "no"}})
    return every if assessed(every, old_content())[1].standing.id == standing else plain


def _flags(wanted: Callable[[Any], bool]) -> list[str]:
    return [flag.id for flag in program().content.evidence.flags if wanted(flag)]


@cache
def _private_flags() -> tuple[str, ...]:
    asked = program().content.evidence.asked_flags
    return tuple(_flags(lambda flag: flag.private and flag.id in asked))


@cache
def _reason_flags() -> frozenset[str]:
    rules: RuleBase = program().content.rules
    named = (rule.record.id for rule in rules.table("sheet").rules)
    return frozenset(name.removeprefix(REASONS) for name in named if name.startswith(REASONS))


def reasons() -> Iterator[Document]:
    """A case for each reason that can stand first, alone, and for the private ones also with its name."""
    for flag in sorted(_reason_flags() & set(_flags(lambda _: True))):
        case = merged(USUAL, {"safety": {flag: "yes"}})
        yield case
        if flag in _private_flags():
            yield merged(case, {"print_private": [flag]})


USUAL: Document = {
    "format": 1,
    "assessed_on": "2026-11-21T12:00",
    "patient": {"age": 64},
    "stroke": {"type": "ischaemic", "onset": "2026-09-10", "location": ["cortical"]},
    "severity": {"nihss": 9, "mrs": 3},
    "infarct": {"volume_ml": 35},
    "safety_others": "no",
    "rehab": "active",
}
_WARNING: Document = {
    "claims": list(get_args(Claim)),
    "pressure_to_decide": "yes",
    "stop_medicines": "yes",
    "stop_rehabilitation": "yes",
    "registry_number": None,
    "price": {"amount": 1, "currency": "USD", "includes": None},
    "named_stroke_doctor": "no",
    "follow_up_months": 0,
    "cells": "fetal",
    "route": "intrathecal",
}
_ANSWERED: Document = {
    "cells": "uc_msc",
    "donor": "allogeneic",
    "route": "intravenous",
    "sessions": 3,
    "registry_number": "NCT01234567",
    "legal_basis": "hospital_exemption_or_expanded_access",
    "ethics_approval": "yes",
    "price": {"amount": 1, "currency": "USD", "includes": ["travel"]},
    "named_stroke_doctor": "yes",
    "follow_up_months": 12,
    "rehabilitation_included": "yes",
    "claims": [],
}


def offers() -> Iterator[Document]:
    """Offers: nothing told, all told, each item told alone, each warning sign alone, all of them; both legal ends."""
    singles = [{key: value} for told in (_WARNING, _ANSWERED) for key, value in told.items()]
    claims = [{"claims": [claim]} for claim in get_args(Claim)]
    together: list[Document] = [{}, _WARNING, _ANSWERED, {**_ANSWERED, **_WARNING}]
    for legal in (None, "proper_trial", "authorised_for_stroke", "none"):
        for offer in [*together, *(singles + claims if legal is None else [])]:
            told = offer if legal is None else {**offer, "legal_basis": legal}
            yield merged(USUAL, {"offer": told})


def as_read(sheet: Sheet) -> bytes:
    """Equal for sheets of which no gate of words can tell one from the other."""
    assessment = sheet.assessment
    decided = (assessment.standing.id, assessment.standing.possible, assessment.phase.id, assessment.expectation.cells)
    return _digest((as_printed(sheet.handout), sheet.head, *map(repr, decided), sheet.case.print_private))


def as_printed(sheet: Handout) -> bytes:
    """Equal for sheets that are printed alike but for the place of the mark on the line of stages."""
    parts = [(part, [(p.alt, p.caption) for p in part.pictures]) for part in sheet.sections]
    said = [(part.id, part.heading, part.form, part.sentences, pictures) for part, pictures in parts]
    return _digest((sheet.kind, sheet.title, sheet.urgent, sheet.footer, sheet.label, said))


def _digest(content: object) -> bytes:
    return blake2b(repr(content).encode(), digest_size=16).digest()
