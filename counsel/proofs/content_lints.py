"""Faults of content that no proof finds: sentences nobody says, unwanted words, a late review; mends none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date

from counsel.proofs.properties import Checker, Found
from counsel.proofs.repeated_limits import typed_in_code, typed_in_sentences, written_once
from counsel.wording.lint import is_for_patients, unwanted
from rules.schema import RuleRecord, SpanRecord

# The roots under which sentences are filed: as beginnings of an id they say nothing.
_ROOTS = ("dr", "sheet")


def _evidence(checker: Checker) -> Found:
    evidence = checker.content.evidence
    rules: list[RuleRecord | SpanRecord] = [
        rule.record for table in checker.base.tables for rule in table.rules
    ]
    rules += checker.base.spans
    named = [(rule.id, one) for rule in rules for one in rule.evidence]
    lost = (f"{rule} names {one}, which is no evidence" for rule, one in named if one not in evidence)
    return Found("evidence named by rules", len(named), tuple(lost))


def _review(checker: Checker) -> Found:
    due = checker.content.review_by
    faults = (f"the content was to be reviewed by {due.isoformat()}",) if due < checker.today else ()
    return Found("date of review", 1, (*faults, *_undated(checker, checker.today)))


def _undated(checker: Checker, today: date) -> Iterator[str]:
    for table in checker.base.tables:
        for rule in table.rules:
            if rule.record.reviewed > today:
                yield f"the rule {rule.record.id} was reviewed on {rule.record.reviewed}, which is to come"


def _sentences(checker: Checker) -> Found:
    """By rules, or by the program itself: by the id, or by its beginning where the rest is put on to it."""
    if checker.said is None:
        return Found("sentences, not looked for without the texts of the program", 0, ())
    by_rules = checker.base.sentence_ids()
    wording = checker.content.reference
    unsaid = [
        f"nobody says the sentence {one}"
        for one in wording.sentences
        if one not in by_rules and not _said(one, checker.said)
    ]
    missing = [f"the sentence {one} does not exist" for one in sorted(by_rules) if not wording.has(one)]
    return Found("sentences of the wording", len(wording.sentences), (*missing, *unsaid))


def _said(sentence: str, texts: Collection[str]) -> bool:
    steps = sentence.split(".")
    beginnings = (".".join(steps[:count]) for count in range(1, len(steps)))
    return sentence in texts or any(
        beginning not in _ROOTS and (beginning in texts or f"{beginning}." in texts)
        for beginning in beginnings
    )


def _words(checker: Checker) -> Found:
    heard = [
        (one, text, wording.rules.unwanted)
        for wording in checker.content.wordings.values()
        for one, text in wording.sentences.items()
        if is_for_patients(one)
    ]
    faults = [
        f"the sentence {one} has the {named} {found!r}, which nothing for patients may have"
        for one, text, patterns in heard
        for named, found in unwanted(text, patterns)
    ]
    return Found("sentences for patients", len(heard), tuple(faults))


LINTS: dict[str, tuple[str, Callable[[Checker], Found]]] = {
    "evidence": ("every evidence id of a rule resolves", _evidence),
    "review": ("the content is within its date of review", _review),
    "sentences": ("every sentence is said by somebody", _sentences),
    "limits": ("a limit of the rules is written once, and has a name", written_once),
    "limits-in-sentences": ("no sentence types a limit of the rules", typed_in_sentences),
    "limits-in-code": ("no label and no line of Python types a limit of the rules", typed_in_code),
    "words": ("nothing for patients promises, or speaks of chances one by one", _words),
}
