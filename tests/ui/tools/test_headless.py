"""The main job without a display: a handout and a picture of the window, from one case file."""

from __future__ import annotations

import json

from ui.tools import headless


def test_a_case_gives_handout_and_picture(qapp, program, tmp_path):
    case = tmp_path / "case.json"
    case.write_text(json.dumps({"format": 1, "severity": {"nihss": 9}}))
    handout, picture = headless.render(program, case, tmp_path / "out")
    assert handout.read_bytes().startswith(b"%PDF")
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_without_two_arguments_it_says_how(capsys):
    assert headless.main([]) == 2
    assert "usage" in capsys.readouterr().err
