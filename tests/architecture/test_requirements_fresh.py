"""Tells when the requirement files are older than pyproject.toml, or would send a reader to some registry."""

import re
from pathlib import Path

import pytest

import run

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", [run.RUNTIME, run.DEVELOPMENT, run.PEERS])
def test_the_file_was_made_from_the_dependencies_as_they_are(name: str) -> None:
    fresh = run.dependency_digest((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    first = (ROOT / name).read_text(encoding="utf-8").splitlines()[0]
    assert first == run.FRESHNESS + fresh, f"{name} is older than pyproject.toml: python3 run.py lock"


@pytest.mark.parametrize("name", [run.RUNTIME, run.DEVELOPMENT, run.PEERS])
def test_each_package_has_one_version_and_a_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+==\S+", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


@pytest.mark.parametrize("name", [run.RUNTIME, run.DEVELOPMENT, run.PEERS])
def test_no_address_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(--(extra-)?index-url|--find-links|--trusted-host)", text, flags=re.MULTILINE)


def test_what_physicians_get_is_what_was_tested() -> None:
    def versions(name: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9]\S*==\S+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert versions(run.RUNTIME) < versions(run.DEVELOPMENT)
    assert versions(run.RUNTIME) < versions(run.PEERS)

