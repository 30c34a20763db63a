"""A test of the size of the rule base as the engine sees it: conditions must not multiply unseen."""

from rules.clauses import clauses_of
from tests.support.program import program


def test_no_rule_is_written_so_that_its_clauses_multiply() -> None:
    tables = program().content.rules.tables
    counts = {rule.record.id: len(clauses_of(rule.condition)) for table in tables for rule in table.rules}
    # An all of several anys multiplies; such a rule is better split, or an earlier table asked.
    assert {name: count for name, count in counts.items() if count > 50} == {}
    assert sum(counts.values()) < 3 * len(counts)
