"""Reasons in words: no name of a fact and no value as the data write it stands on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from counsel.physician.study_comparison import coverage_lines
from counsel.physician.trace import Trace
from rules.engine import Reason
from rules.values import Choices, Flag, Interval, Truth
from tests.support.program import CASES, example, program

URL = re.compile(r"https?://\S+|\bdoi\S+", re.IGNORECASE)
RULE = re.compile(r"^Rule \S+ ")
RAW_VALUE = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")
# A word before an equals sign, or a name from rules/data/facts.yaml, would be the data's own language too.
NAMES = re.compile("|".join(rf"\b{re.escape(fact)}\b" for fact in program().content.rules.facts if "." in fact))


def said(fact, asked, value, limits=None, *, is_outcome=False):
    reason = Reason(fact, asked, value, Truth.TRUE, is_outcome, limits=limits)
    return program().content.reasons("en").reason(reason)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("offer.present", "yes", Flag.YES), "a clinic's offer is recorded"),
        (
            ("stroke.onset_unseen", "yes", Flag.NO),
            "somebody saw the onset (asked: nobody saw the onset)",
        ),
        (("safety.renal", "yes", Flag.NO), "“kidney disease”: no (asked: yes)"),
        (("offer.stop_medicines", "yes", Flag.UNKNOWN), "told to stop medicines: not known (asked: yes)"),
        (("offer.priced", "known", Flag.UNKNOWN), "price: not known"),
        (
            ("stroke.days_since_onset", "7 to 90 days", Interval.exact(72), (Interval(7, 90), "days")),
            "time since the stroke 72 days (asked: 7 to 90 days)",
        ),
        (
            ("stroke.hours_since_onset", "less than 24 hours", Interval(24, 48, True, True), (Interval(None, 24, high_open=True), "hours")),
            "time since the stroke by the clock 24 to 48 hours (asked: less than 24 hours)",
        ),
        (
            ("stroke.type", "ischaemic", Choices.exact("intracerebral_haemorrhage")),
            "type of stroke is “intracerebral haemorrhage” (asked: ischaemic)",
        ),
        (("rehab", "active or ended", Choices.exact("active")), "rehabilitation is “going on now”"),
    ],
)
def test_a_reason_says_what_is_held_and_what_was_asked_besides(given, words):
    assert said(*given) == words


def test_an_outcome_is_named_as_the_table_names_it():
    assert (
        said("phase", "acute", Choices.exact("early_subacute"), is_outcome=True)
        == "stage is “early subacute” (asked: acute)"
    )
    every = program().content.reasons("en").outcomes["standing"]
    assert said("standing", "stop", Choices(every), is_outcome=True) == "standing: still open (asked: stop)"


def test_of_a_fact_of_which_nothing_is_known_nothing_is_said():
    everything = program().content.reasons("en").everything["infarct.volume_ml"]
    assert said("infarct.volume_ml", "at most 4.2 mL", everything) == (
        "infarct volume: not known (asked: at most 4.2 mL)"
    )


@pytest.mark.parametrize("name", [path.stem for path in sorted(CASES.glob("*.json"))])
def test_no_reason_on_the_screen_speaks_the_language_of_the_data(name):
    raw = {text for text in on_screen(name) if is_raw(text)}
    assert not raw, "\n".join(sorted(raw))


def on_screen(name: str) -> Iterator[str]:
    """Every text of the result, the trace and the studies, with its reason."""
    assessment = example(name)
    content = program().content
    view = program().screen(assessment)
    for line in lines_of(view):
        yield from (line.text, *program().reason(assessment, line).splitlines())
    for asked in view.missing:
        yield from (asked.label, asked.could_change)
    trace = Trace(program().assessor, assessment, program().wording)
    for row in trace.rows:
        yield from (row.table, row.truth_words, row.gives, row.because)
        yield from trace.why(row.rule).splitlines()
    for told in coverage_lines(content.evidence, assessment.coverage, program().wording):
        yield told.text(program().wording)
    for study in assessment.coverage.studies:
        record = program().study_record(assessment, study.study)
        yield from (record.reason, *record.notes)
        yield from (criterion.reason for criterion in record.criteria)
        yield from (text for entry in record.fields for text in entry.lines)


def lines_of(view):
    """Every line of a view, in whatever part it stands."""
    held = list(vars(view).values())
    while held:
        each = held.pop()
        if hasattr(each, "why"):
            yield each
        elif isinstance(each, tuple):
            held.extend(each)
        elif hasattr(each, "__dataclass_fields__"):
            held.extend(getattr(each, name) for name in each.__dataclass_fields__)


def is_raw(text: str) -> bool:
    without = URL.sub("", RULE.sub("", text))
    return bool(RAW_VALUE.search(without) or NAMES.search(without))
