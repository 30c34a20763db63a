"""The facts still to ask for, with labels and what each could change; which are missing is not found here."""

from __future__ import annotations

from typing import NamedTuple

from counsel.form import label_at
from counsel.physician.lines import Speaker

_STANDING = "standing"
# Sorted by weight: a list of eight is not read in passing.
_NAMED = 2


class MissingRow(NamedTuple):
    """A fact to ask for, its label, and what it could change: all of it in words, the first, and as ids."""

    fact: str
    label: str
    could_change: str
    changes: tuple[str, ...] = ()
    first_changes: str = ""


def missing_rows(speaker: Speaker) -> tuple[MissingRow, ...]:
    """The facts in the order of what they could change; in an emergency those alone that could end it."""
    rows = (
        MissingRow(row.fact, label_of(speaker, row.fact), *_changes(speaker, row.could_change))
        for row in speaker.assessor.missing(speaker.assessment)
    )
    return settling(tuple(rows)) if speaker.assessment.urgent else tuple(rows)


def _changes(speaker: Speaker, ids: tuple[str, ...]) -> tuple[str, tuple[str, ...], str]:
    """What could change in words, as ids, and in few words where that is much."""
    names = [speaker.say(f"dr.change.{name}") for name in ids]
    whole = speaker.say("dr.missing.changes", what=", ".join(names))
    if len(names) <= _NAMED + 1:
        return whole, ids, whole
    first = ", ".join(names[:_NAMED])
    return whole, ids, speaker.say("dr.missing.first_changes", what=first, more=len(names) - _NAMED)


def settling(missing: tuple[MissingRow, ...]) -> tuple[MissingRow, ...]:
    """The facts that could still change the standing."""
    return tuple(row for row in missing if _STANDING in row.changes)


def label_of(speaker: Speaker, fact: str) -> str:
    """The name of a fact: its own where the label of the form needs its section, else that, or the flag's."""
    key = f"dr.fact.{fact}"
    if speaker.wording.has(key):
        return speaker.say(key)
    known = label_at(speaker.wording, fact)
    if known is not None:
        return known
    flag = next((f for f in speaker.content.evidence.flags if f"safety.{f.id}" == fact), None)
    return flag.label if flag is not None else fact.replace("_", " ").replace(".", ": ")
