"""What the physician can say aloud to this person: openings, answers, teach-back; it draws nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counsel.assess.assessment import Assessment, Spoken
from counsel.assess.assessor import Assessor
from counsel.physician.lines import Line, Speaker
from counsel.wording.sentences import Wording


@dataclass(frozen=True)
class Question:
    """A question that patients ask, and what can be said to it, in the order of speaking."""

    id: str
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Conversation:
    """Headings and lines in the order in which a consultation needs them; empty parts in an emergency."""

    title: str
    opening_title: str
    opening: tuple[Line, ...]
    answers_title: str
    answers: tuple[Question, ...]
    teach_back_title: str
    teach_back: tuple[Line, ...]


def conversation(assessor: Assessor, assessment: Assessment, wording: Wording) -> Conversation:
    """The conversation help of one assessment; every line holds its rule."""
    speaker, talk = Speaker(assessor, assessment, wording), assessor.talk(assessment)

    def lines(table: str) -> tuple[Line, ...]:
        return tuple(line(one) for one in talk if one.table == table)

    def line(one: Spoken) -> Line:
        return Line(speaker.say(one.sentence), (one.rule,))

    return Conversation(
        title=speaker.say("talk.title"),
        opening_title=speaker.say("talk.section.opening"),
        opening=lines("opening"),
        answers_title=speaker.say("talk.section.answers"),
        answers=tuple(
            Question(
                answer,
                speaker.say(question),
                tuple(line(one) for one in talk if one.gives == answer),
            )
            for answer, question in _questions(talk)
        ),
        teach_back_title=speaker.say("talk.section.back"),
        teach_back=lines("teach_back"),
    )


def _questions(talk: Iterable[Spoken]) -> Iterable[tuple[str, str]]:
    """Each question once, in the order of the rules."""
    return {one.gives: one.question for one in talk if one.question}.items()
