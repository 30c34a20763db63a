"""A limit stands once: a rule, sentence, label or line of Python that types it again fails the check by name."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from counsel.proofs.check import Result, check
from counsel.proofs.typed_limits import TypedLimits, Words
from counsel.shell.content.load import load_content
from counsel.shell.content.strict_yaml import read_strict
from counsel.shell.content.texts_in_code import sources_of
from counsel.wording.repeats import read_repeats
from rules.errors import RuleError
from rules.grammar import ParsedFile
from tests.support.program import program

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)
CONTENT = program().content
REPEATS = read_repeats(ParsedFile("repeats", dict(CONTENT.repeats), {}))
ENGLISH = REPEATS.words["en"]
FINDER = TypedLimits(
    CONTENT.rules.limits.places,
    {name: fact.measures for name, fact in CONTENT.rules.facts.items()},
    Words(ENGLISH.measures, ENGLISH.times, ENGLISH.numbers, REPEATS.names),
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("rules", "resources", "counsel", "ui"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "fonts"))
    return tmp_path


def seed(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {file}"
    file.write_text(text.replace(before, after), encoding="utf-8")


def looked(tree: Path, lint: str) -> Result:
    """What one lint finds in a copy of the program."""
    code = {
        file.relative_to(tree).as_posix(): file.read_text(encoding="utf-8")
        for package in ("counsel", "ui")
        for file in (tree / package).rglob("*.py")
    }
    (found,) = check(load_content(tree), TODAY, only=[lint], code=code).results
    return found


def test_nothing_of_the_program_types_a_limit() -> None:
    lints = ["limits", "limits-in-sentences", "limits-in-code"]
    for result in check(CONTENT, TODAY, only=lints, code=sources_of("counsel", "ui")).results:
        assert result.ok, result.counterexamples
        assert result.cells


def test_the_lint_of_limits_tells_how_many_places_take_them() -> None:
    (found,) = check(CONTENT, TODAY, only=["limits"]).results
    assert "taken by rules, conversions, sentences and fields in " in found.how


def test_a_sentence_that_types_a_limit_is_found(tree: Path) -> None:
    seed(tree / "resources/wording/en/physician.yaml", "below {infarct-not-large.below} mL", "below 50 mL")
    found = looked(tree, "limits-in-sentences")
    assert not found.ok
    assert "dr.band.infarct.not_large types '50 mL', a limit: infarct-large.from" in found.counterexamples[0]


def test_a_safety_question_that_types_a_limit_is_found(tree: Path) -> None:
    seed(tree / "resources/evidence/safety_flags.yaml", "days 0 to {emergency-swelling.to}", "days 0 to 6")
    found = looked(tree, "limits-in-sentences")
    assert "the sentence safety.malignant-mca types 'days 0 to 6', a limit: emergency-swelling.to" in found.counterexamples[0]


def test_a_label_that_types_a_limit_is_found(tree: Path) -> None:
    seed(tree / "resources/wording/en/form.yaml", "not large (below {infarct-large.from} mL)", "not large (below 50 mL)")
    found = looked(tree, "limits-in-sentences")
    assert "the sentence option.size.not_large types '50 mL', a limit: infarct-large.from" in found.counterexamples[0]


def test_a_label_in_python_that_types_a_limit_is_found(tree: Path) -> None:
    seed(tree / "counsel/form/options.py", '_OPTION = "option."', '_OPTION = "option."\nLABEL = "not large (below 50 mL)"')
    found = looked(tree, "limits-in-code")
    assert "counsel/form/options.py:" in found.counterexamples[0]
    assert "types '50 mL', a limit: infarct-large.from" in found.counterexamples[0]


def test_a_line_of_python_that_repeats_a_limit_is_found(tree: Path) -> None:
    seed(
        tree / "counsel/case/conversion.py",
        "_CUBIC_MM_IN_ML = 1000.0\n",
        "_CUBIC_MM_IN_ML = 1000.0\nLARGE_FROM_ML = 50.0\n",
    )
    found = looked(tree, "limits-in-code")
    assert not found.ok
    assert "counsel/case/conversion.py" in found.counterexamples[0]
    assert "LARGE_FROM_ML = 50.0', a limit: infarct-large.from" in found.counterexamples[0]


def test_a_rule_that_writes_a_limit_again_is_found(tree: Path) -> None:
    seed(tree / "rules/data/arguments.yaml", "from: phase-chronic.from", "from: 183")
    found = looked(tree, "limits")
    assert found.counterexamples == ("against-six-months.from and phase-chronic.from are one limit",)


def test_the_other_side_of_a_border_is_the_same_limit(tree: Path) -> None:
    seed(tree / "rules/data/phases.yaml", "from: 91, to: phase-chronic.from - 1", "from: 91, to: 182")
    assert looked(tree, "limits").counterexamples == ("phase-late-subacute.to and phase-chronic.from are one limit",)


def test_a_number_without_a_name_is_found(tree: Path) -> None:
    seed(tree / "rules/data/expectation.yaml", "severity.mrs, to: without_disability", "severity.mrs, to: 1")
    seed(tree / "rules/data/expectation.yaml", "severity.nihss, to: mild", "severity.nihss, to: 3")
    told = looked(tree, "limits").counterexamples
    assert "the rule cells-not-studied has several numbers under to: 3 has no name; give it one under limits" in told
    assert "nobody takes the limit cells-not-studied.mild" in told


def test_a_number_word_that_is_no_longer_right_is_found(tree: Path) -> None:
    seed(tree / "rules/data/phases.yaml", "from: 183", "from: 270")
    found = looked(tree, "limits-in-sentences")
    assert found.counterexamples == ("rules/data/repeats.yaml: against-six-months.from is no longer told by 'Six months'",)


def test_an_exception_for_a_sentence_that_changed_is_found(tree: Path) -> None:
    seed(tree / "resources/wording/en/physician.yaml", "a trial asked for 3 months.", "a trial asked for some months.")
    found = looked(tree, "limits-in-sentences")
    assert found.counterexamples == ("rules/data/repeats.yaml: the sentence dr.flag.other-trial does not say '3 months'",)


def test_an_exception_without_a_reason_is_refused_at_the_start() -> None:
    file = read_strict(ROOT / "rules/data/repeats.yaml")
    wrong = {**file.data, "python": [{"says": "x", "reason": ""}]}
    with pytest.raises(RuleError, match="at least 1 character"):
        read_repeats(ParsedFile("repeats.yaml", wrong, {}))


@pytest.mark.parametrize(
    "text",
    [
        "Infarct of 50 mL or more.", "50 to 150 mL", "From day 183: a new assessment.", "Day 91 to 182: it goes on.",
        "less than 183 days ago", "NIHSS above 20: slower.", "NIHSS 5 to 15", "Age 80 or over", "Under 18: ask.",
        "within 30 days of cells", "after 6 months", "Six months or more", "9 months to 10 years after", "0.4 times",
        "a width of at most 20 mm", "ASPECTS 5", "less than 24 hours", "in the first 3 months",
    ],
)  # fmt: skip
def test_a_number_beside_its_measure_is_a_limit(text: str) -> None:
    assert list(FINDER.in_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "Infarct of {infarct-large.from} mL or more.", "{people} people, 50 of 100 did well", "at least 20 extra hours",
        "Day {phase-late-subacute.from} to {phase-late-subacute.to}", "about 11% in the first year", "51 mL", "150 studies",
        "more than {n} years ago", "1 year", "after 12 months", "one of 68 studies", "NIHSS item 1a of 2 or 3",
    ],
)  # fmt: skip
def test_a_gap_and_a_number_of_something_else_are_none(text: str) -> None:
    assert not list(FINDER.in_text(text))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("LARGE_FROM_ML = 50", True), ("is_late = days >= 183", True), ("if facts['severity.nihss'].low > 20: pass", True),
        ("SIZES = {'large': Interval(50, 150)}", True), ("label = 'large (50 to 150 mL)'", True), ("old = age > 80", True),
        ("width = 50", False), ("PIXELS = 183", False), ("timeout_ms = 150.5", False), ("days = days + 1", False),
        ("def f():\n    '''At most 50 mL.'''", False),
    ],
)  # fmt: skip
def test_a_line_of_python_is_read_by_its_names(line: str, found: bool) -> None:
    assert bool(list(FINDER.in_code(line))) is found
