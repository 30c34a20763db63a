"""What tells a typed number from a limit: words, names, exceptions with reasons; it looks for none."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rules.grammar import FilePlace, ParsedFile

Text = Annotated[str, Field(min_length=1)]
REPEATS_FILE = "rules/data/repeats.yaml"


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Language(_Record):
    """The words of one language beside which a number is one of a limit."""

    measures: dict[str, tuple[Text, ...]]
    times: dict[str, tuple[Text, ...]]
    numbers: dict[str, int]


class EqualLimits(_Record):
    """Two limits with one number, or with one border, that mean two things."""

    limits: tuple[Text, Text]
    reason: Text


class TypedInSentence(_Record):
    """A typed number that is none of the limits, or that one of them comes to, `rounds`, when rounded."""

    sentences: tuple[Text, ...]
    says: Text
    reason: Text
    rounds: Text | None = None


class TypedInCode(_Record):
    """The same in a line of Python that holds `says`, of one file or of any."""

    says: Text
    reason: Text
    file: Text | None = None
    rounds: Text | None = None


class Repeats(_Record):
    """What rules/data/repeats.yaml holds."""

    words: dict[str, Language]
    names: dict[str, tuple[Text, ...]]
    rules: tuple[EqualLimits, ...] = ()
    sentences: tuple[TypedInSentence, ...] = ()
    python: tuple[TypedInCode, ...] = ()


def read_repeats(file: ParsedFile) -> Repeats:
    """The entries of the file; raises RuleError with file, line and what is allowed."""
    try:
        return Repeats.model_validate(file.data)
    except ValidationError as error:
        first = error.errors()[0]
        source = FilePlace(file.path, file.lines)
        source.fail(tuple(first["loc"]), first["msg"], ", ".join(Repeats.model_fields))
