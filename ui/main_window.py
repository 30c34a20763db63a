"""The one window: toolbar, form on the left, result or handout on the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counsel.errors import CounselError
from counsel.form.field import FormField
from ui.form.view import SECTIONS, FormView
from ui.labels import word
from ui.panes import Panes
from ui.toolbar import MainBar

if TYPE_CHECKING:
    from pathlib import Path

    from counsel.shell.bootstrap import Assessment, CrashReport
    from ui.dialogs.opening import Dialogs
    from ui.handout.actions import HandoutActions
    from ui.messages import Messages
    from ui.notice import Notice
    from ui.pages import Pages
    from ui.qt.worker import Workers
    from ui.result.pane import ResultPane
    from ui.session import Session

SIZE = (1366, 728)
UNDO_CLEAR = "Ctrl+Shift+Z"
# Long enough for a key pressed at once to be answered first, too short to be waited for.
MISSING_AFTER_MS = 60
# What is missing has been painted by then: no turn of the window has both to do.
BUILD_AFTER_MS = 100
# Alt and a digit goes there; the product belongs to the offer.
GO_TO: tuple[str, ...] = tuple(name for name in SECTIONS if name != "product")


class MainWindow(QMainWindow):
    """Paints its form first and is then given its session by `attach`."""

    painted = Signal()
    attached = Signal()
    result_shown = Signal()
    result_painted = Signal()
    crash_reported = Signal()

    def __init__(self, fields: Sequence[FormField], messages: Messages | None = None) -> None:
        super().__init__()
        self._given_messages = messages
        self._session: Session | None = None
        self._is_painted = False
        self.form = FormView(fields)
        self._stack = QStackedWidget()
        self.panes = Panes(self.form)
        self.bar = MainBar(self)
        self.menu_button = self.bar.menu_button
        self.actions_by_name: dict[str, QAction] = self.bar.by_name
        self.setWindowTitle(word("title"))
        room = QGuiApplication.primaryScreen().availableGeometry().size()
        self.resize(QSize(*SIZE).boundedTo(room))
        self._build_toolbar()
        self._lay_out()
        # A crash may be reported from any thread: the signal brings it into the window's own.
        self.crash_reported.connect(self._on_crash_reported)

    def _build_toolbar(self) -> None:
        bar = self.bar
        for name, keys, slot in (
            ("new", QKeySequence.StandardKey.New, self.clear),
            ("open", QKeySequence.StandardKey.Open, self.open_case),
            ("save", QKeySequence.StandardKey.Save, self.save_case),
            ("preview", QKeySequence("Ctrl+R"), lambda: self.handouts.toggle()),
            ("pdf", QKeySequence("Ctrl+E"), lambda: self.handouts.save()),
            ("print", QKeySequence.StandardKey.Print, lambda: self.handouts.print()),
            ("copy-note", QKeySequence("Ctrl+Shift+C"), self.copy_note),
        ):
            if name in ("preview", "copy-note"):
                bar.add_gap()
            bar.add_button(name, QKeySequence(keys), slot)
        bar.add_view("studies", QKeySequence(Qt.Key.Key_F7), lambda: self.pages.toggle("studies"))
        bar.add_view("talk", QKeySequence(Qt.Key.Key_F8), lambda: self.pages.toggle("talk"))
        bar.add_view("trace", QKeySequence(Qt.Key.Key_F9), lambda: self.pages.toggle("trace"))
        bar.add_view("patient", QKeySequence(Qt.Key.Key_F11), lambda: self.pages.open_patient_view())
        bar.add_button("pane", QKeySequence(Qt.Key.Key_F6), self.panes.switch, only_narrow=True)
        self.actions_by_name["preview"].setCheckable(True)
        self.addToolBar(bar)

    def _fill_menu(self) -> None:
        self.bar.fill_menu(
            {name: partial(self._go, name) for name in GO_TO},
            {
                "settings": (QKeySequence("Ctrl+,"), lambda: self.dialogs.open_settings()),
                "help": (QKeySequence(Qt.Key.Key_F1), lambda: self.dialogs.open_help(self.bar.by_name)),
                "about": (QKeySequence("Shift+F1"), lambda: self.dialogs.open_about()),
            },
        )

    def _go(self, name: str) -> None:
        self.panes.show_form(True)
        self.form.focus_section(name)

    def _lay_out(self) -> None:
        self._stack.addWidget(self.panes)
        page = QWidget()
        self._whole = QVBoxLayout(page)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self._stack, 1)
        self.setCentralWidget(page)
        self.panes.narrowed.connect(self.bar.tighten)
        self.panes.turned.connect(self._on_turned)

    @property
    def session(self) -> Session:
        """The session; nothing can be done before it is attached."""
        if self._session is None:
            raise RuntimeError("the window has no session yet")
        return self._session

    def attach(self, session: Session) -> None:
        """Gives the window its session: from here on keys are answered."""
        self._build_second()
        self._session = session
        session.setParent(self)
        self._build_handouts(session)
        self.form.attach(session)
        session.assessment_changed.connect(self._on_assessment_changed)
        for action in self.actions_by_name.values():
            action.setEnabled(True)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().showMessage(session.program.version_line())
        self._on_assessment_changed(session.assessment)
        self.form.focus_first()
        if session.program.notice:
            self.tell(session.program.notice)
        self.attached.emit()

    def _build_second(self) -> None:
        # None of this is needed to paint the form, and its imports would delay the first paint.
        from ui.messages import Messages
        from ui.notice import Notice
        from ui.pages import Pages
        from ui.qt.worker import Workers
        from ui.result.pane import ResultPane

        self._fill_menu()
        self._messages: Messages = self._given_messages or Messages()
        self.pages: Pages = Pages(self, self._stack)
        self._notice: Notice = Notice()
        self.result: ResultPane = ResultPane()
        self.result.put_off_missing(MISSING_AFTER_MS)
        self.workers: Workers = Workers(self)
        self._whole.insertWidget(0, self._notice)
        self.panes.right.addWidget(self.result)
        self.result.field_asked_for.connect(self._on_field_asked_for)
        self.result.study_asked_for.connect(lambda study: self.pages.open_study(study))
        self.result.studies_asked_for.connect(lambda trials, words: self.pages.open_studies(trials, words))

    def _build_handouts(self, session: Session) -> None:
        from ui.dialogs.opening import Dialogs
        from ui.handout.actions import HandoutActions

        self.handouts: HandoutActions = HandoutActions(
            session, self._messages, self.workers, self.panes.right, self.tell
        )
        self.handouts.toggled.connect(self._on_preview_toggled)
        self.dialogs: Dialogs = Dialogs(
            self, session, self._messages, self.handouts.job, self.workers, self.tell
        )

    def build_in_turns(self) -> None:
        """As `build_rest`, a few rows at a time, so that no key waits for all of them."""
        if self.form.build_next():
            # One millisecond: a key that was pressed meanwhile comes first, and what was built is painted.
            QTimer.singleShot(1, self.build_in_turns)
        else:
            self.workers.start(self.session.program.warm)

    def build_rest(self) -> None:
        """Builds what lies below the first screen and warms the making of handouts."""
        self.form.build_rest()
        self.workers.start(self.session.program.warm)

    # What the toolbar does

    def clear(self) -> None:
        """Empties the form at once; the notice offers to undo it."""
        self.session.clear()
        self.form.focus_first()
        if self.session.can_undo_clear:
            from ui.notice import NoticeAction

            undo = NoticeAction(word("action.undo"), UNDO_CLEAR, self._undo_clear)
            self._notice.tell(word("notice.cleared"), undo)

    def open_case(self) -> None:
        """Opens a case in place of the present one; unsaved entries are asked about first."""
        if not self._may_leave():
            return
        if (path := self._messages.ask_open_path(self)) is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Opens this case file; what is wrong with it is told, and the present case stays."""
        try:
            self.session.load(path)
        except (CounselError, OSError) as error:
            self._messages.tell(self, error)

    def save_case(self) -> bool:
        """Saves the case where the physician says; False where nothing was saved."""
        if (path := self._messages.ask_case_path(self)) is None:
            return False
        try:
            self.session.save(path)
        except (CounselError, OSError) as error:
            self._messages.tell(self, error)
            return False
        self._notice.tell(word("notice.saved", name=path.name))
        return True

    def close_workers(self) -> None:
        """Waits for what still runs and takes no more work."""
        if self._session is not None:
            self.handouts.close()
            self.workers.close()

    def tell_of_crashes(self, reports: Sequence[CrashReport]) -> None:
        """Tells, in a line of its own, of unexpected errors that were met before this start."""
        from ui.earlier_crash import EarlierCrash

        self.earlier_crash = EarlierCrash(reports, self._messages.show, self)
        self._whole.insertWidget(0, self.earlier_crash)

    def copy_note(self) -> None:
        """Puts the note for the medical record on the clipboard."""
        note = self.session.program.note(self.session.case, self.session.assessment)
        QGuiApplication.clipboard().setText(note)
        self._notice.tell(word("notice.note-copied"))

    def tell(self, text: str) -> None:
        """Shows a notice above the form; it takes no focus and blocks nothing."""
        self._notice.tell(text)

    # Qt's own calls

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            # The children are painted in the same pass; the timer fires when that pass is over.
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_leave():
            event.ignore()
            return
        self.close_workers()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def watch_next_result(self) -> None:
        """Has `result_painted` sent once the next result stands on the screen."""
        self.result_shown.connect(self._on_watched_result, Qt.ConnectionType.SingleShotConnection)

    # Slots

    def _may_leave(self) -> bool:
        from ui.messages import Closing

        if self._session is None or not self._session.is_unsaved:
            return True
        answer = self._messages.ask_closing(self)
        return answer is Closing.DISCARD or (answer is Closing.SAVE and self.save_case())

    def _on_watched_result(self) -> None:
        self.repaint()
        self.result_painted.emit()

    def _on_crash_reported(self) -> None:
        if self._session is not None:
            self._notice.tell(word("notice.crash"))

    def _on_preview_toggled(self, is_shown: bool) -> None:
        self.actions_by_name["preview"].setChecked(is_shown)
        if self.panes.is_narrow:
            self.panes.show_right()
        if not is_shown:
            self._on_assessment_changed(self.session.assessment)

    def _undo_clear(self) -> None:
        self.session.undo_clear()
        self._notice.hide()

    def _on_turned(self) -> None:
        other = "result" if self.panes.shows_form else "form"
        self.actions_by_name["pane"].setIconText(word(f"action.pane.{other}"))

    def _on_field_asked_for(self, path: str) -> None:
        self.panes.show_form(True)
        self.form.focus_path(path)

    def _on_assessment_changed(self, assessment: Assessment) -> None:
        if self.handouts.is_shown:
            self.handouts.follow()
            return
        self.pages.show_assessment(assessment)
        program = self.session.program
        self.result.show_view(program.screen(assessment), partial(program.reason, assessment))
        self.result_shown.emit()
