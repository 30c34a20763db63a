"""The result as view data: what would settle it, studies on the time line, offers by answer, labels of facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from counsel.physician.study_bars import study_bars
from counsel.pictures.timeline import position
from tests.support.program import CASES, assessed, example, program

CONTENT = program().content


def test_an_open_standing_names_every_fact_that_could_change_it() -> None:
    view = program().screen(example("almost-nothing-known"))
    rows = [row.fact for row in view.settles]
    assert rows == [row.fact for row in view.missing if "standing" in row.changes]
    assert rows
    assert program().screen(assessed()).settles == ()


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_every_missing_fact_has_a_label_in_words(path: Path) -> None:
    for row in program().screen(example(path.stem)).missing:
        assert ": " not in row.label or not row.fact.startswith(("offer", "treated"))
        assert "_" not in row.label


def test_a_label_can_be_read_without_its_section() -> None:
    rows = program().screen(assessed(treated={"route": "intrathecal"})).missing
    labels = {row.fact: row.label for row in rows}
    assert labels["treated.symptoms"] == "symptoms after cells"
    assert labels["treated.last_date"] == "date of the last cells"


def test_every_study_with_control_and_result_is_on_the_line_or_counted_as_without_time() -> None:
    wanted = {
        trial.id
        for trial in CONTENT.evidence.trials.values()
        if trial.has_control_group and trial.has_result
    }
    stages = CONTENT.rules.table("phase").rules
    found = study_bars(CONTENT.evidence, tuple(int(rule.record.fields["first_day"]) for rule in stages))
    shown = {bar.study for bar in found.bars}
    assert shown <= wanted
    assert len(wanted) == len(shown) + found.unplaced
    view = program().screen(assessed())
    assert f"{len(shown)} studies" in view.bars_caption


def test_a_bar_lies_at_the_window_of_its_study_and_an_open_end_stays_open() -> None:
    bars = {bar.study: bar for bar in program().screen(assessed()).bars}
    stages = CONTENT.rules.table("phase").rules
    first_days = tuple(int(rule.record.fields["first_day"]) for rule in stages)
    trial = CONTENT.evidence.trials["recover-stroke-2019"]
    bar = bars["recover-stroke-2019"]
    assert trial.window.min_days is not None
    assert trial.window.max_days is not None
    assert bar.low == position(trial.window.min_days, first_days)
    assert bar.high == position(trial.window.max_days, first_days)
    assert bars["starting-2-2021"].open_low
    assert bars["starting-2-2021"].kind == "neutral"
    assert bars["pbsc-taichung-2014"].kind == "positive"


def test_an_emergency_shows_no_studies() -> None:
    view = program().screen(example("first-hours"))
    assert (view.bars, view.studied, view.bars_caption) == ((), "", "")


def test_the_items_of_an_offer_stand_in_exactly_one_group_with_its_count() -> None:
    assessment = example("asks-years-later-with-an-offer")
    view = program().screen(assessment)
    flags, to_ask = view.offer_groups
    assert view.offer_answered is not None
    assert len(flags.lines) == len(assessment.offer.red_flags)
    assert flags.title.endswith(f" {len(flags.lines)}")
    states = [item.state for item in assessment.offer.items]
    assert len(to_ask.lines) == states.count("not_answered")
    assert len(view.offer_answered.lines) == states.count("answered")
    assert {line.tone for line in flags.lines} == {"caution"}
    assert {line.tone for line in to_ask.lines} == {"plain"}
    assert program().screen(assessed()).offer_groups == ()


def test_an_answered_item_of_an_offer_says_its_answer() -> None:
    view = program().screen(example("asks-years-later-with-an-offer"))
    assert view.offer_answered is not None
    told = [line.text for line in view.offer_answered.lines]
    assert "Which cells are they, exactly? Answer: umbilical-cord MSC." in told
    assert "How many sessions, and why that many? Answer: 3." in told
    assert all(". " not in text and "Answer: " in text for text in told)
    named = program().screen(assessed(offer={"product_details": {"tissue": "cord", "sterility": "yes"}}))
    assert named.offer_answered is not None
    assert [line.text for line in named.offer_answered.lines] == [
        "From which tissue do the cells come? Answer: told.",
        "Was this batch tested for sterility? Answer: yes.",
    ]


def test_the_founding_documents_are_named_and_never_by_number() -> None:
    claims = program().screen(example("asks-years-later-with-an-offer")).claims
    assert claims is not None
    told = [line.text for line in claims.lines]
    assert "Contradiction x-01, proof (the clinic's page and the narrative review): the narrative review calls cells effective in all phases and at the end says conclusions are extremely difficult and use must wait; the clinic's page sells the treatment now." in told  # fmt: skip
    assert any(text.startswith("Contradiction x-02, window (the clinic's page): best window") for text in told)
    assert not any(f" {number} " in text for text in told for number in ("000", "002", "003"))
    assert not any(". Verdict: contradicted. s" in text for text in told)
    assert any(". Verdict: contradicted. Sham-controlled SB623 trial" in text for text in told)
