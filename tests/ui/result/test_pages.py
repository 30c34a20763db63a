"""What to say and the trace: searched as one types, each line with its reason, copied, closed with Escape."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.support.program import assessed, example, program
from ui.result.conversation import ConversationView
from ui.result.reasons import marked_up
from ui.result.trace import TraceView


@pytest.fixture
def talk(app, qtbot):
    view = ConversationView(program())
    qtbot.addWidget(view)
    view.resize(1366, 660)
    view.show_assessment(assessed())
    view.show()
    return view


@pytest.fixture
def trace(app, qtbot):
    view = TraceView(program())
    qtbot.addWidget(view)
    view.resize(1366, 660)
    view.show_assessment(assessed())
    view.show()
    return view


def test_fourteen_questions_have_answers_with_reasons(talk):
    assert len(talk.questions()) == 14
    for item in talk.questions():
        assert item.question.text()
        assert item.lines.rows()
        assert all(row.why.startswith("Rule ") for row in item.lines.rows())
    assert talk.opening.lines.rows()
    assert talk.teach_back.lines.rows()


def test_questions_are_filtered_as_one_types(talk):
    talk.search.setText("insurance")
    shown = [item for item in talk.questions() if not item.isHidden()]
    assert 0 < len(shown) < 14
    assert all("insurance" in (item.question.text() + item.lines.rows()[0].text()).casefold() for item in shown)
    talk.search.setText("no such word")
    assert not talk.none.isHidden()
    talk.search.clear()
    assert not any(item.isHidden() for item in talk.questions())


def test_in_an_emergency_only_the_emergency_is_said(talk):
    talk.show_assessment(example("first-hours"))
    assert talk.questions() == []
    assert talk.answers.isHidden()
    assert talk.urgent.heading.text() == "Emergency first"
    assert talk.urgent.lines.rows()


def test_the_trace_holds_every_rule_and_is_searched(trace):
    total = len(program().assessor.trace(assessed()))
    assert len(trace.model.rows) == total
    trace.search.setText("standing trial")
    assert 0 < len(trace.model.rows) < total
    trace.search.clear()
    trace.truth.setCurrentIndex(trace.truth.findData("true"))
    assert {row.truth for row in trace.model.rows} == {"true"}


def test_what_is_shown_of_the_trace_is_copied(trace):
    trace.search.setText("caveat-cert")
    trace.copy.click()
    assert QApplication.clipboard().text() == "\n".join(row.text for row in trace.model.rows)
    assert "caveat-cert\tholds\tCERT" in QApplication.clipboard().text()


def test_a_rule_opens_its_reason(trace):
    trace.search.setText("caveat-cert")
    trace.table.selectRow(0)
    assert "Rule caveat-cert" in trace.why.toPlainText()
    assert "Evidence:" in trace.why.toPlainText()


@pytest.mark.parametrize("name", ["talk", "trace"])
def test_escape_closes_a_page(request, qtbot, name):
    view = request.getfixturevalue(name)
    with qtbot.waitSignal(view.closed) as left:
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert left.signal_triggered


def test_a_reason_is_marked_up_and_never_believed():
    assert marked_up("Because <b>x</b> & y.") == (
        "<p style='margin:0 0 4px 0'><span style='font-weight:600'>Because</span> &lt;b&gt;x&lt;/b&gt; &amp; y.</p>"
    )
    assert "font-weight:600'>Evidence:</span> A and B: a title." in marked_up("Evidence: A and B: a title.")
