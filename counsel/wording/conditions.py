"""A rule's condition in clinical words, from its data by a closed set of patterns; it judges no case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from counsel.wording.sentences import Wording
from counsel.wording.values import number
from rules.values import Interval

_YES = ("yes", True)
_BOUNDS = ("from", "above", "to", "below")


class FactWords(Protocol):
    """What the words need of a fact's declaration; a FactDeclaration has it."""

    @property
    def name(self) -> str:
        """Its name in conditions."""

    @property
    def kind(self) -> str:
        """`number`, `choice` or `flag`."""

    @property
    def unit(self) -> str | None:
        """The unit of a number."""

    @property
    def range(self) -> tuple[float, float | None] | None:
        """The lowest and the highest number; None where there is no highest."""

    @property
    def tags(self) -> tuple[str, ...]:
        """What conditions on many flags at once pick them by."""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of a condition, with the lines that belong under it."""

    text: str
    parts: tuple[Words, ...] = ()

    def lines(self, depth: int = 0) -> tuple[tuple[int, str], ...]:
        """Depth and text of this line and of all below it."""
        below = (line for part in self.parts for line in part.lines(depth + 1))
        return ((depth, self.text), *below)


@dataclass(frozen=True)
class RuleWords:
    """Speaks conditions, outcomes and gaps in one language.

    `facts` are the declarations by name; `labels` the questions of the safety flags by id. A name that has
    no words (it stood in an older rule base) is shown as it is written in the data.
    """

    wording: Wording
    facts: Mapping[str, FactWords]
    labels: Mapping[str, str]

    def condition(self, when: Any) -> Words:
        """A condition as it stands in a rule file; None is a rule that always holds."""
        if when is None:
            return Words(self._say("always"))
        for key, speak in self._forms().items():
            if key in when:
                return speak(when)
        return Words(self._say("unreadable", written=str(when)))

    def outcome(self, table: str, outcome: str) -> str:
        """What an outcome of a table is called."""
        return self._named(f"book.outcome.{table}.{outcome}", outcome)

    def is_stated(self, fact: str, answer: str) -> bool:
        """Whether the answer `yes` or `no` to a fact has a statement of its own."""
        return self.wording.has(f"book.fact.{fact}.{answer}")

    def choice(self, fact: str, value: str) -> str:
        """What a choice of a fact is called."""
        return self._named(f"book.choice.{fact}.{value}", value)

    def table(self, table: str) -> str:
        """What a table decides, as the subject of a sentence."""
        return self._named(f"book.subject.{table}", table)

    def fact(self, name: str) -> str:
        """What a fact is called."""
        flag = name.removeprefix("safety.")
        if flag != name and flag in self.labels:
            return self._say("flag", label=self.labels[flag])
        return self._named(f"book.fact.{name}", name)

    def listed(self, names: Sequence[str]) -> str:
        """Names as a list: `a`, `a or b`, `a, b or c`."""
        if len(names) < 2:
            return "".join(names)
        return self._say("listed", most=", ".join(names[:-1]), last=names[-1])

    def _forms(self) -> dict[str, Callable[[Any], Words]]:
        return {
            "all": lambda when: self._joined("all", when["all"]),
            "any": lambda when: self._joined("any", when["any"]),
            "at_least": self._at_least,
            "not": self._negated,
            "maybe": self._possible,
            "any_tagged": self._tagged,
            "known": lambda when: Words(self._say("known", fact=self.fact(when["known"]))),
            "outcome": lambda when: self._one_of(
                self.table(when["outcome"]), when["is"], lambda one: self.outcome(when["outcome"], one)
            ),
            "fact": self._fact,
        }

    def _joined(self, pattern: str, parts: Sequence[Any]) -> Words:
        if len(parts) == 1:
            return self.condition(parts[0])
        return Words(self._say(pattern), tuple(map(self.condition, parts)))

    def _at_least(self, when: Any) -> Words:
        parts = tuple(map(self.condition, when["of"]))
        return Words(self._say("at_least", count=when["at_least"], total=len(parts)), parts)

    def _negated(self, when: Any) -> Words:
        inner = when["not"]
        if "maybe" not in inner:
            return self._qualified("not", inner)
        if "not" in inner["maybe"]:
            return self._qualified("certain", inner["maybe"]["not"])
        return self._qualified("ruled_out", inner["maybe"])

    def _possible(self, when: Any) -> Words:
        inner = when["maybe"]
        if "not" in inner:
            return self._qualified("uncertain", inner["not"])
        return self._qualified("maybe", inner)

    def _qualified(self, pattern: str, inner: Any) -> Words:
        """A line under a word such as `not` or `certain`; more than a line stands below that word."""
        words = self.condition(inner)
        if words.parts:
            return Words(self._say(f"{pattern}.lead"), (words,))
        return Words(self._say(f"{pattern}.line", part=words.text))

    def _tagged(self, when: Any) -> Words:
        tags = when["any_tagged"]
        names = [fact.name for fact in self.facts.values() if set(tags) <= set(fact.tags)]
        pattern = "tagged.yes" if when["is"] in _YES else "tagged.no"
        shown = ", ".join(self._named(f"book.tag.{tag}", tag) for tag in tags)
        return Words(self._say(pattern, tags=shown), tuple(Words(self.fact(name)) for name in names))

    def _fact(self, when: Any) -> Words:
        name = when["fact"]
        if any(bound in when for bound in _BOUNDS):
            return Words(self._number(name, when))
        kind = self.facts[name].kind if name in self.facts else "choice"
        if kind != "flag":
            return self._one_of(self.fact(name), when["is"], lambda one: self.choice(name, one))
        answer = "yes" if when["is"] in _YES else "no"
        if self.is_stated(name, answer):
            return Words(self.wording.say(f"book.fact.{name}.{answer}"))
        return Words(self._say(f"answered.{answer}", fact=self.fact(name)))

    def _one_of(self, subject: str, asked: Any, name: Callable[[str], str]) -> Words:
        values = asked if isinstance(asked, list) else [asked]
        pattern = "is" if len(values) == 1 else "is_one_of"
        return Words(self._say(pattern, fact=subject, value=self.listed([name(one) for one in values])))

    def _number(self, name: str, when: Any) -> str:
        fact = self.facts.get(name)
        given = {bound: when[bound] for bound in _BOUNDS if bound in when}
        if list(given) == ["to"] and fact is not None and fact.range and fact.range[0] == given["to"]:
            given = {"from": given["to"], "to": given["to"]}
        exact = "from" in given and given["from"] == given.get("to")
        pattern = "exactly" if exact else "_".join(given)
        unit = fact.unit if fact else None
        # In "7 to 90 days" the unit stands once.
        bare = pattern == "from_to"
        ends = {
            bound: number(end) if bare and bound == "from" else self.measured(end, unit)
            for bound, end in given.items()
        }
        return self._say(pattern, fact=self.fact(name), **ends)

    def limits(self, asked: Interval, unit: str | None) -> str:
        """What is asked of a number, without its fact: `7 to 90 days`, `at most 3 points`."""
        lower, upper = "above" if asked.low_open else "from", "below" if asked.high_open else "to"
        given = {bound: end for bound, end in ((lower, asked.low), (upper, asked.high)) if end is not None}
        exact = asked.low is not None and asked.low == asked.high
        pattern = "exactly" if exact else "_".join(given)
        ends = {bound: number(end) for bound, end in given.items()}
        told = self.wording.say(f"dr.because.limits.{pattern}", ends)
        if unit is None:
            return told
        named = self._named(f"dr.because.unit.{unit.replace(' ', '_')}", unit)
        return self.wording.say("dr.because.limits.with_unit", {"limits": told, "unit": named})

    def measured(self, end: float, unit: str | None) -> str:
        """A number with its unit."""
        if unit is None:
            return number(end)
        pattern = f"book.unit.{unit.replace(' ', '_')}"
        if end == 1 and self.wording.has(f"{pattern}.one"):
            pattern = f"{pattern}.one"
        if not self.wording.has(pattern):
            pattern = "book.unit.other"
        return self.wording.say(pattern, {"n": number(end), "unit": unit})

    def _named(self, sentence: str, written: str) -> str:
        return self.wording.say(sentence) if self.wording.has(sentence) else written

    def _say(self, pattern: str, **values: object) -> str:
        return self.wording.say(f"book.when.{pattern}", values)


def sentence_in_words(text: str, wording: Wording, counts: Mapping[str, object]) -> str:
    """A sentence as the book prints it: counts filled in, every other gap named in angle quotes."""
    names = Wording(wording.language, {"one": text}).gaps("one")
    values = {
        name: counts[name] if name in counts else wording.say("book.gap", {"name": gap_name(name, wording)})
        for name in names
    }
    return Wording(wording.language, {"one": text}).say("one", values)


def gap_name(name: str, wording: Wording) -> str:
    """What a gap of a sentence holds."""
    sentence = f"book.gap.{name}"
    return wording.say(sentence) if wording.has(sentence) else name
