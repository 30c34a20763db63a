"""Has garbage collected while nobody types, so that no key press waits for it; it finds none itself."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from ui.session import Session

# After the result is painted and before the next key of a fast typist; it takes a few milliseconds.
REST_MS = 30
# New objects after which Python looks for garbage by itself; a result leaves about 2,000.
MOST_NEW = 200_000


class Collector(QObject):
    """Follows a session for as long as that lives."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        # What is there now stays: no collection need walk it.
        gc.freeze()
        gc.set_threshold(MOST_NEW)
        gc.enable()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(gc.collect)
        session.assessment_changed.connect(self._rest.start)
