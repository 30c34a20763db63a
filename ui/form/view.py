"""The form as a whole: sections in order of speaking, errors beside their field, a way to each."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast, get_args

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from counsel.case.document_paths import value_at
from counsel.form.field import FormField, SectionName
from ui.form.navigation import Navigation
from ui.form.refusals import Refusals
from ui.form.row import FieldRow, RowContext
from ui.form.rows import row_for
from ui.form.sections import PRESENCE, SectionBox
from ui.labels import word
from ui.look.theme import FORM_WIDTH, GRID

if TYPE_CHECKING:
    from counsel.case.measures import Measures
    from counsel.shell.bootstrap import DateWords, NihssItem
    from ui.form.offer_rows import PresenceRow
    from ui.form.safety import SafetyRows
    from ui.session import Session

SECTIONS: tuple[SectionName, ...] = get_args(SectionName)
# Built before the first paint; `build_screen` adds what a small screen shows one frame later.
FIRST_PAINT: tuple[SectionName, ...] = SECTIONS[: SECTIONS.index("severity")]
FIRST_SCREEN: tuple[SectionName, ...] = SECTIONS[: SECTIONS.index("safety")]
RECHECK_AFTER_MS = 150
# So few that making and laying them out takes less than a frame.
ROWS_A_TURN = 2
# As wide as the style sheet makes it.
SCROLLBAR = 12
NARROWEST = 320
QWIDGETSIZE_MAX = (1 << 24) - 1
SAFETY: SectionName = "safety"


class FormPage(QWidget):
    """What is scrolled: exactly as high as its rows are at its width."""

    def minimumSizeHint(self) -> QSize:
        width = max(self.width(), FORM_WIDTH - SCROLLBAR)
        return QSize(0, self.layout().totalHeightForWidth(width))  # type: ignore[union-attr]

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


class FormView(QScrollArea):
    """Shows the case and enters what is typed into the session."""

    def __init__(self, fields: Sequence[FormField], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._fields = tuple(fields)
        self.rows: dict[str, FieldRow] = {}
        self._row_of: dict[str, FieldRow] = {}
        self.sections: dict[str, SectionBox] = {}
        self.safety: SafetyRows | None = None
        self.navigation = Navigation(self.sections, self._row_of, lambda: self.safety)
        self.refusals = Refusals(lambda: self.session, self._row_of)
        self._context = RowContext(self._day, self._nihss_items, self._date_words, self._measures)
        self._recheck = self._timer(RECHECK_AFTER_MS, self._show_rest)
        self._reorder = self._timer(0, self._order_tabs)
        self._rest = self._build_in_pieces()
        self.widen(False)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = FormPage()
        # It grows at its lower end: what stays in place need not be painted again.
        self._page.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 3 * GRID)
        self._column.setSpacing(GRID)
        for name in FIRST_PAINT:
            self._build(name)
        self._column.addStretch(1)
        self.setWidget(self._page)

    def _timer(self, interval: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(slot)
        return timer

    def widen(self, is_wide: bool) -> None:
        """Takes all the width there is, where the form stands alone."""
        self.setMinimumWidth(min(FORM_WIDTH, NARROWEST) if is_wide else FORM_WIDTH)
        self.setMaximumWidth(QWIDGETSIZE_MAX if is_wide else FORM_WIDTH)

    def build_screen(self) -> None:
        """Builds what the first paint left out of a small screen; needs no session."""
        for name in FIRST_SCREEN:
            if name not in self.sections:
                self._build(name)

    def attach(self, session: Session) -> None:
        """Connects the form, already visible, to the session it speaks with."""
        self.build_screen()
        self._session = session
        session.case_replaced.connect(self._on_case_replaced)
        session.case_changed.connect(self._recheck.start)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._on_focus_changed)
        if not session.is_empty:
            self._on_case_replaced()

    def build_rest(self) -> None:
        """Builds what lies below the first screen; a key typed before is answered first."""
        while self.build_next():
            pass

    def build_next(self) -> bool:
        """Builds a few more rows below the first screen; False once all are there and in order."""
        return any(True for _piece in self._rest)

    def _build_in_pieces(self) -> Iterator[None]:
        """Each step builds as much as can be laid out between two frames."""
        for name in SECTIONS:
            if name not in self.sections:
                yield from self._pieces(name)
        self._show_rest()
        self._order_tabs()

    @property
    def session(self) -> Session:
        """The session; a field can be used only once it is attached."""
        if self._session is None:
            raise RuntimeError("the form has no session yet")
        return self._session

    def _day(self) -> date:
        """The day that relative dates count from: of the assessment where one is entered."""
        assessed = self.session.case.assessed_on
        if assessed is None:
            return self.session.program.today()
        moment = datetime.fromisoformat(assessed)
        return moment if "T" in assessed else moment.date()

    def _nihss_items(self) -> Sequence[NihssItem]:
        return self.session.program.nihss_items

    def _date_words(self) -> DateWords:
        return self.session.program.date_words

    def _measures(self) -> Measures:
        return self.session.program.measures

    # Building

    def _build(self, name: SectionName) -> None:
        for _piece in self._pieces(name):
            pass

    def _pieces(self, name: SectionName) -> Iterator[None]:
        box = SectionBox(name, lambda: self._folded(name), self._make_row)
        core = [field for field in self._fields if field.section == name and field.is_core]
        if core or name == SAFETY:
            box.add_heading()
        # The stretch stays below the last section.
        self._column.insertWidget(len(self.sections), box)
        self.sections[name] = box
        for at in range(0, len(core), ROWS_A_TURN):
            rows = [self._make_row(field, box) for field in core[at : at + ROWS_A_TURN]]
            for row in rows:
                box.add_core(row)
            self._take_rows(rows)
            if self._session is not None:
                self._show_rows(rows)
            yield
        if name == SAFETY:
            yield from self._safety_pieces(box)
        elif name in PRESENCE or self._folded(name):
            labels = (field.label for field in self._folded(name)) if core else ()
            box.add_fold(", ".join(_inside(label) for label in labels))
        box.built.connect(self._on_section_built)
        box.toggled.connect(self._on_inputs_changed)
        yield

    def _folded(self, name: SectionName) -> Sequence[FormField]:
        if name in PRESENCE:
            return [field for field in self._offer_fields if field.section == name]
        return [field for field in self._fields if field.section == name and not field.is_core]

    @cached_property
    def _offer_fields(self) -> Sequence[FormField]:
        from counsel.form import offer_form

        return offer_form(self.session.program.wording)

    def _make_row(self, field: FormField, parent: QWidget) -> FieldRow:
        context = self._context
        if field.path == "assessed_on":
            context = self._context._replace(today=lambda: self.session.program.today())
        if field.has_gaps:
            field = self.session.program.form_field(field)
        row = row_for(field, context, parent)
        row.values_entered.connect(self._enter)
        row.text_refused.connect(self.refusals.drop)
        row.inputs_changed.connect(self._on_inputs_changed)
        return row

    def _take_rows(self, rows: Sequence[FieldRow]) -> None:
        for row in rows:
            self.rows[row.field.path] = row
            self._row_of |= dict.fromkeys(row.paths, row)

    def _safety_pieces(self, box: SectionBox) -> Iterator[None]:
        from ui.form.safety import SafetyRows

        self.safety = SafetyRows(self.session.program.flags, box)
        self.safety.values_entered.connect(self._enter)
        self.safety.inputs_changed.connect(self._on_inputs_changed)
        self.safety.about_to_move.connect(self._show_rest)
        self.safety.finished.connect(lambda: self.navigation.behind(SAFETY))
        box.add_body(self.safety)
        yield
        while self.safety.build_next(ROWS_A_TURN):
            yield

    def _on_section_built(self, rows: list[FieldRow]) -> None:
        self._take_rows(rows)
        self._show_rows(rows)

    # Finding the way

    def focus_path(self, path: str) -> bool:
        """Brings the field of a fact into view and focus, opened where it is folded; False without one."""
        self.build_rest()
        return self.navigation.to_path(path)

    def focus_section(self, name: str) -> None:
        """Goes to the first input of a section; one that is folded whole is opened."""
        if self._session is None:
            # What lies below the first screen cannot be built yet.
            return
        self.build_rest()
        self.navigation.to_section(name)

    def focus_last(self) -> None:
        """Goes back to the input that had the focus last."""
        self.navigation.to_last()

    def focus_first(self) -> None:
        self.navigation.to_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._show_rest()
            self.navigation.to_next_section(self.focusWidget())
        else:
            super().keyPressEvent(event)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._page.isAncestorOf(now):
            self.navigation.last = now
            self.ensureWidgetVisible(now, 0, 8 * GRID)

    def _on_inputs_changed(self) -> None:
        self._reorder.start()

    def _order_tabs(self) -> None:
        for before, after in itertools.pairwise(self.navigation.inputs()):
            QWidget.setTabOrder(before, after)

    # Entering

    def _enter(self, values: Mapping[str, object | None]) -> None:
        for path, value in values.items():
            self._keep_for_later(path, value)
        self.refusals.enter(values)
        if any(path.partition(".")[0] in (SAFETY, "safety_others", "offer", "treated") for path in values):
            self._show_rest()

    def _keep_for_later(self, path: str, value: object | None) -> None:
        row = self.rows.get(path)
        if row is not None and row.field.kind == "presence" and value is None:
            cast("PresenceRow", row).keep(value_at(self.session.case.to_document(), path))

    # Showing

    def _on_case_replaced(self) -> None:
        self.refusals.forget()
        self._show_rows(list(self.rows.values()))
        self._show_rest()

    def _show_rows(self, rows: Sequence[FieldRow]) -> None:
        document = self.session.case.to_document()
        for row in rows:
            row.show_values({path: value_at(document, path) for path in row.paths})

    def _show_rest(self) -> None:
        """Brings up to date what depends on more than one field; it waits until typing rests."""
        self._recheck.stop()
        document = self.session.case.to_document()
        if document.get("assessed_on") == self.session.program.today().isoformat():
            # Nobody entered it.
            del document["assessed_on"]
        for box in self.sections.values():
            box.show_document(document, lambda path: value_at(document, path))
        if self.safety is not None:
            self.safety.show_case(document)
            self.safety.show_asked(self.session.asked_flags)
        self._raise_questions(document)

    def _raise_questions(self, document: Mapping[str, Any]) -> None:
        from counsel.form.questions import raised_by_items

        raised = raised_by_items(self._fields, document)
        for field in self._fields:
            if field.raised_by_item and (row := self.rows.get(field.path)):
                points = raised.get(field.path)
                item = field.raised_by_item
                row.show_echo(word("nihss.raises", item=item, points=points) if points else "")


def _inside(label: str) -> str:
    """A label as it stands inside a line: small, unless its first word has its own capitals."""
    first = label.split(" ", 1)[0]
    return label if first[1:] != first[1:].lower() else label[:1].lower() + label[1:]
