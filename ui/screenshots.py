"""Takes pictures of the window in nine states, without a display; it asks nothing and saves nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ui.headless import make

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counsel.shell.bootstrap import Program
    from ui.main_window import MainWindow

SIZE = (1366, 768)
STUDY = "starting-2-2021"
PATIENT_PAGE = 4
USAGE = "usage: python -m ui.screenshots FOLDER_OF_CASES OUTDIR"


class Scene(NamedTuple):
    """A picture: its file name, the case that is opened, and what is done before it is taken."""

    name: str
    case: str | None
    prepare: Callable[[MainWindow], QWidget]


def _as_it_is(window: MainWindow) -> QWidget:
    return window


def _without_offer(window: MainWindow) -> QWidget:
    window.session.set_value("offer", None)
    return window


def _at_the_offer(window: MainWindow) -> QWidget:
    bar = window.result.verticalScrollBar()
    bar.setValue(window.result.offer.y())
    window.result.offer.lists()[0].rows()[0].click()
    return window


def _studies(window: MainWindow) -> QWidget:
    window.views.open_study(STUDY)
    return window


def _nihss(window: MainWindow) -> QWidget:
    window.form.focus_path("severity.nihss")
    return window


def _patient_view(window: MainWindow) -> QWidget:
    window.views.open_patient_view()
    view = window.views.patient
    assert view is not None
    view.showNormal()
    view.resize(*SIZE)
    view.go(PATIENT_PAGE)
    return view


SCENES = (
    Scene("1-empty", None, _as_it_is),
    Scene("2-typical-early-subacute", "typical-early-subacute", _as_it_is),
    Scene("3-chronic-with-a-partial-date", "asks-years-later-with-an-offer", _without_offer),
    Scene("4-emergency", "first-hours", _as_it_is),
    Scene("5-stop", "active-cancer", _as_it_is),
    Scene("6-offer-with-red-flags", "asks-years-later-with-an-offer", _at_the_offer),
    Scene("7-studies", "typical-early-subacute", _studies),
    Scene("8-nihss-item-by-item", "one-arm-cannot-be-tested", _nihss),
    Scene("9-patient-view", "typical-early-subacute", _patient_view),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Writes OUTDIR/window-<scene>.png for every scene and prints the paths; 2 for bad input."""
    return make(take, USAGE, argv)


def take(program: Program, cases: Path, folder: Path) -> list[Path]:
    """The pictures of all scenes; InputError for a bad case, OSError for a file that cannot be."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    return [_picture(program, scene, cases, folder / f"window-{scene.name}.png") for scene in SCENES]


def _picture(program: Program, scene: Scene, cases: Path, path: Path) -> Path:
    from ui.app import application, build_window

    app = application(program.font_files())
    window = build_window(program)
    window.resize(*SIZE)
    window.show()
    if scene.case is not None:
        window.session.load(cases / f"{scene.case}.json")
    app.processEvents()
    shown = scene.prepare(window)
    # A page that was just opened takes its place in one pass and its lines in the next.
    for _ in range(3):
        app.processEvents()
    saved = shown.grab().save(str(path))
    window.workers.close()
    window.session.forget()
    window.close()
    if not saved:
        raise OSError(f"{path} could not be written")
    return path


if __name__ == "__main__":
    raise SystemExit(main())
