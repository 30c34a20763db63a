"""What changed, in words: each kind of change is told, and nothing is told where nothing changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from counsel.rulebook.compare import compare, in_text
from counsel.rulebook.snapshot import (
    Snapshot,
    SnapshotError,
    read_snapshot,
    snapshot_bytes,
    snapshot_of,
)
from tests.support.program import program

Document = dict[str, Any]


def now() -> Snapshot:
    return snapshot_of(program().content)


def before(change: Callable[[Document], object]) -> Snapshot:
    """The snapshot of today as it would have been before a change."""
    document = json.loads(snapshot_bytes(now()))
    change(document)
    return Snapshot.model_validate(document)


def told(change: Callable[[Document], object]) -> str:
    wording = program().content.wording("en")
    return in_text(compare(before(change), now(), wording), wording)


def one(document: Document, kind: str, identity: str) -> Document:
    found: Document = next(record for record in document[kind] if record["id"] == identity)
    return found


def test_nothing_changed_is_said() -> None:
    assert told(lambda _: None).startswith("Nothing changed")


def test_a_snapshot_reads_back_equal_and_equal_content_gives_equal_bytes() -> None:
    assert read_snapshot(snapshot_bytes(now()), "one.json") == now()
    assert snapshot_bytes(now()) == snapshot_bytes(now())


def test_a_threshold_is_told_before_and_after() -> None:
    said = told(
        lambda old: one(old, "rules", "against-severe").update(when={"fact": "severity.nihss", "above": 22})
    )
    assert said.splitlines()[3:8] == [
        "Changed: against-severe",
        "  When, before:",
        "    NIHSS above 22",
        "  When, now:",
        "    NIHSS above 20",
    ]


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (
            lambda old: old["rules"].remove(one(old, "rules", "severity-minor")),
            ["Added: severity-minor", "NIHSS 1 to 4"],
        ),
        (
            lambda old: old["rules"].append({**one(old, "rules", "severity-minor"), "id": "gone"}),
            ["Removed: gone", "NIHSS 1 to 4"],
        ),
        (
            lambda old: one(old, "rules", "severity-minor").update(status="proposal"),
            ["Status, before:", "proposal, needs sign-off", "policy"],
        ),
        (
            lambda old: one(old, "rules", "severity-minor").update(gives="moderate"),
            ["Gives, before:\n    moderate\n  Gives, now:\n    minor"],
        ),
        (
            lambda old: one(old, "rules", "severity-minor").update(evidence=["nihss-sum"]),
            ["Sources, before:\n    nihss-sum"],
        ),
        (
            lambda old: old["sentences"].update({"dr.standing.child": "Ask {time_since}."}),
            ["Changed: dr.standing.child", "Ask ‹time since the stroke in words›."],
        ),
        (
            lambda old: one(old, "flags", "coma").update(threshold="any", private=True),
            ["Changed: coma", "Help shown, before:\n    any", "Privacy, before:"],
        ),
        (
            lambda old: one(old, "flags", "malignant-mca").update(
                asked_when={"fact": "stroke.days_since_onset", "to": 9}
            ),
            ["Asked when, before:\n    time since the stroke 9 days or less"],
        ),
        (
            lambda old: one(old, "trials", "masters-2017").update(met="yes"),
            ["Changed: masters-2017", "Met, before:\n    yes\n  Met, now:\n    no"],
        ),
        (
            lambda old: one(old, "claims", "000-02").update(verdict="supports"),
            ["Changed: 000-02", "Verdict, before:\n    supported\n  Verdict, now:\n    overstated"],
        ),
        (
            lambda old: one(old, "rules", "red-pressure").update(table="findings"),
            ["Changed: red-pressure", "Table, before:\n    What should the physician note?"],
        ),
        (lambda old: old["rulebase"].update(version="0.0.1"), ["version 0.0.1"]),
        (lambda old: old["evidence"].update(hash="abc"), ["hash abc"]),
        (lambda old: old.update(reviewers=["Dr A"]), ["Reviewed by, before:\n    Dr A"]),
        (lambda old: one(old, "tables", "standing")["rules"].reverse(), ["Order of the rules, before:"]),
        (lambda old: one(old, "tables", "severity").update(hit="first"), ["How its rules combine, before:"]),
        (
            lambda old: next(f for f in old["facts"] if f["name"] == "severity.nihss").update(range=[0, 40]),
            ["Changed: severity.nihss", "0 to 40", "0 to 42"],
        ),
    ],
)
def test_a_change_is_told(change: Callable[[Document], object], parts: list[str]) -> None:
    said = told(change)
    assert [part for part in parts if part not in said] == []


def test_the_order_within_a_table_that_collects_is_no_change_of_its_rules() -> None:
    assert told(lambda old: one(old, "tables", "findings")["rules"].reverse()).startswith("Nothing changed")


def test_the_text_of_a_sentence_is_told_once_not_at_each_of_its_rules() -> None:
    said = told(lambda old: old["sentences"].update({"sheet.emergency.first_day": "Old."}))
    assert said.count("Old.") == 1
    assert "Rules" not in said.splitlines()


def test_a_flag_that_changes_its_action_changes_the_rules_that_cover_it() -> None:
    def change(old: Document) -> None:
        one(old, "flags", "coma").update(action="defer")
        next(f for f in old["facts"] if f["name"] == "safety.coma")["tags"][1] = "defer"

    said = told(change)
    assert "Changed: stop-person-flag" in said
    assert "  >   “stable reduced consciousness”" in said
    assert "Changed: wait-person-flag" in said


def test_a_condition_written_differently_is_told_though_it_reads_the_same() -> None:
    when = {"all": [{"fact": "severity.nihss", "above": 20}]}
    said = told(lambda old: one(old, "rules", "against-severe").update(when=when))
    assert "written differently, the same in words" in said


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "is not JSON"),
        (b"[]", "is no snapshot"),
        (b'{"format": 1}', "is no snapshot"),
        (b'{"format": "stroke-counsel rule base", "version": 2}', "version 2; this program reads 1"),
        (b'{"format": "stroke-counsel rule base", "version": 1}', "program: Field required"),
    ],
)
def test_a_file_that_is_no_snapshot_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(SnapshotError, match=f"old.json.*{reason}"):
        read_snapshot(data, "old.json")


def test_an_unknown_key_in_a_snapshot_is_refused() -> None:
    document = {**json.loads(snapshot_bytes(now())), "extra": 1}
    with pytest.raises(SnapshotError, match="extra"):
        read_snapshot(json.dumps(document).encode(), "old.json")
