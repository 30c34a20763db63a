"""Values that the case refuses: told beside their field, left out, and tried again once another changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from counsel.errors import InputError, Problem
from counsel.form.field import FormField
from ui.form.row import FieldRow
from ui.labels import sentence_case, word

if TYPE_CHECKING:
    from ui.session import Session


class Refusals:
    """Enters values into the session; `row_of` gives the row of a path, live."""

    def __init__(self, session: Callable[[], Session], row_of: Mapping[str, FieldRow]) -> None:
        self._session = session
        self._row_of = row_of
        self._refused: dict[str, object] = {}

    def enter(self, values: Mapping[str, object | None]) -> None:
        """Enters values together; what is refused is left out of the case and told."""
        for path in values:
            self.drop(path)
        try:
            self._session().set_values(values)
        except InputError as refusal:
            self._take(values, refusal)
        else:
            self._retry()

    def drop(self, path: str) -> None:
        """Forgets the refused value of one field: something else was typed there."""
        self._refused.pop(path, None)

    def forget(self) -> None:
        """Forgets all: there is another case."""
        self._refused.clear()

    def _take(self, values: Mapping[str, object | None], refusal: InputError) -> None:
        path = next(iter(values))
        self._refused |= {path: value for path, value in values.items() if value is not None}
        self._session().set_values(dict.fromkeys(values))
        if row := self._row_of.get(path):
            row.show_error(in_words(refusal.problems[0], row.field))

    def _retry(self) -> None:
        """A value refused because of another field is taken as soon as the other is put right."""
        for path, value in tuple(self._refused.items()):
            try:
                self._session().set_value(path, value)
            except InputError:
                continue
            del self._refused[path]
            if row := self._row_of.get(path):
                row.show_error("")


def in_words(problem: Problem, field: FormField) -> str:
    """A problem as one or two sentences: what is wrong, and what is allowed in this field."""
    reason = sentence_case(problem.reason.rstrip(".")) + "."
    allowed = _allowed(field) or problem.allowed.rstrip(".")
    return word("field.refused", reason=reason, allowed=allowed) if allowed else reason


def _allowed(field: FormField) -> str:
    # The core names the forms of the document; who types needs the limits and the way to type them.
    if field.kind not in ("number", "nihss", "age") or field.low is None or field.high is None:
        return ""
    unit = word("age.unit") if field.kind == "age" else field.unit
    return word("number.allowed", low=f"{field.low:g}", high=f"{field.high:g}", unit=unit).strip()
