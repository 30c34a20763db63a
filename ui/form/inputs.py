"""Rows made of several inputs: three diameters, earlier strokes, goals; each gives one value of the case."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counsel.form.field import FormField
from ui.form.choice_rows import ChoiceRow, ChoicesRow, FlagChoiceRow
from ui.form.fields import DateRow
from ui.form.row import FieldRow, RowContext
from ui.labels import word
from ui.look.theme import GRID

_NUMBER = re.compile(r"^\d+(?:[.,]\d+)?$")


class DiametersRow(FieldRow):
    """Three diameters; all three are needed for a value, and the volume taken from them is said below."""

    NAMES = ("A", "B", "C")

    def __init__(self, field: FormField, context: RowContext, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._measures = context.measures
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.lines: list[QLineEdit] = []
        for name in self.NAMES:
            if self.lines:
                row.addWidget(QLabel("×", holder))
            line = QLineEdit(holder)
            line.setFixedWidth(52)
            line.setPlaceholderText(name)
            line.textEdited.connect(self._on_text_edited)
            row.addWidget(line)
            self.lines.append(line)
        holder.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.place_input(holder, field.unit)
        for name, line in zip(self.NAMES, self.lines, strict=True):
            line.setObjectName(f"{field.path}.{name}")
            line.setAccessibleName(f"{field.label}, {name}, {field.unit}")
            line.setAccessibleDescription(field.help)
            line.setToolTip(field.help)
        holder.setFocusProxy(self.lines[0])

    def inputs(self) -> list[QWidget]:
        return list(self.lines)

    def set_shown(self, value: object | None) -> bool:
        sizes = list(value) if isinstance(value, list | tuple) else [""] * len(self.lines)
        for line, size in zip(self.lines, sizes, strict=True):
            line.setText(f"{size:g}" if isinstance(size, int | float) else "")
        self._say([float(size) for size in sizes] if value is not None else [])
        return True

    def _on_text_edited(self) -> None:
        self.show_error("")
        texts = [line.text().strip() for line in self.lines]
        if any(text and not _NUMBER.match(text) for text in texts):
            self._say([])
            self.refuse(word("diameters.refused"))
            return
        sizes = [float(text.replace(",", ".")) for text in texts if text]
        whole = sizes if len(sizes) == len(self.lines) else []
        self._say(whole)
        self.enter(whole or None)

    def _say(self, sizes: list[float]) -> None:
        from counsel.case.conversion import ellipsoid_volume

        if not sizes:
            self.show_echo("")
            return
        a, b, c = sizes
        volume, low, high = (f"{one:.3g}" for one in ellipsoid_volume((a, b, c), self._measures()))
        self.show_echo(word("diameters.echo", volume=volume, low=low, high=high))


PART_ROWS: dict[str, Callable[[FormField, RowContext, QWidget], FieldRow]] = {
    "date": DateRow,
    "choice": lambda field, _context, parent: ChoiceRow(field, parent),
    "flag": lambda field, _context, parent: FlagChoiceRow(field, parent),
}


class StrokeParts(QFrame):
    """One earlier stroke: when, which type, and whether it caused the disability."""

    def __init__(self, row: StrokesRow, number: int, context: RowContext) -> None:
        super().__init__(row)
        self.rows: dict[str, FieldRow] = {}
        for field in row.field.parts:
            name = field.path.rpartition(".")[2]
            numbered = field._replace(path=f"{row.field.path}.{number}.{name}")
            self.rows[name] = PART_ROWS[field.kind](numbered, context, self)
        self.remove = QPushButton(word("strokes.remove"), self)
        self.remove.setFlat(True)
        self.remove.setAccessibleName(f"{word('strokes.remove')} {number + 1}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID)
        column.setSpacing(6)
        for part in self.rows.values():
            column.addWidget(part)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)

    def inputs(self) -> list[QWidget]:
        return [*(part.control for part in self.rows.values()), self.remove]


class StrokesRow(FieldRow):
    """A list of earlier strokes; a button adds one, each can be taken out again."""

    def __init__(self, field: FormField, context: RowContext, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._context = context
        self._values: list[dict[str, object]] = []
        self.strokes: list[StrokeParts] = []
        self.add_button = QPushButton(word("strokes.add"), self)
        self.place_input(self.add_button)
        self.add_button.setAccessibleName(f"{field.label}: {word('strokes.add')}")
        self._holder = QWidget(self)
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, GRID, 0, 0)
        self._column.setSpacing(GRID)
        self.place_below(self._holder)
        self._holder.hide()
        self.add_button.clicked.connect(self._on_add_clicked)

    def inputs(self) -> list[QWidget]:
        return [self.add_button, *(one for stroke in self.strokes for one in stroke.inputs())]

    def set_shown(self, value: object | None) -> bool:
        self._values = [dict(one) for one in value] if isinstance(value, list | tuple) else []
        self._rebuild()
        return True

    def _rebuild(self) -> None:
        for stroke in self.strokes:
            stroke.hide()
            stroke.deleteLater()
        self.strokes = []
        for number, known in enumerate(self._values):
            stroke = StrokeParts(self, number, self._context)
            for name, part in stroke.rows.items():
                part.show_value(known.get(name))
                part.values_entered.connect(
                    lambda values, number=number, name=name: self._on_part_entered(number, name, values)
                )
            stroke.remove.clicked.connect(
                lambda _checked=False, number=number: self._on_remove_clicked(number)
            )
            self._column.addWidget(stroke)
            self.strokes.append(stroke)
        self._holder.setVisible(bool(self.strokes))

    def _on_part_entered(self, number: int, name: str, values: dict[str, object | None]) -> None:
        value = next(iter(values.values()))
        known = {key: kept for key, kept in self._values[number].items() if key != name}
        self._values[number] = known if value is None else {**known, name: value}
        self.show_error("")
        self._tell()

    def _tell(self) -> None:
        self.enter([dict(one) for one in self._values] or None)

    def _on_add_clicked(self) -> None:
        self._values.append({})
        self._rebuild()
        self._tell()
        self.inputs_changed.emit()
        self.strokes[-1].inputs()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_remove_clicked(self, number: int) -> None:
        del self._values[number]
        self._rebuild()
        self._tell()
        self.inputs_changed.emit()
        self.add_button.setFocus(Qt.FocusReason.TabFocusReason)


class GoalsRow(ChoicesRow):
    """Goals in the order of ticking, and a line for the person's own words."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        for box in self._boxes.values():
            box.is_ranked = True
        self.own = QLineEdit(self._holder)
        self.own.setObjectName(f"{field.path}.own")
        self.own.setAccessibleName(word("goals.own"))
        self.own.setPlaceholderText(word("goals.own"))
        self._grid_of_boxes.addWidget(self.own, self._grid_of_boxes.rowCount(), 0, 1, 2)
        self.own.textEdited.connect(self._on_own_edited)

    def inputs(self) -> list[QWidget]:
        return [*super().inputs(), self.own]

    def set_shown(self, value: object | None) -> bool:
        goals = list(value) if isinstance(value, list | tuple) else []
        own = [goal["own"] for goal in goals if isinstance(goal, dict)]
        self.own.setText("; ".join(own))
        return super().set_shown([goal for goal in goals if isinstance(goal, str)] or None)

    def chosen(self) -> list[object]:
        own = (text.strip() for text in self.own.text().split(";"))
        return [*super().chosen(), *({"own": text} for text in own if text)]

    def _mark(self) -> None:
        super()._mark()
        for name, box in self._boxes.items():
            box.rank = self._order.index(name) + 1 if name in self._order else 0

    def _on_own_edited(self) -> None:
        goals = self.chosen()
        if self.field.most is not None and len(goals) > self.field.most:
            self.show_error(self.field.help)
            return
        self.show_error("")
        self.enter(goals or None)
