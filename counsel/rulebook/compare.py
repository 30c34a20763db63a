"""What changed between two rule bases, in clinical words; it judges no change and reads no file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from counsel.rulebook.snapshot import OldClaim, OldFact, OldFlag, OldRule, OldTable, OldTrial, Snapshot
from counsel.wording.conditions import RuleWords, sentence_in_words
from counsel.wording.sentences import Wording
from counsel.wording.values import number


@dataclass(frozen=True, slots=True)
class ChangedSentence:
    """A part of a record in words; `raw` tells apart what reads the same but is written differently.

    With `by_id` only `raw` counts: a sentence whose text changed is listed once, not at every rule.
    """

    lines: tuple[str, ...]
    raw: Any = None
    by_id: bool = False

    def same(self, other: ChangedSentence) -> bool:
        """Whether nothing changed from one to the other."""
        return self.raw == other.raw and (self.by_id or self.lines == other.lines)


@dataclass(frozen=True, slots=True)
class Detail:
    """A labelled part before and after; None where the record did not exist."""

    label: str
    before: tuple[str, ...] | None
    after: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Change:
    """One record that was `added`, `removed` or `changed`."""

    kind: str
    name: str
    details: tuple[Detail, ...]


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """The changes of one kind of record."""

    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class ChangeSpeaker:
    """Says the records of one snapshot in words; both sides speak with the words of today."""

    snapshot: Snapshot
    wording: Wording

    @property
    def words(self) -> RuleWords:
        """The words of conditions, with the facts and questions of this snapshot."""
        facts = {fact.name: fact for fact in self.snapshot.facts}
        return RuleWords(self.wording, facts, {flag.id: flag.label for flag in self.snapshot.flags})

    def records(self) -> Mapping[str, Mapping[str, Mapping[str, ChangedSentence]]]:
        """Every record by kind and name, its parts by label."""
        old = self.snapshot
        words = self.words
        return {
            "versions": {"versions": self._versions()},
            "tables": {table.id: self._table(table, words) for table in old.tables},
            "rules": {rule.id: self._rule(rule, words) for rule in old.rules},
            "facts": {fact.name: self._fact(fact) for fact in old.facts if not fact.tags},
            "sentences": {key: self._parts(text=self._text(key)) for key in sorted(old.sentences)},
            "flags": {flag.id: self._flag(flag, words) for flag in old.flags},
            "trials": {trial.id: self._trial(trial) for trial in old.trials},
            "claims": {claim.id: self._claim(claim) for claim in old.claims},
        }

    def _parts(self, **parts: str | ChangedSentence | None) -> dict[str, ChangedSentence]:
        said = {
            label: ChangedSentence((part,)) if isinstance(part, str) else part
            for label, part in parts.items()
        }
        return {label: part for label, part in said.items() if part is not None and any(part.lines)}

    def _versions(self) -> dict[str, ChangedSentence]:
        old = self.snapshot
        return self._parts(
            rules=self._version(old.rulebase.version, old.rulebase.hash),
            evidence=self._version(old.evidence.version, old.evidence.hash),
            program=old.program,
            review_by=old.review_by,
            reviewers=", ".join(old.reviewers) or self.wording.say("book.about.unreviewed"),
        )

    def _version(self, version: str, hash_: str) -> str:
        return self.wording.say("book.about.version", {"version": version, "hash": hash_})

    def _table(self, table: OldTable, words: RuleWords) -> dict[str, ChangedSentence]:
        names = "; ".join(words.outcome(table.id, outcome) for outcome in table.outcomes)
        sentence = f"book.hit.{table.hit}"
        # The order decides only where the first rule that holds is taken.
        order = ChangedSentence(table.rules) if table.hit == "first" else None
        return self._parts(
            combines=self.wording.say(sentence) if self.wording.has(sentence) else table.hit,
            outcomes=ChangedSentence((names,), table.outcomes),
            order=order,
        )

    def _rule(self, rule: OldRule, words: RuleWords) -> dict[str, ChangedSentence]:
        lines = tuple("  " * depth + text for depth, text in words.condition(rule.when).lines())
        return self._parts(
            table=ChangedSentence((self._named(f"book.table.{rule.table}", rule.table),), rule.table),
            when=ChangedSentence(lines, rule.when),
            gives=ChangedSentence((words.outcome(rule.table, rule.gives),), rule.gives),
            fields=", ".join(f"{key}: {value}" for key, value in rule.fields.items()),
            physician=self._said_by(rule.physician),
            patient=self._said_by(rule.patient),
            note=rule.note,
            sources=", ".join(rule.evidence),
            status=self._named(f"book.status.{rule.status}", rule.status),
            policy=rule.source,
            reviewed=rule.reviewed,
        )

    def _fact(self, fact: OldFact) -> dict[str, ChangedSentence]:
        low, high = fact.range or (None, None)
        ends = None
        if low is not None:
            pattern = "book.range.open" if high is None else "book.range"
            ends = self.wording.say(pattern, {"low": number(low), "high": number(high or 0)})
        return self._parts(unit=fact.unit, range=ends, choices=", ".join(fact.choices))

    def _flag(self, flag: OldFlag, words: RuleWords) -> dict[str, ChangedSentence]:
        asked = None
        if flag.asked_when:
            lines = words.condition(flag.asked_when).lines()
            asked = ChangedSentence(tuple("  " * depth + text for depth, text in lines), flag.asked_when)
        return self._parts(
            question=flag.label,
            why=flag.why,
            threshold=flag.threshold,
            action=flag.action,
            scope=self._named(f"book.scope.{flag.scope}", flag.scope),
            asked_when=asked,
            answered=self._named(f"book.answered.{flag.answered}", flag.answered),
            privacy=self.wording.say("book.private.yes" if flag.private else "book.private.no"),
            routes=", ".join(flag.routes),
            cells=flag.cells,
            basis=self._named(f"book.basis.{flag.basis}", flag.basis),
            note=flag.note,
            sources=", ".join(flag.sources),
        )

    def _trial(self, trial: OldTrial) -> dict[str, ChangedSentence]:
        none = self.wording.say("book.answer.none")
        return self._parts(
            trial=trial.short_name,
            counted=trial.efficacy,
            stage=self._named(f"book.outcome.phase.{trial.phase}", trial.phase or none),
            registered=trial.registered,
            blinded=trial.blinded_control,
            met=trial.met,
            reason=trial.reason,
        )

    def _claim(self, claim: OldClaim) -> dict[str, ChangedSentence]:
        return self._parts(
            claim=claim.claim,
            verdict=self._named(f"book.verdict.{claim.verdict}", claim.verdict),
            literature=claim.literature,
            caveat=claim.caveat,
            used=claim.used,
            claim_rules=", ".join(claim.rules),
            sources=", ".join(claim.sources),
        )

    def _said_by(self, sentence_id: str | None) -> ChangedSentence | None:
        """The sentence of a rule; which one it is counts, not its text."""
        return (
            None
            if sentence_id is None
            else ChangedSentence(self._text(sentence_id).lines, sentence_id, by_id=True)
        )

    def _text(self, sentence_id: str) -> ChangedSentence:
        """The text, its gaps named: the counts of another version's trials are not this sentence's."""
        text = self.snapshot.sentences.get(sentence_id)
        if text is None:
            return ChangedSentence((sentence_id,))
        return ChangedSentence((sentence_in_words(text, self.wording, {}),), text)

    def _named(self, sentence: str, written: str) -> str:
        return self.wording.say(sentence) if self.wording.has(sentence) else written


def compare(old: Snapshot, new: Snapshot, wording: Wording) -> tuple[ChangeGroup, ...]:
    """The changes from `old` to `new` by kind of record; empty where nothing changed."""
    before, after = ChangeSpeaker(old, wording).records(), ChangeSpeaker(new, wording).records()
    groups = (
        ChangeGroup(wording.say(f"book.compare.{kind}"), tuple(_changes(before[kind], after[kind], wording)))
        for kind in after
    )
    return tuple(group for group in groups if group.changes)


def _changes(
    before: Mapping[str, Mapping[str, ChangedSentence]],
    after: Mapping[str, Mapping[str, ChangedSentence]],
    wording: Wording,
) -> Iterator[Change]:
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        details = tuple(_details(old or {}, new or {}, wording))
        if old is None:
            yield Change("added", name, details)
        elif new is None:
            yield Change("removed", name, details)
        elif details:
            yield Change("changed", name, details)


def _details(
    old: Mapping[str, ChangedSentence], new: Mapping[str, ChangedSentence], wording: Wording
) -> Iterator[Detail]:
    for key in dict.fromkeys([*new, *old]):
        was, now = old.get(key), new.get(key)
        if was and now and was.same(now):
            continue
        label = wording.say(f"book.compare.label.{key}")
        if was and now and was.lines == now.lines:
            yield Detail(label, was.lines, (wording.say("book.compare.rewritten"),))
        else:
            yield Detail(label, was.lines if was else None, now.lines if now else None)


def in_text(groups: tuple[ChangeGroup, ...], wording: Wording) -> str:
    """The changes as plain text for the terminal; says so where there are none."""
    if not groups:
        return wording.say("book.compare.nothing") + "\n"
    lines: list[str] = []
    for group in groups:
        lines += [group.title, "=" * len(group.title), ""]
        for change in group.changes:
            lines += [wording.say(f"book.compare.{change.kind}", {"name": change.name})]
            lines += [line for detail in change.details for line in _in_lines(detail, wording)]
            lines.append("")
    return "\n".join(lines)


def _in_lines(detail: Detail, wording: Wording) -> Iterator[str]:
    both = detail.before is not None and detail.after is not None
    sides = (("before", detail.before, detail.after), ("after", detail.after, detail.before))
    for name, said, other in sides:
        if said is None:
            continue
        yield "  " + wording.say(
            f"book.compare.{name}" if both else "book.compare.only", {"label": detail.label}
        )
        # In a long condition the line that differs is hard to find without a mark.
        marked = len(said) > 1 and other is not None
        yield from (f"  > {line}" if marked and line not in (other or ()) else f"    {line}" for line in said)
