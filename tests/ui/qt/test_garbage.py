"""Garbage is collected after a result and never by a key press; what was there at the start is not walked."""

from __future__ import annotations

import gc

import pytest

from ui.qt.garbage import MOST_NEW, Collector


@pytest.fixture
def collections():
    """Every collection that Python makes, by generation; its own settings come back afterwards."""
    before, seen = gc.get_threshold(), []

    def note(phase, facts):
        if phase == "start":
            seen.append(facts["generation"])

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)
    gc.set_threshold(*before)
    gc.unfreeze()


def test_a_key_press_collects_nothing_and_the_rest_after_it_does(window, type_into, collections, qtbot):
    type_into("severity.nihss", "1")
    Collector(window.session)
    assert gc.get_threshold()[0] == MOST_NEW
    assert gc.get_freeze_count() > 10_000
    collections.clear()
    type_into("severity.nihss", "2")
    assert collections == []
    qtbot.waitUntil(lambda: collections == [2])
