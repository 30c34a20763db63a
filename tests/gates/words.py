"""The gates of what a sheet says: ease of reading, words, numbers, sources, duties; each names the faults it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from counsel.sheets.handout import Sentence, SheetSection
from tests.gates.sheets import Sheet
from tests.support.reading import sentences, size_of_all, words

Gate = Callable[[Sheet], Iterator[str]]

GRADE, GRADE_WITH_PICTURES, SMOG = 6.0, 4.5, 8.0
LONGEST, LONGEST_WITH_PICTURES = 20, 15
# SMOG was made for texts of so many sentences.
_ENOUGH = 30
# Runs of short things after a colon, read as lists; the goals hold the person's own words.
LISTS = frozenset({"sheet.help.signs", "aphasia.matters.goals", "sheet.matters.goals"})
_NOT_READ_THROUGH = frozenset({"sources"})

FORBIDDEN = re.compile(
    r"\b(eligib\w+|candidates?|suitab\w+|qualif\w+|cure[sd]?|curing|breakthrough|miracle|proven|guarantee\w*"
    r"|repair\w* the brain|odds ratio|relative risk|p-value|significan\w+|efficacy|effective\w*|placebo|infarct\w*|lesions?"
    r"|cohort|phase|chronic|adverse|regenerat\w+|therapy|therapies|randomi[sz]ed|control group|trials?|provider"
    r"|intervention|plateau\w*|personal chance|rare|rarely|likely to help)\b",
    re.IGNORECASE,
)
ONE_IN = re.compile(r"\b(1|one) in (\d|every|a\b)|\d ?%|\bper ?cent\b|\b\d+ times\b", re.IGNORECASE)
CONTRACTION = re.compile(r"\b\w+n['’]t\b|\b(it|that|there|here|what|who|we|you|they|i|he|she|let)['’](s|re|ve|ll|d|m)\b", re.IGNORECASE)
NUMBER_WORD = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|hundreds?|thousands?|half of|twice|dozen)\b",
    re.IGNORECASE,
)
ABBREVIATION = re.compile(r"\b(?:[A-Z]{2,}\w*|mRS|[a-z]*[A-Z]{2,})\b")
# Taught where it stands ("Doctors call it a TIA"), a country, and a warning that has to be loud.
_TAUGHT = frozenset({"TIA", "USA", "OUT", "OF", "DATE"})
# The only places that may speak of safety: what a sheet does not say.
_DENIES_SAFETY = frozenset({"sheet.close.not_referral", "aphasia.close.not_referral"})
OF_100 = re.compile(r"(\d+) of 100")


def read(sheet: Sheet) -> Iterator[tuple[SheetSection, Sentence]]:
    """The sentences of a sheet with their sections, citations left out."""
    for part in sheet.handout.sections:
        if part.id not in _NOT_READ_THROUGH:
            for sentence in part.sentences:
                yield part, sentence


def reads_easily(sheet: Sheet) -> Iterator[str]:
    """Flesch-Kincaid of all that is read."""
    grade, most = size_of_all(sheet.texts()).grade, GRADE_WITH_PICTURES if sheet.kind == "aphasia" else GRADE
    if grade > most:
        yield f"reads at grade {grade:.2f}, above {most}"


def reads_easily_by_smog(sheet: Sheet) -> Iterator[str]:
    """SMOG, where there are enough sentences for it."""
    size = size_of_all(sheet.texts())
    if size.sentences >= _ENOUGH and size.smog > SMOG:
        yield f"SMOG {size.smog:.2f}, above {SMOG}"


def has_short_sentences(sheet: Sheet) -> Iterator[str]:
    """At most 20 words a sentence, 15 with pictures; the list of warning signs is read as a list."""
    most = LONGEST_WITH_PICTURES if sheet.kind == "aphasia" else LONGEST
    for _, sentence in read(sheet):
        for one in sentences(sentence.text) if sentence.id not in LISTS else ():
            if len(words(one)) > most:
                yield f"{len(words(one))} words: {one}"


def has_plain_words(sheet: Sheet) -> Iterator[str]:
    """No forbidden word, contraction, number word, bare abbreviation, and nothing like "1 in X"."""
    typed = {goal.own for goal in sheet.case.goals if not isinstance(goal, str)}
    for _, sentence in read(sheet):
        text = _without(sentence.text, typed)
        for named, found in _unwanted(text):
            yield f"{named} {found!r}: {sentence.text}"
        if re.search(r"\bsafe\b", text, re.IGNORECASE) and sentence.id not in _DENIES_SAFETY:
            yield f"word 'safe': {sentence.text}"


def _without(text: str, typed: set[str]) -> str:
    for own in typed:
        text = text.replace(own, "")
    return text


def _unwanted(text: str) -> Iterator[tuple[str, str]]:
    patterns: Mapping[str, re.Pattern[str]] = {
        "word": FORBIDDEN, "number": ONE_IN, "contraction": CONTRACTION, "number word": NUMBER_WORD,
    }  # fmt: skip
    for named, pattern in patterns.items():
        if found := pattern.search(text):
            yield named, found.group()
    for found in ABBREVIATION.finditer(text):
        if found.group() not in _TAUGHT:
            yield "abbreviation", found.group()


def has_no_gap(sheet: Sheet) -> Iterator[str]:
    """No gap and no mark of the wording is left over, and every sentence is one of the wording."""
    wording = sheet.content.reference
    typed = "".join(goal.own for goal in sheet.case.goals if not isinstance(goal, str))
    for part in sheet.handout.sections:
        for text in (part.heading, *(one.text for one in part.sentences), *(p.alt + p.caption for p in part.pictures)):
            if re.search(r"[{}]|\bNone\b", text) or ("*" in text and "*" not in typed) or not text.strip():
                yield f"left over: {text!r}"
        for one in part.sentences:
            if part.id != "sources" and not _is_of(one.text, wording.sentences.get(one.id, "")):
                yield f"is not a sentence of the wording ({one.id}): {one.text}"


def _is_of(text: str, template: str) -> bool:
    pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(template.replace("*", "")))
    return bool(template) and re.fullmatch(pattern, text, re.DOTALL) is not None


def compares_numbers(sheet: Sheet) -> Iterator[str]:
    """A number of people stands with the group without cells, with its time, and with those it did not happen to."""
    for _, sentence in read(sheet):
        shown = OF_100.findall(sentence.text)
        if not shown:
            continue
        text = sentence.text
        rest = [int(number) for number in re.findall(r"(\d+)(?= (?:did|had) not)", text)]
        complete = sorted(100 - int(number) for number in shown) == sorted(rest)
        groups = len(shown) == 2 and re.search(r"\bwith cells", text, re.I) and re.search(r"\bwithout cells", text, re.I)
        if not (groups and complete and re.search(r"After \d+ (days|months|years?)", text)):
            yield f"a number without its group, its time or its other side: {text}"
    for part in sheet.handout.sections:
        for picture in part.pictures:
            if OF_100.search(picture.alt) and not ("Without cells" in picture.alt and "after " in picture.alt):
                yield f"a picture without its group or time: {picture.alt}"


def has_chosen_verbs(sheet: Sheet) -> Iterator[str]:
    """How sure an effect of cells is follows from the table of certainty, and is written nowhere else."""
    for _, sentence in read(sheet):
        hand = re.search(r"\b(stem )?cells (may|probably|will|can)? ?(improve|help|make)\b", sentence.text, re.I)
        asked = re.search(r"\b(if|whether|Do|Does|not help|not\b.*\bhelp)\b", sentence.text)
        if hand and not sentence.id.startswith("sheet.grade.") and not asked:
            yield f"a verb beside the table of certainty: {sentence.text}"


WORD_GATES: Mapping[str, Gate] = {
    "reading grade": reads_easily,
    "SMOG grade": reads_easily_by_smog,
    "short sentences": has_short_sentences,
    "plain words": has_plain_words,
    "no gap left, whole sentences": has_no_gap,
    "numbers compared, with time": compares_numbers,
    "verbs by certainty": has_chosen_verbs,
}
