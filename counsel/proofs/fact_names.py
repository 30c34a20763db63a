"""What facts and their values are called for a physician; it decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counsel.content import Content
from counsel.form import case_form, label_at
from counsel.wording.values import interval, value_in_words
from rules.values import Interval, Value


def fact_name(content: Content, fact: str) -> str:
    """The name of a fact: the flag's, that of the wording, the form's label, or its id in words."""
    flag = content.evidence.asked_flags.get(fact.removeprefix("safety."))
    if flag is not None:
        return flag.label
    key = f"dr.fact.{fact}"
    if content.reference.has(key):
        return content.reference.say(key)
    return label_at(content.reference, fact) or fact.replace("_", " ").replace(".", ": ")


def fact_in_words(content: Content, fact: str, value: Value) -> str:
    """A fact with its value and unit, such as `NIHSS 9 points`."""
    declaration = content.rules.facts[fact]
    if isinstance(value, Interval):
        words = interval(value, content.reference, declaration.unit or "")
    else:
        words = _option(content, fact, value_in_words(value, content.reference))
    return f"{fact_name(content, fact)}: {words}"


def _option(content: Content, fact: str, value: str) -> str:
    """A single choice as the form calls it; what is no choice of the form stays as it is."""
    field = next((one for one in case_form(content.reference) if one.path == fact), None)
    return next((one.label for one in field.options if one.value == value), value) if field else value


def facts_in_words(content: Content, facts: Mapping[str, Value]) -> Iterator[str]:
    """Each fact of which something is known, in declared order."""
    for fact, everything in content.rules.everything.items():
        if fact in facts and facts[fact] != everything:
            yield fact_in_words(content, fact, facts[fact])
