"""The views in the window with the real program: opened by key, closed with Escape, one step from the result."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from tests.support.focus import focused
from tests.support.program import CASES, program


@pytest.fixture
def real(opened):
    return opened(program())


def opened(window, name):
    window.open_file(CASES / f"{name}.json")
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("key", "name"), [(Qt.Key.Key_F7, "studies"), (Qt.Key.Key_F8, "talk"), (Qt.Key.Key_F9, "trace")]
)
def test_a_key_opens_a_page_and_escape_gives_the_focus_back(real, qtbot, key, name):
    opened(real, "typical-early-subacute")
    real.form.focus_path("severity.nihss")
    before = QApplication.focusWidget()
    action = real.actions_by_name[name]
    assert action.shortcut().matches(key)
    action.trigger()
    assert real.pages.open_page == name
    assert action.isChecked()
    assert QApplication.focusWidget() is not before
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert real.pages.open_page == ""
    assert QApplication.focusWidget() is before


def test_nothing_is_built_before_it_is_asked_for(real):
    opened(real, "typical-early-subacute")
    assert real.pages.patient is None
    assert real._stack.count() == 1
    real.actions_by_name["studies"].trigger()
    assert real._stack.count() == 2


def test_the_count_of_the_result_opens_its_studies(real):
    opened(real, "asks-years-later-with-an-offer")
    real.result.studied.click()
    page = real._stack.currentWidget()
    assert page.filter.rowCount() == int(real.result.studied.text().split()[0])


def test_a_bar_of_the_time_line_opens_its_study_by_keyboard(real, qtbot):
    opened(real, "typical-early-subacute")
    line = real.result.timeline
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Right)
    spoken = line.accessibleDescription()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert spoken.startswith(real._stack.currentWidget().record.title.text())
    assert "main result" in spoken or "safety" in spoken


def test_neutral_studies_are_drawn_as_high_as_any(real):
    from ui.result.study_bars import box_of

    opened(real, "typical-early-subacute")
    view = program().screen(real.session.assessment)
    heights = {kind: {box_of(bar, 900, 0).height() for bar in view.bars if bar.kind == kind} for kind, _ in view.bar_kinds}
    assert set(map(frozenset, heights.values())) == {frozenset(heights["neutral"])}
    assert not any(
        one.lane == other.lane and one.low < other.high and other.low < one.high
        for one in view.bars
        for other in view.bars
        if one is not other
    )


def test_an_open_standing_says_what_would_settle_it_and_leads_there(real, qtbot):
    qtbot.waitUntil(lambda: bool(real.result.banner.settling.links()))
    links = real.result.banner.settling.links()
    assert links[0].text() == "Onset"
    links[0].click()
    assert QApplication.focusWidget() is real.form.rows["stroke.onset"].control
    opened(real, "typical-early-subacute")
    assert real.result.banner.settling.isHidden()


def test_the_parts_of_the_expectation_are_in_sight_at_1366_by_768(real):
    opened(real, "typical-early-subacute")
    port = real.result.viewport()
    for part in real.result.expectation.lists()[:5]:
        assert part.rows()[0].mapTo(port, part.rows()[0].rect().topLeft()).y() + 18 < port.height()
    first = real.result.missing.links()[0]
    assert first.mapTo(port, first.rect().bottomLeft()).y() < port.height()


def test_an_offer_is_shown_by_how_it_was_answered(real):
    opened(real, "asks-years-later-with-an-offer")
    flags, to_ask = real.result.offer.lists()
    assert flags.rows()[0].text() == "No registry number."
    assert all(row.accessibleName().startswith("Caution: ") for row in flags.rows())
    assert all(row.text().endswith("?") for row in to_ask.rows())
    assert real.result.answered.isVisible()
    assert not real.result.answered.lines.rows()
    real.result.answered.heading.click()
    assert real.result.answered.lines.rows()


def test_what_is_folded_is_made_when_it_opens(real, qtbot):
    opened(real, "typical-early-subacute")
    card = real.result.mechanisms
    assert card.isVisible()
    assert not card.lines.rows()
    card.heading.setFocus()
    qtbot.keyClick(card.heading, Qt.Key.Key_Space)
    assert card.lines.rows()[0].text().startswith("A mechanism comes from animals")
    assert any("Claim" in row.why for row in card.lines.rows())


def test_an_emergency_shows_no_studies(real):
    opened(real, "first-hours")
    assert real.result.studied.isHidden()
    assert real.result.timeline.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert real.result.mechanisms.isHidden()


def test_the_patient_view_opens_with_the_present_case(real, qtbot):
    opened(real, "first-hours")
    real.actions_by_name["patient"].trigger()
    view = real.pages.patient
    assert view.isFullScreen()
    assert view.page.heading.text() == "Get help now"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    opened(real, "typical-early-subacute")
    real.actions_by_name["patient"].trigger()
    assert real.pages.patient is view
    assert view.page.heading.text() == "The short answer"
    view.close()


def test_every_input_of_the_views_has_a_name_and_a_role(real):
    opened(real, "asks-years-later-with-an-offer")
    from PySide6.QtWidgets import QWidget

    for name in ("studies", "talk", "trace"):
        real.actions_by_name[name].trigger()
        page = real._stack.currentWidget()
        tabbed = [
            one
            for one in page.findChildren(QWidget)
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert tabbed
        for one in tabbed:
            told = QAccessible.queryAccessibleInterface(one)
            assert told.text(QAccessible.Text.Name) or told.text(QAccessible.Text.Value), (name, one)
            assert told.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), (name, one)


def test_the_result_is_read_in_the_order_of_tab(real, qtbot):
    opened(real, "asks-years-later-with-an-offer")
    page, result = real.result.widget(), real.result
    now = result.banner.lines.rows()[0]
    now.setFocus()
    seen = []
    while page.isAncestorOf(now) and now not in seen:
        seen.append(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
    parts = [
        result.banner, result.phase, result.expectation, result.missing_card, result.offer, result.answered,
        result.arguments, result.caveats, result.findings, result.course, result.claims, result.mechanisms,
    ]  # fmt: skip
    order = [next(at for at, part in enumerate(parts) if part.isAncestorOf(one)) for one in seen]
    assert set(order) == {at for at, part in enumerate(parts) if part.isVisible()}
    assert order == sorted(order)
    for at in (2, 4, 7):
        tops = [one.mapTo(page, one.rect().topLeft()).y() for one, part in zip(seen, order, strict=True) if part == at]
        assert tops == sorted(tops)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_every_missing_fact_leads_to_an_input(real, path):
    real.open_file(path)
    for row in program().screen(real.session.assessment).missing:
        real.result.banner.lines.rows()[0].setFocus()
        assert real.form.focus_path(row.fact), row.fact
        assert real.form.isAncestorOf(QApplication.focusWidget()), row.fact


def test_what_stands_below_the_screen_is_named_and_one_press_away(real, qtbot):
    opened(real, "asks-years-later-with-an-offer")
    pane = real.result
    qtbot.waitUntil(lambda: not pane.more_below.isHidden())
    pane.more_below.refresh()
    named = pane.more_below.accessibleName()
    port = pane.viewport()
    titles = {
        label.text(): label.mapTo(port, label.rect().topLeft()).y()
        for card in (pane.expectation, pane.offer)
        for label in card.titles()
    }
    assert any(top + 20 > port.height() for top in titles.values())
    for title, top in titles.items():
        assert (title in named) == (top + 20 > port.height()), title
    assert "No study shows" not in named
    pane.more_below.click()
    assert pane.verticalScrollBar().value() > 0
    pane.verticalScrollBar().setValue(pane.verticalScrollBar().maximum())
    pane.more_below.refresh()
    pane.more_below.click()
    assert pane.verticalScrollBar().value() == 0


def test_a_line_with_the_focus_is_never_under_the_line_that_names_what_follows(real, qtbot):
    opened(real, "asks-years-later-with-an-offer")
    pane = real.result
    qtbot.waitUntil(lambda: not pane.more_below.isHidden())
    before, row = pane.caveats.lines.rows()[-2:]
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert focused() is row
    assert pane.viewport().geometry().bottom() < pane.more_below.geometry().top() + 1
    assert row.mapTo(pane.viewport(), row.rect().bottomLeft()).y() <= pane.viewport().height()


def test_no_word_of_a_missing_fact_is_cut(real, qtbot):
    qtbot.waitUntil(lambda: bool(real.result.missing.links()))
    links = real.result.missing.links()
    long = next(link for link in links if link.text().startswith("Sudden worsening"))
    assert long.height() >= long.height_at(long.width())
    assert long.height() > min(link.height() for link in links)
    assert "and 6 more" in links[0]._shown
    assert links[0].accessibleDescription().count(",") == 7


def test_in_an_emergency_only_what_could_end_it_is_asked_for(real, qtbot):
    opened(real, "first-hours")
    qtbot.wait(80)
    assert all("standing" in row.changes for row in program().screen(real.session.assessment).missing)
    assert not any("studies" in link.accessibleDescription() for link in real.result.missing.links())


def test_the_question_stands_above_a_title_that_leaves_it_no_room(real):
    from PySide6.QtWidgets import QBoxLayout

    opened(real, "active-cancer")
    head = real.result.banner._head
    assert head.direction() == QBoxLayout.Direction.LeftToRight
    real.resize(683, 384)
    real.panes.show_form(False)
    QApplication.processEvents()
    assert head.direction() == QBoxLayout.Direction.BottomToTop


def test_the_window_can_be_made_narrow_whatever_was_opened_before(real, qtbot):
    opened(real, "typical-early-subacute")
    for name in ("studies", "talk", "trace", "preview"):
        real.actions_by_name[name].trigger()
        QApplication.processEvents()
    real.pages.close_page()
    QApplication.processEvents()
    # As with the mouse: on the way it turns to one pane at a time.
    for width in (800, 560):
        real.resize(width, 384)
        QApplication.processEvents()
    assert real.width() == 560
    assert real.panes.is_narrow


def test_in_a_narrow_window_the_preview_takes_the_place_of_the_form(real, qtbot):
    opened(real, "typical-early-subacute")
    real.resize(683, 384)
    QApplication.processEvents()
    assert real.panes.is_narrow
    real.form.focus_path("severity.nihss")
    real.actions_by_name["preview"].trigger()
    QApplication.processEvents()
    assert real.handouts.preview.isVisible()
    assert real.handouts.preview.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert real.result.isVisible()
    assert real.result.isAncestorOf(QApplication.focusWidget())


def test_every_missing_fact_leads_to_an_input_of_its_own(real, qtbot):
    for name in ("almost-nothing-known", "asks-years-later-with-an-offer"):
        opened(real, name)
        for row in program().screen(real.session.assessment).missing:
            real.form.focus_first()
            real.result.field_asked_for.emit(row.fact)
            QApplication.processEvents()
            field = focused()
            assert field.isVisible()
            assert field.objectName().startswith(row.fact), (row.fact, field.objectName())


def test_a_narrow_trace_shows_several_rules_and_why(real, qtbot):
    opened(real, "typical-early-subacute")
    real.resize(683, 384)
    real.actions_by_name["trace"].trigger()
    QApplication.processEvents()
    trace = real.pages._built["trace"]
    table = trace.table
    assert table.horizontalScrollBar().maximum() == 0
    assert table.viewport().height() >= 3 * 28
    assert trace.why.height() >= 60
    holds = table.columnWidth(2)
    assert table.fontMetrics().horizontalAdvance("does not hold") + 22 <= holds


def test_an_emergency_says_that_nothing_more_is_asked_for(real, qtbot):
    opened(real, "first-hours")
    qtbot.waitUntil(lambda: real.result.missing._none.isVisible())
    assert real.result.missing._none.text() == "In an emergency nothing more is asked for."
    opened(real, "almost-nothing-known")
    assert not real.result.missing._none.isVisible()
