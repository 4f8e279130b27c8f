"""The style sheet for the plain Qt widgets, those of Qt's own dialogs too; what the station draws itself (buttons,
chips, table cells) is not in it.

``@accent`` stands for a colour of the palette, ``@14`` for 14 px at the chosen text size, ``@theme`` for the palette's
name (light or dark), ``@controls`` for the folder with the tick and arrow pictures.
"""

import re

from core.resources import resource
from ui.palette import PALETTES, Palette
from ui.views import ThemeName

_SHEET = """
QMainWindow, QWidget#page { background: @page; border: none; }
QDialog { background: @card; }
QScrollArea, QWidget#scrolled { background: transparent; border: none; }
QToolTip { background: @text; color: @card; border: none; padding: @6px @8px; }

QFrame#card { background: @card; border: 1px solid @hairline; border-radius: @12px; }
QFrame#rule { background: @hairline; border: none; max-height: 1px; min-height: 1px; }
QFrame#upright { background: @hairline; border: none; max-width: 1px; min-width: 1px; }
QFrame#bar { background: @card; border: none; border-bottom: 1px solid @hairline; }
QFrame#strip { background: @card; border: none; border-top: 1px solid @hairline; }
QFrame#overlay { background: @card; border: 1px solid @border; border-radius: @12px; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit {
    background: @card; color: @text; border: 1px solid @border; border-radius: @8px;
    padding: 0 @11px; min-height: @38px; font-size: @14px;
    selection-background-color: @selection; selection-color: @text; placeholder-text-color: @muted;
}
QPlainTextEdit { padding: @8px @11px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QSpinBox:hover, QDateEdit:hover { border-color: @muted; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {
    border: 2px solid @accent; padding: 0 @10px; min-height: @36px;
}
QPlainTextEdit:focus { padding: @7px @10px; }
QLineEdit[state="error"], QPlainTextEdit[state="error"], QComboBox[state="error"] { border-color: @error; }
QLineEdit[state="warn"], QComboBox[state="warn"] { border-color: @warn; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDateEdit:disabled {
    background: @sunken; color: @disabled; border-color: @hairline;
}
QLineEdit:read-only { background: @sunken; }
QLineEdit#scan {
    font-size: @24px; min-height: @54px; border-radius: @12px; padding: 0 @16px 0 @56px;
    border: 2px solid @border;
}
QLineEdit#scan:focus { border: 2px solid @accent; min-height: @54px; padding: 0 @16px 0 @56px; }
QLineEdit#search { padding-left: @36px; }
QLineEdit#search:focus { padding-left: @35px; }
QLineEdit#big { font-size: @28px; font-weight: 600; min-height: @54px; }
QLineEdit#big:focus { min-height: @52px; }
QLineEdit#huge { font-size: @56px; font-weight: 600; min-height: @78px; border-radius: @12px; padding: 0 @15px; }
QLineEdit#huge:focus { min-height: @76px; padding: 0 @14px; }

QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: @32px; }
QComboBox::down-arrow { image: url(@controls/chevron-@theme.svg); width: @16px; height: @16px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; padding: 0; min-height: 0; background: transparent; }
QComboBox QAbstractItemView, QListView#completions {
    background: @card; color: @text; border: 1px solid @border; border-radius: @8px; padding: @4px; outline: none;
    selection-background-color: @selection; selection-color: @text; font-size: @14px;
}
QComboBox QAbstractItemView::item, QListView#completions::item {
    min-height: @32px; padding: 0 @8px; border-radius: @6px;
}

QCheckBox, QRadioButton {
    color: @text; spacing: @8px; min-height: @24px; font-size: @14px; background: transparent; padding: @4px;
    border: 2px solid transparent; border-radius: @6px;
}
QCheckBox:focus, QRadioButton:focus { border-color: @accent; }
QCheckBox:disabled, QRadioButton:disabled { color: @disabled; }
QCheckBox::indicator {
    width: @18px; height: @18px; border: 1px solid @border; border-radius: @5px; background: @card;
}
QCheckBox::indicator:hover { border-color: @accent; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(@controls/check-@theme.svg); }
QCheckBox::indicator:disabled { background: @sunken; border-color: @hairline; }
QRadioButton::indicator {
    width: @18px; height: @18px; border: 1px solid @border; border-radius: @10px; background: @card;
}
QRadioButton::indicator:hover { border-color: @accent; }
QRadioButton::indicator:checked { background: @accent; border-color: @accent; image: url(@controls/dot-@theme.svg); }

QTableView {
    background: @card; color: @text; border: none; outline: none; selection-background-color: @selection;
    selection-color: @text;
}
QHeaderView { background: @card; border: none; }
QHeaderView::section {
    background: @card; color: @muted; border: none; border-bottom: 1px solid @hairline; padding: 0 @12px;
    font-size: @12px; font-weight: 600;
}
QHeaderView::section:hover { color: @text; }
QHeaderView::down-arrow {
    image: url(@controls/down-@theme.svg); width: @12px; height: @12px; subcontrol-position: center right;
}
QHeaderView::up-arrow {
    image: url(@controls/up-@theme.svg); width: @12px; height: @12px; subcontrol-position: center right;
}
QTableCornerButton::section { background: @card; border: none; }

QPushButton {
    background: @card; color: @text; border: 1px solid @border; border-radius: @8px; padding: 0 @14px;
    min-height: @34px; font-size: @14px; font-weight: 600;
}
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @selection; }
QPushButton:focus { border: 2px solid @accent; }
QPushButton:disabled { background: @sunken; color: @disabled; border-color: @hairline; }

QMenu {
    background: @card; color: @text; border: 1px solid @border; border-radius: @8px; padding: @6px;
    font-size: @14px;
}
QMenu::item { padding: @8px @24px @8px @12px; border-radius: @6px; }
QMenu::item:selected { background: @selection; }
QMenu::separator { height: 1px; background: @hairline; margin: @6px @8px; }

QProgressBar { background: @neutral_tint; border: none; border-radius: @4px; max-height: @8px; min-height: @8px; }
QProgressBar::chunk { background: @accent; border-radius: @4px; }

QScrollBar:vertical { background: transparent; width: @12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: @12px; margin: 0; }
QScrollBar::handle { background: @border; border-radius: @3px; border: none; margin: @3px; }
QScrollBar::handle:vertical { min-height: @40px; }
QScrollBar::handle:horizontal { min-width: @40px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: @hairline; }
"""


def style_sheet(palette: Palette, percent: int) -> str:
    """The sheet in `palette` at `percent` of the normal text size."""
    theme = "dark" if palette == PALETTES[ThemeName.DARK] else "light"
    words = {"theme": theme, "controls": resource("icons", "controls").as_posix()}

    def fill(match: re.Match[str]) -> str:
        word = match[1]
        if word.isdigit():
            return str(max(1, round(int(word) * percent / 100)))
        return words[word] if word in words else str(getattr(palette, word))

    return re.sub(r"@(\d+|[a-z_]+)", fill, _SHEET)
