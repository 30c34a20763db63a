"""What the physician can say aloud: whole, traced, plain, and other words where the person is another."""

from __future__ import annotations

import re

import pytest

from counsel.physician.conversation import Conversation
from tests.sheets.test_handout import CHANGES
from tests.support.program import known, program
from tests.support.reading import grade

# The fourteen questions that people ask most, in the order of how often they recur.
ASKED = (
    "too-late", "my-problem", "safe", "which-clinic", "cost", "which-cells", "own-cells", "not-offered",
    "join-study", "pay-first", "flying-home", "how-long", "stop-rehabilitation", "what-else",
)  # fmt: skip
FORBIDDEN = re.compile(
    r"\b(eligible|candidate|suitable|qualif\w+|cure\w*|breakthrough|miracle|safe|proven|phase|lesion|infarct|"
    r"efficacy|significant|cohort|regenerate\w*|placebo|1 in \d+)\b",
    re.IGNORECASE,
)


def help_for(**changes: object) -> Conversation:
    case = known(**changes)
    return program().conversation(program().assess(case))


def spoken(talk: Conversation) -> list[str]:
    groups = (talk.opening, *(question.lines for question in talk.answers), talk.teach_back)
    return [line.text for lines in groups for line in lines]


@pytest.mark.parametrize("name", [name for name in CHANGES if name != "first day"])
def test_every_question_has_an_answer(name: str) -> None:
    talk = help_for(**CHANGES[name])
    assert tuple(question.id for question in talk.answers) == ASKED
    assert all(question.lines for question in talk.answers)
    assert talk.opening
    assert talk.teach_back


def test_in_an_emergency_nothing_is_said_about_cells_but_that_they_wait() -> None:
    talk = help_for(**CHANGES["first day"])
    assert [line.text for line in talk.opening] == [program().say("sheet.emergency.not_today")]
    assert talk.answers == ()
    assert talk.teach_back == ()


def test_a_child_and_another_kind_of_stroke_get_their_own_first_answer() -> None:
    usual, child, bleed = (
        help_for(**CHANGES[name]).answers[0].lines for name in ("middle", "child", "bleed")
    )
    assert len({usual[0].text, child[0].text, bleed[0].text}) == 3


def test_every_line_opens_its_rule_and_its_evidence() -> None:
    assessment = program().assess(known())
    talk = program().conversation(assessment)
    for lines in (talk.opening, *(question.lines for question in talk.answers), talk.teach_back):
        for line in lines:
            reason = program().reason(assessment, line)
            assert reason.startswith("Rule talk-"), line.text
            assert "Evidence: " in reason, line.text


def test_it_is_said_in_plain_words() -> None:
    for text in spoken(help_for()) + [question.text for question in help_for().answers]:
        assert not FORBIDDEN.search(text), text
        assert "'" not in text, text
        for sentence in re.split(r"(?<=[.?!])\s+", text):
            assert len(sentence.split()) <= 22, sentence
    assert grade(" ".join(spoken(help_for()))) <= 6.0
