"""Tests of counsel.shell.machine.paths."""

import sys
from pathlib import Path

import pytest

from counsel.shell.machine import paths


def test_from_source_the_resources_lie_beside_the_packages() -> None:
    root = paths.resource_root()
    assert (root / "rules" / "data").is_dir()
    assert (root / "resources").is_dir()
    assert not paths.is_bundled()


def test_in_a_bundle_the_resources_lie_where_the_bundle_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert paths.resource_root() == tmp_path
    assert paths.is_bundled()


def test_each_folder_carries_the_name_of_the_program() -> None:
    found = paths.user_paths()
    for folder in (found.config_dir, found.state_dir, found.cache_dir):
        assert "stroke-counsel" in folder.parts


def test_naming_the_folders_creates_none_and_made_creates_all(tmp_path: Path) -> None:
    found = paths.paths_below(tmp_path / "clinic")
    assert not (tmp_path / "clinic").exists()
    assert found.made() is found
    assert found.config_dir.is_dir()
    assert found.state_dir.is_dir()
    assert found.cache_dir.is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such mode")
def test_only_the_user_may_read_the_folders(tmp_path: Path) -> None:
    assert paths.paths_below(tmp_path).made().state_dir.stat().st_mode & 0o077 == 0
