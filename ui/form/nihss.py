"""The NIHSS as a total, or item by item with the running total; how points become a range is the core's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from counsel.form.field import FormField
from ui.form.fields import NumberRow
from ui.form.row import RowContext
from ui.form.segmented import Segmented
from ui.labels import sentence_case, word

if TYPE_CHECKING:
    from counsel.shell.bootstrap import NihssItem

UNTESTABLE = "UN"
LINE_WIDTH = 72


class ItemScore(Segmented):
    """The points of one item; a digit, or U for untestable, answers it."""

    focused = Signal()
    # Six of them stand beside the longest name, and each is still wide enough to be hit.
    padding = 9

    def __init__(self, item: NihssItem, parent: QWidget) -> None:
        self.points: list[int | str] = [
            *range(item.most + 1),
            *([UNTESTABLE] if item.may_be_untestable else []),
        ]
        keys = "".join(str(point)[0].lower() for point in self.points)
        super().__init__([str(point) for point in self.points], keys, parent)
        self.setObjectName(f"severity.nihss.{item.id}")
        self.setAccessibleName(f"{item.id} {sentence_case(item.name)}")
        self.levels = "   ".join(f"{points} {level}" for points, level in enumerate(item.levels))
        self.setAccessibleDescription(self.levels)
        self.setToolTip(self.levels)

    @property
    def value(self) -> int | str | None:
        """The points, UN, or None where the item is not scored."""
        return self.points[self.currentIndex()] if self.currentIndex() >= 0 else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


class ItemPanel(QWidget):
    """All items with their points; each answer moves to the next."""

    scored = Signal(object)

    def __init__(self, items: tuple[NihssItem, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.items = items
        self.scores = {item.id: ItemScore(item, self) for item in items}
        self.levels = QLabel(self)
        self.levels.setProperty("role", "note")
        self.levels.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, item in enumerate(items):
            self._add(grid, at, item)
        grid.addWidget(self.levels, len(items), 0, 1, 3)

    def _add(self, grid: QGridLayout, at: int, item: NihssItem) -> None:
        score = self.scores[item.id]
        number = QLabel(item.id, self)
        number.setProperty("role", "note")
        name = QLabel(sentence_case(item.name), self)
        name.setBuddy(score)
        for column, widget in enumerate((number, name, score)):
            grid.addWidget(widget, at, column)
        score.activated.connect(lambda _index: self.scored.emit(self.points()))
        score.answered.connect(lambda: self._on_answered(at))
        score.focused.connect(lambda: self.levels.setText(f"{item.id}   {score.levels}"))

    def points(self) -> dict[str, int | str]:
        """The points of the items that are scored."""
        return {name: score.value for name, score in self.scores.items() if score.value is not None}

    def show_points(self, points: dict[str, int | str]) -> None:
        for name, score in self.scores.items():
            known = points.get(name)
            score.setCurrentIndex(score.points.index(known) if known in score.points else -1)

    def _on_answered(self, at: int) -> None:
        scores = list(self.scores.values())
        if at + 1 < len(scores):
            scores[at + 1].setFocus(Qt.FocusReason.TabFocusReason)


class NihssRow(NumberRow):
    """A total or a range in one line; the button opens the items, which then give the total."""

    def __init__(self, field: FormField, context: RowContext, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._context = context
        self.line.setFixedWidth(LINE_WIDTH)
        self.panel: ItemPanel | None = None
        self.items_button = QPushButton(word("nihss.items"), self)
        self.items_button.setObjectName(f"{field.path}.items")
        self.items_button.setAccessibleName(f"{field.label}: {word('nihss.items')}")
        self.items_button.setFlat(True)
        self.items_button.setCheckable(True)
        self.place_beside(self.items_button)
        self.items_button.clicked.connect(self._on_items_clicked)

    def inputs(self) -> list[QWidget]:
        scores = list(self.panel.scores.values()) if self.panel and not self.panel.isHidden() else []
        return [self.line, self.items_button, *scores]

    def set_shown(self, value: object | None) -> bool:
        items = value.get("items") if isinstance(value, dict) else None
        if not isinstance(items, dict):
            if self.panel:
                self.panel.show_points({})
            self.show_echo("")
            return super().set_shown(value)
        self._open().show_points(items)
        self._show_total(items)
        return True

    def _on_text_edited(self, text: str) -> None:
        if self.panel:
            self.panel.show_points({})
        self.show_echo("")
        super()._on_text_edited(text)

    def _open(self) -> ItemPanel:
        if self.panel is None:
            self.panel = ItemPanel(tuple(self._context.nihss_items()), self)
            self.panel.scored.connect(self._on_scored)
            self.place_below(self.panel)
        self.panel.show()
        self.items_button.setChecked(True)
        self.inputs_changed.emit()
        return self.panel

    def _on_items_clicked(self) -> None:
        if self.panel is not None and not self.panel.isHidden():
            self.panel.hide()
            self.inputs_changed.emit()
            return
        first = next(iter(self._open().scores.values()))
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_scored(self, points: dict[str, int | str]) -> None:
        assert self.panel is not None
        self._show_total(points)
        if not points:
            self.enter(None)
        elif len(points) == len(self.panel.items):
            self.enter({"items": points})
        else:
            low, high = self._ends(points)
            self.enter({"low": low, "high": high})

    def _ends(self, points: dict[str, int | str]) -> tuple[int, int]:
        from counsel.form.questions import ends_of_total

        assert self.panel is not None
        return ends_of_total(self.panel.items, points)

    def _show_total(self, points: dict[str, int | str]) -> None:
        assert self.panel is not None
        low, high = self._ends(points)
        self.line.setText("" if not points else str(low) if low == high else f"{low}-{high}")
        count, whole = len(points), len(self.panel.items)
        if not points:
            self.show_echo("")
        elif count < whole:
            self.show_echo(word("nihss.running", low=low, high=high, n=whole - count))
        else:
            untested = ", ".join(name for name, known in points.items() if known == UNTESTABLE)
            key = "nihss.untested" if untested else "nihss.total"
            self.show_echo(word(key, low=low, high=high, items=untested))
