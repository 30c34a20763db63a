"""Settings, help and about: what is set holds at once, what is wrong stands beside its entry."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from counsel.errors import refuse
from counsel.shell.machine.settings import Settings
from ui.dialogs.settings import CHOICES, TEXTS, SettingsDialog


def test_the_settings_decide_paper_and_size_of_preview_and_print(window, answers, program, qtbot):
    def fill_in(dialog):
        dialog.lines["clinic"].setText("Stroke Clinic")
        dialog.choices["paper"].setCurrentIndex(1)
        dialog.choices["size"].setCurrentIndex(2)
        dialog.accept()
        return True

    answers.fill_in = fill_in
    window.dialogs.open_settings()
    assert window.session.program.settings == Settings(clinic="Stroke Clinic", paper="letter", size=18)
    window.handouts.job.pdf()
    assert program.pdfs[-1] == (("standard",), 18, "letter")
    window.handouts.toggle()
    assert window.handouts.preview.size_box.currentText() == "18 pt"
    assert window.handouts.preview.paper_box.currentText() == "US Letter"
    qtbot.waitUntil(lambda: bool(window.handouts.preview.pdf))


def test_the_preview_starts_with_the_settings(program, opened):
    program.settings = Settings(paper="letter", size=22)
    window = opened(program)
    assert (window.handouts.job.paper, window.handouts.job.size) == ("letter", 22)


def test_a_changed_clinic_makes_another_handout(window, answers, program):
    window.handouts.job.pdf()
    made = len(program.pdfs)
    window.dialogs.keep_settings({"clinic": "Stroke Clinic"}, None)
    window.handouts.job.pdf()
    assert len(program.pdfs) == made + 1


def test_what_is_refused_stands_beside_its_entry_and_the_dialog_stays(qtbot):
    def keep(values, logo):
        raise refuse("address", values.get("address"), "this is too long", "up to 200 letters")

    dialog = SettingsDialog(Settings(), {"en": "English"}, keep, lambda _parent: None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.errors["address"].text() == "This is too long. Allowed: up to 200 letters."
    assert not dialog.errors["clinic"].isVisible()


def test_every_entry_of_the_settings_is_in_the_dialog():
    assert {*TEXTS, *CHOICES, "logo", "language"} == set(Settings.model_fields)
    for name, values in CHOICES.items():
        assert all(Settings.model_validate({name: value}) for value in values)


def test_another_language_waits_for_the_next_start_and_says_so(window, answers):
    def choose(dialog):
        box, note = dialog.choices["language"], dialog.errors["language"]
        assert [box.itemText(at) for at in range(box.count())] == ["English", "‹English›"]
        dialog.show()
        box.setCurrentIndex(1)
        assert note.text() == "From the next start on."
        assert note.isVisible()
        dialog.accept()
        return True

    answers.fill_in = choose
    window.dialogs.open_settings()
    program = window.session.program
    assert (program.settings.language, program.language) == ("qps", "en")
    told = window._notice.accessibleName()
    assert told == "Settings saved. The language changes when the program is started again."
    # Opened again, the dialog shows what was chosen, and keeps it.
    answers.fill_in = lambda dialog: dialog.accept() or True
    window.dialogs.open_settings()
    assert window.session.program.settings.language == "qps"


def test_a_language_that_is_kept_says_nothing(window, answers):
    answers.fill_in = lambda dialog: dialog.accept() or True
    window.dialogs.open_settings()
    assert window._notice.accessibleName() == "Settings saved."


def test_broken_settings_are_told_in_the_window(program, opened):
    program.notice = "The file was kept as settings.json.broken."
    window = opened(program)
    assert window._notice.isVisible()
    assert "settings.json.broken" in window._notice.accessibleName()


def test_help_names_every_shortcut(window, answers):
    window.actions_by_name["help"].trigger()
    texts = answers.shown[-1].texts()
    for action in window.actions_by_name.values():
        assert action.shortcut().toString(action.shortcut().SequenceFormat.NativeText) in texts
        assert action.text().rstrip("…") in texts


def test_about_shows_what_the_program_tells(window, answers):
    window.dialogs.open_about()
    texts = answers.shown[-1].texts()
    for line in window.session.program.about().lines:
        assert set(line) <= set(texts)
    assert "Found a mistake? Tell us." in texts


@pytest.mark.parametrize("name", ["stroke", "severity", "goals", "offer"])
def test_each_section_has_a_key(window, name):
    window.actions_by_name[f"go.{name}"].trigger()
    assert window.form.sections[name].isAncestorOf(QApplication.focusWidget())


def test_the_menu_opens_by_its_letter_and_holds_every_dialog(window):
    assert window.menu_button.focusPolicy() & Qt.FocusPolicy.TabFocus
    names = {action.objectName() for action in window.menu_button.menu().actions()}
    assert {"action.settings", "action.help", "action.about"} <= names


def test_no_text_of_the_dialogs_is_cut(window, answers):
    for open_it in (window.actions_by_name["help"].trigger, window.dialogs.open_about):
        open_it()
        dialog = answers.shown[-1]
        dialog.show()
        QApplication.processEvents()
        for label in dialog.findChildren(QLabel):
            assert label.height() >= label.heightForWidth(label.width()), label.text()
        dialog.close()
