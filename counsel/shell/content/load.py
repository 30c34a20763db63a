"""Loads rules, evidence and wording into one checked Content, from a start-up copy while that is fresh."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counsel import __version__
from counsel.content import Content, Part
from counsel.errors import CounselError
from counsel.evidence.library import Evidence, build_evidence
from counsel.shell.content.shipped_files import WORDING, require
from counsel.wording.sentences import Wording
from rules.errors import RuleError
from rules.load import ParsedFile, RuleBase, load_rules

if TYPE_CHECKING:
    from counsel.evidence.claims import Claim, Contradiction

# Facts first, then the tables in the order in which they refer to one another.
_RULE_FILES = (
    "phases", "bands", "standing", "expectation", "arguments", "rehabilitation", "safety", "caveats", "offer",
    "treated", "mechanisms", "findings", "sheet_gates", "sheet", "sheet_long", "sheet_aphasia", "sheet_carer",
    "sheet_offer", "sheet_treated", "conversation",
)  # fmt: skip

_FLAGS = "resources/evidence/safety_flags.yaml"
_FLAGS_REVIEWED = date(2026, 11, 21)


class ContentError(CounselError):
    """Rules, evidence or wording that cannot be used: which file, which key, and what is allowed."""


def load_content(root: Path, cache_dir: Path | None = None) -> Content:
    """The checked content below `root`; raises ContentError.

    With `cache_dir`, a JSON copy of content that passed every check is kept there and used as long as no
    source file has changed; a copy that cannot be read is made again.
    """
    files = _source_files(root)
    key = _state_of(files, root)
    copy = cache_dir / "content.json" if cache_dir else None
    if copy is not None:
        kept = _read_copy(copy, key)
        if kept is not None:
            return _from_document(kept)
    document = _checked_document(root, files)
    if copy is not None:
        _write_copy(copy, {"key": key, **document})
    return _from_document(document)


def _source_files(root: Path) -> list[Path]:
    resources = root / "resources"
    found = [
        *sorted((root / "rules" / "data").glob("*.yaml")),
        *sorted((resources / "evidence").rglob("*.yaml")),
        *sorted((resources / "wording").rglob("*.yaml")),
        resources / "content.yaml",
    ]
    require(resources, ["content.yaml"])
    return found


def _state_of(files: Iterable[Path], root: Path) -> str:
    """Changes whenever a source file is added, removed or written, or the program is another version."""
    state = hashlib.sha256(__version__.encode())
    for file in files:
        facts = file.stat()
        state.update(f"{file.relative_to(root).as_posix()} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return state.hexdigest()


def _read_copy(copy: Path, key: str) -> dict[str, Any] | None:
    try:
        kept = json.loads(copy.read_bytes())
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) and kept.get("key") == key else None


def _write_copy(copy: Path, document: Mapping[str, Any]) -> None:
    """Written whole or not at all; where the disk refuses, the next start is slower and nothing is lost."""
    try:
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=copy.parent, prefix=".content")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(document, file, ensure_ascii=False, default=str)
        Path(name).replace(copy)
    except OSError:
        return


def _checked_document(root: Path, files: list[Path]) -> dict[str, Any]:
    # The checks need the prover; a start from the copy needs neither.
    from counsel.evidence.checks import FILES
    from counsel.shell.content.checks import PROPERTIES, check_rule_files, check_rules
    from counsel.shell.content.strict_yaml import read_strict

    require(root / "rules" / "data", [f"{name}.yaml" for name in ("facts", "properties", *_RULE_FILES)])
    require(root / "resources" / "wording" / "en", [f"{name}.yaml" for name in WORDING])
    require(root / "resources" / "evidence", FILES)
    parsed = {file.relative_to(root).as_posix(): read_strict(file) for file in files}
    evidence = build_evidence(
        {
            name.removeprefix("resources/evidence/"): file.data
            for name, file in parsed.items()
            if name.startswith("resources/evidence/")
        }
    )
    spoken = _wordings(parsed)
    wordings = {language: sentences.sentences for language, sentences in spoken.items()}
    try:
        check_rule_files(parsed, _RULE_FILES)
        rules = _rules(parsed, evidence)
        check_rules(rules, evidence, spoken["en"], parsed)
    except RuleError as error:
        raise ContentError(str(error), "Correct the rule file.") from error
    _check_claims(rules, evidence)
    return {
        "rules": rules.document(),
        "evidence": evidence.document(),
        "wordings": wordings,
        "content": parsed["resources/content.yaml"].data,
        "properties": parsed[PROPERTIES].data,
        "rules_hash": content_hash(
            root, [name for name in parsed if name.startswith(("rules/", "resources/wording/"))]
        ),
        "evidence_hash": content_hash(
            root, [name for name in parsed if name.startswith("resources/evidence/")]
        ),
    }


def _rules(parsed: Mapping[str, ParsedFile], evidence: Evidence) -> RuleBase:
    facts = [parsed["rules/data/facts.yaml"], _flag_facts(evidence)]
    tables = [parsed[f"rules/data/{name}.yaml"] for name in _RULE_FILES]
    return load_rules(facts, [*tables, _flag_questions(evidence, parsed[_FLAGS])])


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


def _wordings(parsed: Mapping[str, ParsedFile]) -> dict[str, Wording]:
    languages: dict[str, dict[str, str]] = {}
    for name, file in parsed.items():
        found = re.fullmatch(r"resources/wording/([^/]+)/[^/]+\.yaml", name)
        if not found:
            continue
        sentences = languages.setdefault(found[1], {})
        for key, text in _sentences(name, file).items():
            if key in sentences:
                raise ContentError(f"{name}: the sentence {key} stands twice.", "Give it one place.")
            sentences[key] = text
    return {language: Wording(language, sentences) for language, sentences in languages.items()}


def _sentences(name: str, file: ParsedFile) -> dict[str, str]:
    # Most starts are from the copy, which holds nothing that was not looked at.
    from counsel.wording.lint import is_for_patients, unwanted

    if set(file.data) != {"sentences"} or not isinstance(file.data["sentences"], dict):
        raise ContentError(f"{name}: unknown keys {sorted(file.data)}.", "Only `sentences` is allowed.")
    for key, text in file.data["sentences"].items():
        if not isinstance(text, str) or not text.strip():
            raise ContentError(f"{name}: the sentence {key} is {text!r}.", "A sentence is a text.")
        for named, found in unwanted(text) if is_for_patients(key) else ():
            raise ContentError(
                f"{name}: the sentence {key} has the {named} {found!r}, which nothing for patients may have.",
                "Say it in other words; counsel/wording/lint.py lists those that are refused.",
            )
    return dict(file.data["sentences"])


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


def content_hash(root: Path, names: Iterable[str]) -> str:
    """First 12 hex digits of the SHA-256 over names and bytes, in the order of the names."""
    state = hashlib.sha256()
    for name in sorted(names):
        state.update(name.encode() + b"\0" + (root / name).read_bytes() + b"\0")
    return state.hexdigest()[:12]


def _from_document(document: Mapping[str, Any]) -> Content:
    about = document["content"]
    return Content(
        rules=RuleBase.from_document(document["rules"]),
        evidence=Evidence.from_document(document["evidence"]),
        wordings={language: Wording(language, texts) for language, texts in document["wordings"].items()},
        rulebase=Part(about["rulebase"]["version"], document["rules_hash"]),
        evidence_part=Part(about["evidence"]["version"], document["evidence_hash"]),
        review_by=date.fromisoformat(str(about["review_by"])),
        reviewers=tuple(about["reviewers"]),
        properties=document["properties"],
        authors=about["authors"],
        funding=about["funding"],
    )
