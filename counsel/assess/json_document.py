"""The assessment as a JSON document and its JSON Schema: the data of a result, and its words beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, NamedTuple, get_args, get_type_hints

from pydantic import BaseModel, ConfigDict, create_model

from counsel.assess import assessment as definition
from counsel.assess.assessment import (
    Argument,
    Assessment,
    Caveat,
    Criterion,
    Finding,
    Missing,
    OfferItem,
    PersonValue,
    PrintedLine,
    Standing,
    TraceLine,
)
from counsel.assess.assessor import Assessor
from counsel.assess.result_words import ResultWords
from counsel.evidence.criteria import Asked
from counsel.wording.sentences import Wording
from rules.engine import Reason
from rules.values import Choices, Flag, Interval, Value

_CONFIG = ConfigDict(frozen=True, extra="forbid")
# By which the assessor knows what is asked; they say nothing about the person that `facts` do not.
_INTERNAL = frozenset({"flags_named"})


class Number(BaseModel):
    """What is known of a number: its ends, and whether they are left out; null where there is no end."""

    model_config = _CONFIG
    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False


class Decided(BaseModel):
    """A fact, or the outcome of a table, that decided a rule: what it was, and what the rule asked."""

    model_config = _CONFIG
    fact: str
    value: Number | tuple[str, ...] | str | None
    asked: str


class _Words(NamedTuple):
    """Words that stand beside a part of the result: their key, their type, and what says them."""

    key: str
    type: Any
    say: Callable[[_Writer, Any], Any]


def document_of(assessor: Assessor, assessment: Assessment, wording: Wording) -> BaseModel:
    """The document of an assessment with its whole trace, as `model_dump_json` writes it.

    Every sentence stands beside the ids and values that it is made from, in the language of the wording.
    """
    writer = _Writer(assessor, assessment, wording)
    return AssessmentDocument(**dict(writer.sections()))


class _Writer:
    """Writes one assessment."""

    def __init__(self, assessor: Assessor, assessment: Assessment, wording: Wording) -> None:
        self.words = ResultWords(assessor, assessment, wording)
        self.reasons = assessor.reasons(assessment)
        self._assessor = assessor
        self._assessment = assessment

    def sections(self) -> Iterator[tuple[str, Any]]:
        """The keys of the document with their values."""
        for name in _held():
            value = getattr(self._assessment, name)
            yield name, _facts(value) if name == "facts" else self.plain(value)
        yield "missing", self.plain(self._assessor.missing(self._assessment))
        yield "sheet", self.plain(self._assessor.lines(self._assessment, "sheet"))
        yield "trace", self.plain(self._assessor.trace(self._assessment))

    def plain(self, value: Any) -> Any:
        """A part of the result as JSON shows it, its words beside it."""
        if isinstance(value, definition.StudyMatch):
            return self._study(value)
        if hasattr(value, "_fields"):
            held = {name: self.plain(part) for name, part in zip(value._fields, value, strict=True)}
            return held | {words.key: words.say(self, value) for words in _BESIDE.get(type(value), ())}
        if isinstance(value, tuple):
            return tuple(self.plain(part) for part in value)
        return dict(value) if isinstance(value, Mapping) else value

    def _study(self, match: definition.StudyMatch) -> dict[str, Any]:
        asked, _ = self._assessor.content.evidence.criteria[match.study]
        criteria = tuple(map(self._criterion, match.criteria, asked))
        return {**match._asdict(), "criteria": criteria}

    def _criterion(self, criterion: Criterion, asked: Asked) -> dict[str, Any]:
        words = {"asked": asked.words.text(self.words.wording), "patient": self.words.person(criterion.fact)}
        return {**criterion._asdict(), **words}


def _because(writer: _Writer, part: Any) -> tuple[str, ...]:
    return writer.words.because(part.rule)


_BECAUSE = _Words("because", tuple[str, ...], _because)
_BESIDE: Mapping[type, tuple[_Words, ...]] = {
    Standing: (_Words("because", tuple[str, ...], lambda writer, _: writer.words.standing_because()),),
    Argument: (_BECAUSE,),
    Caveat: (_BECAUSE,),
    Finding: (_BECAUSE,),
    PrintedLine: (_BECAUSE,),
    # Said where the study is written, with what it asked.
    Criterion: (_Words("asked", str, _because), _Words("patient", str, _because)),
    PersonValue: (_Words("words", str, lambda writer, part: writer.words.person(part.fact)),),
    OfferItem: (_Words("answer", str, lambda writer, part: writer.words.answer(part)),),
    TraceLine: (
        _BECAUSE,
        _Words(
            "reasons",
            tuple[Decided, ...],
            lambda writer, part: tuple(map(_decided, writer.reasons(part.rule))),
        ),
    ),
}


def _decided(reason: Reason) -> Decided:
    value = None if reason.value is None else _value(reason.value)
    return Decided(fact=reason.fact, value=value, asked=reason.asked)


def _facts(facts: Mapping[str, Value]) -> dict[str, Number | tuple[str, ...] | str]:
    return {name: _value(value) for name, value in facts.items()}


def _value(value: Value) -> Number | tuple[str, ...] | str:
    if isinstance(value, Interval):
        return Number(low=value.low, high=value.high, low_open=value.low_open, high_open=value.high_open)
    if isinstance(value, Choices):
        return tuple(sorted(value.possible))
    assert isinstance(value, Flag)
    return str(value.value)


def _held() -> tuple[str, ...]:
    return tuple(each.name for each in fields(Assessment) if each.name not in _INTERNAL)


def _model() -> type[BaseModel]:
    """Every field of an assessment, and what is asked of the assessor."""
    hints = get_type_hints(Assessment, vars(definition))
    shown = {name: hints[name] for name in _held()}
    shown["facts"] = dict[str, Number | tuple[str, ...] | str]
    asked = {"missing": tuple[Missing, ...], "sheet": tuple[PrintedLine, ...], "trace": tuple[TraceLine, ...]}
    described: dict[str, Any] = {name: (_described(hint), ...) for name, hint in (shown | asked).items()}
    return create_model("Assessment", __config__=_CONFIG, **described)


def _described(hint: Any) -> Any:
    """The type with a model in the place of each named tuple, which JSON would show as a list."""
    if hasattr(hint, "_fields"):
        return _described_tuple(hint)
    parts = get_args(hint)
    if any(hasattr(part, "_fields") for part in parts):
        return hint.__origin__[tuple(_described(part) for part in parts)]
    return hint


@cache
def _described_tuple(kind: Any) -> type[BaseModel]:
    defaults, hints = kind._field_defaults, get_type_hints(kind)
    described: dict[str, Any] = {
        name: (_described(hint), defaults.get(name, ...)) for name, hint in hints.items()
    }
    described |= {words.key: (_described(words.type), ...) for words in _BESIDE.get(kind, ())}
    return create_model(kind.__name__, __config__=_CONFIG, __doc__=kind.__doc__, **described)


AssessmentDocument = _model()
