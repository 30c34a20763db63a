"""Faults in the evidence are refused with file and key; ids resolve, citations print, counts filter."""

import copy
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counsel.evidence.checks import check_references
from counsel.evidence.library import Claim, Evidence, EvidenceError, Harm, Trial, build_evidence
from counsel.shell.content.strict_yaml import read_strict

ROOT = Path(__file__).parents[2] / "resources" / "evidence"
Files = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def parsed() -> Files:
    return {
        path.relative_to(ROOT).as_posix(): read_strict(path).data for path in sorted(ROOT.rglob("*.yaml"))
    }


@pytest.fixture(scope="module")
def evidence(parsed: Files) -> Evidence:
    return build_evidence(parsed)


def _trial(files: Files) -> dict[str, Any]:
    return files["trials/masters-2017.yaml"]


def _move_trial(files: Files) -> None:
    files["trials/other.yaml"] = files.pop("trials/masters-2017.yaml")


def _repeat_flag(files: Files) -> None:
    files["safety_flags.yaml"]["flags"].append(copy.deepcopy(files["safety_flags.yaml"]["flags"][0]))


def _set(path: str, *steps: str | int, to: Any) -> Callable[[Files], None]:
    def seed(files: Files) -> None:
        node: Any = files[path]
        for step in steps[:-1]:
            node = node[step]
        node[steps[-1]] = to

    return seed


MASTERS = "trials/masters-2017.yaml"
SEEDED: list[tuple[Callable[[Files], object], str, str, str]] = [
    (_set(MASTERS, "dose_unit", to="mg"), MASTERS, "dose_unit", "allowed are id, short_name"),
    (_set(MASTERS, "window", "from", to=1), MASTERS, "window.from", "allowed are min_days, max_days"),
    (_set(MASTERS, "n_total", to="129"), MASTERS, "n_total", "valid integer"),
    (_set(MASTERS, "n_total", to=True), MASTERS, "n_total", "valid integer"),
    (_set(MASTERS, "randomised", to=True), MASTERS, "randomised", "'yes', 'no' or 'unknown'"),
    (_set(MASTERS, "control", to="sugar"), MASTERS, "control", "'placebo'"),
    (_set(MASTERS, "counted", "phase", to="subacute"), MASTERS, "counted.phase", "'early_subacute'"),
    (_set(MASTERS, "state", to="published"), MASTERS, "state", "'stopped_early'"),
    (_set(MASTERS, "routes", to=["IV"]), MASTERS, "routes[0]", "'intravenous'"),
    (_set(MASTERS, "cells", "kinds", to=["stem cells"]), MASTERS, "cells.kinds[0]", "'uc_msc'"),
    (_set(MASTERS, "blinded", "patients", to=True), MASTERS, "blinded.patients", "'yes', 'no' or 'unknown'"),
    (_set(MASTERS, "primary_outcome", "met", to="perhaps"), MASTERS, "primary_outcome.met", "'unknown'"),
    (_set(MASTERS, "tested_again", "by", to="cobis-1-2018"), MASTERS, "tested_again.by", "control group"),
    (_set(MASTERS, "conditions", 0, "words", to="mRS 0-2"), MASTERS, "conditions[0].words", "words that do"),
    (_set(MASTERS, "conditions", 0, "fact", to="severity.mRS"), MASTERS, "conditions[0].fact",
     "severity.pre_stroke_mrs"),
    (_set(MASTERS, "conditions", 4, "fact", to="safety.tia"), MASTERS, "conditions[4].fact", "flag that is asked"),
    (_set(MASTERS, "conditions", 0, "high", to=None), MASTERS, "conditions[0].low", "at least one"),
    (_set(MASTERS, "conditions", 1, "one_of", to=["cortex"]), MASTERS, "conditions[1].one_of", "lacunar"),
    (_set(MASTERS, "sources", 0, "url", to=None), MASTERS, "sources[0].url", "valid string"),
    (lambda files: _trial(files).pop("doi"), MASTERS, "doi", "missing; write null"),
    (_move_trial, "trials/other.yaml", "id", "allowed is 'other'"),
    (lambda files: files.pop("claims.yaml"), "claims.yaml", "(file)", "missing"),
    (_set("sources.yaml", "schema_note", to=None), "sources.yaml", "schema_note", "valid string"),
    (lambda files: files.update({"notes.yaml": {}}), "notes.yaml", "(file)", "unknown evidence file"),
    (_set("claims.yaml", "claims", 0, "sources", to=["cph-1995"]), "claims.yaml", "claims[000-01].sources",
     "nearest: cph-1995-i"),
    (_set("claims.yaml", "claims", 0, "verdict", to="true"), "claims.yaml", "claims[000-01].verdict",
     "'mixed'"),
    (_set("claims.yaml", "claims", 0, "maps_to", "key", to="HOPE"), "claims.yaml",
     "claims[000-01].maps_to.key", "caveat_keys"),
    (_set("claims.yaml", "claims", 0, "seed", to="001"), "claims.yaml", "claims[000-01].seed", "seed_files"),
    (_set("claims.yaml", "ids_in_trials_yaml", "masters-2017", to="masters"), "claims.yaml",
     "ids_in_trials_yaml.masters-2017", "trials/"),
    (_set("claims.yaml", "contradictions_between_seeds", 0, "between", to=["seed-009"]), "claims.yaml",
     "contradictions_between_seeds[x-01].between", "sources.yaml"),
    (_set("guidance.yaml", "harms_from_unregulated_use", 3, "sources", to=["wu-2018"]), "guidance.yaml",
     "harms_from_unregulated_use[wu-2017].sources", "nearest: wu-2017"),
    (_set("guidance.yaml", "societies", 0, "id", to="ema-2020"), "guidance.yaml",
     "regulators[ema-2020]", "new id"),
    (_set("syntheses.yaml", "syntheses", 1, "effects", 0, "ci", to=[1]), "syntheses.yaml",
     "syntheses[li-2020].effects[0].ci[1]", "missing"),
    (_repeat_flag, "safety_flags.yaml", "flags[new-deficit]", "new id"),
    (_set("safety_flags.yaml", "flags", 0, "action", to="wait"), "safety_flags.yaml",
     "flags[new-deficit].action", "'defer'"),
    (_set("scales.yaml", "nihss", "item_sources", to=["nihss"]), "scales.yaml", "nihss.item_sources",
     "no source 'nihss'"),
    (_set("phases.yaml", "proposal_for_rules", "bands", 0, "days", to=1), "phases.yaml",
     "proposal_for_rules.bands[P0].days", "allowed are id, name, range, message"),
    (_set("natural_history.yaml", "recurrence", 0, "sources", to=["mohan"]), "natural_history.yaml",
     "recurrence[0].sources", "no source 'mohan'"),
    (_set("outcomes.yaml", "outcomes", 0, "with_cells", "count", to=22), "outcomes.yaml",
     "outcomes[treasure-very-well].with_cells", "12/104 (11.5%) cells"),
    (_set("outcomes.yaml", "outcomes", 0, "with_cells", "of", to=140), "outcomes.yaml",
     "outcomes[treasure-very-well].with_cells", "12/104 (11.5%) cells"),
    (_set("outcomes.yaml", "outcomes", 1, "without_cells", "count", to=13), "outcomes.yaml",
     "outcomes[treasure-deaths].without_cells", "10 (9.8%)"),
    (_set("outcomes.yaml", "outcomes", 2, "with_cells", "percent", to=20.5), "outcomes.yaml",
     "outcomes[invest-much-help].with_cells", "47.5%"),
    (_set("outcomes.yaml", "outcomes", 2, "with_cells", "percent", to=49.2), "outcomes.yaml",
     "outcomes[invest-much-help].with_cells", "47.5%"),
    (_set("outcomes.yaml", "outcomes", 2, "as_printed", to="47.5%"), "outcomes.yaml",
     "outcomes[invest-much-help].as_printed", "both groups"),
    (_set("sources.yaml", "sources", "treasure-2024", "doi", to="10.1/x"), "sources.yaml",
     "sources.treasure-2024.doi", "10.1001/jamaneurol.2023.5200"),
]  # fmt: skip


@pytest.mark.parametrize(("seed", "file", "key", "named"), SEEDED, ids=[f"{f}:{k}" for _, f, k, _ in SEEDED])
def test_a_seeded_fault_is_refused_with_file_and_key(
    parsed: Files, seed: Callable[[Files], None], file: str, key: str, named: str
) -> None:
    files = copy.deepcopy(parsed)
    seed(files)
    with pytest.raises(EvidenceError) as caught:
        build_evidence(files)
    assert (caught.value.file, caught.value.key) == (file, key)
    assert named in caught.value.message
    assert str(caught.value).startswith(f"{file}: {key}: ")


def test_references_can_be_checked_alone(parsed: Files) -> None:
    check_references(parsed)
    files = copy.deepcopy(parsed)
    files["safety_flags.yaml"]["flags"][0]["sources"].append("gone")
    with pytest.raises(EvidenceError, match=r"flags\[new-deficit\]\.sources"):
        check_references(files)


def test_records_cannot_be_changed(evidence: Evidence) -> None:
    with pytest.raises(AttributeError):
        evidence.trials["masters-2017"].n_total = 1  # type: ignore[misc]
    with pytest.raises(TypeError):
        evidence.trials["x"] = evidence.trials["masters-2017"]  # type: ignore[index]


def test_an_id_resolves_to_the_fullest_record(evidence: Evidence) -> None:
    assert isinstance(evidence.resolve("masters-2017"), Trial)
    assert isinstance(evidence.resolve("002-13"), Claim)
    assert isinstance(evidence.resolve("wu-2017"), Harm)
    kinds = {"masters-2017": "trial", "002-13": "claim", "wu-2017": "guidance", "li-2020": "synthesis"}
    assert {record: evidence.kind_of(record) for record in kinds} == kinds
    assert evidence.kind_of("ukm-elig") == "source"
    assert "masters-2017" in evidence
    assert "masters" not in evidence
    for ask in (evidence.resolve, evidence.kind_of, evidence.cite):
        with pytest.raises(KeyError):
            ask("masters")


def test_a_citation_prints_with_a_doi_or_an_address(evidence: Evidence) -> None:
    assert evidence.cite("treasure-2024") == (
        "Houkin K, Osanai T, Uchiyama S, et al. JAMA Neurol 2024;81(2):154-162. "
        "https://doi.org/10.1001/jamaneurol.2023.5200"
    )
    assert evidence.cite("cobis-2-2024").endswith(
        "https://dukespace.lib.duke.edu/items/e7c2dc96-3743-4556-9172-e51b634d12f0"
    )
    assert evidence.cite("cph-1999").endswith("https://pubmed.ncbi.nlm.nih.gov/10573714/")
    assert evidence.cite("wu-2017").endswith("https://doi.org/10.1016/j.transproceed.2017.03.078")
    assert evidence.cite("000-08").startswith("Claim 000-08 of: Li JY, Liu SZ, Xu XY, Zhao L.")
    assert evidence.cite("wang-2016").endswith("(Not read.)")
    assert evidence.cite("eso-stemcell") == "ESO statement on stem cells. No source was found."


def test_everything_that_resolves_can_be_cited(evidence: Evidence) -> None:
    ids = [
        *evidence.trials,
        *evidence.claims,
        *evidence.guidance_by_id,
        *evidence.syntheses,
        *evidence.sources,
    ]
    for record in ids:
        line = evidence.cite(record)
        assert "\n" not in line
        assert "None" not in line
        assert len(line) > 20


def test_counts_filter_by_phase_blinding_and_registration(evidence: Evidence) -> None:
    assert evidence.counted_trials(blinded=True)[:2] == (0, 6)
    assert evidence.counted_trials(blinded=False)[:2] == (2, 5)
    assert evidence.counted_trials("chronic", blinded=True).ids == ("actissima-sb623",)
    assert evidence.counted_trials("acute", registered=False).ids == ("yang-2025-nsc-msc",)


def test_the_start_up_cache_gives_the_same_evidence_fast(evidence: Evidence) -> None:
    text = json.dumps(evidence.document())
    document = json.loads(text)
    start = time.process_time()
    again = Evidence.from_document(document)
    assert time.process_time() - start < 0.03
    assert again.document() == evidence.document()
    assert again.trials == evidence.trials
    assert again.claim_file == evidence.claim_file
    assert again.flags == evidence.flags
    assert again.counted_trials() == evidence.counted_trials()


def test_reading_every_record_from_the_cache_is_fast(evidence: Evidence) -> None:
    document = json.loads(json.dumps(evidence.document()))

    def read() -> float:
        start = time.process_time()
        one = Evidence.from_document(document)
        assert one.trials
        assert one.flags
        assert one.cite("masters-2017")
        assert "nowhere" not in one
        assert one.natural_history
        assert one.scales
        assert one.phases
        return time.process_time() - start

    assert min(read() for _ in range(5)) < 0.03
