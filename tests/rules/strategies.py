"""Random conditions and facts over the example facts, for properties."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from rules.values import Choices, Facts, Flag, Interval, Value
from tests.rules.examples import FACTS

TOP = {"length": 100, "count": 40}


@st.composite
def _number_leaf(draw: st.DrawFn) -> dict[str, Any]:
    name = draw(st.sampled_from(["length", "count"]))
    low = draw(st.integers(0, 20))
    high = draw(st.integers(low + 2, 40))
    ends = {draw(st.sampled_from(["from", "above"])): low, draw(st.sampled_from(["to", "below"])): high}
    shown = draw(st.sampled_from([list(ends), list(ends)[:1], list(ends)[1:]]))
    return {"fact": name, **{end: ends[end] for end in shown}}


def _leaves(settling: bool) -> st.SearchStrategy[dict[str, Any]]:
    colours = st.lists(st.sampled_from(["red", "green", "blue"]), min_size=1, unique=True)
    names = st.sampled_from([fact["name"] for fact in FACTS])
    forms = [
        _number_leaf(),
        st.builds(lambda colour: {"fact": "colour", "is": colour}, colours),
        st.builds(
            lambda name, yes: {"fact": name, "is": yes}, st.sampled_from(["wet", "warm"]), st.booleans()
        ),
        st.builds(lambda yes: {"any_tagged": ["state"], "is": yes}, st.booleans()),
    ]
    if not settling:
        forms.append(st.builds(lambda name: {"known": name}, names))
    return st.one_of(forms)


def conditions(settling: bool = False) -> st.SearchStrategy[Any]:
    """Conditions as data; `settling` leaves out known and maybe, which answer before all is known."""

    def joined(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        parts = st.lists(inner, min_size=1, max_size=3)
        forms = [
            st.builds(lambda part: {"all": part}, parts),
            st.builds(lambda part: {"any": part}, parts),
            st.builds(lambda part: {"not": part}, inner),
            parts.flatmap(
                lambda of: st.integers(1, len(of)).map(lambda count: {"at_least": count, "of": of})
            ),
        ]
        if not settling:
            forms.append(st.builds(lambda part: {"maybe": part}, inner))
        return st.one_of(forms)

    return st.recursive(_leaves(settling), joined, max_leaves=8)


@st.composite
def _number(draw: st.DrawFn, name: str) -> Interval:
    ends = st.integers(0, TOP[name]) if name == "count" else st.integers(0, 400).map(lambda n: n / 4)
    low, high = sorted((draw(ends), draw(ends)))
    if high > low + 1 and draw(st.booleans()):
        return Interval(low, high, draw(st.booleans()), draw(st.booleans()))
    if draw(st.integers(0, 4)) == 0:
        return Interval(low, None)
    return Interval(low, high)


def value_of(name: str) -> st.SearchStrategy[Value]:
    """A value of a fact within its range, mostly partial."""
    if name in TOP:
        return _number(name)
    if name == "colour":
        return st.sets(st.sampled_from(["red", "green", "blue"]), min_size=1).map(
            lambda colours: Choices(frozenset(colours))
        )
    return st.sampled_from(Flag)


def meet(one: Value, other: Value) -> Value:
    """What is possible by both, or by the first where they contradict each other."""
    if isinstance(one, Interval) and isinstance(other, Interval):
        both = one.intersect(other)
        return one if both is None or both.whole() is None else both
    if isinstance(one, Choices) and isinstance(other, Choices):
        return Choices(one.possible & other.possible or one.possible)
    return other if one is Flag.UNKNOWN else one


@st.composite
def facts_and_narrower(draw: st.DrawFn) -> tuple[Facts, Facts]:
    """Facts, some left out, and facts that leave fewer values possible."""
    names = [fact["name"] for fact in FACTS]
    facts = {name: draw(value_of(name)) for name in names if draw(st.booleans())}
    more = {name: draw(value_of(name)) for name in names if draw(st.booleans())}
    narrowed = {name: meet(facts[name], more[name]) if name in facts else more[name] for name in more}
    return facts, {**facts, **narrowed}


def narrower(data: st.DataObject, fact: dict[str, Any], facts: Facts) -> Value:
    """A value of this fact that leaves no more possible than these facts do."""
    value = data.draw(value_of(fact["name"]))
    return meet(facts[fact["name"]], value) if fact["name"] in facts else value
