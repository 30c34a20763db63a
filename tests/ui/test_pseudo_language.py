"""In a language with every sentence marked nothing of the window is unmarked: no word is typed in its code."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from counsel.errors import CounselError
from counsel.shell.machine.crash import CrashReport, Place
from counsel.shell.machine.paths import resource_root
from tests.support.program import CASES
from tests.support.pseudo_language import Records, pseudo_program, unmarked
from tests.ui.fake_program import words
from tests.ui.seen_texts import Seen, seen_texts
from ui import labels
from ui.messages import Messages

# The same in every language: names of the program, of the libraries it is built with, of keys, files and units.
NAMES = frozenset({
    "stroke", "counsel", "python", "pyside", "essentials", "pydantic", "typst", "jinja", "pyyaml", "platformdirs",
    "ctrl", "shift", "alt", "esc", "tab", "enter", "delete", "png", "svg", "json", "pdf", "html", "eur", "un",
    "ml", "mm", "contributors",
})  # fmt: skip
# The first hex digits of a hash.
HASH = re.compile(r"\b[0-9a-f]{12}\b")
ADDRESS = re.compile(r"\w+://\S+")
# How a source is cited is English content, like the citation itself.
CITED = re.compile(r"Claim \d{3}-\d{2} of:|Read in:|\(Not read\.\)")


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory):
    """The program in the marked language; afterwards the window speaks English again."""
    yield pseudo_program(tmp_path_factory.mktemp("pseudo"))
    labels.use(words())


@pytest.fixture(scope="module")
def records() -> Records:
    """What records and rules say of studies, sources, examinations and questions."""
    root = resource_root()
    return Records((root / "resources" / "evidence", root / "rules" / "data"))


@pytest.fixture
def window(opened, pseudo):
    return opened(pseudo)


def hard_wired(seen: Iterable[Seen], records: Records, *own: str) -> list[str]:
    """Each text with a word that is neither marked nor a record's, a name, or a person's `own`."""
    found = {}
    for place, text in seen:
        rest = CITED.sub("", ADDRESS.sub("", HASH.sub("", unmarked(text))))
        for one in own:
            rest = rest.replace(one, " ")
        if rest not in found:
            found[rest] = f"{place}: {text}" if words_in(rest) and words_in(records.rest(rest)) else ""
    return [place for place in found.values() if place]


def words_in(text: str) -> list[str]:
    """The words of a text that are no number, no sign and no name.

    A letter alone is a name of the examination or a key: A, B and C of three diameters, an item's 1a, Y, N, U.
    """
    parts = re.split(r"[\s,;:()+/×…“”%·.<>_–-]+", text)
    bare = (re.sub(r"\d+", "", one).casefold() for one in parts)
    return [one for one in bare if re.search(r"[^\W\d_]{2}", one) and one not in NAMES]


def open_everything(window) -> None:
    window.session.set_values({"offer": {}, "treated": {}})
    for box in window.form.sections.values():
        box.open()
    for group in window.form.safety.groups:
        group.open()
    if window.form.rows["severity.nihss"].panel is None:
        window.form.rows["severity.nihss"].items_button.click()
    window.form.rows["stroke.previous"].add_button.click()
    window.form._show_rest()
    for card in (window.result.answered, window.result.course, window.result.claims, window.result.mechanisms):
        card.heading.setChecked(True)
    QApplication.processEvents()


def settled(qtbot) -> None:
    qtbot.wait(250)


@pytest.mark.parametrize(
    "case", ["", "typical-early-subacute", "asks-years-later-with-an-offer", "first-hours", "active-cancer"]
)
def test_form_and_result_speak_the_language(window, records, qtbot, case):
    if case:
        window.open_file(CASES / f"{case}.json")
    open_everything(window)
    settled(qtbot)
    assert window.result.banner.title
    assert not hard_wired(seen_texts(window), records)


@pytest.mark.parametrize("case", ["typical-early-subacute", "first-hours"])
@pytest.mark.parametrize("page", ["studies", "talk", "trace"])
def test_each_page_speaks_the_language(window, records, qtbot, page, case):
    window.open_file(CASES / f"{case}.json")
    window.actions_by_name[page].trigger()
    if page == "studies":
        window.pages.open_study("starting-2-2021")
    if page == "trace":
        window.pages._built["trace"].table.selectRow(0)
    settled(qtbot)
    # A rule that asks a question is named after it.
    assert not hard_wired(seen_texts(window._stack.currentWidget()), records, "asked-")


@pytest.mark.parametrize("case", ["typical-early-subacute", "first-hours"])
def test_the_patient_view_speaks_the_language(window, records, case):
    window.open_file(CASES / f"{case}.json")
    window.pages.open_patient_view()
    view = window.pages.patient
    for _page in view._pages:
        assert not hard_wired(seen_texts(view), records)
        view.go(1)
    view.close()


def test_the_preview_speaks_the_language(window, records, qtbot):
    window.open_file(CASES / "asks-years-later-with-an-offer.json")
    window.handouts.toggle()
    qtbot.waitUntil(lambda: bool(window.handouts.preview.pdf), timeout=10_000)
    assert not hard_wired(seen_texts(window.handouts.preview), records)


@pytest.mark.parametrize("dialog", ["settings", "help", "about"])
def test_each_dialog_speaks_the_language(window, answers, records, dialog):
    window.actions_by_name[dialog].trigger()
    # Each language is listed by its own name.
    assert not hard_wired(seen_texts(answers.shown[-1]), records, "English")


REPORT = CrashReport(
    path=CASES / "none.json", happened_at="2026-11-21T12:00:00", exception=("ValueError",), what_happened="",
    places=(Place("ui/app.py", 1, "main"),), thread="MainThread", program_version="1", content_version="1",
    platform="Linux", python="3.11",
)  # fmt: skip


def test_the_notices_speak_the_language(window, answers, records, tmp_path, qtbot):
    window.tell_of_crashes((REPORT,))
    window.earlier_crash.look()
    dialog = answers.shown[-1]
    # The report itself is for who mends the program: names of its code, in no language.
    report = dialog.findChildren(QWidget)[0].findChildren(QWidget)
    assert not hard_wired(seen_texts(window.earlier_crash), records)
    told = [one for one in seen_texts(dialog) if "ValueError" not in one.text and "ui/app.py" not in one.text]
    assert report
    assert not hard_wired([one for one in told if "Linux" not in one.text and "content 1" not in one.text], records)
    window.form.focus_path("severity.nihss")
    qtbot.keyClicks(window.form.rows["severity.nihss"].control, "9")
    answers.path = tmp_path / "case.json"
    window.save_case()
    assert not hard_wired((one for one in seen_texts(window._notice)), records, "case.json")
    window.clear()
    assert not hard_wired(seen_texts(window._notice), records)


def test_what_was_not_understood_is_told_in_the_language(window, records, qtbot):
    for path, typed in (("severity.nihss", "often"), ("severity.nihss", "9-3"), ("infarct.abc_mm", "x")):
        window.form.focus_path(path)
        row = window.form.rows[path]
        row.inputs()[0].clear()
        qtbot.keyClicks(row.inputs()[0], typed)
        assert row.error
        assert not hard_wired([Seen(path, row.error)], records, typed)


def test_questions_and_errors_speak_the_language(window, records, monkeypatch):
    seen: list[Seen] = []
    asked: list[object] = []

    def choose(*told: object) -> tuple[str, str]:
        asked.extend(told)
        return "", ""

    monkeypatch.setattr(QMessageBox, "exec", lambda box: seen.extend(seen_texts(box)))
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, choose)
    messages = Messages()
    messages.ask_closing(window)
    messages.tell(window, PermissionError(13, "Permission denied", "/x/1.json"))
    messages.tell(window, CounselError(labels.word("error.printer"), labels.word("error.printer.remedy")))
    for ask in (messages.ask_open_path, messages.ask_case_path, messages.ask_pdf_path, messages.ask_logo_path):
        ask(window)
    told = [Seen("file dialog", text) for text in asked if isinstance(text, str)]
    assert len(seen) > 8
    assert len(told) > 10
    # What the system says of a file is in the system's language.
    assert not hard_wired([*seen, *told], records, "Permission denied")


def test_a_word_typed_in_the_code_is_found(window, records):
    window._notice.tell("Saved your case.")
    assert hard_wired(seen_texts(window._notice), records)
