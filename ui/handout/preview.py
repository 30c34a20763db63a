"""The handout beside the form: the pages of the very bytes that are saved and printed."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.form.painted_buttons import PlainCombo
from ui.handout.kinds_bar import KindsBar
from ui.handout.print_job import PAPERS, SIZES, JobBasis, PrintJob
from ui.labels import word
from ui.look.theme import GRID, colour
from ui.qt.worker import Workers

REDRAW_AFTER_MS = 200
PAGE_PX = 760
POINTS_PER_INCH = 72


def open_document(pdf: bytes, parent: QObject) -> QPdfDocument:
    """The pages of a PDF; the bytes are kept alive with the document."""
    document = QPdfDocument(parent)
    buffer = QBuffer(document)
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document


class Preview(QWidget):
    """Follows the case while it is visible; the making happens in a worker's thread."""

    closed = Signal()
    failed = Signal(object)
    shown = Signal()

    def __init__(self, job: PrintJob, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self._workers = workers
        self.pdf = b""
        self._wanted: JobBasis | None = None
        self.view = QPdfView(self)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setAccessibleName(word("preview.name"))
        self.view.setPageSpacing(2 * GRID)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self._colour_ground()
        self._state = QLabel(self)
        self._state.setProperty("role", "note")
        self._state.setWordWrap(True)
        self.kinds = KindsBar(job, self)
        self.size_box = self._combo("preview.size", [word("preview.points", size=size) for size in SIZES])
        self.paper_box = self._combo("preview.paper", [word(f"preview.{paper}") for paper in PAPERS])
        self.size_box.setToolTip(word("preview.size.help"))
        self.size_box.setAccessibleDescription(word("preview.size.help"))
        self._back = QPushButton(word("preview.back"), self)
        self._back.setToolTip(word("preview.back.help"))
        self._back.setAccessibleDescription(word("preview.back.help"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REDRAW_AFTER_MS)
        self._show_options()
        self._connect()
        self._lay_out()

    def _combo(self, name: str, labels: list[str]) -> QComboBox:
        combo = PlainCombo(self)
        combo.setObjectName(name)
        combo.setAccessibleName(word(name))
        combo.addItems(labels)
        return combo

    def _connect(self) -> None:
        self._timer.timeout.connect(self.refresh)
        self._back.clicked.connect(self.closed)
        self.size_box.activated.connect(lambda at: self._job.choose(size=SIZES[at]))
        self.paper_box.activated.connect(lambda at: self._job.choose(paper=PAPERS[at]))
        self.kinds.refused.connect(self._state.setText)
        self._job.options_changed.connect(self._on_options_changed)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(GRID)
        bar.addWidget(self._back)
        bar.addWidget(self._state, 1)
        for name, box in (("preview.size", self.size_box), ("preview.paper", self.paper_box)):
            label = QLabel(word(name), self)
            label.setBuddy(box)
            bar.addWidget(label)
            bar.addWidget(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        head.setSpacing(GRID // 2)
        head.addLayout(bar)
        head.addWidget(self.kinds)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    @property
    def state(self) -> str:
        """What is told beside the choices: that pages are being made, how many there are, or why not."""
        return self._state.text()

    def refresh_soon(self) -> None:
        """Shows at once which sheets fit the case, and asks for new pages once typing rests."""
        self.kinds.show_kinds()
        self._timer.start()

    def refresh(self) -> None:
        """Makes and shows the pages of the present case."""
        self.kinds.show_kinds()
        basis = self._job.basis()
        if basis == self._wanted:
            return
        self._wanted = basis
        if self._job.made(basis) is not None:
            self._on_made((basis, self._job.pdf(basis)))
            return
        self._state.setText(word("preview.making"))
        self._workers.start(lambda: (basis, self._job.pdf(basis)), self._on_made, self._on_failed)

    def forget(self) -> None:
        """Drops the pages: they are of a case that is gone."""
        self._timer.stop()
        self._wanted = None
        self.pdf = b""
        self._show_document(QPdfDocument(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show_options(self) -> None:
        self.size_box.setCurrentIndex(SIZES.index(self._job.size))
        self.paper_box.setCurrentIndex(PAPERS.index(self._job.paper))

    def _on_options_changed(self) -> None:
        self._show_options()
        self.kinds.show_kinds()
        if self.isVisible():
            self.refresh()

    def _on_made(self, made: tuple[JobBasis, bytes]) -> None:
        basis, pdf = made
        if basis != self._wanted:
            return
        self.pdf = pdf
        document = open_document(pdf, self)
        self._show_document(document)
        count = document.pageCount()
        self._state.setText(word("preview.pages", n=count))
        self._fit()
        self.shown.emit()

    def _show_document(self, document: QPdfDocument) -> None:
        before = self.view.document()
        self.view.setDocument(document)
        if before is not None:
            before.deleteLater()

    def _on_failed(self, error: Exception) -> None:
        self._wanted = None
        self._state.setText("")
        self.failed.emit(error)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # A style sheet gives its widgets back the palette that they had before it, so this comes after that.
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            QTimer.singleShot(0, self, self._colour_ground)

    def _colour_ground(self) -> None:
        # QPdfView paints the ground behind its pages with this role.
        palette = self.view.palette()
        palette.setColor(QPalette.ColorRole.Dark, colour("neutral_bar"))
        if palette != self.view.palette():
            self.view.setPalette(palette)

    def _fit(self) -> None:
        document = self.view.document()
        if document is None or not document.pageCount():
            return
        inches = document.pagePointSize(0).width() / POINTS_PER_INCH
        room = min(PAGE_PX, self.view.viewport().width() - 4 * GRID)
        self.view.setZoomFactor(max(0.2, room / (inches * self.view.logicalDpiX())))
