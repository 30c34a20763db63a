"""An offer item by item: what was answered, what raises a red flag, what to ask; it judges no clinic."""

from __future__ import annotations

from collections.abc import Mapping

from counsel.assess.assessment import OfferCheck, OfferItem
from counsel.assess.findings import findings_of
from rules.engine import Evaluation, Fired
from rules.values import Choices, Flag, Interval, Value


def offer_check(evaluation: Evaluation, facts: Mapping[str, Value]) -> OfferCheck:
    """The check of an offer; nothing where there is none. An item is the outcome of its question's rule."""
    raised = _raised(evaluation)
    questions = evaluation.decisions["offer_questions"].fired
    items = tuple(_item(fired, facts, raised) for fired in questions)
    answered = {item.item: _is_answered(facts[f"offer.{item.item}"]) for item in items}
    return OfferCheck(
        red_flags=tuple(fired.rule.id for fired in evaluation.decisions["red_flags"].fired),
        not_answered=tuple(item for item, known in answered.items() if not known),
        answered=tuple(item for item, known in answered.items() if known),
        items=items,
        trial=findings_of(evaluation, "trial_questions"),
    )


def _item(fired: Fired, facts: Mapping[str, Value], raised: Mapping[str, list[str]]) -> OfferItem:
    item = fired.rule.gives
    red_flags = tuple(raised.get(f"offer.{item}", ()))
    answered = _is_answered(facts[f"offer.{item}"])
    return OfferItem(
        item=item,
        state="red_flag" if red_flags else "answered" if answered else "not_answered",
        rule=fired.rule.id,
        question=fired.rule.says.physician or "",
        red_flags=red_flags,
        is_answered=answered,
    )


def _raised(evaluation: Evaluation) -> dict[str, list[str]]:
    """The red flags by the fact that raised them."""
    raised: dict[str, list[str]] = {}
    for fired in evaluation.decisions["red_flags"].fired:
        for fact in fired.facts():
            raised.setdefault(fact, []).append(fired.rule.id)
    return raised


def _is_answered(value: Value) -> bool:
    if isinstance(value, Interval):
        return value.is_exact
    if isinstance(value, Choices):
        return len(value.possible) == 1
    return value is not Flag.UNKNOWN
