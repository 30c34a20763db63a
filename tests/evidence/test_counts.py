"""Counts come from the records: each with its trials, for everybody and for one person."""

from __future__ import annotations

import pytest

from counsel.assess.sentence_values import GAPS
from counsel.evidence.counts import design_of, pairs, study_figures
from tests.support.program import assessed, program

EVIDENCE = program().content.evidence


def test_every_gap_with_a_count_is_counted_from_trials() -> None:
    counts = study_figures(EVIDENCE)
    assert {"time_since", "ends", "until"} == GAPS - set(counts)
    for count in counts.values():
        assert set(count.trials) <= set(EVIDENCE.trials)
        assert count.value == 0 or count.trials, count.name


@pytest.mark.parametrize(
    ("name", "value", "trials"),
    [
        ("studies_total", 68, None),
        ("blinded_met", 0, ()),
        ("registered_met", 1, ("pbsc-taichung-2014",)),
        ("unregistered_met_acute", 1, ("yang-2025-nsc-msc",)),
        ("later_early", 2, ("law-2021", "starting-2-2021")),
        ("window_from_acute", 18, ("treasure-2024",)),
        ("window_to_acute", 36, ("treasure-2024",)),
        ("window_to_early", 29, ("invest-2014",)),
        ("window_from_chronic", 6, ("actissima-sb623",)),
        ("window_to_met_chronic", 5, ("pbsc-taichung-2014",)),
        ("people_largest_acute", 206, ("treasure-2024",)),
        ("people_largest_early", 120, ("invest-2014",)),
        ("people_largest_chronic", 163, ("actissima-sb623",)),
        ("people_met_chronic", 30, ("pbsc-taichung-2014",)),
        ("reached_cells_acute", 12, ("treasure-2024",)),
        ("not_reached_control_acute", 90, ("treasure-2024",)),
        ("score_cells_early", 63, ("invest-2014",)),
        ("score_control_early", 64, ("invest-2014",)),
    ],
)
def test_a_count_names_the_trials_behind_it(name: str, value: int, trials: tuple[str, ...] | None) -> None:
    count = study_figures(EVIDENCE)[name]
    assert count.value == value
    assert trials is None or count.trials == trials


def test_the_largest_counted_trial_of_all_is_the_one_shown_for_the_first_week() -> None:
    # The sentence says "the largest fair test with a result", not "at your stage".
    counted = [EVIDENCE.trials[name] for name in EVIDENCE.counted_trials(registered=True).ids]
    assert max(counted, key=lambda trial: trial.n_total or 0).id == "treasure-2024"


def test_the_counts_of_one_person_are_those_of_the_verdicts() -> None:
    coverage = assessed().coverage
    counts = {count.name: count for count in coverage.counts}
    assert counts["inside"].trials == ("starting-2-2021",)
    assert (counts["inside_with_control"].value, counts["inside_unblinded_missed"].value) == (1, 1)
    assert counts["inside_blinded_met"].trials == counts["inside_unblinded_met"].trials == ()
    assert counts["studies_outside"].value == coverage.outside
    assert coverage.inside == counts["inside"].value
    total = coverage.inside + sum(
        counts[f"studies_{name}"].value for name in ("outside", "open", "cannot_tell")
    )
    assert total + coverage.registered == counts["studies_total"].value


@pytest.mark.parametrize("by", ["design", "stage"])
def test_every_study_is_in_one_design_and_in_one_stage(by: str) -> None:
    coverage = assessed().coverage
    rows = [tally for tally in coverage.tallies if tally.by == by]
    names = ("inside", "outside", "open", "cannot_tell", "registered")
    counted = [study for row in rows for name in names for study in getattr(row, name)]
    assert sorted(counted) == sorted(EVIDENCE.trials)
    assert sum(len(row.inside) for row in rows) == coverage.inside


def test_designs_follow_what_the_records_say() -> None:
    designs = {trial.id: design_of(trial) for trial in EVIDENCE.trials.values()}
    assert designs["treasure-2024"] == "blinded_control"
    assert designs["invest-2014"] == "randomised"
    assert designs["taguchi-2015"] == designs["levy-2019"] == "uncontrolled"
    assert designs["bhasin-2012-mnc"] == designs["ixcell-nct05697718"] == "unclear"


def test_gains_without_a_control_group_are_shown_with_the_trial_that_missed() -> None:
    assert {(pair.first, pair.then, pair.gain) for pair in pairs(EVIDENCE)} == {
        ("prasad-2012-pilot", "invest-2014", "uncontrolled"),
        ("cobis-1-2018", "cobis-2-2024", "uncontrolled"),
        ("sb623-phase1-2a", "actissima-sb623", "uncontrolled"),
        ("masters-2017", "treasure-2024", "post_hoc"),
    }
    for pair in pairs(EVIDENCE):
        assert EVIDENCE.trials[pair.then].has_control_group


def test_ongoing_studies_that_are_not_outside_come_with_number_and_date() -> None:
    coverage = assessed().coverage
    verdicts = {study.study: study.verdict for study in coverage.studies}
    assert {one.study for one in coverage.ongoing} == {
        "nct01518231-pbsc",
        "umsis-nct04811651",
    }
    for one in coverage.ongoing:
        assert verdicts[one.study] != "outside"
        assert one.registry
        assert one.last_checked == "2026-11-21"
