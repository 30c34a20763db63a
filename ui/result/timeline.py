"""The time line of stages with "you are here" and the studies above it, painted from ready words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.labels import word
from ui.look.theme import BODY_PX, RADIUS, SMALL_PX, colour, font
from ui.result.study_bars import BAR, box_of, height_of, paint_bars, paint_legend

if TYPE_CHECKING:
    from counsel.physician.result import StageView, StudyBar

HERE, LANES_TOP = 18, 20
BAR_HEIGHT = 14
GAP, REACH = 2, 2
NAME, DATE, LEGEND = 18, 15, 18


class Timeline(QWidget):
    """Five bars side by side; the stage that holds is filled, one that may hold is hatched.

    Above them each study at its own time, to press or to reach with the arrow keys.
    """

    study_asked_for = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages: tuple[StageView, ...] = ()
        self._bars: tuple[StudyBar, ...] = ()
        self._kinds: tuple[tuple[str, str], ...] = ()
        self._caption = ""
        self._low: float | None = None
        self._high: float | None = None
        self._at = 0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word("timeline.name"))
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(640, self.height())

    def show_stages(self, stages: Sequence[StageView], low: float | None, high: float | None) -> None:
        """Positions run from 0 (left end) to 1 (right end); None where no date is known."""
        shown = (tuple(stages), low, high)
        if shown == (self._stages, self._low, self._high):
            return
        self._stages, self._low, self._high = shown
        self._fit()
        self._describe()
        self.update()

    def show_bars(
        self, bars: Sequence[StudyBar], kinds: Sequence[tuple[str, str]], caption: str
    ) -> None:
        """The studies, the shapes among them with their words, and what the bars are; () for none."""
        if (bars, caption) == (self._bars, self._caption):
            return
        self._bars, self._kinds, self._caption, self._at = tuple(bars), tuple(kinds), caption, 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if bars else Qt.FocusPolicy.NoFocus)
        self._fit()
        self._describe()
        self.update()

    def _describe(self) -> None:
        here = [stage.name for stage in self._stages if stage.here]
        words = ", ".join(here) if here else word("timeline.unknown")
        if self._bars and self.hasFocus():
            words = word("timeline.study", name=self._bars[self._at].name, result=self._result(self._at))
        self.setAccessibleDescription(words)

    def _result(self, at: int) -> str:
        return dict(self._kinds)[self._bars[at].kind]

    # Where things are

    @property
    def _bar_top(self) -> int:
        return LANES_TOP + height_of(self._bars) + 3 if self._bars else LANES_TOP + 4

    @property
    def _names_top(self) -> int:
        return self._bar_top + BAR_HEIGHT + 4

    def _dates(self, stage: StageView, width: float) -> tuple[str, ...]:
        """The dates of a stage on one line where they fit, else on two."""
        if not stage.ends or stage.ends == stage.begins:
            return (stage.begins,)
        begins, _, year = stage.begins.rpartition(" ")
        same_year = stage.ends.endswith(f" {year}")
        one = f"{begins if same_year else stage.begins} {word('timeline.to', day=stage.ends)}"
        painted = self.fontMetrics().horizontalAdvance(one) * SMALL_PX / max(1, self.font().pixelSize())
        return (one,) if painted <= width - 2 else (stage.begins, word("timeline.to", day=stage.ends))

    def _fit(self) -> None:
        lines = [
            len(self._dates(stage, box.width()))
            for stage, box in zip(self._stages, self._boxes(), strict=True)
        ]
        height = self._names_top + NAME + DATE * max(lines, default=1)
        height += LEGEND if self._bars else 2
        if self.minimumHeight() != height or self.maximumHeight() != height:
            self.setFixedHeight(height)

    def _boxes(self) -> list[QRectF]:
        total = sum(stage.share for stage in self._stages) or 1.0
        left, boxes = 0.0, []
        for stage in self._stages:
            width = self.width() * stage.share / total
            boxes.append(QRectF(left + GAP / 2, self._bar_top, width - GAP, BAR_HEIGHT))
            left += width
        return boxes

    def _study_at(self, point: QPointF) -> StudyBar | None:
        boxes = ((bar, box_of(bar, self.width(), LANES_TOP)) for bar in self._bars)
        reach = (bar for bar, box in boxes if box.adjusted(-REACH, -1, REACH, 1).contains(point))
        return next(reach, None)

    # What is drawn

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stage, box in zip(self._stages, self._boxes(), strict=True):
            self._paint_stage(painter, stage, box)
            self._paint_words(painter, stage, box)
        self._paint_here(painter)
        if self._bars:
            chosen = self._bars[self._at].study if self.hasFocus() else ""
            paint_bars(painter, self._bars, self.width(), LANES_TOP, chosen)
            self._paint_legend(painter)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _paint_stage(self, painter: QPainter, stage: StageView, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent_soft" if stage.here else "neutral_bar"))
        painter.drawRoundedRect(box, 3, 3)
        if stage.here == "maybe":
            painter.setBrush(QBrush(colour("accent"), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(box, 3, 3)
        elif stage.here:
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(box, 3, 3)

    def _paint_words(self, painter: QPainter, stage: StageView, box: QRectF) -> None:
        painter.setFont(font(BODY_PX, strong=bool(stage.here)))
        painter.setPen(colour("text" if stage.here else "muted"))
        self._paint_line(painter, stage.name, QRectF(box.left(), self._names_top, box.width(), NAME))
        painter.setPen(colour("muted"))
        for line, words in enumerate(self._dates(stage, box.width())):
            painter.setFont(font(SMALL_PX))
            if painter.fontMetrics().horizontalAdvance(words) > box.width():
                painter.setFont(font(SMALL_PX - 1))
            top = self._names_top + NAME + DATE * line
            self._paint_line(painter, words, QRectF(box.left(), top, box.width(), DATE))

    def _paint_line(self, painter: QPainter, words: str, place: QRectF) -> None:
        width = int(place.width())
        fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, fitting)

    def _paint_legend(self, painter: QPainter) -> None:
        top = self.height() - LEGEND + 1
        left = paint_legend(painter, self._kinds, 0, top)
        painter.setPen(colour("muted"))
        self._paint_line(painter, self._caption, QRectF(left, top, self.width() - left, 16))

    def _paint_here(self, painter: QPainter) -> None:
        painter.setFont(font(SMALL_PX, strong=True))
        if self._low is None or self._high is None:
            return
        low, high = self._low * self.width(), self._high * self.width()
        middle, foot = (low + high) / 2, self._bar_top + BAR_HEIGHT + 2
        if high - low > 6:
            self._paint_range(painter, low, high, foot)
        else:
            self._paint_arrow(painter, middle, foot)
        self._paint_here_words(
            painter, middle, word("timeline.here" if high - low <= 6 else "timeline.somewhere")
        )

    def _paint_range(self, painter: QPainter, low: float, high: float, foot: float) -> None:
        painter.fillRect(QRectF(low, HERE, high - low, self._bar_top - HERE), colour("accent_soft"))
        painter.setPen(QPen(colour("text"), 2))
        painter.drawLine(QPointF(low + 1, HERE), QPointF(high - 1, HERE))
        for end in (low + 1, high - 1):
            painter.drawLine(QPointF(end, HERE - 2), QPointF(end, foot))

    def _paint_arrow(self, painter: QPainter, middle: float, foot: float) -> None:
        tip = QPointF(middle, HERE)
        for ink, width in (("card", 5), ("accent", 2)):
            painter.setPen(QPen(colour(ink), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(tip, QPointF(middle, foot))
        painter.setPen(QPen(colour("card"), 5))
        painter.drawLine(QPointF(middle, self._bar_top), QPointF(middle, foot))
        painter.setPen(QPen(colour("text"), 2))
        painter.drawLine(QPointF(middle, self._bar_top - 2), QPointF(middle, foot))
        painter.setBrush(colour("text"))
        painter.setPen(Qt.PenStyle.NoPen)
        arrow = [(middle, HERE + 3), (middle - 5, HERE - 3), (middle + 5, HERE - 3)]
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in arrow]))

    def _paint_here_words(self, painter: QPainter, middle: float, words: str) -> None:
        width = painter.fontMetrics().horizontalAdvance(words) + 4
        left = min(max(0.0, middle - width / 2), self.width() - width)
        painter.setPen(colour("text"))
        painter.drawText(QRectF(left, 0, width, 14), Qt.AlignmentFlag.AlignCenter, words)

    # Qt's own calls

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            bar = self._study_at(QPointF(event.pos()))
            words = self._spoken(bar) if bar is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _spoken(self, bar: StudyBar) -> str:
        return word("timeline.study", name=bar.name, result=self._result(self._bars.index(bar)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._study_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        bar = self._study_at(event.position())
        if bar is not None:
            self.study_asked_for.emit(bar.study)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        if event.key() in steps and self._bars:
            self._choose((self._at + steps[Qt.Key(event.key())]) % len(self._bars))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._bars:
            self.study_asked_for.emit(self._bars[self._at].study)
        else:
            super().keyPressEvent(event)

    def _choose(self, at: int) -> None:
        self._at = at
        self._describe()
        self.update()
        bar = self._bars[at]
        place = box_of(bar, self.width(), LANES_TOP).bottomLeft().toPoint()
        place.setY(place.y() + BAR)
        QToolTip.showText(self.mapToGlobal(place), self._spoken(bar), self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._describe()
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
