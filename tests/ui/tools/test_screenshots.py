"""The set of pictures: one file a state and variant, as large as its screen, and a missing case is told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from PySide6.QtGui import QColor, QImage

import run
from tests.support.program import CASES, program
from ui.look import theme
from ui.tools import screenshots
from ui.tools.scenes import SCENES
from ui.tools.screenshots import VARIANTS


def test_every_state_has_a_picture_of_its_own(qapp, tmp_path):
    written = screenshots.take(program(), CASES, tmp_path, VARIANTS[0])
    assert [path.name for path in written] == [VARIANTS[0].file(scene) for scene in SCENES]
    assert len(written) == 9
    assert len({path.read_bytes() for path in written}) == 9
    qapp.setProperty(theme.CHOSEN, None)


def test_light_and_dark_at_each_size_and_at_twice_the_size():
    assert [variant.name for variant in VARIANTS] == [
        "1366x768-light", "1366x768-dark", "1366x768-200-light", "1366x768-200-dark",
        "1920x1080-light", "1920x1080-dark",
    ]  # fmt: skip


def test_a_process_of_its_own_shows_its_colours_at_its_scale(tmp_path):
    variant = next(each for each in VARIANTS if each.name == "1366x768-200-dark")
    with screenshots.screen(variant) as where:
        command = [sys.executable, "-m", "ui.tools.screenshots", str(CASES), str(tmp_path), variant.name]
        subprocess.run(command, env={**os.environ, **where}, check=True, stdout=subprocess.DEVNULL)
    for scene in SCENES:
        image = QImage(str(tmp_path / variant.file(scene)))
        assert (image.width(), image.height()) == (1366, 768), scene.name
        assert image.pixelColor(1, 1) in (QColor(theme.DARK.card), QColor(theme.DARK.canvas)), scene.name


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="there is no Xvfb on this machine")
def test_with_xvfb_there_is_a_screen_to_show_a_real_window(tmp_path):
    with screenshots.screen(VARIANTS[0]) as where:
        assert where["QT_QPA_PLATFORM"] == "xcb"
        assert where["DISPLAY"].removeprefix(":").isdigit()


def test_without_xvfb_it_is_drawn_offscreen_and_says_so(monkeypatch, capsys, tmp_path):
    started = []
    monkeypatch.setattr("shutil.which", lambda _name: None)

    def start(command, env, **_more):
        started.append((command[-1], env))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("subprocess.run", start)
    assert screenshots.main([str(CASES), str(tmp_path)]) == 0
    assert [name for name, _env in started] == [variant.name for variant in VARIANTS]
    assert {env["QT_QPA_PLATFORM"] for _name, env in started} == {"offscreen"}
    assert [env["QT_SCALE_FACTOR"] for _name, env in started] == ["1", "1", "2", "2", "1", "1"]
    assert capsys.readouterr().err.count("offscreen") == len(VARIANTS)


def test_the_pictures_of_the_readme_are_among_them():
    made = {variant.file(scene) for scene in SCENES for variant in VARIANTS}
    readme = (run.ROOT / "README.md").read_text(encoding="utf-8")
    for name, picture in run.DOCS.items():
        assert f"window-{picture}.png" in made
        assert f"(docs/{name})" in readme


def test_a_missing_case_is_told(capsys, tmp_path):
    assert screenshots.main([str(tmp_path), str(tmp_path / "out"), VARIANTS[0].name]) == 2
    assert "typical-early-subacute.json" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["one"], ["one", "two", "sepia"]])
def test_without_its_arguments_it_says_how(capsys, arguments):
    assert screenshots.main(arguments) == 2
    said = capsys.readouterr().err
    assert "usage" in said
    assert "1920x1080-dark" in said
