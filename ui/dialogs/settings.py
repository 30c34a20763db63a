"""The clinic's settings: what stands on every sheet, paper and type size, colours and language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from counsel.errors import CounselError, InputError
from ui.form.painted_buttons import PlainCombo
from ui.form.segmented import Segmented
from ui.labels import sentence_case, word
from ui.look.marks import NoteLabel
from ui.look.theme import GRID

if TYPE_CHECKING:
    from counsel.shell.bootstrap import Settings

TEXTS = ("clinic", "address", "contacts")
CHOICES: Mapping[str, tuple[object, ...]] = {
    "paper": ("a4", "letter"),
    "size": (14, 16, 18, 22),
    "theme": ("system", "light", "dark"),
}
# Too many, or too long, to stand side by side.
LISTED = ("size", "language")
WIDTH = 520

Keep = Callable[[Mapping[str, object], Path | None], None]


class WholeArea(QScrollArea):
    """As high as what it holds where there is room, else scrolled."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = page
        self.setWidget(page)

    def sizeHint(self) -> QSize:
        # Broken lines are guessed too narrow, and so too high, until their width is known.
        width = max(self.viewport().width(), WIDTH - 6 * GRID)
        return QSize(width, max(self._page.heightForWidth(width), 0) or self._page.sizeHint().height())


class SettingsDialog(QDialog):
    """`keep` writes the settings or raises CounselError, whose reason is then shown beside the entry.

    `languages` holds those that can be chosen, by code, each by its own name. `ask_logo` asks for a picture
    file; None where the question was closed.
    """

    def __init__(
        self,
        settings: Settings,
        languages: Mapping[str, str],
        keep: Keep,
        ask_logo: Callable[[QWidget], Path | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._keep = keep
        self._ask_logo = ask_logo
        self._logo_file: Path | None = None
        self._logo = settings.logo
        self._values = {**CHOICES, "language": tuple(languages)}
        self._language = settings.language
        self.setWindowTitle(word("settings.title"))
        self.lines = {name: self._line(name, str(getattr(settings, name))) for name in TEXTS}
        named = {name: [word(f"settings.{name}.{one}") for one in CHOICES[name]] for name in CHOICES}
        self.choices: dict[str, QComboBox] = {
            name: self._choice(name, labels, getattr(settings, name))
            for name, labels in {**named, "language": list(languages.values())}.items()
        }
        self.errors = {name: NoteLabel(self) for name in (*TEXTS, *self.choices, "logo")}
        self.logo_button = QPushButton(word("settings.logo.choose"), self)
        self.no_logo_button = QPushButton(word("settings.logo.none"), self)
        self._logo_name = QLabel(self)
        self.buttons = QDialogButtonBox(self)
        save = self.buttons.addButton(word("settings.save"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setProperty("strong", True)
        save.style().polish(save)
        self.buttons.addButton(word("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._connect()
        self._lay_out()
        self._show_logo()
        self._fit()

    def _line(self, name: str, text: str) -> QLineEdit:
        line = QLineEdit(text, self)
        line.setObjectName(f"settings.{name}")
        line.setAccessibleName(word(f"settings.{name}"))
        line.setPlaceholderText(word(f"settings.{name}.example"))
        return line

    def _choice(self, name: str, labels: list[str], chosen: object) -> QComboBox:
        box = PlainCombo(self) if name in LISTED else Segmented(labels, "", self)
        if name in LISTED:
            box.addItems(labels)
        box.setObjectName(f"settings.{name}")
        box.setAccessibleName(word(f"settings.{name}"))
        box.setCurrentIndex(self._values[name].index(chosen))
        return box

    def _connect(self) -> None:
        self.logo_button.clicked.connect(self._on_logo_clicked)
        self.no_logo_button.clicked.connect(self._on_no_logo_clicked)
        self.choices["language"].currentIndexChanged.connect(self._on_language_chosen)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        logo = QHBoxLayout()
        logo.setSpacing(GRID)
        logo.addWidget(self._logo_name, 1)
        logo.addWidget(self.logo_button)
        logo.addWidget(self.no_logo_button)
        at = 0
        for name in (*TEXTS, "logo", *self.choices):
            label = QLabel(word(f"settings.{name}"), self)
            grid.addWidget(label, at, 0)
            if name == "logo":
                label.setBuddy(self.logo_button)
                grid.addLayout(logo, at, 1)
            else:
                control = self.lines.get(name) or self.choices[name]
                label.setBuddy(control)
                grid.addWidget(control, at, 1)
            self.errors[name].setWordWrap(True)
            self.errors[name].hide()
            grid.addWidget(self.errors[name], at + 1, 1)
            grid.setRowMinimumHeight(at, 36)
            at += 2
        where = QLabel(word("settings.where"), self)
        where.setProperty("role", "note")
        where.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        self._area = WholeArea(page)
        column.addWidget(self._area, 1)
        column.addWidget(where)
        column.addWidget(self.buttons)
        self.setMinimumWidth(WIDTH)

    def _fit(self) -> None:
        """As high as the entries and what is said of them; a small screen at 200 % is lower than that."""
        self._area.updateGeometry()
        room = self.screen().availableGeometry().height()
        self.resize(max(WIDTH, self.width()), min(self.sizeHint().height(), room))

    @property
    def values(self) -> dict[str, object]:
        """The settings as they stand in the dialog; empty texts are left out."""
        texts = {name: line.text().strip() for name, line in self.lines.items()}
        chosen = {name: self._values[name][box.currentIndex()] for name, box in self.choices.items()}
        kept = {"logo": self._logo} if self._logo else {}
        return {**{name: text for name, text in texts.items() if text}, **chosen, **kept}

    def accept(self) -> None:
        for label in self.errors.values():
            label.show_note("", is_error=False)
        try:
            self._keep(self.values, self._logo_file)
        except InputError as refusal:
            for problem in refusal.problems:
                reason = sentence_case(problem.reason)
                text = word("field.refused", reason=f"{reason}.", allowed=problem.allowed)
                self.errors.get(problem.path, self.errors["clinic"]).show_note(text, is_error=True)
        except CounselError as error:
            self.errors["clinic"].show_note(f"{error.what_happened} {error.what_to_do}", is_error=True)
        else:
            super().accept()
            return
        self._fit()

    def _show_logo(self) -> None:
        name = self._logo_file.name if self._logo_file else self._logo
        self._logo_name.setText(name or word("settings.logo.unset"))
        self.no_logo_button.setVisible(bool(name))

    def _on_language_chosen(self, at: int) -> None:
        is_other = self._values["language"][at] != self._language
        text = word("settings.language.next") if is_other else ""
        self.errors["language"].show_note(text, is_error=False)
        self._fit()

    def _on_logo_clicked(self) -> None:
        if (path := self._ask_logo(self)) is not None:
            self._logo_file = path
            self._show_logo()

    def _on_no_logo_clicked(self) -> None:
        self._logo_file, self._logo = None, ""
        self._show_logo()
