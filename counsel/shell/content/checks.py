"""Checks of content as a whole at the start: references, groups that exclude each other, stated properties.

Each fault is told with file, line, key and what is allowed. It reads no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from counsel.assess.sentence_values import GAPS, SHEET_GAPS
from counsel.evidence.library import Evidence
from counsel.facts.dependencies import DECIDED, linked
from counsel.sheets.kinds import KINDS, words_of
from counsel.wording.repeats import REPEATS_FILE, read_repeats
from counsel.wording.sentences import Wording
from counsel.wording.values import value_in_words
from rules.errors import RuleError
from rules.grammar import FilePlace, Path
from rules.load import ParsedFile, RuleBase, Table
from rules.properties import read_properties
from rules.prove import Prover
from rules.schema import RuleRecord

PROPERTIES = "rules/data/properties.yaml"
_FACTS = "rules/data/facts.yaml"
_FOLDER = "rules/data/"
_KINDS = "counsel/sheets/kinds.py"


def check_rule_files(parsed: Mapping[str, ParsedFile], names: Iterable[str]) -> None:
    """That the rule files are those of the program: none is missing, and none is read by nobody."""
    wanted = [f"{_FOLDER}{name}.yaml" for name in names]
    wanted += [_FACTS, PROPERTIES, REPEATS_FILE]
    for name in wanted:
        if name not in parsed:
            raise RuleError(name, None, "file", "this file is missing", ", ".join(wanted))
    for name in parsed:
        if name.startswith(_FOLDER) and name not in wanted:
            raise RuleError(name, None, "file", "no part of the program reads this file", ", ".join(wanted))


def check_rules(
    rules: RuleBase, evidence: Evidence, wording: Wording, parsed: Mapping[str, ParsedFile]
) -> None:
    """Raises RuleError at the first reference that leads nowhere, overlap, or property that does not fit."""
    places = _Places(parsed)
    for table in rules.tables:
        for rule in table.rules:
            _check_sentences(rule.record, wording, places)
            _check_evidence(rule.record, evidence, places)
    prover = Prover(rules, linked(rules), DECIDED)
    for table in rules.tables:
        if table.hit == "unique":
            _check_exclusive(table, prover, places, wording)
    read_properties(rules, parsed[PROPERTIES])
    read_repeats(parsed[REPEATS_FILE])
    _check_kinds(rules, wording)


def _check_kinds(rules: RuleBase, wording: Wording) -> None:
    """That each kind of sheet has the tables that fill it, and the words by which it is called."""
    known = [table.id for table in rules.tables]
    for kind in KINDS.values():
        for table in kind.tables:
            if table not in known:
                raise RuleError(_KINDS, None, kind.name, f"no table {table} is there", ", ".join(known))
        for key in words_of(kind):
            if not wording.has(key):
                allowed = f"the sentence {key} in resources/wording/{wording.language}"
                raise RuleError(_KINDS, None, kind.name, "this kind of sheet lacks a word", allowed)


def _check_sentences(rule: RuleRecord, wording: Wording, places: _Places) -> None:
    for reader in ("physician", "patient"):
        sentence = getattr(rule.says, reader)
        if sentence is None:
            continue
        if not wording.has(sentence):
            allowed = f"a sentence of resources/wording/en{_near(sentence, wording.sentences)}"
            places.fail(rule, ("says", reader), f"the sentence {sentence} does not exist", allowed)
        strange = sorted(wording.gaps(sentence) - GAPS - SHEET_GAPS)
        if strange:
            message = f"the sentence {sentence} has the gap {', '.join(strange)}"
            places.fail(rule, ("says", reader), message, f"the gaps {', '.join(sorted(GAPS | SHEET_GAPS))}")


def _check_evidence(rule: RuleRecord, evidence: Evidence, places: _Places) -> None:
    for at, name in enumerate(rule.evidence):
        if name not in evidence:
            known = [*evidence.trials, *evidence.sources, *evidence.claims, *evidence.syntheses]
            allowed = f"the id of a study, source, claim, guidance or synthesis{_near(name, known)}"
            places.fail(rule, ("evidence", at), f"the evidence {name} does not exist", allowed)


def _check_exclusive(table: Table, prover: Prover, places: _Places, wording: Wording) -> None:
    for found in prover.overlaps(table).found:
        facts = "; ".join(f"{fact} {value_in_words(value, wording)}" for fact, value in found.facts.items())
        rule = next(rule.record for rule in reversed(table.rules) if f" {rule.record.id} " in found.what)
        places.fail(rule, ("when",), f"{found.what}, for {facts}", "one rule of a unique table at a time")


def _near(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), n=3)
    return f", perhaps {' or '.join(close)}" if close else ""


class _Places:
    """Where each rule stands."""

    def __init__(self, parsed: Mapping[str, ParsedFile]) -> None:
        self._parsed = parsed

    def fail(self, rule: RuleRecord, keys: Path, message: str, allowed: str) -> None:
        """Raises RuleError for a key of a rule, at its file and line."""
        for file, path in self._all():
            table, number = path[1], path[3]
            if file.data["tables"][table]["rules"][number].get("id") == rule.id:
                FilePlace(file.path, file.lines).fail((*path, *keys), f"{message} (rule {rule.id})", allowed)
        raise RuleError(_FOLDER, None, str(keys[0]), f"{message} (rule {rule.id})", allowed)

    def _all(self) -> Iterator[tuple[ParsedFile, tuple[str, int, str, int]]]:
        for name, file in self._parsed.items():
            if name.startswith(_FOLDER):
                for table, content in enumerate(file.data.get("tables", ())):
                    for number, _ in enumerate(content["rules"]):
                        yield file, ("tables", table, "rules", number)
