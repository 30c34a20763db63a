"""Every version that was given out is kept as it was, and no other content carries its number."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from counsel.cli import main
from counsel.errors import CounselError
from counsel.rulebook.snapshot import read_snapshot
from counsel.shell.content.released import LIST, Release, read_releases
from counsel.shell.machine.paths import resource_root
from tests.support.program import program

ROOT = resource_root()
FIRST = {
    "version": "0.1.0",
    "date": "2026-11-21",
    "rules_hash": "2cfe47313e62",
    "evidence_hash": "90064ba933fd",
    "snapshot": "docs/releases/0.1.0-rulebook.json",
    "changed": "The first edition.",
}


def listed(tmp_path: Path, *lines: Mapping[str, object]) -> tuple[Release, ...]:
    (tmp_path / LIST).parent.mkdir(exist_ok=True)
    (tmp_path / LIST).write_text(json.dumps({"released": lines}), encoding="utf-8")
    return read_releases(tmp_path)


def test_the_first_edition_is_listed_with_its_hashes() -> None:
    first = read_releases(ROOT)[0]
    assert {**first.model_dump(), "date": first.date.isoformat()} == FIRST


@pytest.mark.parametrize("release", read_releases(ROOT), ids=lambda release: release.version)
def test_every_released_version_has_its_snapshot_with_its_hashes(release: Release) -> None:
    kept = read_snapshot((ROOT / release.snapshot).read_bytes(), release.snapshot)
    assert (kept.rulebase.version, kept.rulebase.hash) == (release.version, release.rules_hash)
    assert (kept.evidence.version, kept.evidence.hash) == (release.version, release.evidence_hash)


def test_no_snapshot_lies_there_without_a_line() -> None:
    kept = {f"docs/releases/{file.name}" for file in (ROOT / "docs" / "releases").glob("*.json")}
    assert kept == {release.snapshot for release in read_releases(ROOT)}


def number_is_honest(rules: tuple[str, str], evidence: tuple[str, str]) -> bool:
    """Whether content with these versions and hashes is a released one, or carries a number not yet given out."""
    by_version = {one.version: one for one in read_releases(ROOT)}
    if rules[0] != evidence[0]:
        return False
    known = by_version.get(rules[0])
    return known is None or (known.rules_hash, known.evidence_hash) == (rules[1], evidence[1])


def test_content_that_differs_from_a_released_version_carries_another_number() -> None:
    content = program().content
    rules, evidence = content.rulebase, content.evidence_part
    assert number_is_honest((rules.version, rules.hash), (evidence.version, evidence.hash)), (
        "the content changed: give it a new version in resources/content.yaml, see docs/releases/README.md"
    )
    assert number_is_honest(("0.1.0", FIRST["rules_hash"]), ("0.1.0", FIRST["evidence_hash"]))
    assert not number_is_honest(("0.1.0", "0" * 12), ("0.1.0", FIRST["evidence_hash"]))
    assert not number_is_honest(("0.1.0", FIRST["rules_hash"]), ("0.1.0", "0" * 12))
    assert number_is_honest(("99.0.0", "0" * 12), ("99.0.0", "0" * 12))


def test_a_released_version_is_compared_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    release = read_releases(ROOT)[0]
    assert main(["rulebook", "--compare", release.version]) == 0
    by_name = capsys.readouterr().out
    assert main(["rulebook", "--compare", str(ROOT / release.snapshot)]) == 0
    assert capsys.readouterr().out == by_name


def test_a_version_that_was_not_given_out_is_refused_with_those_that_were(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["rulebook", "--compare", "0.0.9"]) == 2
    told = capsys.readouterr().err
    assert "The version 0.0.9 is not among those that were given out (0.1.0" in told


def test_a_file_with_the_name_of_a_version_is_taken_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("0.1.0").write_text("{}", encoding="utf-8")
    assert main(["rulebook", "--compare", "0.1.0"]) == 2
    assert "0.1.0 is no snapshot of a rule base" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({**FIRST, "by": "nobody"}, r"released\.0\.by: Extra inputs are not permitted"),
        ({key: value for key, value in FIRST.items() if key != "changed"}, r"released\.0\.changed: Field required"),
        ({**FIRST, "rules_hash": "2cfe"}, r"released\.0\.rules_hash: .*given: '2cfe'"),
        ({**FIRST, "version": "first"}, r"released\.0\.version: .*given: 'first'"),
        ({**FIRST, "date": "soon"}, r"released\.0\.date: .*given: 'soon'"),
        ({**FIRST, "snapshot": "../secret.json"}, r"released\.0\.snapshot: "),
        ({**FIRST, "changed": ""}, r"released\.0\.changed: "),
    ],
)
def test_a_line_that_is_wrong_is_refused_by_its_key(tmp_path: Path, line: dict[str, object], told: str) -> None:
    with pytest.raises(CounselError, match=told):
        listed(tmp_path, line)


@pytest.mark.parametrize(
    "second", [FIRST, {**FIRST, "version": "0.0.9"}, {**FIRST, "version": "0.2.0", "date": "2026-11-20"}]
)
def test_versions_stand_in_their_order_and_once(tmp_path: Path, second: dict[str, object]) -> None:
    with pytest.raises(CounselError, match=r"stands after 0\.1\.0"):
        listed(tmp_path, FIRST, second)
    assert len(listed(tmp_path, FIRST, {**FIRST, "version": "0.1.1"})) == 2
