"""What the physician can say aloud: openings, answers to be searched, questions back; it words nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.labels import word
from ui.look.theme import GRID, font
from ui.result.cards import Card, LinesCard, show_if
from ui.result.lines import Explainer, LineList
from ui.result.page import SearchPage

if TYPE_CHECKING:
    from counsel.assess.assessment import Assessment
    from counsel.physician.conversation import Question
    from counsel.physician.lines import Line
    from counsel.shell.bootstrap import Program

NARROW, PIXELS = 900, 15


class QuestionItem(QWidget):
    """One question over the sentences that can be said to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = QLabel(self)
        self.question.setFont(font(PIXELS, strong=True))
        self.question.setWordWrap(True)
        self.lines = LineList(self, pixels=PIXELS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, GRID)
        column.setSpacing(2)
        column.addWidget(self.question)
        column.addWidget(self.lines)

    def show_question(self, question: Question) -> None:
        self.question.setText(question.text)
        self.lines.show_lines(question.lines)

    def holds(self, words: Sequence[str]) -> bool:
        """Whether question and answer together hold all these words."""
        spoken = [self.question.text(), *(row.text() for row in self.lines.rows())]
        text = " ".join(spoken).casefold()
        return all(one in text for one in words)


class ConversationView(SearchPage, Explainer):
    """Openings and questions back on the left, the answers on the right; each line opens its reason."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("", word("talk.search"), parent)
        self._program = program
        self._count = 0
        self.opening, self.teach_back, self.urgent = (LinesCard("", pixels=PIXELS) for _ in range(3))
        self.answers = Card("")
        self.none = QLabel(word("talk.none"))
        self.none.hide()
        self._pool: list[QuestionItem] = []
        self._lay_out()
        self.search.textChanged.connect(self._filter)

    def _lay_out(self) -> None:
        said, asked = QWidget(), QWidget()
        left, right = QVBoxLayout(said), QVBoxLayout(asked)
        for column in (left, right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(GRID)
        for card in (self.urgent, self.opening, self.teach_back):
            left.addWidget(card)
        left.addStretch(1)
        self.answers.column.addWidget(self.search)
        self.answers.column.addWidget(self.none)
        right.addWidget(self.answers)
        right.addStretch(1)
        page = QWidget()
        self._pair = QHBoxLayout(page)
        self._pair.setContentsMargins(0, 0, 0, 0)
        self._pair.setSpacing(GRID)
        self._pair.addWidget(said, 4)
        self._pair.addWidget(asked, 5)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        self.column.addWidget(area, 1)

    def questions(self) -> list[QuestionItem]:
        """The questions in use, shown or filtered out."""
        return self._pool[: self._count]

    def show_assessment(self, assessment: Assessment) -> None:
        """Shows what can be said to this person; in an emergency, that it is one."""
        self.explain = partial(self._program.reason, assessment)
        talk = self._program.conversation(assessment)
        self.title.setText(talk.title)
        for card, title, lines in (
            (self.opening, talk.opening_title, talk.opening),
            (self.teach_back, talk.teach_back_title, talk.teach_back),
            (self.urgent, *self._emergency(assessment)),
        ):
            card.heading.setText(title)
            card.show_lines(lines)
        self.answers.heading.setText(talk.answers_title)
        show_if(self.answers, bool(talk.answers))
        self._show_questions(talk.answers)
        self._filter(self.search.text())

    def _emergency(self, assessment: Assessment) -> tuple[str, tuple[Line, ...]]:
        if not assessment.urgent:
            return "", ()
        view = self._program.screen(assessment)
        return view.standing_title, view.standing_lines

    def _show_questions(self, questions: Sequence[Question]) -> None:
        while len(self._pool) < len(questions):
            item = QuestionItem(self)
            self.answers.column.addWidget(item)
            self._pool.append(item)
        self._count = len(questions)
        for item, question in zip(self._pool, questions, strict=False):
            item.show_question(question)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        shown = [item for item in self.questions() if item.holds(words)]
        for item in self._pool:
            show_if(item, item in shown)
        show_if(self.none, bool(self.questions()) and not shown)
        self.shown.setText(word("talk.questions", shown=len(shown), n=self._count))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._pair.setDirection(way)
