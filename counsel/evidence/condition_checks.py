"""Checks the conditions of entry in trial records: words, facts and values; it compares nobody with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from counsel.case.document import Location, Side, Territory
from counsel.evidence.reading import TRIALS, EvidenceError

_CHOICES = {
    "stroke.territory": get_args(Territory),
    "stroke.side": get_args(Side),
    "stroke.location": get_args(Location),
}
_NUMBERS = (
    "stroke.days_since_onset",
    "severity.nihss",
    "severity.mrs",
    "severity.pre_stroke_mrs",
    "severity.barthel",
)
_FLAGS = ("stroke.other_stroke",)


def check_conditions(parsed: Mapping[str, dict[str, Any]]) -> None:
    """Raises EvidenceError at the first condition whose words, fact or values do not fit its record."""
    flags = tuple(f"safety.{flag['id']}" for flag in parsed["safety_flags.yaml"]["flags"] if _asked(flag))
    for path, trial in parsed.items():
        if path.startswith(TRIALS):
            for index, condition in enumerate(trial["conditions"]):
                _check_words(path, index, condition["words"], trial)
                _check_fact(path, index, condition, flags)
            _check_again(path, trial, parsed)


def _asked(flag: Mapping[str, Any]) -> bool:
    return bool(flag["answered"] != "derived" and flag["scope"] != "offer")


def _check_words(path: str, index: int, words: str, trial: Mapping[str, Any]) -> None:
    """A condition is read from the record: its words stand there."""
    if not any(words in text for text in _texts(trial)):
        message = f"{words!r} stands in no criterion of this record; allowed are words that do"
        raise EvidenceError(path, f"conditions[{index}].words", message)


def _texts(trial: Mapping[str, Any]) -> Iterator[str]:
    for text in (
        trial["window"]["text"],
        trial["nihss"]["text"],
        trial["other_severity"],
        trial["lesion"]["text"],
    ):
        yield text or ""
    yield from trial["exclusions"]


def _check_fact(path: str, index: int, condition: Mapping[str, Any], flags: tuple[str, ...]) -> None:
    fact = condition.get("fact")
    values = {*condition.get("one_of", ()), *condition.get("none_of", ()), *condition.get("perhaps", ())}
    number = condition.get("low") is not None or condition.get("high") is not None
    if fact is not None and fact not in (*_NUMBERS, *_CHOICES, *_FLAGS, *flags):
        allowed = ", ".join((*_NUMBERS, *_CHOICES, *_FLAGS, "safety.<flag that is asked>"))
        raise EvidenceError(path, f"conditions[{index}].fact", f"no fact {fact!r}; allowed are {allowed}")
    if number != (fact in _NUMBERS):
        message = f"low and high belong to {', '.join(_NUMBERS)}; give at least one of them there only"
        raise EvidenceError(path, f"conditions[{index}].low", message)
    if bool(values) != (fact in _CHOICES) or values - set(_CHOICES.get(fact or "", values)):
        allowed = ", ".join(_CHOICES.get(fact or "", ("none here",)))
        raise EvidenceError(path, f"conditions[{index}].one_of", f"{sorted(values)}; allowed are {allowed}")


def _check_again(path: str, trial: Mapping[str, Any], parsed: Mapping[str, dict[str, Any]]) -> None:
    again = trial.get("tested_again")
    if again is None:
        return
    later = parsed.get(f"{TRIALS}{again['by']}.yaml")
    if later is None or later["primary_outcome"]["met"] != "no" or later["control"] in ("none", "unknown"):
        message = f"{again['by']!r} is no trial with a control group that missed its main outcome"
        raise EvidenceError(path, "tested_again.by", f"{message}; allowed is the id of one")
