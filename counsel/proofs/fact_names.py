"""What facts and their values are called for a physician; it decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counsel.content import Content
from counsel.form.case_fields import FORM
from counsel.wording.values import interval, value_in_words
from rules.values import Interval, Value

_LABELS = {field.path: field.label for field in FORM}
_OPTIONS = {field.path: {option.value: option.label for option in field.options} for field in FORM}


def fact_name(content: Content, fact: str) -> str:
    """The name of a fact: the flag's, that of the wording, the form's label, or its id in words."""
    flag = content.evidence.asked_flags.get(fact.removeprefix("safety."))
    if flag is not None:
        return flag.label
    key = f"dr.fact.{fact}"
    if content.wording().has(key):
        return content.wording().say(key)
    return _LABELS.get(fact) or fact.replace("_", " ").replace(".", ": ")


def fact_in_words(content: Content, fact: str, value: Value) -> str:
    """A fact with its value and unit, such as `NIHSS 9 points`."""
    declaration = content.rules.facts[fact]
    if isinstance(value, Interval):
        words = interval(value, content.wording(), declaration.unit or "")
    else:
        words = _OPTIONS.get(fact, {}).get(told := value_in_words(value, content.wording()), told)
    return f"{fact_name(content, fact)}: {words}"


def facts_in_words(content: Content, facts: Mapping[str, Value]) -> Iterator[str]:
    """Each fact of which something is known, in declared order."""
    for fact, everything in content.rules.everything.items():
        if fact in facts and facts[fact] != everything:
            yield fact_in_words(content, fact, facts[fact])
