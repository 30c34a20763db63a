"""Which row fits which kind of declared field; composite rows are imported when one is wanted."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from counsel.form.field import FormField
from ui.form.choice_rows import ChoiceRow, ChoicesRow, FlagChoiceRow
from ui.form.fields import DateRow, NumberRow, TextRow
from ui.form.row import FieldRow, RowContext

_PLAIN: dict[str, type[FieldRow]] = {
    "number": NumberRow,
    "choice": ChoiceRow,
    "choices": ChoicesRow,
    "flag": FlagChoiceRow,
    "text": TextRow,
}


def row_for(field: FormField, context: RowContext, parent: QWidget | None = None) -> FieldRow:
    """The row that fits the declared kind; KeyError where no row is known for it."""
    if field.kind in _PLAIN:
        return _PLAIN[field.kind](field, parent)
    if field.kind == "date":
        return DateRow(field, context, parent)
    if field.kind == "age":
        from ui.form.age import AgeRow

        return AgeRow(field, context, parent)
    if field.kind == "nihss":
        from ui.form.nihss import NihssRow

        return NihssRow(field, context, parent)
    if field.kind in ("presence", "answer", "answer-number", "price"):
        from ui.form import offer_rows

        return offer_rows.ROWS[field.kind](field, parent)
    from ui.form.inputs import DiametersRow, GoalsRow, StrokesRow

    if field.kind == "strokes":
        return StrokesRow(field, context, parent)
    if field.kind == "diameters":
        return DiametersRow(field, context, parent)
    return {"goals": GoalsRow}[field.kind](field, parent)
