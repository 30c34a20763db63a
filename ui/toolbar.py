"""The bar at the top and its menu: every action of the window by name, with its key; it does none of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from ui.labels import word

Slot = Callable[[], object]
# Below this many pixels the views leave the bar; the menu has them all the time.
CROWDED = 1080


class MainBar(QToolBar):
    """Buttons side by side and a menu at the right; `by_name` holds the actions in the order of adding."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self.by_name: dict[str, QAction] = {}
        self._only_narrow: list[QAction] = []
        self._spare: list[QAction] = []
        self._is_crowded = False
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        space = QWidget(self)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._space = self.addWidget(space)
        self.menu_button = QToolButton(self)
        self.menu_button.setObjectName("action.menu")
        self.menu_button.setText(word("action.menu"))
        self.menu_button.setAccessibleName(word("action.menu").replace("&", ""))
        self.menu_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.addWidget(self.menu_button)

    def add_button(self, name: str, keys: QKeySequence, slot: Slot, *, only_narrow: bool = False) -> None:
        """A button that is off until there is a session; its words are those of `action.<name>`."""
        action = self.new_action(name, word(f"action.{name}"), keys, slot)
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(word("with-keys", text=word(f"action.{name}.help"), keys=shown))
        action.setEnabled(False)
        if only_narrow:
            # Its key works in a wide window too.
            self._owner.addAction(action)
            self._only_narrow.append(action)
        else:
            self._insert(action)

    def add_view(self, name: str, keys: QKeySequence, slot: Slot) -> None:
        """A button that leaves a crowded bar, and is in the menu too."""
        if not self._spare:
            self._spare.append(self.insertSeparator(self._space))
        self.add_button(name, keys, slot)
        self._owner.addAction(self.by_name[name])
        self._spare.append(self.by_name[name])

    def add_gap(self) -> None:
        """A line between two groups of buttons."""
        self.insertSeparator(self._space)

    def new_action(self, name: str, text: str, keys: QKeySequence, slot: Slot) -> QAction:
        """An action by name; the caller puts it somewhere."""
        action = QAction(text, self._owner)
        action.setObjectName(f"action.{name}")
        action.setShortcut(keys)
        action.setToolTip(text)
        action.triggered.connect(lambda _checked=False: slot())
        self.by_name[name] = action
        return action

    def fill_menu(self, places: dict[str, Slot], dialogs: dict[str, tuple[QKeySequence, Slot]]) -> None:
        """The sections to go to, each with Alt and a digit, then the dialogs."""
        menu = QMenu(self)
        going = menu.addMenu(word("menu.go"))
        for number, (name, slot) in enumerate(places.items(), start=1):
            section = word(f"section.{name}")
            keys = QKeySequence(f"Alt+{number % 10}")
            action = self.new_action(f"go.{name}", word("action.go", section=section), keys, slot)
            action.setIconText(section)
            going.addAction(action)
        menu.addActions([action for action in self._spare if not action.isSeparator()])
        menu.addSeparator()
        for name, (keys, slot) in dialogs.items():
            menu.addAction(self.new_action(name, word(f"action.{name}"), keys, slot))
        # Reachable by their keys while the menu is closed.
        self._owner.addActions([*going.actions(), *menu.actions()])
        self.menu_button.setMenu(menu)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_crowded = self.width() < CROWDED
        if is_crowded != self._is_crowded:
            self._is_crowded = is_crowded
            for action in self._spare:
                self.removeAction(action) if is_crowded else self._insert(action)

    def tighten(self, is_narrow: bool) -> None:
        """Less room around the words in a narrow window, and the buttons that only that has."""
        for action in self._only_narrow:
            if is_narrow:
                self._insert(action)
            else:
                self.removeAction(action)
        self.setProperty("tight", is_narrow)
        for button in self.findChildren(QToolButton):
            button.style().polish(button)
            button.updateGeometry()

    def _insert(self, action: QAction) -> None:
        self.insertAction(self._space, action)
        if not action.isSeparator():
            self.widgetForAction(action).setFocusPolicy(Qt.FocusPolicy.TabFocus)
