"""Calls to Qt must not use up None: under Python 3.11 the program would abort within minutes."""

from __future__ import annotations

import ctypes
import sys

import pytest

from ui.qt.singletons import ENOUGH, IMMORTAL_SINCE


@pytest.mark.skipif(sys.version_info >= IMMORTAL_SINCE, reason="None lives for ever in this Python")
def test_none_outlives_any_number_of_calls_to_qt(qapp):
    from PySide6.QtWidgets import QLabel

    label = QLabel("x")
    for _ in range(20_000):
        label.setText("x")
    for singleton in (None, True, False):
        assert ctypes.c_ssize_t.from_address(id(singleton)).value > ENOUGH // 2
