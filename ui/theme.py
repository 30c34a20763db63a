"""The look: colour tokens, spacing, fonts and the style sheet; no widget and no clinical word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

CHOSEN = "colours"
# The window writes regular and semi-bold; the sheet alone needs bold.
UNUSED_WEIGHT = "-Bold"
GRID = 8
FORM_WIDTH = 408
RADIUS = 6
BODY_PX = 14
SMALL_PX = 12
HEADING_PX = 15
TITLE_PX = 22


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of the window as `#rrggbb`; `on_x` is text that stands on `x`."""

    canvas: str
    card: str
    text: str
    muted: str
    hairline: str
    edge: str
    accent: str
    on_accent: str
    accent_soft: str
    on_accent_soft: str
    neutral_bar: str
    caution: str
    caution_soft: str
    on_caution_soft: str
    emergency: str
    on_emergency: str
    emergency_soft: str
    on_emergency_soft: str


LIGHT = Tokens(
    canvas="#f4f5f6",
    card="#ffffff",
    text="#1b1f24",
    muted="#56606b",
    hairline="#dfe2e6",
    edge="#808994",
    accent="#1d5c9e",
    on_accent="#ffffff",
    accent_soft="#e4edf7",
    on_accent_soft="#174a80",
    neutral_bar="#d9dde2",
    caution="#a86200",
    caution_soft="#fdf3df",
    on_caution_soft="#6d4300",
    emergency="#b3191e",
    on_emergency="#ffffff",
    emergency_soft="#fde9e8",
    on_emergency_soft="#8c1216",
)

DARK = Tokens(
    canvas="#15181c",
    card="#1e2227",
    text="#e9ebee",
    muted="#a8b1bb",
    hairline="#31373e",
    edge="#7b8692",
    accent="#7fb5ef",
    on_accent="#0f151b",
    accent_soft="#213448",
    on_accent_soft="#b9d6f6",
    neutral_bar="#3a4149",
    caution="#e0a23a",
    caution_soft="#352b19",
    on_caution_soft="#f3cd87",
    emergency="#c9373a",
    on_emergency="#ffffff",
    emergency_soft="#421b1d",
    on_emergency_soft="#ffb3ae",
)

TEXT_PAIRS = (
    ("text", "canvas"),
    ("text", "card"),
    ("muted", "canvas"),
    ("muted", "card"),
    ("accent", "card"),
    ("accent", "canvas"),
    ("on_accent", "accent"),
    ("on_accent_soft", "accent_soft"),
    ("on_caution_soft", "caution_soft"),
    ("on_emergency", "emergency"),
    ("on_emergency_soft", "emergency_soft"),
    ("on_emergency_soft", "card"),
    ("on_emergency_soft", "canvas"),
    ("text", "neutral_bar"),
)
EDGE_PAIRS = (
    ("edge", "card"),
    ("edge", "canvas"),
    ("accent", "card"),
    ("accent", "canvas"),
    ("caution", "card"),
    ("caution", "caution_soft"),
    ("emergency", "card"),
)


def contrast(first: str, second: str) -> float:
    """WCAG contrast ratio of two `#rrggbb` colours, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def tokens() -> Tokens:
    """The tokens of the colours that the user chose, else of the scheme that the system asks for now."""
    app = QGuiApplication.instance()
    chosen = app.property(CHOSEN) if app else None
    if chosen in ("light", "dark"):
        return DARK if chosen == "dark" else LIGHT
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def colour(name: str) -> QColor:
    """One token of the present scheme, ready for a painter."""
    return QColor(getattr(tokens(), name))


def load_fonts(files: Iterable[Path]) -> str | None:
    """Registers the bundled fonts; returns their family, or None where there is none."""
    family = None
    for file in files:
        if file.stem.endswith(UNUSED_WEIGHT):
            continue
        handle = QFontDatabase.addApplicationFont(str(file))
        names = QFontDatabase.applicationFontFamilies(handle) if handle >= 0 else []
        family = family or (names[0] if names else None)
    return family


def font(pixels: int, *, strong: bool = False) -> QFont:
    """The application's family at a size in device-independent pixels."""
    chosen = QFont(QApplication.font())
    chosen.setPixelSize(pixels)
    chosen.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return chosen


def choose(app: QApplication, theme: str) -> None:
    """Takes light or dark colours, or for `system` those of the system; `apply` and `apply_sheet` follow."""
    app.setProperty(CHOSEN, theme)
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    # Not every system takes the wish for its own frames and dialogs; the window follows it on all.
    QGuiApplication.styleHints().setColorScheme(schemes.get(theme, Qt.ColorScheme.Unknown))


def repaint_all(app: QApplication) -> None:
    """Shows the colours that hold now in everything that is already there."""
    apply(app, app.font().family())
    apply_sheet(app)


def apply(app: QApplication, family: str | None) -> None:
    """Sets style, font and palette for the whole application; `apply_sheet` follows."""
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    base = QFont(family) if family else QFont(app.font())
    base.setPixelSize(BODY_PX)
    if base != app.font():
        app.setFont(base)
    app.setPalette(_palette(tokens()))


def apply_sheet(app: QApplication) -> None:
    """Sets the style sheet: after the widgets are built, or each would be polished several times over."""
    sheet = style_sheet(tokens())
    if sheet != app.styleSheet():
        app.setStyleSheet(sheet)


def _palette(now: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for name, value in (
        (role.Window, now.canvas),
        (role.WindowText, now.text),
        (role.Base, now.card),
        (role.AlternateBase, now.canvas),
        (role.Text, now.text),
        (role.Button, now.card),
        (role.ButtonText, now.text),
        (role.PlaceholderText, now.muted),
        (role.Highlight, now.accent),
        (role.HighlightedText, now.on_accent),
        (role.Link, now.accent),
        (role.ToolTipBase, now.card),
        (role.ToolTipText, now.text),
    ):
        palette.setColor(name, QColor(value))
    return palette


def style_sheet(now: Tokens) -> str:
    """The Qt style sheet of one set of tokens; painted widgets take their colours from `colour`."""
    values = {name: getattr(now, name) for name in now.__slots__}
    return _SHEET.substitute(values, small=SMALL_PX, heading=HEADING_PX, title=TITLE_PX, radius=RADIUS)


_SHEET = Template(
    """
QLineEdit, QComboBox[plain="true"] { background: $card; color: $text; border: 1px solid $edge;
  border-radius: ${radius}px; padding: 4px 7px; min-height: 20px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit { placeholder-text-color: $muted; }
QLineEdit:focus, QComboBox[plain="true"]:focus { border: 2px solid $accent; padding: 3px 6px; }
QLineEdit[refused="true"] { border: 2px solid $emergency; padding: 3px 6px; }
QComboBox[plain="true"]::drop-down { width: 24px; border: 0; }
QComboBox[plain="true"]::down-arrow { width: 0; height: 0; }
QComboBox QAbstractItemView { background: $card; color: $text; border: 1px solid $edge; outline: 0;
  selection-background-color: $accent; selection-color: $on_accent; }
QLabel#heading, QLabel[role="heading"] { font-size: ${heading}px; font-weight: 600; }
QLabel[role="note"] { color: $muted; font-size: ${small}px; }
QLabel[role="echo"] { color: $muted; font-size: ${small}px; }
QLabel[role="error"] { color: $on_emergency_soft; font-size: ${small}px; }
QFrame[role="card"] { background: $card; border: 1px solid $hairline; border-radius: 8px; }
QFrame#formSide { border: 0; border-right: 1px solid $hairline; background: $canvas; }
QScrollArea { border: 0; background: $canvas; }
QDialog { background: $canvas; }
QMenu { background: $card; color: $text; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $on_accent_soft; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QToolButton::menu-indicator { width: 0; image: none; }
QPushButton:checked { background: $accent_soft; color: $on_accent_soft; border-color: $accent; }
QToolBar { background: $card; border: 0; border-bottom: 1px solid $hairline; padding: 6px 8px; spacing: 4px; }
QToolBar QToolButton { color: $text; border: 1px solid transparent; border-radius: ${radius}px;
  padding: 5px 11px; }
QToolBar[tight="true"] { padding: 6px 4px; spacing: 0px; }
QToolBar[tight="true"] QToolButton { padding: 5px 3px; }
QToolBar QToolButton:hover { background: $accent_soft; color: $on_accent_soft; }
QToolBar QToolButton:focus { border: 2px solid $accent; padding: 4px 10px; }
QToolBar[tight="true"] QToolButton:focus { padding: 4px 2px; }
QToolBar QToolButton:checked { background: $accent_soft; color: $on_accent_soft; border-color: $accent; }
QToolBar QToolButton:disabled { color: $muted; }
QPushButton { background: $card; color: $text; border: 1px solid $edge; border-radius: ${radius}px;
  padding: 5px 12px; min-height: 18px; }
QPushButton:hover { background: $accent_soft; color: $on_accent_soft; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QPushButton[strong="true"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[strong="true"]:focus { border: 2px solid $text; }
QPushButton:flat { border-color: transparent; background: transparent; color: $accent; text-align: left;
  padding: 5px 4px; }
QPushButton:flat:focus { border: 2px solid $accent; padding: 4px 3px; }
QPushButton[chip="true"] { color: $accent; padding: 2px 10px; min-height: 16px; border-radius: 12px; }
QPushButton[chip="true"]:focus { padding: 1px 9px; }
QPushButton[large="true"] { padding: 8px 28px; border-width: 2px; border-radius: 10px; }
QPushButton[large="true"]:focus { border: 4px solid $accent; padding: 6px 26px; }
QPushButton[large="true"][strong="true"]:focus { border: 4px solid $text; }
QPushButton[strong="true"]:disabled { background: $canvas; color: $muted; border-color: $hairline; }
QWidget#patientView { background: $canvas; }
QPushButton:disabled { color: $muted; border-color: $hairline; }
QFrame#notice { background: $accent_soft; border: 0; border-bottom: 1px solid $hairline; }
QFrame#notice QLabel { color: $on_accent_soft; }
QStatusBar { background: $canvas; color: $muted; font-size: ${small}px; border-top: 1px solid $hairline; }
QStatusBar::item { border: 0; }
QTextBrowser { background: $card; color: $text; border: 1px solid $hairline; border-radius: 8px;
  padding: 8px; selection-background-color: $accent; selection-color: $on_accent; }
QTextBrowser:focus { border: 2px solid $accent; padding: 7px; }
QTableView { background: $card; color: $text; border: 1px solid $hairline; border-radius: 8px; outline: 0;
  gridline-color: $hairline; selection-background-color: $accent_soft; selection-color: $on_accent_soft; }
QTableView::item { padding: 0 8px; }
QTableView:focus { border: 2px solid $accent; }
QTableView QTableCornerButton::section { background: $card; border: 0; }
QHeaderView { background: $card; }
QHeaderView::section { background: $card; color: $muted; border: 0; border-bottom: 1px solid $edge;
  padding: 6px 4px 6px 8px; font-size: ${small}px; }
QTableView[quiet="true"] QHeaderView::section { border: 0; padding: 4px 2px; }
QSplitter::handle { background: $canvas; }
QToolTip { background: $card; color: $text; border: 1px solid $edge; padding: 4px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $edge; border-radius: 4px; min-height: 32px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: $edge; border-radius: 4px; min-width: 32px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
)
