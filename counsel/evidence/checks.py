"""Checks evidence files: keys and values, ids, references, each fault by file and key; it cites nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from counsel.evidence.claims import ClaimFile, FlagFile, GuidanceFile, SynthesisFile
from counsel.evidence.condition_checks import check_conditions
from counsel.evidence.natural_history import NaturalHistory, PhaseFile
from counsel.evidence.outcomes import OutcomeFile
from counsel.evidence.reading import TRIALS, EvidenceError, item_name, read_record
from counsel.evidence.scales import ScaleFile
from counsel.evidence.trials import SourceFile, Trial, TrialSchema
from rules.record import PlainRecord

FILES: Mapping[str, type[PlainRecord]] = {
    "sources.yaml": SourceFile,
    "trials_schema.yaml": TrialSchema,
    "claims.yaml": ClaimFile,
    "guidance.yaml": GuidanceFile,
    "syntheses.yaml": SynthesisFile,
    "safety_flags.yaml": FlagFile,
    "natural_history.yaml": NaturalHistory,
    "scales.yaml": ScaleFile,
    "phases.yaml": PhaseFile,
    "outcomes.yaml": OutcomeFile,
}
# The groups in the order of the words of a record: "12/104 (11.5%) cells vs 10/102 (9.8%) placebo".
_ARMS = ("with_cells", "without_cells")
_COUNT = re.compile(r"(?<![\d.])\d+(?!\.?\d| ?%)")
_SHARE = re.compile(r"(\d+(?:\.\d+)?) ?%")
_BINARY_ERROR = 1e-9
# By these a trial is found elsewhere.
_NAMES_A_TRIAL = ("doi", "pmid", "registry")
_GUIDANCE_LISTS = ("guidelines", "societies", "regulators", "harms_from_unregulated_use")


def check_files(parsed: Mapping[str, dict[str, Any]]) -> None:
    """Raises EvidenceError at the first fault of any kind in the parsed files of the evidence folder."""
    _check_paths(parsed)
    for path, data in parsed.items():
        read_record(FILES.get(path, Trial), path, data)
    _check_ids(parsed)
    check_references(parsed)
    check_conditions(parsed)


def check_references(parsed: Mapping[str, dict[str, Any]]) -> None:
    """Raises EvidenceError at the first reference that does not resolve; takes files of the right shape."""
    known = parsed["sources.yaml"]["sources"]
    for path, data in parsed.items():
        for key, record_id in _source_references(data):
            if record_id not in known:
                raise EvidenceError(
                    path, key, f"no source {record_id!r}; {_allowed_ids(record_id, known, 'sources.yaml')}"
                )
    _check_claim_references(parsed["claims.yaml"], known, _trial_ids(parsed))
    _check_outcomes(parsed)
    _check_flag_groups(parsed["safety_flags.yaml"])


def _check_flag_groups(file: dict[str, Any]) -> None:
    for flag in file["flags"]:
        if flag["answered"] == "listed":
            key = f"flags[{flag['id']}].group"
            _require("safety_flags.yaml", key, flag.get("group"), file["groups"], "groups")


def _check_claim_references(file: dict[str, Any], sources: Mapping[str, Any], trials: frozenset[str]) -> None:
    path = "claims.yaml"
    for claim in file["claims"]:
        key = f"claims[{claim['id']}]"
        _require(path, f"{key}.seed", claim["seed"], file["seed_files"], "seed_files")
        if claim["maps_to"]["kind"] != "rule":
            _require(path, f"{key}.maps_to.key", claim["maps_to"]["key"], file["caveat_keys"], "caveat_keys")
    for weight in file["seed_weight"]:
        _require(
            path, f"seed_weight[{weight['seed']}].seed", weight["seed"], file["seed_files"], "seed_files"
        )
    for seed in file["seed_files"]:
        _require(path, f"seed_files.{seed}", f"seed-{seed}", sources, "sources.yaml")
    for contradiction in file["contradictions_between_seeds"]:
        for record_id in contradiction["between"]:
            key = f"contradictions_between_seeds[{contradiction['id']}].between"
            _require(path, key, record_id, sources, "sources.yaml")
    for source, trial in file["ids_in_trials_yaml"].items():
        _require(path, f"ids_in_trials_yaml.{source}", source, sources, "sources.yaml")
        _require(path, f"ids_in_trials_yaml.{source}", trial, dict.fromkeys(trials), "trials/")


def _check_outcomes(parsed: Mapping[str, dict[str, Any]]) -> None:
    """A figure that is shown stands word for word in the record of its trial."""
    path = "outcomes.yaml"
    trials = {data["id"]: data for name, data in parsed.items() if name.startswith(TRIALS)}
    for outcome in parsed[path]["outcomes"]:
        key = f"outcomes[{outcome['id']}]"
        _require(path, f"{key}.trial", outcome["trial"], trials, "trials/")
        if not any(outcome["as_printed"] in text for text in _printed_in(trials[outcome["trial"]])):
            fault = f"this is not in the record of {outcome['trial']}; copy its words"
            raise EvidenceError(path, f"{key}.as_printed", fault)
        _check_figures(path, key, outcome)
    for goal in parsed[path]["goals"]:
        for trial in goal["looked_at_in"]:
            _require(path, f"goals[{goal['goal']}].looked_at_in", trial, trials, "trials/")


def _check_figures(path: str, key: str, outcome: Mapping[str, Any]) -> None:
    """Each group's figure stands on its own side of what was printed: cells, then the group without."""
    sides = outcome["as_printed"].split(" vs ")
    if len(sides) != len(_ARMS):
        fault = 'the words have both groups, cells first: "12% vs 10%"'
        raise EvidenceError(path, f"{key}.as_printed", fault)
    for arm, side in zip(_ARMS, sides, strict=True):
        group, shares = outcome[arm], _SHARE.findall(side)
        counted, share = group.get("count"), group.get("percent")
        if counted is not None and shares:
            share = 100 * counted / group["of"]
        is_counted = counted is None or str(counted) in _COUNT.findall(side)
        if not is_counted or (share is not None and not any(_rounds_to(share, one) for one in shares)):
            fault = f"this is not what the words say of this group: {side.strip()!r}"
            raise EvidenceError(path, f"{key}.{arm}", fault)


def _rounds_to(share: float, printed: str) -> bool:
    unit = 0.1 ** len(printed.partition(".")[2])
    return abs(share - float(printed)) <= unit / 2 + _BINARY_ERROR


def _printed_in(trial: Mapping[str, Any]) -> list[str]:
    texts = [trial["primary_outcome"]["numbers"], trial["safety"]["deaths"], *trial["secondary_findings"]]
    return [text for text in texts if text]


def _require(path: str, key: str, record_id: str, known: Mapping[str, Any], where: str) -> None:
    if record_id not in known:
        raise EvidenceError(path, key, f"{record_id!r} is not known; {_allowed_ids(record_id, known, where)}")


def _allowed_ids(record_id: str, known: Mapping[str, Any], where: str) -> str:
    near = get_close_matches(record_id, list(known), n=3)
    nearest = f", nearest: {', '.join(near)}" if near else ""
    return f"allowed are the {len(known)} ids of {where}{nearest}"


def _source_references(node: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for name, value in node.items():
            below = f"{key}.{name}" if key else name
            if name in ("sources", "item_sources") and isinstance(value, list):
                # The sources of a trial record are addresses with what they confirmed, not ids.
                yield from ((below, record_id) for record_id in value if isinstance(record_id, str))
            else:
                yield from _source_references(value, below)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _source_references(value, f"{key}[{item_name(value, index)}]")


def _check_paths(parsed: Mapping[str, Any]) -> None:
    for path in FILES:
        if path not in parsed:
            raise EvidenceError(path, "(file)", "this file is missing")
    for path in parsed:
        if path not in FILES and not (path.startswith(TRIALS) and path.endswith(".yaml")):
            allowed = f"{', '.join(FILES)} and {TRIALS}<id>.yaml"
            raise EvidenceError(path, "(file)", f"unknown evidence file; allowed are {allowed}")


def _check_ids(parsed: Mapping[str, dict[str, Any]]) -> None:
    taken: dict[str, str] = {}
    for path, key, record_id in _record_ids(parsed):
        if record_id in taken:
            raise EvidenceError(
                path, key, f"the id {record_id!r} is taken by {taken[record_id]}; allowed is a new id"
            )
        taken[record_id] = path
    for path, data in parsed.items():
        if path.startswith(TRIALS) and path != f"{TRIALS}{data['id']}.yaml":
            name = path.removeprefix(TRIALS).removesuffix(".yaml")
            raise EvidenceError(path, "id", f"{data['id']!r} is not the file's name; allowed is {name!r}")
    _check_same_paper(parsed)
    _check_one_record_a_trial(parsed)


def _check_one_record_a_trial(parsed: Mapping[str, dict[str, Any]]) -> None:
    """A paper or a number of a registry that two records name would be counted twice."""
    for key in _NAMES_A_TRIAL:
        taken: dict[str, str] = {}
        for path, data in parsed.items():
            if not path.startswith(TRIALS) or data[key] is None:
                continue
            named = str(data[key]).casefold()
            if named in taken:
                message = f"{data[key]!r} is that of {taken[named]}; allowed is one record for a trial"
                raise EvidenceError(path, key, message)
            taken[named] = data["id"]


def _record_ids(parsed: Mapping[str, dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    yield from ((path, "id", data["id"]) for path, data in parsed.items() if path.startswith(TRIALS))
    lists = [("claims.yaml", "claims"), ("claims.yaml", "contradictions_between_seeds")]
    lists += [("guidance.yaml", name) for name in _GUIDANCE_LISTS]
    lists += [("syntheses.yaml", "syntheses"), ("safety_flags.yaml", "flags")]
    for path, name in lists:
        yield from ((path, f"{name}[{record['id']}]", record["id"]) for record in parsed[path][name])


def _check_same_paper(parsed: Mapping[str, dict[str, Any]]) -> None:
    """An id that is both a trial and a source must be the same paper."""
    for record_id, source in parsed["sources.yaml"]["sources"].items():
        trial = parsed.get(f"{TRIALS}{record_id}.yaml")
        here, there = source.get("doi"), trial and trial["doi"]
        if here and there and here.lower() != there.lower():
            message = (
                f"{here!r} differs from the trial of this id; allowed is its doi {there!r}, or another id"
            )
            raise EvidenceError("sources.yaml", f"sources.{record_id}.doi", message)


def _trial_ids(parsed: Mapping[str, dict[str, Any]]) -> frozenset[str]:
    return frozenset(data["id"] for path, data in parsed.items() if path.startswith(TRIALS))
