"""The lints that keep a limit written once: in rules, sentences, labels, Python; what is excepted is data.

Numbers that mean something else stand in rules/data/repeats.yaml with their reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

from counsel.content import Content
from counsel.proofs.properties import Checker, Found
from counsel.proofs.typed_limits import Typed, TypedLimits, Words, shown
from counsel.wording.limit_uses import limit_uses
from counsel.wording.repeats import REPEATS_FILE, Repeats, TypedInCode, TypedInSentence, read_repeats
from rules.conditions import number_text
from rules.grammar import BOUNDS, ParsedFile
from rules.limits import Limits, Place, names_in


def written_once(checker: Checker) -> Found:
    """Every number of a rule has a name, none stands twice, and none that a rule names is unused."""
    limits, repeats = checker.base.limits, _repeats(checker)
    excepted = {frozenset(one.limits): one for one in repeats.rules}
    pairs = list(_equal(checker, limits.written()))
    lost = [name for one in repeats.rules for name in one.limits if name not in limits.named]
    faults = (
        *_nameless(limits),
        *_unused(limits),
        *(f"{one} and {two} are one limit" for one, two in pairs if frozenset((one, two)) not in excepted),
        *(f"{REPEATS_FILE}: {name} is no limit" for name in lost),
    )
    written = checker.content.written.get(checker.content.reference.language, {})
    taking = sum(len(list(uses.places())) for uses in limit_uses(limits, written))
    return Found(f"limits, taken by rules, conversions, sentences and fields in {taking} places",
                 len(limits.written()), faults)  # fmt: skip


def typed_in_sentences(checker: Checker) -> Found:
    """No sentence of any language types a number that a rule has, unless its reason is stated."""
    repeats = _repeats(checker)
    covered: set[TypedInSentence] = set()
    faults = []
    count = 0
    for language, spoken in _spoken(checker.content).items():
        if language not in repeats.words:
            faults.append(f"{REPEATS_FILE} has no words for sentences in {language}")
            continue
        finder = _finder(checker, repeats, language)
        written = checker.content.written.get(language, {})
        for key, text in spoken.items():
            count += 1
            for typed in finder.in_text(written.get(key, text)):
                covering = [one for one in repeats.sentences if _covers(one, key, typed)]
                covered.update(covering)
                if not covering:
                    faults.append(f"the sentence {key} types {shown(typed)}")
    faults += [*_lost_sentences(checker, repeats), *_untrue(repeats.sentences, covered)]
    return Found("sentences and safety questions", count, tuple(_once(faults)))


def typed_in_code(checker: Checker) -> Found:
    """No label and no line of Python has a number that a rule has, unless its reason is stated."""
    if not checker.code:
        return Found("modules, not looked for without the program as written", 0, ())
    repeats = _repeats(checker)
    finder = _finder(checker, repeats, checker.content.reference.language)
    covered: set[TypedInCode] = set()
    faults = []
    for file, source in checker.code.items():
        for line in finder.in_code(source):
            covering = [one for one in repeats.python if _allows(one, file, line.typed)]
            covered.update(covering)
            if not covering:
                faults.append(f"{file}:{line.number} types {shown(line.typed)}")
    lost = (
        f"{REPEATS_FILE}: no module has {one.says!r}"
        for one in repeats.python
        if not any(one.says in text for file, text in checker.code.items() if one.file in (None, file))
    )
    return Found("modules", len(checker.code), (*_once(faults), *lost, *_untrue(repeats.python, covered)))


def _repeats(checker: Checker) -> Repeats:
    return read_repeats(ParsedFile(REPEATS_FILE, dict(checker.content.repeats), {}))


def _finder(checker: Checker, repeats: Repeats, language: str) -> TypedLimits:
    words = repeats.words[language]
    quantities = {name: fact.measures for name, fact in checker.base.facts.items()}
    return TypedLimits(
        checker.base.limits.places,
        quantities,
        Words(words.measures, words.times, words.numbers, repeats.names),
    )


def _covers(one: TypedInSentence, key: str, typed: Typed) -> bool:
    named = key in one.sentences and one.says == typed.said
    return named and one.rounds in (None, *typed.limits)


def _allows(one: TypedInCode, file: str, typed: Typed) -> bool:
    named = one.file in (None, file) and one.says in typed.said
    return named and one.rounds in (None, *typed.limits)


def _spoken(content: Content) -> dict[str, Mapping[str, str]]:
    """The sentences of each language; safety questions are asked in that of the reference."""
    spoken = {language: wording.sentences for language, wording in content.wordings.items()}
    labels = {f"safety.{flag.id}": flag.label for flag in content.evidence.flags}
    asked = content.reference.language
    return {**spoken, asked: {**spoken[asked], **labels}}


def _lost_sentences(checker: Checker, repeats: Repeats) -> Iterator[str]:
    every = _spoken(checker.content).values()
    for one in repeats.sentences:
        for key in one.sentences:
            if not any(one.says in spoken.get(key, "") for spoken in every):
                yield f"{REPEATS_FILE}: the sentence {key} does not say {one.says!r}"


def _untrue(entries: Iterable[TypedInSentence | TypedInCode], covered: Collection[object]) -> Iterator[str]:
    """Number words that a limit no longer comes to."""
    for one in entries:
        if one.rounds is not None and one not in covered:
            yield f"{REPEATS_FILE}: {one.rounds} is no longer told by {one.says!r}"


def _once(faults: Iterable[str]) -> Iterator[str]:
    yield from dict.fromkeys(faults)


def _nameless(limits: Limits) -> Iterator[str]:
    for place in limits.places:
        if not place.named and not place.written:
            yield (
                f"the rule {place.owner} has several numbers under {place.key}: "
                f"{number_text(place.value)} has no name; give it one under limits"
            )


def _unused(limits: Limits) -> Iterator[str]:
    """A limit that a rule names for nobody."""
    taken = {
        name for place in limits.places if place.written for name in names_in(place.written, place.owner)
    }
    for place in limits.written():
        if place.named and place.key not in BOUNDS and place.name not in taken:
            yield f"nobody takes the limit {place.name}"


def _equal(checker: Checker, written: Iterable[Place]) -> Iterator[tuple[str, str]]:
    """Pairs of written limits of one quantity with one number, or with one border between whole numbers."""
    facts = checker.base.facts
    measured = [place for place in written if place.fact in facts]
    for one, two in combinations(measured, 2):
        first, second = facts[str(one.fact)], facts[str(two.fact)]
        if first.measures == second.measures and _borders(one, first.integer) & _borders(two, second.integer):
            yield one.name, two.name


def _borders(place: Place, whole: bool) -> frozenset[float]:
    """The number, and for whole numbers the first one above the border that it makes."""
    beyond = (place.value + 1,) if whole and place.key in ("to", "above") else ()
    return frozenset((place.value, *beyond))
