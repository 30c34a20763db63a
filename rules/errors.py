"""The two errors of the engine: a fault in the rule data, and facts that do not fit the rules."""

from __future__ import annotations


class RuleError(Exception):
    """A fault in a rule or fact file: where it is, what is wrong, and what would be allowed.

    `line` is None when the position is not known, as for rules taken from the start-up copy.
    """

    def __init__(self, file: str, line: int | None, key: str, message: str, allowed: str) -> None:
        self.file = file
        self.line = line
        self.key = key
        self.message = message
        self.allowed = allowed
        where = file if line is None else f"{file}:{line}"
        super().__init__(f"{where}: {key}: {message}. Allowed: {allowed}.")


class FactError(ValueError):
    """A fact given to the engine that its declarations do not know or do not allow."""

    def __init__(self, fact: str, message: str) -> None:
        self.fact = fact
        self.message = message
        super().__init__(f"{fact}: {message}")
