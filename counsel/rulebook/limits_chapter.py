"""The chapter of the book on limits: each once, with all places that take it; it judges none."""

from __future__ import annotations

from counsel.rulebook.book import Chapter, Grid, Section
from counsel.rulebook.writer import ChapterWriter
from counsel.wording.limit_uses import LimitUses, limit_uses
from rules.limits import Place


def limits_chapter(at: ChapterWriter) -> Chapter:
    """Every limit that is written in a rule or conversion, and what changes with it."""
    rows = tuple(
        (uses.limit.name, _measured(at, uses.limit), "\n".join(_taken(at, uses)))
        for uses in limit_uses(at.content.rules.limits, at.content.written.get(at.wording.language, {}))
    )
    title = at.say("limits.title")
    columns = tuple(at.say(f"column.{name}") for name in ("limit", "number", "taken"))
    grid = Grid(title, columns, (27, 27, 46), rows, at.say("column.agree"))
    return Chapter(title, (at.say("limits.intro"),), (Section(title, (), (), (grid,)),))


def _measured(at: ChapterWriter, limit: Place) -> str:
    number = at.words.measured(limit.value, limit.unit)
    return (
        number if limit.fact is None else at.say("limits.of", number=number, fact=at.words.fact(limit.fact))
    )


def _taken(at: ChapterWriter, uses: LimitUses) -> list[str]:
    named = {"rules": uses.rules, "sentences": uses.sentences, "fields": uses.fields}
    lines = [at.say(f"limits.{kind}", names=", ".join(found)) for kind, found in named.items() if found]
    return lines or [at.say("limits.nobody")]
