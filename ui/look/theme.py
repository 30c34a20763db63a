"""The look: colour tokens, spacing and fonts, put to the application; no widget and no clinical word."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.look.style_sheet import SHEET

CHOSEN = "colours"
STYLE = "Fusion"
# The window writes regular and semi-bold; the sheet alone needs bold.
UNUSED_WEIGHT = "-Bold"
GRID = 8
FORM_WIDTH = 408
RADIUS = 6
BODY_PX = 14
SMALL_PX = 12
HEADING_PX = 15
TITLE_PX = 22


class Tokens(NamedTuple):
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
    """Sets font and palette for the whole application; `apply_sheet` follows."""
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
    return SHEET.substitute(now._asdict(), small=SMALL_PX, heading=HEADING_PX, title=TITLE_PX, radius=RADIUS)
