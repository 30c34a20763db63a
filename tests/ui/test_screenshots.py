"""The set of pictures: one file a state, none like another, and a missing case is told."""

from __future__ import annotations

from tests.counsel.program import CASES, program
from ui import screenshots


def test_every_state_has_a_picture_of_its_own(qapp, tmp_path):
    written = screenshots.take(program(), CASES, tmp_path)
    assert [path.name for path in written] == [f"window-{scene.name}.png" for scene in screenshots.SCENES]
    assert len(written) == 9
    assert len({path.read_bytes() for path in written}) == 9


def test_a_missing_case_is_told(capsys, tmp_path):
    assert screenshots.main([str(tmp_path), str(tmp_path / "out")]) == 2
    assert "typical-early-subacute.json" in capsys.readouterr().err


def test_without_two_arguments_it_says_how(capsys):
    assert screenshots.main([]) == 2
    assert "usage" in capsys.readouterr().err
