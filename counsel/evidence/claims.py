"""The shape of claims, guidance, syntheses and safety flags; no trial, and no verdict on one person."""

from __future__ import annotations

from typing import Any, Literal

from counsel.evidence.trials import Many, Sourced, Span
from rules.record import PlainRecord

# --- claims.yaml ---


class SeedWeight(Sourced):
    """What a founding document is worth as evidence, and whose interest it serves."""

    seed: str
    kind: str
    hierarchy: str
    conflict: str


class MapsTo(PlainRecord):
    """The rule, caveat or context that a claim asks for."""

    kind: Literal["rule", "caveat", "context"]
    key: str


class Claim(Sourced):
    """A claim of a founding document, with the verdict of the literature on it.

    `rules` are the rules that answer it; `seen` where a mechanism was seen, if that is all there is.
    """

    id: str
    seed: str
    topic: str
    claim: str
    verdict: Literal["supports", "mixed", "overstated", "contradicts", "unverified", "omission"]
    literature: str
    caveat: str
    maps_to: MapsTo
    rules: Many[str]
    seen: Many[Literal["animals", "laboratory"]] = ()


class Contradiction(PlainRecord):
    """Two founding documents, or one with itself, saying what does not agree."""

    id: str
    between: Many[str]
    about: str
    note: str
    rules: Many[str]


class ClaimFile(PlainRecord):
    """claims.yaml."""

    schema_note: str
    seed_files: dict[str, str]
    seed_weight: Many[SeedWeight]
    caveat_keys: dict[str, str]
    claims: Many[Claim]
    ids_in_trials_yaml: dict[str, str]
    contradictions_between_seeds: Many[Contradiction]


# --- guidance.yaml ---


class Guidance(Sourced):
    """What a guideline, society or regulator says; a `stem_cell_position` of None was not seen."""

    id: str
    body: str
    says: Many[str]
    stem_cell_position: str | None = None
    relevance: str | None = None
    caution: str | None = None
    date: str | None = None
    note: str | None = None


class Harm(Sourced):
    """A published harm from use outside trials, or what makes such harm plausible."""

    id: str
    what: str
    relevance: str
    note: str | None = None


class Statement(Sourced):
    """A sentence drawn from several sources."""

    statement: str
    note: str | None = None


class GuidanceFile(PlainRecord):
    """guidance.yaml."""

    schema_note: str
    bottom_line: Statement
    guidelines: Many[Guidance]
    societies: Many[Guidance]
    regulators: Many[Guidance]
    harms_from_unregulated_use: Many[Harm]


# --- syntheses.yaml ---


class Effect(PlainRecord):
    """A pooled effect as printed (a number or the source's words); `ci` the 95% interval, `i2` in percent."""

    outcome: str
    design: str | None = None
    measure: str | None = None
    effect: float | str | None
    ci: Span | None = None
    i2: int | None = None
    p: str | None = None
    cells: str | None = None
    control: str | None = None
    note: str | None = None


class Synthesis(Sourced):
    """A systematic review or meta-analysis, as far as it was read."""

    id: str
    citation: str
    doi: str | None
    pmid: str | None
    n_studies: int | None
    n_studies_detail: dict[str, int | str] | None = None
    n_patients: int | None
    n_patients_detail: dict[str, int] | None = None
    n_animals: int | None = None
    design: str | None = None
    population: str | None = None
    route: str | None = None
    search_to: str | None = None
    prospero: str | None = None
    effects: Many[Effect]
    certainty: str | None
    conclusion_own_words: str | None
    not_seen: str | None = None
    caution: str | None = None
    note: str | None = None


class SynthesisFile(PlainRecord):
    """syntheses.yaml."""

    schema_note: str
    overall_reading: Many[Statement]
    syntheses: Many[Synthesis]


# --- safety_flags.yaml ---


class SafetyFlag(Sourced):
    """A safety question; `asked_when` is a rule condition (None: always); `private` stays off paper.

    `group` is where a listed question stands in the form.
    """

    id: str
    label: str
    why: str
    routes: Many[
        Literal["intravenous", "intra_arterial", "intracerebral", "intrathecal", "marrow-harvest", "any"]
    ]
    cells: str
    threshold: str
    action: Literal["emergency", "stop", "defer", "caution", "ask"]
    basis: Literal[
        "trial_exclusion",
        "product_label",
        "case_reports",
        "guideline",
        "regulator",
        "literature",
        "inference",
    ]
    scope: Literal["person", "route", "offer"]
    answered: Literal["listed", "one-by-one", "derived"]
    private: bool
    group: str | None = None
    asked_when: dict[str, Any] | None = None
    note: str | None = None


class FlagFile(PlainRecord):
    """safety_flags.yaml."""

    schema_note: str
    groups: dict[str, str]
    flags: Many[SafetyFlag]
    not_found: Many[str]
