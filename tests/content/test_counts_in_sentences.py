"""No sentence types a count: how many studies, and how many people in one, come from the records."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from counsel.shell.content.strict_yaml import read_strict
from tests.support.program import program

WORDING = Path(__file__).parents[2] / "resources" / "wording" / "en"
NUMBER = (
    r"(?:\d+|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|both|neither|a single)"
)
STUDIES = r"(?:study|studies|trials?|tests?)"
COUNTS = re.compile(
    rf"\b{NUMBER}(?:-\w+)?(?: [\w-]+){{0,4}} {STUDIES}\b"  # "one 30-person trial", "four counted trials"
    rf"|\b{STUDIES}(?: were| are|:)? {NUMBER}\b"
    rf"|\b{NUMBER} (?:out )?of (?:them|these|those|(?!100\b){NUMBER})\b"  # "two of them", "0 of 6"
    r"|\b\d+ out of 100\b",
    re.IGNORECASE,
)
PEOPLE = re.compile(r"\b(\d+)[- ](?:person|people|patients?|participants?|women|men)\b", re.IGNORECASE)
# Groups that are too small to be told from other numbers of people.
SMALLEST_GROUP = 12
GROUPS = {
    size
    for trial in program().content.evidence.trials.values()
    for size in (trial.n_total, trial.n_treated, trial.n_control)
    if size is not None and size >= SMALLEST_GROUP
}


def typed_count(text: str) -> str | None:
    """What of a sentence counts studies, or the people of a study of the records, without a gap."""
    found = COUNTS.search(text)
    if found:
        return found[0]
    return next((match[0] for match in PEOPLE.finditer(text) if int(match[1]) in GROUPS), None)


def typed_counts(file: Path) -> list[str]:
    """Every sentence of a file that types a count, with its line and what to do about it."""
    parsed = read_strict(file)
    return [
        f"{file.name}:{parsed.lines[('sentences', key)]}: {key} types {found!r}: make it a gap that is counted from the records"
        for key, said in parsed.data["sentences"].items()
        # A sentence with a counted thing has a form for one and for more.
        for text in ([said] if isinstance(said, str) else said.values())
        if (found := typed_count(text))
    ]


# What is no sentence, such as the rules of a language, is in a file without any.
FILES = [file for file in sorted(WORDING.glob("*.yaml")) if "sentences" in read_strict(file).data]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_sentence_of_a_file_types_a_count(file: Path) -> None:
    faults = typed_counts(file)
    assert not faults, "\n".join(faults)


def test_every_faulty_sentence_of_a_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "seeded.yaml"
    file.write_text("sentences:\n  a.one: Both studies missed.\n  a.two: It is known.\n  a.three: {one: '0 of 6 met it.', other: It is.}\n")
    assert [fault.partition(" types")[0] for fault in typed_counts(file)] == ["seeded.yaml:2: a.one", "seeded.yaml:4: a.three"]


@pytest.mark.parametrize(
    "text",
    [
        "None of 6 blinded trials met it.", "0 of 6 met its main outcome.", "{met} did, and two of them infused later.",
        "Four trials at this stage were neutral.", "One 30-person trial reported better scores.",
        "The 163-person sham-controlled trial did not.", "They had a score of 63 out of 100.",
        "In the largest fair test, 206 people took part.", "Both studies missed.", "Studies: 12", "One of the tests did.",
    ],
)  # fmt: skip
def test_a_typed_count_is_found(text: str) -> None:
    assert typed_count(text)


@pytest.mark.parametrize(
    "text",
    [
        "Of {counted} fair tests, {met} reached the main goal.", "After 90 days, {cells} of 100 people did well.",
        "You are in the stage from 1 week to 3 months after a stroke. Studies go on.", "Day 7 to 90: most recovery.",
        "Recurrence is about 11 of 100 in the first year.", "Both people with an arm clot had kidney disease.",
        "No study made for this stage has reported a result.", "A stroke doctor must see you within 24 hours.",
    ],
)  # fmt: skip
def test_a_gap_a_time_and_other_people_are_no_typed_counts(text: str) -> None:
    assert typed_count(text) is None


def test_no_study_made_for_three_to_six_months_has_a_result() -> None:
    """Sentences of that stage say "no study"; they hold as long as the records say so."""
    evidence = program().content.evidence
    assert evidence.counted_trials("late_subacute").total == 0
    for trial in evidence.trials.values():
        low, high = trial.window.min_days, trial.window.max_days
        if trial.has_result and low is not None and high is not None:
            assert not (low >= 80 and high <= 190), trial.id
