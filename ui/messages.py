"""The one gate for dialogs: every question and every error passes here, so that tests can answer them."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from counsel.errors import CounselError
from ui.labels import word

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Closing(Enum):
    """The answers to the one question at closing."""

    SAVE = auto()
    DISCARD = auto()
    KEEP = auto()


class Messages:
    """Asks and tells with the system's dialogs; a test passes a double with the same methods."""

    def ask_closing(self, parent: QWidget) -> Closing:
        """What to do with unsaved entries; closing the question keeps editing."""
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(word("close.title"))
        box.setText(word("close.question"))
        keep = box.addButton(word("close.keep"), QMessageBox.ButtonRole.RejectRole)
        save = box.addButton(word("close.save"), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(word("close.discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(save)
        box.setEscapeButton(keep)
        box.exec()
        if box.clickedButton() is save:
            return Closing.SAVE
        return Closing.DISCARD if box.clickedButton() is discard else Closing.KEEP

    def ask_open_path(self, parent: QWidget) -> Path | None:
        """The case file to open, or None."""
        chosen, _ = QFileDialog.getOpenFileName(parent, word("file.open"), "", word("file.case-filter"))
        return Path(chosen) if chosen else None

    def ask_case_path(self, parent: QWidget) -> Path | None:
        """Where to save the case, or None; the ending is added where it is missing."""
        return self._ask_save(parent, "file.save", "file.case-name", "file.case-filter", ".json")

    def ask_pdf_path(self, parent: QWidget) -> Path | None:
        """Where to save the handout, or None; the ending is added where it is missing."""
        return self._ask_save(parent, "file.pdf", "file.pdf-name", "file.pdf-filter", ".pdf")

    def ask_logo_path(self, parent: QWidget) -> Path | None:
        """The picture to take as the clinic's logo, or None."""
        chosen, _ = QFileDialog.getOpenFileName(parent, word("file.logo"), "", word("file.logo-filter"))
        return Path(chosen) if chosen else None

    def ask_printer(self, printer: QPrinter, parent: QWidget, pages: int) -> bool:
        """Asks where to print which of the pages; Enter takes the printer that is chosen already.

        CounselError where the computer has none.
        """
        # QtPrintSupport is imported with the first print: the start does not wait for it.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            raise CounselError(word("error.no-printer"), word("error.no-printer.remedy"))
        dialog = QPrintDialog(printer, parent)
        dialog.setMinMax(1, pages)
        return dialog.exec() == QPrintDialog.DialogCode.Accepted

    def show(self, dialog: QDialog) -> bool:
        """Shows a dialog until it is closed; True where it was accepted."""
        return dialog.exec() == QDialog.DialogCode.Accepted

    def tell(self, parent: QWidget, error: Exception) -> None:
        """Says what happened and what to do."""
        happened, remedy = in_words(error)
        box = QMessageBox(QMessageBox.Icon.Warning, word("error.title"), happened, parent=parent)
        box.setInformativeText(remedy)
        # The system's own button would speak the system's language.
        box.addButton(word("dialog.ok"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def _ask_save(self, parent: QWidget, title: str, name: str, kinds: str, ending: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(parent, word(title), word(name), word(kinds))
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(ending)


def in_words(error: Exception) -> tuple[str, str]:
    """What happened and what to do, for every error that the window expects; others are raised again."""
    if isinstance(error, CounselError):
        return error.what_happened, error.what_to_do
    if isinstance(error, OSError):
        name = Path(str(error.filename)).name if error.filename else ""
        return word("error.file", name=name, reason=error.strerror or str(error)), word("error.file.remedy")
    raise error
