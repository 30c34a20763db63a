"""One field of the form, and what its row says below its input; it asserts nothing."""

from __future__ import annotations

from counsel.form import case_form, offer_form
from counsel.form.field import FormField
from counsel.wording.sentences import Wording
from ui.form.row import FieldRow


def note_below(row: FieldRow) -> str:
    """What was understood, in words; empty where nothing is said, or an error is."""
    return row.note.text() if row.note is not None and not row.error else ""


def field_at(wording: Wording, path: str) -> FormField:
    """The field at a path in the words of a language; StopIteration where there is none."""
    return next(field for field in (*case_form(wording), *offer_form(wording)) if field.path == path)
