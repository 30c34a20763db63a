"""The Qt style sheet, with gaps for the tokens of the theme; painted widgets take their colours elsewhere."""

from __future__ import annotations

from string import Template

SHEET = Template(
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
QToolBar::separator { background: $hairline; width: 1px; margin: 8px 6px; }
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
QPushButton[large="true"] { padding: 8px 28px; border-width: 2px; border-radius: 10px; min-width: 84px;
  min-height: 44px; }
QPushButton[large="true"][short="true"] { min-height: 28px; }
QPushButton[large="true"]:focus { border: 4px solid $accent; padding: 6px 26px; }
QPushButton[large="true"][strong="true"]:focus { border: 4px solid $text; }
QPushButton[strong="true"]:disabled { background: $canvas; color: $muted; border-color: $hairline; }
QPushButton[below="true"] { background: $canvas; color: $muted; border: 0; border-top: 1px solid $hairline;
  border-radius: 0; text-align: left; padding: 0 16px; min-height: 0; }
QPushButton[below="true"]:hover { background: $accent_soft; color: $on_accent_soft; }
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
