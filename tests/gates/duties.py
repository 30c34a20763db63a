"""The gates of what a sheet owes its reader: sources, fixed sentences, privacy, what each standing allows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from counsel.assess.sentence_values import day_in_words
from tests.gates.sheets import Sheet
from tests.gates.words import Gate
from tests.support.reading import words

# Lines of the layout that no rule gives, by what they may say.
_NO_RULE = {"missing": "sheet.check.", "content-age": "sheet.close.", "reasons": "sheet.reason.more"}
# Nothing is claimed: a question, a place to tick or to point at.
_ASKS = frozenset({"choice"})
# The policy's own inference about the person; no source was read, and the rules say so.
OWN_INFERENCE = frozenset({"sheet-reason-gradual-decline", "sheet-reason-distress"})
STUDIES = re.compile(r"\b(fair tests?|stud(?:y|ies)|clinics?|tested)\b", re.IGNORECASE)
URGENT_SECTIONS = ("now", "why", "answer", "help", "close")
# Whole sheets on the question; the others speak of family, offers and earlier treatment.
WHOLE = frozenset({"standard", "long", "large-print", "aphasia"})
FULL = ("answer", "now", "where", "studied", "unknown", "options", "harm", "ask", "help", "notes", "close")
# What a reader meets before what: hope, place, evidence, doubt, harm, what to do.
VOICE = FULL
STAGES = frozenset({"acute", "early_subacute", "late_subacute", "chronic"})
RATIO = 0.7
BOLD = (0.05, 0.2)


def names_its_sources(sheet: Sheet) -> Iterator[str]:
    """Each sentence has a rule, each rule its evidence, and each evidence a record; only questions have none."""
    content = sheet.content
    for part in sheet.handout.sections:
        for one in part.sentences:
            if one.rule == "sources":
                yield from (f"cites {name}, which is not recorded" for name in one.evidence if name not in content.evidence)
            elif one.rule in _NO_RULE:
                if not one.id.startswith(_NO_RULE[one.rule]):
                    yield f"{one.id} stands without a rule: {one.text}"
            else:
                yield from _source_faults(sheet, one.rule, one.evidence, one.kind in _ASKS or part.form == "scale", one.text)


def _source_faults(sheet: Sheet, rule: str, evidence: tuple[str, ...], asks: bool, text: str) -> Iterator[str]:
    try:
        record = sheet.content.rules.rule(rule)
    except KeyError:
        yield f"no rule {rule!r}: {text}"
        return
    if record.evidence != evidence:
        yield f"{rule} names {record.evidence}, the sheet {evidence}"
    if not evidence and not asks and rule not in OWN_INFERENCE:
        yield f"{rule} has no source: {text}"
    yield from (f"{rule}: {name} is not recorded" for name in evidence if name not in sheet.content.evidence)


def says_what_all_must_say(sheet: Sheet) -> Iterator[str]:
    """No referral and no certificate of fitness, warning signs, what was asked of every sheet by its foot."""
    ids = {one.id for part in sheet.handout.sections for one in part.sentences}
    said, foot = " ".join(sheet.texts()), " · ".join(sheet.handout.footer)
    content = sheet.content
    owed: list[tuple[str, bool]] = [
        ("no referral", bool(ids & {"sheet.close.not_referral", "aphasia.close.not_referral"})),
        ("no fitness to travel", "travel" in said),
        ("not right for you", bool(re.search(r"does not say .*treatment is right", said))),
        ("the emergency number", "the emergency number" in said),
        *((f"the sign {sign}", sign in said) for sign in ("face", "arm", "speech", "balance", "sight", "worst headache")),
        ("new or worse", bool(re.search(r"new,? or \*?worse", said))),
        ("the date", day_in_words(sheet.assessment.assessed_on, content.reference) in foot),
        ("version and hash", f"{content.rulebase.version} · {content.rulebase.hash}-{content.evidence_part.hash}" in foot),
        ("the day of review", f"review by {day_in_words(content.review_by, content.reference)}" in foot),
        ("not yet reviewed", bool(content.reviewers) or "not yet reviewed by a clinician · not yet tested with patients" in foot),
        ("who wrote", f"written by {content.authors}" in foot),
        ("who paid", "paid" in foot),
        ("out of date", (sheet.assessment.assessed_on <= content.review_by) or "OUT OF DATE" in said or "review of this sheet is due" in said),
    ]  # fmt: skip
    yield from (f"does not say: {name}" for name, is_said in owed if not is_said)


def keeps_private_reasons(sheet: Sheet) -> Iterator[str]:
    """A private reason is named only where the physician ticked it."""
    private = {flag.id for flag in sheet.content.evidence.flags if flag.private} - set(sheet.case.print_private)
    for part in sheet.handout.sections:
        for one in part.sentences:
            flag = one.id.partition(".reason.")[2]
            if flag in private:
                yield f"names the private reason {flag}: {one.text}"


def says_by_standing(sheet: Sheet) -> Iterator[str]:
    """What policy section 14 allows and asks for by standing; on whole sheets also what it asks to be there."""
    if sheet.handout.urgent:
        yield from _urgent(sheet)
        return
    if sheet.assessment.standing.id == "emergency_first":
        yield "is no emergency sheet, though an emergency comes first"
    if sheet.kind in WHOLE:
        yield from _BY_STANDING[sheet.assessment.standing.id or ""](sheet)
        yield from _what_is_open(sheet)


def _urgent(sheet: Sheet) -> Iterator[str]:
    sections = [part.id for part in sheet.handout.sections]
    if any(name not in URGENT_SECTIONS for name in sections) or "now" not in sections:
        yield f"an emergency sheet with the sections {sections}"
    if any(part.pictures for part in sheet.handout.sections):
        yield "an emergency sheet with a figure"
    for text in sheet.texts():
        if STUDIES.search(text):
            yield f"an emergency sheet speaks of studies: {text}"


    reasons = frozenset(sheet.assessment.standing.rules)
    wanted = {tell for tell, rules in _TELL.items() if reasons & rules} or {"tell"}
    told = {one.id.rpartition(".")[2] for part in sheet.handout.sections for one in part.sentences}
    if told & {"tell", *_TELL} != wanted:
        yield f"for {', '.join(sorted(reasons))} it says {sorted(told)}, not {sorted(wanted)}"


# What the emergency service is to be told, by the rule that made it an emergency.
_TELL = {
    "tell": frozenset(
        {
            "emergency-first-day", "emergency-unseen-onset", "emergency-new-deficit", "emergency-swelling",
            "emergency-tia", "urgent-last-two-days",
        }
    ),
    "tell_cells": frozenset(
        {
            "emergency-clot-after-cells", "emergency-swelling-after-cells", "emergency-fever-after-cells",
            "emergency-spine-after-injection",
        }
    ),
    "tell_feel": frozenset({"emergency-intent-to-die"}),
}  # fmt: skip


def _sections(sheet: Sheet) -> dict[str, list[str]]:
    return {part.id: [one.id.partition(".")[2] for one in part.sentences] for part in sheet.handout.sections}


def _other_stroke(sheet: Sheet) -> Iterator[str]:
    said = _sections(sheet)
    if not {"answer.other_type", "answer.child"} & set(said.get("answer", ())):
        yield "does not say that studies looked at other people"
    if "studied" in said or "unknown" in said or any("of 100" in text for text in sheet.texts()):
        yield "tells of results that are not about this person"
    adult = "answer.other_type" in said.get("answer", ())
    if adult and not any(name.startswith("type.") for name in said.get("first", ())):
        yield "does not say which kind of stroke it was"
    if {"now", "help"} - set(said):
        yield "does not say what helps now and when to call"


def _held_up(sheet: Sheet) -> Iterator[str]:
    said, standing = _sections(sheet), sheet.assessment.standing.id
    first = said.get("first", [])
    if f"answer.{standing}" not in said.get("answer", ()):
        yield f"does not say {standing}"
    if not any(name.startswith("reason.") and "again" not in name for name in first):
        yield "gives no reason, nor that there is one"
    if f"reason.again_{standing}" not in first:
        yield "does not say when to talk again"
    if {"now", "studied", "help"} - set(said):
        yield "leaves out what helps now, or studies in short"


def _whole(sheet: Sheet) -> Iterator[str]:
    said = _sections(sheet)
    lacking = [name for name in FULL if name not in said]
    if lacking and lacking not in (["unknown"], ["where"]):
        yield f"a full sheet without {lacking}"
    if "first" in said:
        yield "something comes first, though nothing does"


def _open(sheet: Sheet) -> Iterator[str]:
    if sheet.handout.sections[0].id != "check":
        yield "does not begin with what is still to check"
    held_up = set(sheet.assessment.standing.possible) <= {"stop", "wait"}
    # A reason that is there is true whether it stops or only delays.
    depending = ("answer.stop", "answer.wait", "answer.other_type", *(() if held_up else ("reason.",)))
    for names in _sections(sheet).values():
        yield from (f"says {name} while the standing is open" for name in names if name.startswith(depending))


def _what_is_open(sheet: Sheet) -> Iterator[str]:
    """Nothing is said of a stage or an expectation while it is open."""
    stage, cells = sheet.assessment.phase.id, sheet.assessment.expectation.cells
    expected = {"unknown.not_studied": "not_studied", "unknown.marked_gain": "marked_gain_very_unlikely", "unknown.small_effect": "small_effect_not_excluded"}
    for names in _sections(sheet).values():
        for name in names:
            about = next((one for one in STAGES if name.split(".")[-1].removesuffix("_unseen").removesuffix("_small") == one), None)
            if about and name.split(".")[0] in ("answer", "where", "studied") and about != stage:
                yield f"speaks of the stage {about}, which is {stage}"
            if expected.get(name, cells) != cells:
                yield f"says {name}, though the expectation is {cells}"


_BY_STANDING: Mapping[str, Callable[[Sheet], Iterator[str]]] = {
    "evidence_does_not_apply": _other_stroke,
    "stop": _held_up,
    "wait": _held_up,
    "trial_only": _whole,
    "": _open,
}


def stands_in_order(sheet: Sheet) -> Iterator[str]:
    """Hope comes first, then the place, the evidence, the doubt, the harm, the questions, the call for help."""
    if sheet.handout.urgent or sheet.kind not in WHOLE:
        return
    met = [part.id for part in sheet.handout.sections if part.id in VOICE]
    if met != sorted(met, key=VOICE.index):
        yield f"its sections stand in the order {met}"


def weighs_choices_alike(sheet: Sheet) -> Iterator[str]:
    """3 choices with good and bad points in equal detail."""
    for part in sheet.handout.sections:
        if part.id == "options":
            for side in ("good", "bad"):
                lengths = {one.mark: len(words(one.text)) for one in part.sentences if one.kind == side}
                if len(lengths) != 3 or min(lengths.values()) / max(lengths.values()) < RATIO:
                    yield f"the {side} points of the choices have {lengths} words"
    if sheet.kind in WHOLE and not sheet.handout.urgent and "options" not in _sections(sheet):
        yield "shows no choices"


def has_tools_and_captions(sheet: Sheet) -> Iterator[str]:
    """A summary, a question to see if it was clear, room to write, a caption for each picture."""
    if not sheet.handout.urgent:
        said = _sections(sheet)
        if "answer" not in said or "notes" not in said:
            yield "has no short answer or no room to write"
        if "close.clear" not in said.get("close", ()):
            yield "does not ask if it was clear"
    for part in sheet.handout.sections:
        for picture in part.pictures:
            if not picture.caption or not picture.alt:
                yield f"a picture without words in {part.id}"


def stresses_key_words(sheet: Sheet) -> Iterator[str]:
    """On the sheet with pictures a part of the words is bold: enough to find, few enough to stand out."""
    if sheet.kind != "aphasia" or sheet.handout.urgent:
        return
    every = [one for part in sheet.handout.sections for one in part.sentences]
    strong = sum(len(words(text)) for one in every for text, is_key in one.runs if is_key)
    share = strong / max(1, sum(len(words(one.text)) for one in every))
    if not BOLD[0] <= share <= BOLD[1]:
        yield f"{share:.0%} of the words are bold"


DUTY_GATES: Mapping[str, Gate] = {
    "sources": names_its_sources,
    "fixed sentences and foot": says_what_all_must_say,
    "private reasons": keeps_private_reasons,
    "what the standing allows": says_by_standing,
    "order of the voice": stands_in_order,
    "choices in equal detail": weighs_choices_alike,
    "summary, tools, captions": has_tools_and_captions,
    "key words in bold": stresses_key_words,
}
