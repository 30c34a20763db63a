"""What a row of the form says below its input; it asserts nothing."""

from __future__ import annotations

from ui.form.row import FieldRow


def note_below(row: FieldRow) -> str:
    """What was understood, in words; empty where nothing is said, or an error is."""
    return row.note.text() if row.note is not None and not row.error else ""
