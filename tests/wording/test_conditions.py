"""Conditions in words: each pattern, and that nothing of the data's spelling is left in the shipped rules."""

from __future__ import annotations

import re
from typing import Any

import pytest

from counsel.rulebook.book import QUESTIONS
from counsel.rulebook.writer import desk
from counsel.wording.conditions import RuleWords, sentence_in_words
from tests.support.program import program


def words() -> RuleWords:
    return desk(program().content).words


def lines(when: Any) -> list[str]:
    return ["  " * depth + text for depth, text in words().condition(when).lines()]


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (None, "in every case"),
        ({"fact": "severity.nihss", "above": 20}, "NIHSS above 20"),
        ({"fact": "severity.nihss", "to": 0}, "NIHSS 0"),
        ({"fact": "severity.nihss", "from": 5, "to": 15}, "NIHSS 5 to 15"),
        ({"fact": "severity.nihss", "from": 5, "to": 5}, "NIHSS 5"),
        ({"fact": "patient.age", "below": 18}, "age below 18 years"),
        ({"fact": "patient.age", "from": 80}, "age 80 years or more"),
        ({"fact": "infarct.volume_ml", "to": 4.2}, "infarct volume 4.2 mL or less"),
        ({"fact": "infarct.volume_ml", "above": 1, "to": 2}, "infarct volume above 1 mL up to 2 mL"),
        ({"fact": "infarct.volume_ml", "from": 1, "below": 2}, "infarct volume 1 mL or more and below 2 mL"),
        ({"fact": "infarct.volume_ml", "above": 1, "below": 2}, "infarct volume above 1 mL and below 2 mL"),
        ({"fact": "stroke.days_since_onset", "to": 1}, "time since the stroke 1 day or less"),
        ({"fact": "stroke.type", "is": "tia"}, "type of stroke is “TIA”"),
        (
            {"fact": "rehab", "is": ["ended", "not_available"]},
            "rehabilitation is one of: ended or not available",
        ),
        ({"fact": "stroke.onset_unseen", "is": "yes"}, "nobody saw the onset"),
        ({"fact": "stroke.onset_unseen", "is": "no"}, "somebody saw the onset"),
        ({"fact": "treated.symptom.fever", "is": True}, "fever after cells: yes"),
        ({"fact": "safety.coma", "is": "yes"}, "“stable reduced consciousness”: yes"),
        ({"known": "severity.nihss"}, "something is known of: NIHSS"),
        ({"outcome": "phase", "is": "acute"}, "stage is “acute”"),
        ({"not": {"outcome": "phase", "is": "acute"}}, "not: stage is “acute”"),
        ({"maybe": {"outcome": "phase", "is": "acute"}}, "true or still possible: stage is “acute”"),
        ({"maybe": {"not": {"outcome": "phase", "is": "acute"}}}, "not certain: stage is “acute”"),
        ({"not": {"maybe": {"not": {"outcome": "phase", "is": "acute"}}}}, "certain: stage is “acute”"),
        ({"not": {"maybe": {"outcome": "phase", "is": "acute"}}}, "ruled out: stage is “acute”"),
        ({"all": [{"fact": "severity.nihss", "above": 20}]}, "NIHSS above 20"),
        ({"new": 1}, "written in a form this version does not know: {'new': 1}"),
        ({"fact": "old.fact", "from": 3}, "old.fact 3 or more"),
    ],
)
def test_a_condition_of_one_line(when: Any, said: str) -> None:
    assert lines(when) == [said]


def test_parts_stand_under_what_joins_them() -> None:
    when = {
        "at_least": 1,
        "of": [
            {"fact": "severity.nihss", "above": 20},
            {"not": {"any": [{"fact": "patient.age", "from": 80}, {"outcome": "phase", "is": "acute"}]}},
        ],
    }
    assert lines(when) == [
        "at least 1 of these 2 hold:",
        "  NIHSS above 20",
        "  this does not hold:",
        "    any of these holds:",
        "      age 80 years or more",
        "      stage is “acute”",
    ]


def test_a_condition_on_tags_names_every_question_it_covers() -> None:
    said = lines({"any_tagged": ["person", "stop"], "is": "yes"})
    flags = program().content.evidence.asked_flags.values()
    covered = [flag for flag in flags if (flag.scope, flag.action) == ("person", "stop")]
    assert said[0] == ("any of these safety questions is answered yes (about the person, action: stop):")
    assert said[1:] == [f"  “{flag.label}”" for flag in covered]
    assert covered


def test_every_fact_choice_table_and_outcome_has_words() -> None:
    content = program().content
    wording = content.wording("en")
    wanted = []
    for fact in content.rules.facts.values():
        if not fact.name.startswith("safety."):
            wanted += [f"fact.{fact.name}", *(f"choice.{fact.name}.{choice}" for choice in fact.choices)]
    for table in content.rules.tables:
        if table.topic == QUESTIONS:
            continue
        wanted.append(f"table.{table.id}")
        # A topic of several words names itself.
        wanted += [] if " " in table.topic else [f"topic.{table.topic}"]
        if table.hit != "collect":
            wanted += [f"subject.{table.id}", *(f"outcome.{table.id}.{one}" for one in table.outcomes)]
    assert [name for name in wanted if not wording.has(f"book.{name}")] == []


def test_no_shipped_condition_shows_how_the_data_are_spelt() -> None:
    said = {
        re.sub("“.*?”", "", line)  # the words of a safety question are the register's
        for table in program().content.rules.tables
        for rule in table.rules
        for line in lines(rule.record.when)
    }
    assert len(said) > 80
    assert [line for line in said if re.search(r"[a-z]_[a-z]|\b[a-z]+\.[a-z]|\{|\}", line)] == []


def test_counts_are_filled_in_and_other_gaps_are_named() -> None:
    wording = program().content.wording("en")
    text = "{met_acute} of {counted_acute}; {ends}, {strange}"
    said = sentence_in_words(text, wording, {"met_acute": 0, "counted_acute": 4})
    assert said == "0 of 4; ‹day on which the stage ends›, ‹strange›"
