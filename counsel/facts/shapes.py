"""What kind of fact an entry of the case is, as the record of its field says it; its value is not here."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple


class FactShape(NamedTuple):
    """A fact that is one entry of the case as it stands; `name` and `row` are the entry's path unless given.

    `range` is [low, high] in `unit`, high None where there is none; `worse` is the direction of a scale. The
    choices are the words that the case document allows. `row` is the line under which it is listed missing.
    """

    kind: Literal["flag", "number", "choice"]
    name: str = ""
    unit: str = ""
    is_integer: bool = False
    range: tuple[float, float | None] | None = None
    worse: Literal["higher", "lower", ""] = ""
    row: str = ""


class EnteredFact(NamedTuple):
    """A fact by name, with the path of the entry that it is."""

    name: str
    path: str
    shape: FactShape

    def declaration(self, choices: tuple[str, ...]) -> dict[str, Any]:
        """The fact as a rule file declares it; `choices` are those of a choice."""
        shape = self.shape
        said = {
            "unit": shape.unit,
            "integer": shape.is_integer,
            "range": shape.range and list(shape.range),
            "choices": list(choices),
            "worse": shape.worse,
            "row": shape.row or self.path,
        }
        return {"name": self.name, "kind": shape.kind} | {key: value for key, value in said.items() if value}


def entered(path: str, shape: FactShape) -> EnteredFact:
    """The fact that the entry at a path is."""
    return EnteredFact(shape.name or path, path, shape)
