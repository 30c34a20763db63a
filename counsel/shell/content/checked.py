"""Reads rules, evidence and wording from their sources and checks them as a whole; it keeps no copy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from counsel.evidence.library import Evidence, build_evidence
from counsel.form.completeness import faults
from counsel.form.declarations import with_entered
from counsel.sheets.kinds import RULE_FILES
from counsel.shell.content.languages import REFERENCE, ContentError, read_languages
from counsel.shell.content.plain_content import parts_of
from counsel.shell.content.shipped_files import WORDING, require
from counsel.shell.content.sources import ABOUT, Sources
from counsel.shell.content.strict_yaml import parse_bytes
from counsel.wording.sentences import Wording
from rules.errors import RuleError
from rules.limits import Limits
from rules.load import ParsedFile, RuleBase, load_rules

if TYPE_CHECKING:
    from counsel.evidence.claims import Claim, Contradiction

# Facts first, then the tables in the order in which they refer to one another.
_RULE_FILES = (
    "phases", "bands", "standing", "expectation", "arguments", "rehabilitation", "safety", "caveats", "offer",
    "treated", "mechanisms", "findings", "sheet_gates", *RULE_FILES, "conversation", "conversions",
)  # fmt: skip

_FLAGS = "resources/evidence/safety_flags.yaml"
_FLAGS_REVIEWED = date(2026, 11, 21)


def checked_parts(sources: Sources) -> dict[str, Any]:
    """The parts of a start-up copy, made of these sources; raises CounselError at the first fault."""
    from counsel.evidence.checks import FILES
    from counsel.shell.content.checks import PROPERTIES, check_rule_files, check_rules
    from counsel.shell.content.limits import FACTS, labels_as_written, spoken_with_numbers, with_numbers
    from counsel.wording.repeats import REPEATS_FILE

    root = sources.root
    named = ("facts", "properties", "repeats", *_RULE_FILES)
    require(root / "rules" / "data", [f"{name}.yaml" for name in named])
    require(root / "resources" / "wording" / REFERENCE, [f"{name}.yaml" for name in WORDING])
    require(root / "resources" / "evidence", FILES)
    parsed = {name: parse_bytes(str(root / name), data) for name, data in sources.files.items()}
    spoken, left_out = read_languages(parsed)
    try:
        check_rule_files(parsed, _RULE_FILES)
        labels = labels_as_written(parsed[_FLAGS])
        parsed, limits = with_numbers({**parsed, FACTS: _declared(parsed[FACTS])})
    except RuleError as error:
        raise ContentError(str(error), "Correct the rule file.") from error
    spoken, written = spoken_with_numbers(spoken, limits)
    evidence = build_evidence(
        {
            name.removeprefix("resources/evidence/"): file.data
            for name, file in parsed.items()
            if name.startswith("resources/evidence/")
        }
    )
    try:
        rules = _rules(parsed, evidence, limits)
        check_rules(rules, evidence, spoken[REFERENCE], parsed)
    except RuleError as error:
        raise ContentError(str(error), "Correct the rule file.") from error
    _check_claims(rules, evidence)
    _check_form(rules, spoken[REFERENCE])
    written[REFERENCE] = {**written[REFERENCE], **labels}
    stated = {"properties": parsed[PROPERTIES].data, "repeats": parsed[REPEATS_FILE].data}
    return parts_of(rules, evidence, (spoken, left_out, written), parsed[ABOUT].data, stated)


def _rules(parsed: Mapping[str, ParsedFile], evidence: Evidence, limits: Limits) -> RuleBase:
    facts = [parsed["rules/data/facts.yaml"], _flag_facts(evidence)]
    tables = [parsed[f"rules/data/{name}.yaml"] for name in _RULE_FILES]
    return load_rules(facts, [*tables, _flag_questions(evidence, parsed[_FLAGS])], limits)


def _declared(file: ParsedFile) -> ParsedFile:
    """The facts as written, with those that follow from the records of the form."""
    return file._replace(data={**file.data, "facts": with_entered(file.data["facts"])})


def _flag_facts(evidence: Evidence) -> ParsedFile:
    """Every flag that is asked, as a fact; listed ones share the row `safety` of the missing facts."""
    facts = [
        {
            "name": f"safety.{flag.id}",
            "kind": "flag",
            "row": "safety" if flag.answered == "listed" else f"safety.{flag.id}",
            "tags": [flag.scope, flag.action, flag.answered],
        }
        for flag in evidence.asked_flags.values()
    ]
    return ParsedFile(_FLAGS, {"facts": facts}, {})


def _flag_questions(evidence: Evidence, register: ParsedFile) -> ParsedFile:
    """When each conditional flag is asked, as a table: the question falls away where its rule is false."""
    conditional = [flag for flag in evidence.asked_flags.values() if flag.asked_when]
    rules = [
        {
            "id": f"asked-{flag.id}",
            "when": flag.asked_when,
            "gives": flag.id,
            "evidence": list(flag.sources),
            "source": "safety register",
            "status": "policy",
            "reviewed": _FLAGS_REVIEWED,
        }
        for flag in conditional
    ]
    table = {"id": "asked", "hit": "collect", "changes": "sheet", "rules": rules}
    places = [evidence.flags.index(flag) for flag in conditional]
    lines: dict[tuple[str | int, ...], int] = {
        ("tables", 0, "rules", at): register.lines[step]
        for at, place in enumerate(places)
        if (step := ("flags", place, "asked_when")) in register.lines
    }
    return ParsedFile(_FLAGS, {"topic": "questions", "tables": [table]}, lines)


def _check_form(rules: RuleBase, wording: Wording) -> None:
    """Every field of the form and every fact has its words, and no words are left over."""
    for fault in faults(wording, rules.facts):
        raise ContentError(
            f"The form: {fault}.",
            "The words of a field and of its fact stand in resources/wording/en/form.yaml, its record in "
            "counsel/form.",
        )


def _check_claims(rules: RuleBase, evidence: Evidence) -> None:
    """Every claim and contradiction of the founding documents is answered by a rule that exists."""
    known = {rule.record.id for table in rules.tables for rule in table.rules}
    said: list[Claim | Contradiction] = [*evidence.claims.values()]
    said += evidence.claim_file.contradictions_between_seeds
    for claim in said:
        if not claim.rules:
            raise ContentError(
                f"resources/evidence/claims.yaml: no rule answers the claim {claim.id}.",
                "Name one under `rules`.",
            )
        strange = sorted(set(claim.rules) - known)
        if strange:
            from difflib import get_close_matches

            near = ", ".join(get_close_matches(strange[0], known, n=3)) or "no similar one"
            raise ContentError(
                f"resources/evidence/claims.yaml: the claim {claim.id} names the rule {strange[0]}, "
                "which does not exist.",
                f"Name a rule of rules/data; the nearest are: {near}.",
            )
