"""The benchmark measures what is named and nothing else; the figures themselves are no test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import bundle, run_bench
from tests.bench.figure import Figure


def test_only_the_groups_that_are_named_are_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def group(name: str) -> run_bench.Group:
        def figures(count: int, _folder: Path) -> list[Figure]:
            asked.append(f"{name} {count}")
            return [Figure(f"figure of {name}", [3.0], "a floor", [2.0], most_times=1.4 if name == "start" else 2)]

        return figures

    monkeypatch.setattr(run_bench, "GROUPS", {name: group(name) for name in run_bench.GROUPS})
    assert run_bench.main(["core", "sheets", "--count", "12"]) == 0
    assert asked == ["core 12", "sheets 12"]
    assert "figure of core" in capsys.readouterr().out
    assert run_bench.main(["start"]) == 1
    assert "OVER" in capsys.readouterr().out


def test_a_name_that_is_none_is_refused_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run_bench.main(["speed"])
    assert "there is no speed; there are start, stops," in capsys.readouterr().err


def test_a_bundle_that_is_not_there_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(bundle, "BUNDLE", tmp_path / "none")
    assert run_bench.main(["bundle"]) == 0
    assert bundle.NOT_BUILT in capsys.readouterr().out
