"""The checked content as the parts of a start-up copy, and back without checking again; it opens no file."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from datetime import date
from typing import Any

from counsel.assess.missing_tables import COVERAGE, RESULT, made_tables
from counsel.content import Content, ContentPart, ReadyTables
from counsel.evidence.library import TIME_COURSE, Evidence
from counsel.shell.content.ready_copy import CopyError, Parts
from counsel.shell.content.sources import PRINTED_DIGITS, Sources
from counsel.wording.completeness import Fault, LeftOut
from counsel.wording.language import checked_rules
from counsel.wording.sentences import Wording
from rules.engine import evaluate
from rules.load import RuleBase

# What a part of the copy that is not whole makes of itself.
_FAULTS = (KeyError, IndexError, TypeError, ValueError, AttributeError, EOFError)


def parts_of(
    rules: RuleBase,
    evidence: Evidence,
    languages: tuple[Mapping[str, Wording], tuple[LeftOut, ...], Mapping[str, Mapping[str, str]]],
    about: Mapping[str, Any],
    stated: Mapping[str, Any],
) -> dict[str, Any]:
    """The parts of checked content; what is asked for late, or never, is packed by itself.

    `languages` are those spoken, those left out, and the sentences that take limits, as written; `stated` is
    what `check` asks for, by name.
    """
    # What nothing known strikes out is asked for at every start.
    evaluate(rules, {})
    files = evidence.document()["files"]
    spoken, left_out, written = languages
    return {
        "rules": rules.ready(),
        "evidence": {path: marshal.dumps(plain) for path, plain in evidence.ready().items()},
        "files": {path: marshal.dumps(_storable(data)) for path, data in files.items()},
        "wordings": {
            code: (dict(wording.sentences), wording.rules.document()) for code, wording in spoken.items()
        },
        "left_out": [(one.language, tuple(one.first), one.total) for one in left_out],
        "about": _storable(about),
        "written": {code: dict(sentences) for code, sentences in written.items()},
        "properties": _storable(stated["properties"]),
        "repeats": _storable(stated["repeats"]),
        "late": {name: marshal.dumps(table) for name, table in made_tables(rules, evidence).ready().items()},
    }


def content_of(parts: Mapping[str, Any], sources: Sources) -> Content:
    """The content of these parts, with the hashes of the sources; raises CopyError where one is not whole."""
    try:
        return _content_of(parts, sources)
    except _FAULTS as fault:
        raise CopyError(f"a part of it is not whole ({type(fault).__name__}: {fault})") from fault


def _content_of(parts: Mapping[str, Any], sources: Sources) -> Content:
    about, late = parts["about"], Parts(parts["late"])
    if set(late) != {RESULT, COVERAGE} or set(parts["evidence"]) - {TIME_COURSE} != set(parts["files"]):
        raise KeyError("late")
    rules = RuleBase.from_ready(parts["rules"])
    evidence = Evidence(Parts(parts["files"]), Parts(parts["evidence"]))
    return Content(
        rules=rules,
        evidence=evidence,
        wordings={
            code: Wording(code, texts, checked_rules(kept))
            for code, (texts, kept) in parts["wordings"].items()
        },
        left_out=tuple(LeftOut(code, Fault(*first), count) for code, first, count in parts["left_out"]),
        rulebase=ContentPart(about["rulebase"]["version"], sources.rules_hash[:PRINTED_DIGITS]),
        evidence_part=ContentPart(about["evidence"]["version"], sources.evidence_hash[:PRINTED_DIGITS]),
        review_by=date.fromisoformat(about["review_by"]),
        reviewers=tuple(about["reviewers"]),
        properties=parts["properties"],
        written=parts["written"],
        repeats=parts["repeats"],
        authors=about["authors"],
        funding=about["funding"],
        ready=ReadyTables(rules, evidence, late),
    )


def _storable(data: Any) -> Any:
    """The same data with days as text, the way they stand in the files."""
    if isinstance(data, Mapping):
        return {key: _storable(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_storable(value) for value in data]
    return data.isoformat() if isinstance(data, date) else data
