"""What the form still lacks, each fault in a sentence: entries, words of fields, words of facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from counsel.case.entry_paths import words_at
from counsel.form.declarations import ALL_FIELDS
from counsel.form.field import FieldRecord
from counsel.wording.sentences import Wording

_ANSWERS = frozenset(("yes", "no", "unknown"))
_CHOOSING = ("choice", "choices", "goals", "flag")
_WORDS_OF_A_FIELD = (".label", ".help", ".none")
# Words of the form that belong to no field of their own.
_SHARED = ("form.unit.", "form.date.")
_SAFETY = "safety"


class DeclaredFact(Protocol):
    """What is looked at of a fact's declaration."""

    @property
    def kind(self) -> str:
        """`number`, `choice` or `flag`."""

    @property
    def choices(self) -> tuple[str, ...]:
        """The choices of a choice."""

    @property
    def row(self) -> str:
        """The line under which it is listed missing."""


def faults(
    wording: Wording,
    facts: Mapping[str, DeclaredFact],
    fields: Iterable[FieldRecord] = ALL_FIELDS,
) -> Iterator[str]:
    """Each fault in one sentence that names the field, the fact or the words."""
    every = [one for field in fields for one in (field, *field.parts)]
    for field in every:
        yield from _of_field(field, wording)
    for name, fact in facts.items():
        if not name.startswith(f"{_SAFETY}."):
            yield from _of_fact(name, fact, wording)
    yield from _unused(every, facts, wording)


def _of_field(field: FieldRecord, wording: Wording) -> Iterator[str]:
    wanted = [f"form.{field.path}.label"]
    wanted += [f"form.{field.path}.none"] if field.has_none else []
    wanted += [f"form.unit.{field.unit}"] if field.unit else []
    for key in wanted:
        if not wording.has(key):
            yield f"the field {field.path} has no words: {key}"
    for path in (field.path, *field.also):
        try:
            words_at(path)
        except KeyError:
            yield f"the field {field.path} enters {path}, which is no entry of the case document"
            return
    if field.kind in _CHOOSING:
        yield from _of_choices(field, wording)


def _of_choices(field: FieldRecord, wording: Wording) -> Iterator[str]:
    listed = "flag" if field.kind == "flag" else field.options
    beginning = f"option.{listed}."
    told = {key.removeprefix(beginning) for key in wording.sentences if key.startswith(beginning)}
    allowed = set(words_at(field.path))
    if field.kind == "choices":
        # A list may also be answered yes or no as a whole, for which the form has no box.
        allowed -= _ANSWERS
    for value in sorted(allowed - told):
        yield f"the choice {value} of the field {field.path} has no words: {beginning}{value}"
    for value in sorted(told - allowed):
        yield f"the words {beginning}{value} are no choice that the case document allows at {field.path}"


def _of_fact(name: str, fact: DeclaredFact, wording: Wording) -> Iterator[str]:
    wanted = [f"book.fact.{name}", *(f"book.choice.{name}.{choice}" for choice in fact.choices)]
    for key in wanted:
        if not wording.has(key):
            yield f"the fact {name} has no words: {key}"
    lines = (f"dr.fact.{fact.row}", f"form.{fact.row}.label")
    if not any(map(wording.has, lines)):
        yield f"the fact {name} has no words in the list of what is missing: {' or '.join(lines)}"


def _unused(
    fields: Iterable[FieldRecord], facts: Mapping[str, DeclaredFact], wording: Wording
) -> Iterator[str]:
    """Words that nothing asks for: of a field or fact that is gone, or with a slip in the name."""
    paths = {field.path for field in fields}
    lists = {field.options for field in fields} | {"flag"}
    for key in wording.sentences:
        root, _, rest = key.partition(".")
        if root == "form" and not key.startswith(_SHARED):
            ending = next((one for one in _WORDS_OF_A_FIELD if key.endswith(one)), "")
            if not ending or rest.removesuffix(ending) not in paths:
                yield f"the words {key} belong to no field"
        elif root == "option" and rest.partition(".")[0] not in lists:
            yield f"the words {key} belong to no field"
        elif key.startswith("book.fact."):
            name = key.removeprefix("book.fact.")
            if name not in facts and name.removesuffix(".yes").removesuffix(".no") not in facts:
                yield f"the words {key} belong to no fact"
