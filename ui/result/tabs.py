"""Puts the Tab key in reading order, part after part; rows made later would else come last."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def order_tabs(parts: Iterable[QWidget]) -> None:
    """Chains what Tab reaches: the parts in this order, and within a part from top to bottom."""
    chain = [one for part in parts for one in _inputs(part)]
    for before, after in pairwise(chain):
        if before.nextInFocusChain() is not after:
            QWidget.setTabOrder(before, after)


def _inputs(part: QWidget) -> list[QWidget]:
    if part.isHidden():
        return []
    found = [one for one in (part, *part.findChildren(QWidget)) if _is_reached(one)]
    return sorted(found, key=lambda one: (one.mapTo(part, one.rect().topLeft()).y(), one.x()))


def _is_reached(one: QWidget) -> bool:
    return not one.isHidden() and bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
