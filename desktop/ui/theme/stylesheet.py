"""The style sheet: how each named part of the window looks, from the tokens of one theme and a base text size.

Views name their parts (``setProperty("role", …)``) and never carry colours of their own.
"""

from pathlib import Path
from string import Template

from desktop.ui.theme.tokens import MEANINGS, TOKENS

_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QWidget[role="page"] { background: $bg; }
QDialog { background: $surface; }
QScrollArea, QScrollArea > QWidget > QWidget[role="clear"] { background: transparent; border: none; }
QToolTip { background: $toast; color: $toasttext; border: none; padding: 6px 10px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: 700; }
QLabel[role="section"] { font-size: ${section}pt; font-weight: 700; }
QLabel[role="number"] { font-size: ${number}pt; }
QLabel[role="figure"] { font-size: ${number}pt; font-weight: 700; }
QLabel[role="product"] { font-size: ${product}pt; font-weight: 700; }
QLabel[role="strong"] { font-weight: 700; }
QLabel[role="context"] { color: $text2; }
QLabel[role="error"] { color: $late; }
QLabel[role="link"] { color: $accent; font-weight: 700; }
QFrame[role="panel"] { background: $surface; border: ${line}px solid $border; border-radius: 8px; }
QFrame[role="practice"] { background: $duebg; border: none; border-bottom: 2px solid $due; }
QFrame[role="drawer"] { background: $surface; border: none; border-left: 2px solid $accent; }
QFrame[role="drawer"] QTextBrowser { border: none; }
QFrame[role="sunken"] { background: $sunken; border: none; border-radius: 8px; }
QFrame[role="group"] { background: $sunken; border: none; border-radius: 0; }
QFrame[role="line"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="rail"] { background: $rail; border: none; border-right: 1px solid $border; }
QFrame[role="status"] { background: $surface; border: none; border-top: 1px solid $border; }
QFrame[role="brand"] { background: $brand; border: none; }
QFrame[role="brand"] QLabel { color: #FFFFFF; }
QPushButton { min-height: ${button}px; padding: 0 16px; border-radius: 6px; background: $surface;
    border: ${line}px solid $control; color: $text; }
QPushButton:hover { background: $soft; border-color: $accent; }
QPushButton:pressed { background: $strong; color: $onaccent; }
QPushButton:disabled { color: $text2; background: $sunken; border-color: $border; }
QPushButton[role="filled"] { background: $accent; border-color: $accent; color: $onaccent; font-weight: 700; }
QPushButton[role="filled"]:hover { background: $strong; border-color: $strong; }
QPushButton[role="filled"]:disabled { color: $text2; background: $sunken; border-color: $border; }
QPushButton[role="filled"][look="outlined"] { background: $surface; border-color: $control; color: $text; }
QPushButton[role="text"] { background: transparent; border-color: transparent; color: $accent; padding: 0 10px;
    font-weight: 700; }
QPushButton[align="left"] { text-align: left; padding-left: 0; }
QPushButton[role="text"]:hover { background: $soft; }
QPushButton[role="text"]:pressed { background: $strong; color: $onaccent; }
QPushButton[role="status-link"] { background: transparent; border: none; padding: 0 6px; min-height: 26px;
    color: $text2; }
QPushButton[role="danger"] { border-color: $late; color: $late; }
QPushButton[role="danger"]:hover { background: $latebg; border-color: $late; }
QPushButton[role="plain"] { background: transparent; border: none; padding: 0 8px; }
QPushButton[role="plain"]:hover { background: $soft; }
QPushButton[scale="row"] { min-height: ${row}px; }
QPushButton::menu-indicator { width: 0; }
QLineEdit, QComboBox, QDateEdit, QSpinBox, QPlainTextEdit, QTextEdit { background: $surface; color: $text;
    border: ${line}px solid $control; border-radius: 6px; selection-background-color: $accent;
    selection-color: $onaccent; }
QLineEdit { lineedit-password-character: 8226; }
QLineEdit, QComboBox, QDateEdit, QSpinBox { min-height: ${button}px; padding: 0 12px; }
QPlainTextEdit, QTextEdit { padding: 6px 8px; }
QLineEdit[scale="cell"], QComboBox[scale="cell"], QPlainTextEdit[scale="cell"] { min-height: 0; padding: 0 8px;
    border: 1px solid $accent; border-radius: 0; }
QLineEdit:read-only, QPlainTextEdit:read-only, QLineEdit:disabled, QComboBox:disabled, QDateEdit:disabled,
QPlainTextEdit:disabled, QDateEdit:read-only { background: $sunken; border-color: $border; color: $text; }
QLineEdit[fault="true"], QPlainTextEdit[fault="true"], QComboBox[fault="true"], QDateEdit[fault="true"] {
    border: 2px solid $late; background: $latebg; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 32px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url($arrow); width: 20px; height: 20px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $control; outline: none;
    selection-background-color: $selection; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: ${row}px; padding: 0 10px; }
QCheckBox, QRadioButton { spacing: 10px; min-height: ${row}px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator { width: 20px; height: 20px; background: $surface;
    border: ${line}px solid $control; border-radius: 4px; }
QRadioButton::indicator { border-radius: 11px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($check); }
QRadioButton::indicator:checked { background: $accent; border: 5px solid $surface; outline: 1px solid $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $sunken; border-color: $border; }
QMenu { background: $surface; border: 1px solid $control; padding: 6px 0; }
QMenu::item { padding: 8px 28px 8px 20px; }
QMenu::item:selected { background: $selection; }
QMenu::separator { height: 1px; background: $border; margin: 4px 0; }
QTableView, QTreeView, QListView { background: $surface; border: ${line}px solid $border; border-radius: 8px;
    outline: none; gridline-color: $border; selection-background-color: $selection; selection-color: $text; }
QTableView[role="bare"], QTreeView[role="bare"], QListView[role="bare"] { border: none; background: transparent; }
QHeaderView { background: $sunken; border: none; }
QHeaderView::section { background: $sunken; color: $text2; border: none; border-bottom: 1px solid $border;
    padding: 0 10px; min-height: 39px; font-weight: 400; }
QTableCornerButton::section { background: $sunken; border: none; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $text2; padding: 8px 4px; margin-right: 28px; border: none;
    border-bottom: 3px solid transparent; min-height: 24px; }
QTabBar::tab:selected { color: $accent; font-weight: 700; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $accent; }
QTabWidget::pane { border: none; }
QProgressBar { background: $sunken; border: 1px solid $control; border-radius: 6px; min-height: 12px;
    max-height: 12px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 5px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $border; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $control; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QFrame[role="segments"] { background: $surface; border: ${line}px solid $control; border-radius: 6px; }
QFrame[role="strip"] { background: $surface; border: ${line}px solid $border; border-radius: 8px; }
QPushButton[role="segment"] { background: transparent; border: 2px solid transparent; border-radius: 6px;
    min-height: ${segment}px; padding: 0 13px; }
QPushButton[role="segment"]:hover { background: $soft; }
QPushButton[role="segment"]:checked { background: $soft; border: 2px solid $accent; font-weight: 700;
    color: $accent; }
QPushButton[role="strip-item"] { background: transparent; border: 2px solid transparent; border-radius: 8px;
    min-height: ${strip}px; padding: 0; }
QPushButton[role="strip-item"]:hover { background: $soft; }
QPushButton[role="strip-item"]:checked { background: $soft; border: 2px solid $accent; }
QPushButton[role="option"] { min-height: ${option}px; background: $surface; border: ${line}px solid $border; border-radius: 8px; }
QPushButton[role="option"][scale="row"] { min-height: ${button}px; }
QPushButton[role="option"]:hover { border-color: $accent; }
QPushButton[role="option"]:checked { background: $soft; border: ${line}px solid $accent; }
QFrame[role="toast"] { background: $toast; border-radius: 8px; }
QFrame[role="toast"] QLabel { color: $toasttext; }
QFrame[role="toast"] QPushButton { color: $toastaction; background: transparent; border: none; font-weight: 700; }
QFrame[role="dialog"] { background: $surface; border-radius: 12px; }
QFrame[role="finding"] { background: $surface; border: 1px solid $border; border-radius: 4px; }
QFrame[role="footer"] { background: $surface; border: none; border-top: 1px solid $border; }
""")
_MEANING = Template("""
QFrame[role="banner"][kind="$kind"] { background: $ground; border: ${line}px solid $ink; border-radius: 8px; }
QFrame[role="chip"][kind="$kind"] { background: $ground; border: ${line}px solid $ink; border-radius: 5px; }
QFrame[role="finding"][kind="$kind"] { border-left: 5px solid $ink; }
QLabel[kind="$kind"] { color: $ink; }
QFrame[role="chip"][kind="$kind"] QLabel { color: $ink; }
""")


def style_sheet(theme: str, base: int, icons: Path) -> str:
    """``base`` in points (12, 13, 14 or 16): all sizes grow with it. ``icons`` is the folder of the icons."""
    shade = "dark" if theme == "dark" else "light"
    tokens = TOKENS[theme]
    grow = base / 12
    line = 2 if theme == "contrast" else 1
    sheet = _SHEET.substitute(
        {key.replace("-", ""): value for key, value in tokens.items()},
        strong=tokens["accent-strong"],
        brand=tokens["accent"] if theme != "dark" else "#0A3A42",
        title=round(19 * grow),
        section=round(14 * grow),
        number=round(20 * grow),
        product=round(44 * grow),
        button=round(38 * grow),
        row=round(34 * grow),
        segment=round(34 * grow),
        strip=round(58 * grow),
        option=round(52 * grow),
        line=line,
        arrow=(icons / f"chevron-down-on-{shade}.svg").as_posix(),
        check=(icons / f"check-on-{shade}.svg").as_posix(),
    )
    return sheet + "".join(
        _MEANING.substitute(kind=kind, ink=tokens[kind], ground=tokens[f"{kind}-bg"], line=line)
        for kind in MEANINGS
    )
