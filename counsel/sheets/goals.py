"""The person's goals in words, and which of them the studies looked at; it weighs none of them."""

from __future__ import annotations

from collections.abc import Iterable

from counsel.case.document import OwnGoal
from counsel.case.parse import Case
from counsel.content import Content
from counsel.sheets.typed_text import breakable, printable_goal
from counsel.wording.sentences import Wording


def goal_gaps(case: Case, content: Content, wording: Wording) -> dict[str, object]:
    """The gaps `goals`, `goals_looked_at` and `goals_not_looked_at`; None where there is nothing to name."""
    goals = case.goals or ()
    chosen = [goal for goal in goals if isinstance(goal, str)]
    looked_at = content.evidence.goals_looked_at
    return {
        "goals": _joined((_in_words(goal, wording) for goal in goals), wording),
        "goals_looked_at": _joined(
            (_in_words(goal, wording) for goal in chosen if looked_at.get(goal)), wording
        ),
        "goals_not_looked_at": _joined(
            (_in_words(goal, wording) for goal in chosen if not looked_at.get(goal)), wording
        ),
    }


def typed_goals(case: Case) -> list[str]:
    """The goals that were typed and not chosen."""
    return [goal.own for goal in case.goals or () if not isinstance(goal, str)]


def _in_words(goal: str | OwnGoal, wording: Wording) -> str:
    if isinstance(goal, str):
        return wording.say(f"sheet.goal.{goal}")
    return wording.say("sheet.goal.own", {"words": breakable(printable_goal(goal.own))})


def _joined(words: Iterable[str], wording: Wording) -> str | None:
    named = list(words)
    if len(named) < 2:
        return named[0] if named else None
    return wording.say("sheet.goal.and", {"first": ", ".join(named[:-1]), "last": named[-1]})
