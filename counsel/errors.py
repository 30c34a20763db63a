"""The errors a person is told about: what happened and what to do; not for defects of the program."""

from collections.abc import Iterable
from typing import NamedTuple

_LONGEST_VALUE = 60
# How a refusal begins: what it is that cannot be used as it stands.
CASE = "The case cannot be used."
ORDER = "The sheet cannot be made as it was asked for."
SETTINGS = "The settings cannot be used."
LOGO = "The picture cannot be the logo."
SHEET = "The sheet cannot be printed."
CORRECT = "Correct what is named and try again."


class CounselError(Exception):
    """An error with two sentences for the person at the desk: what happened, and what to do about it."""

    def __init__(self, what_happened: str, what_to_do: str) -> None:
        super().__init__(f"{what_happened} {what_to_do}".strip())
        self.what_happened = what_happened
        self.what_to_do = what_to_do


class Problem(NamedTuple):
    """One refused entry: its dotted path (`severity.nihss`), the value as given, why, and what is allowed."""

    path: str
    value: object
    reason: str
    allowed: str

    def __str__(self) -> str:
        return (
            f"{self.path or 'the case'}: {self.reason} (given: {_shown(self.value)}; allowed: {self.allowed})"
        )


class InputError(CounselError):
    """Something given to the program that cannot be used. `problems` holds at least one Problem.

    `opening` is a sentence that says what it is; without one it is the case, or one entry of it.
    """

    def __init__(
        self,
        problems: Iterable[Problem],
        opening: str = CASE,
        what_to_do: str = CORRECT,
    ) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        if not self.problems:
            raise ValueError("an InputError names at least one problem")
        super().__init__(
            f"{opening} " + "; ".join(str(problem) for problem in self.problems) + ".", what_to_do
        )


def refuse(path: str, value: object, reason: str, allowed: str, opening: str = CASE) -> InputError:
    """An InputError with a single problem, ready to raise."""
    return InputError([Problem(path, value, reason, allowed)], opening)


def _shown(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    try:
        text = repr(value)
    except (ValueError, RecursionError):
        return "a value too large to show"
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
