"""Draws the cells of the table of studies that are more than words; it knows no study."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.evidence.model import STRIP_ROLE, VERDICT_ROLE
from ui.evidence.strip import paint_strip
from ui.look.marks import paint_verdict
from ui.look.theme import GRID, colour, font

MARK = 14
Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Words on the row's ground; the chosen row has a ground and an edge of its own."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), 36)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_ground(painter, option, index)
        box = option.rect.adjusted(GRID, 0, -GRID, 0)
        self.paint_words(painter, option, index, QRectF(box))

    def paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, box: QRectF
    ) -> None:
        """The words of a cell, cut where there is no room."""
        painter.setFont(font(13, strong=index.column() == 0))
        painter.setPen(colour("text"))
        words = str(index.data() or "")
        fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
        align = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, align, fitting)


class VerdictDelegate(RowDelegate):
    """A mark before the word, so that neither colour nor shape stands alone."""

    def paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, box: QRectF
    ) -> None:
        mark = QRectF(box.left(), box.center().y() - MARK / 2, MARK, MARK)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_verdict(painter, index.data(VERDICT_ROLE), mark)
        painter.restore()
        super().paint_words(painter, option, index, box.adjusted(MARK + GRID, 0, 0, 0))


class StripDelegate(RowDelegate):
    """The study's range and this person on one scale."""

    def paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, box: QRectF
    ) -> None:
        strip = index.data(STRIP_ROLE)
        if strip is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_strip(painter, strip, box)
        painter.restore()


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """The ground of a cell: the chosen row is tinted and has a line at its left end."""
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    rect = option.rect
    painter.fillRect(rect, colour("accent_soft" if chosen else "card"))
    painter.setPen(colour("hairline"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if chosen and index.column() == 0:
        painter.fillRect(rect.left(), rect.top(), 3, rect.height(), colour("accent"))
