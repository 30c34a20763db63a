"""Whether a language says all that the reference says: keys, gaps and plural forms; it translates nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from counsel.wording.plurals import CATEGORIES, OTHER
from counsel.wording.sentences import Wording


class Fault(NamedTuple):
    """What a language lacks or has too much: a sentence, a gap of one, or a plural form of one."""

    kind: str
    sentence: str
    detail: str = ""


class LeftOut(NamedTuple):
    """A language that is not offered: its code, its first fault, and how many it has in all."""

    language: str
    first: Fault
    total: int


def faults(wording: Wording, reference: Wording) -> Iterator[Fault]:
    """Everything by which a language differs from the reference in what it can say; none where it is whole.

    `kind` is missing, unknown, gap or plural; unusable where a file cannot be read at all. Where the
    reference has plural forms the language has its own.
    """
    plural = _with_plurals(reference)
    for sentence in reference.sentences:
        if sentence.rpartition(".")[0] not in plural:
            yield from _sentence(sentence, wording, reference)
    for sentence in sorted(plural):
        yield from _forms(sentence, wording, reference)
    known = set(reference.sentences) | {f"{one}.{form}" for one in plural for form in CATEGORIES}
    yield from (Fault("unknown", sentence) for sentence in wording.sentences if sentence not in known)


def in_words(left_out: LeftOut, wording: Wording) -> str:
    """Which language is left out and why, said in the language of `wording`."""
    kind, sentence, detail = left_out.first
    values = {"language": left_out.language, "sentence": sentence, "detail": detail, "n": left_out.total - 1}
    told = [wording.say(f"language.left-out.{kind}", values)]
    if left_out.total > 1:
        told.append(wording.say("language.left-out.more", values))
    return " ".join(told)


def _with_plurals(wording: Wording) -> frozenset[str]:
    """The sentences that have a form for each kind of number."""
    said = wording.sentences
    endings = (sentence.rpartition(".") for sentence in said)
    return frozenset(stem for stem, _, form in endings if form == OTHER and f"{stem}.one" in said)


def _sentence(sentence: str, wording: Wording, reference: Wording) -> Iterator[Fault]:
    if sentence not in wording.sentences:
        yield Fault("missing", sentence)
        return
    different = wording.gaps(sentence) ^ reference.gaps(sentence)
    yield from (Fault("gap", sentence, gap) for gap in sorted(different))


def _forms(sentence: str, wording: Wording, reference: Wording) -> Iterator[Fault]:
    """A form for one or two things may leave the number out; no other gap may go."""
    for form in wording.rules.plurals.categories:
        named = f"{sentence}.{form}"
        if named not in wording.sentences:
            yield Fault("plural", sentence, form)
            continue
        asked = reference.gaps(f"{sentence}.{OTHER}")
        different = (wording.gaps(named) ^ asked) - ({"n"} if form != OTHER else set())
        yield from (Fault("gap", named, gap) for gap in sorted(different))
