"""The evidence that is shipped: nothing lost on the way, the counts as the notes on the trials give them."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from counsel.evidence.library import Evidence, build_evidence
from counsel.shell.content.strict_yaml import read_strict

ROOT = Path(__file__).parents[2] / "resources" / "evidence"
# Single values (text, number, yes or no, null) in the records that were carried over, counted there.
TRIAL_LEAVES = 3855
ADDED = {
    "randomised",
    "control",
    "blinded",
    "registered",
    "state",
    "routes",
    "counted",
    "conditions",
    "tested_again",
}
ADDED_TO_OUTCOME = {"kind", "met", "arms"}
LEAVES = {
    "claims.yaml": 1287,
    "guidance.yaml": 229,
    "natural_history.yaml": 248,
    "phases.yaml": 151,
    "safety_flags.yaml": 886 + 38 + 8,  # and each listed question's place under one of eight headings
    "scales.yaml": 501,
    "syntheses.yaml": 467,
    "sources.yaml": 533,
}


@pytest.fixture(scope="module")
def parsed() -> dict[str, dict[str, Any]]:
    return {
        path.relative_to(ROOT).as_posix(): read_strict(path).data for path in sorted(ROOT.rglob("*.yaml"))
    }


@pytest.fixture(scope="module")
def evidence(parsed: dict[str, dict[str, Any]]) -> Evidence:
    return build_evidence(parsed)


def _leaves(node: Any) -> int:
    if isinstance(node, dict):
        return sum(_leaves(value) for value in node.values())
    if isinstance(node, list):
        return sum(_leaves(value) for value in node)
    return 1


def _without(node: Any, added: set[str]) -> Any:
    """A list of records without the keys that were added here."""
    if not isinstance(node, list):
        return node
    return [{key: value for key, value in record.items() if key not in added} for record in node]


def test_every_record_is_there(evidence: Evidence) -> None:
    history, scales, phases = evidence.natural_history, evidence.scales, evidence.phases
    assert len(evidence.trials) == 68
    assert Counter(claim.seed for claim in evidence.claims.values()) == {"000": 10, "002": 49, "003": 40}
    assert len(evidence.flags) == 60
    assert len(evidence.sources) == 165
    assert len(evidence.caveat_keys) == 15
    assert len(evidence.claim_file.contradictions_between_seeds) == 4
    assert len(evidence.claim_file.ids_in_trials_yaml) == 7
    assert len(evidence.syntheses) == 17
    assert len(evidence.guidance_by_id) == 9 + 3 + 11 + 10
    assert (len(history.mortality), len(history.recurrence)) == (4, 7)
    assert len(history.prognostic_scores.scores) == 6
    assert (len(scales.nihss.items), len(scales.mrs.levels)) == (15, 7)
    assert sum(item.max for item in scales.nihss.items) == scales.nihss.total.max == 42
    assert len(scales.infarct_size.literature_thresholds) == 14
    assert len(phases.how_trials_use_the_words.items) == 13
    assert len(phases.proposal_for_rules.bands) == 5


def test_every_fact_of_the_trial_records_is_there(parsed: dict[str, dict[str, Any]]) -> None:
    trials = [data for path, data in parsed.items() if path.startswith("trials/")]
    assert sum(len(trial["sources"]) for trial in trials) == 181
    assert sum(len(trial["unverified_fields"]) for trial in trials) == 232
    assert sum(len(trial["exclusions"]) for trial in trials) == 113
    assert sum(len(trial["secondary_findings"]) for trial in trials) == 48
    assert Counter(trial.get("second_check") for trial in trials) == {"agreed": 27, "corrected": 11, None: 30}
    assert sum(_leaves(_carried_over(trial)) for trial in trials) == TRIAL_LEAVES


def _carried_over(trial: dict[str, Any]) -> dict[str, Any]:
    """The record without the fields that were added beside the words they were read from."""
    kept = {key: value for key, value in trial.items() if key not in ADDED}
    kept["cells"] = {key: value for key, value in trial["cells"].items() if key != "kinds"}
    kept["nihss"] = {key: value for key, value in trial["nihss"].items() if key != "otherwise"}
    outcome = trial["primary_outcome"].items()
    kept["primary_outcome"] = {key: value for key, value in outcome if key not in ADDED_TO_OUTCOME}
    return kept


def test_every_fact_of_the_other_files_is_there(parsed: dict[str, dict[str, Any]]) -> None:
    claims = {name: _without(node, {"rules", "seen"}) for name, node in parsed["claims.yaml"].items()}
    kept = parsed | {"claims.yaml": claims}
    found = {path: _leaves(data) for path, data in kept.items() if path in LEAVES}
    assert found == LEAVES


def test_counts_of_main_efficacy_end_points_are_those_of_the_notes(evidence: Evidence) -> None:
    count = evidence.counted_trials
    assert count()[:2] == (2, 11)
    assert count(blinded=True)[:2] == (0, 6)
    assert count(registered=True)[:2] == (1, 10)
    assert count("acute", registered=True)[:2] == (0, 4)
    assert count("acute", registered=False)[:2] == (1, 1)
    assert count("early_subacute")[:2] == (0, 4)
    assert count("late_subacute")[:2] == (0, 0)
    assert count("chronic")[:2] == (1, 2)


def test_counted_trials_are_those_of_the_notes(evidence: Evidence) -> None:
    assert set(evidence.counted_trials().ids) == {
        "masters-2017", "treasure-2024", "cobis-2-2024", "j-repair-jtr161", "yang-2025-nsc-msc",
        "invest-2014", "recover-stroke-2019", "starting-2-2021", "law-2021", "actissima-sb623",
        "pbsc-taichung-2014",
    }  # fmt: skip
    assert set(evidence.counted_trials(blinded=True).ids) == {
        "masters-2017", "treasure-2024", "cobis-2-2024", "j-repair-jtr161", "recover-stroke-2019",
        "actissima-sb623",
    }  # fmt: skip


def test_counts_by_route_are_those_of_the_notes(evidence: Evidence) -> None:
    found: Counter[tuple[str, str]] = Counter()
    for name in evidence.counted_trials(registered=True).ids:
        trial = evidence.trials[name]
        found[" ".join(trial.routes), trial.primary_outcome.met] += 1
    assert found == {
        ("intravenous", "no"): 7,
        ("intra_arterial", "no"): 1,
        ("intracerebral", "no"): 1,
        ("intracerebral", "yes"): 1,
    }


def test_a_counted_trial_is_randomised_and_agrees_with_its_own_record(evidence: Evidence) -> None:
    for trial in evidence.trials.values():
        counted = trial.counted
        if counted.efficacy == "yes":
            assert trial.randomised == "yes", trial.id
            assert (
                trial.primary_outcome.met
                == {"neutral": "no", "positive": "yes"}[trial.primary_outcome.result or ""]
            )
            assert counted.phase is not None
            assert (counted.blinded_control == "yes") <= (trial.control in ("placebo", "sham"))
        assert (trial.control == "none") <= (trial.randomised == "no"), trial.id
        assert (counted.blinded_control == "yes") <= (trial.control in ("placebo", "sham")), trial.id
        assert (trial.registry is None) <= (counted.registered != "yes") or trial.id == "recover-stroke-2019"
        assert counted.reason


def test_a_result_that_was_not_seen_counts_nowhere(evidence: Evidence) -> None:
    for trial in evidence.trials.values():
        if trial.primary_outcome.result in (None, "not-reported", "safety-only"):
            assert (trial.counted.efficacy, trial.primary_outcome.met) == ("no", "unknown"), trial.id


def test_flags_ask_under_these_conditions_only(evidence: Evidence) -> None:
    assert {flag.id: flag.asked_when for flag in evidence.flags if flag.asked_when is not None} == {
        "malignant-mca": {"fact": "stroke.days_since_onset", "to": "emergency-swelling.to"},
        "after-infusion-symptoms": {"fact": "treated.present", "is": "yes"},
        "tia-recent": {"fact": "stroke.type", "is": "tia"},
        "suicide-plan": {"fact": "safety.distress", "is": "yes"},
    }
    assert "distress" in evidence.asked_flags
    assert len(evidence.asked_flags) == 46


def test_every_source_says_how_much_of_it_was_read(evidence: Evidence) -> None:
    assert all(source.cite and source.read for source in evidence.sources.values())


def test_files_are_readable_text() -> None:
    for path in ROOT.rglob("*.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        for line in lines:
            # Only an address may be longer: it cannot be broken.
            assert len(line) <= 100 or max(len(word) for word in line.split()) > 60, f"{path.name}: {line}"


def test_fields_agree_with_the_words_they_were_read_from(evidence: Evidence) -> None:
    for trial in evidence.trials.values():
        design, blinded, name = (trial.design or "").lower(), trial.blinded, trial.id
        if "double-blind" in design or "quadruple-blind" in design:
            assert blinded.patients == "yes", name
        if "quadruple-blind" in design:
            assert (blinded.carers, blinded.assessors) == ("yes", "yes"), name
        if "open-label" in design and "single-blind" not in design:
            assert blinded.patients == "no", name
        if trial.control == "none":
            assert {blinded.patients, blinded.carers, blinded.assessors} == {"no"}, name
        assert (blinded.patients == "yes") <= (trial.control in ("placebo", "sham")), name
        assert ("placebo" in design and "no placebo" not in design) <= (trial.control == "placebo"), name
        assert (trial.control in ("placebo", "sham", "standard_care")) <= (trial.randomised == "yes"), name


def test_routes_and_kinds_agree_with_the_words_they_were_read_from(evidence: Evidence) -> None:
    routes = {"IV": "intravenous", "intra-arterial": "intra_arterial", "intracerebral": "intracerebral",
              "intrathecal": "intrathecal"}  # fmt: skip
    kinds = {"UC-MSC": "uc_msc", "BM-MSC": "bm_msc", "AD-MSC": "ad_msc", "MNC": "mnc", "MAPC": "mapc",
             "UCB": "ucb", "EPC": "epc", "xosome": "exosomes"}  # fmt: skip
    for trial in evidence.trials.values():
        words = trial.route or ""
        named = [route for text, route in routes.items() if text in words and "contradicts" not in words]
        assert sorted(named or ["unknown"]) == sorted(trial.routes), trial.id
        for text, kind in kinds.items():
            combined = "nsc_msc" in trial.cells.kinds or "exosomes" in trial.cells.kinds
            assert (text in trial.cells.type) <= (kind in trial.cells.kinds or combined), trial.id


def test_the_state_agrees_with_the_result(evidence: Evidence) -> None:
    for trial in evidence.trials.values():
        if trial.state in ("ongoing", "planned", "suspended", "withdrawn"):
            assert not trial.has_result, trial.id
        assert (trial.primary_outcome.met != "unknown") <= trial.has_result, trial.id
        words = {"completed": "completed", "planned": "planned", "suspended": "suspended", "withdrawn": "withdrawn",
                 "ongoing": "ongoing"}  # fmt: skip
        for text, state in words.items():
            stopped = trial.state == "stopped_early"
            assert trial.status.startswith(text) <= (trial.state == state or stopped), trial.id


def test_no_large_study_took_people_with_another_kind_of_stroke(evidence: Evidence) -> None:
    """After a bleed the sheet says so of the large studies: two small ones took such people."""
    others = [one for one in evidence.trials.values() if "haemorrhagic" in one.stroke_types]
    assert {one.id for one in others} == {"jiang-2013", "sharma-2014-intrathecal"}
    assert all(one.n_total is not None and one.n_total < 50 for one in others)
