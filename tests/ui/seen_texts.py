"""Every text that a person can see or hear on a widget and all below it, with its place; it judges none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QStatusBar,
    QTableView,
    QTextBrowser,
    QWidget,
)

from ui.result.lines import LineRow
from ui.result.timeline import Timeline

SEEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class Seen(NamedTuple):
    """A text and where it stands: the class and name of its widget, and what of it."""

    place: str
    text: str


def seen_texts(root: QWidget) -> Iterator[Seen]:
    """The texts of a widget, its children and their actions, each line by itself; hidden ones too."""
    for widget in (root, *root.findChildren(QWidget)):
        place = f"{type(widget).__name__} {widget.objectName()}".strip()
        for what, text in _of_widget(widget):
            yield from _lines(f"{place}: {what}", text)
    for action in root.findChildren(QAction):
        place = f"QAction {action.objectName()}".strip()
        for what in ("text", "toolTip", "iconText", "statusTip", "whatsThis"):
            yield from _lines(f"{place}: {what}", getattr(action, what)())


def _lines(place: str, text: str) -> Iterator[Seen]:
    plain = unescape(re.sub(r"<[^>]+>", "\n", text)) if "<" in text else text
    for line in plain.replace("&&", "\0").replace("&", "").replace("\0", "&").splitlines():
        if line.strip():
            yield Seen(place, line.strip())


def _of_widget(widget: QWidget) -> Iterator[tuple[str, str]]:
    for what in ("toolTip", "accessibleName", "accessibleDescription", "whatsThis", "statusTip", "windowTitle"):
        yield what, getattr(widget, what)()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    if isinstance(widget, QLineEdit):
        # What stands in it is a person's own.
        yield "placeholderText", widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (("item", widget.itemText(at)) for at in range(widget.count()))
    if isinstance(widget, QMenu):
        yield "title", widget.title()
    if isinstance(widget, QMessageBox):
        yield "informativeText", widget.informativeText()
    if isinstance(widget, QStatusBar):
        yield "message", widget.currentMessage()
    if isinstance(widget, QTextBrowser):
        yield "text", widget.toPlainText()
    if isinstance(widget, QTableView):
        yield from _of_table(widget)
    if isinstance(widget, LineRow):
        yield "why", widget.why
    if isinstance(widget, Timeline):
        yield from _of_timeline(widget)


def _of_table(table: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model: QAbstractItemModel = table.model()
    sizes = {Qt.Orientation.Horizontal: model.columnCount(), Qt.Orientation.Vertical: model.rowCount()}
    for way, size in sizes.items():
        for at in range(size):
            yield from (("header", _text(model.headerData(at, way, role))) for role in SEEN)
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            yield from (("cell", _text(model.index(row, column).data(role))) for role in SEEN)


def _of_timeline(line: Timeline) -> Iterator[tuple[str, str]]:
    # It paints its words itself.
    for stage in line._stages:
        yield from (("stage", text) for text in (stage.name, stage.begins, stage.ends))
    yield "caption", line._caption
    yield from (("legend", words) for _kind, words in line._kinds)
    yield from (("study", line._spoken(bar)) for bar in line._bars)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
