"""The rule engine: conditions over facts that may be unknown, in data; it knows no subject."""

from rules.engine import Decision, Evaluation, Fired, Reason, evaluate
from rules.errors import FactError, RuleError
from rules.load import ParsedFile, RuleBase, Table, load_rules
from rules.schema import FactDeclaration, RuleRecord, TableRecord
from rules.values import Choices, Facts, Flag, Interval, Truth, Value

__all__ = [
    "Choices",
    "Decision",
    "Evaluation",
    "FactDeclaration",
    "FactError",
    "Facts",
    "Fired",
    "Flag",
    "Interval",
    "ParsedFile",
    "Reason",
    "RuleBase",
    "RuleError",
    "RuleRecord",
    "Table",
    "TableRecord",
    "Truth",
    "Value",
    "evaluate",
    "load_rules",
]
