"""Looks a shown window over as a person would who cannot see it well: what has no name, what is cut off."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)

from desktop.ui.views.parts.header import TitleLine
from desktop.ui.views.parts.links import NameLink
from desktop.ui.views.parts.marks import OneLine, TwoLines

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTabBar, QTextEdit,
)  # fmt: skip
ROUND_A_CHOICE = 24 + 32
"""The padding of a combo box and its arrow, as the style sheet has them."""


def shown_in(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            yield widget


def nameless(window: QWidget) -> list[str]:
    """Controls that a screen reader cannot call by a name."""
    return [
        _where(widget)
        for widget in shown_in(window)
        if isinstance(widget, CONTROLS)
        and not isinstance(widget, QHeaderView)
        and not _inside_another(widget)
        and not name_of(widget)
    ]


def cut_off(window: QWidget) -> list[str]:
    """Controls and texts that have less room than their words need."""
    return [f"{_where(widget)}: {why}" for widget in shown_in(window) if (why := _cut(widget))]


def tab_stops(window: QWidget) -> list[QWidget]:
    """What the Tab key must come to. Of buttons of which one is chosen it comes to that one; arrow keys do the rest."""
    return [widget for widget in shown_in(window) if _takes_tab(widget) and not _one_of_a_choice(widget)]


def _takes_tab(widget: QWidget) -> bool:
    takes = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return widget.isEnabled() and bool(takes) and widget.focusProxy() is None


def _one_of_a_choice(widget: QWidget) -> bool:
    if not isinstance(widget, QAbstractButton) or not widget.isCheckable() or widget.isChecked():
        return False
    group = widget.group()
    return widget.autoExclusive() or (group is not None and group.exclusive())


def _cut(widget: QWidget) -> str:
    check = next((check for kind, check in CHECKS if isinstance(widget, kind)), None)
    return check(widget) if check is not None else ""


def _button(button: QPushButton) -> str:
    return _short(button.width(), button.sizeHint().width(), button.text()) if button.text() else ""


def _tabs(tabs: QTabBar) -> str:
    return _short(tabs.width(), sum(tabs.tabRect(at).width() for at in range(tabs.count())), "tabs")


def _choice(choice: QComboBox) -> str:
    words = choice.fontMetrics().horizontalAdvance(choice.currentText())
    return _short(choice.width() - ROUND_A_CHOICE, words, choice.currentText())


def _scrolled(area: QScrollArea) -> str:
    inside = area.widget()
    if inside is None or area.horizontalScrollBar().isVisible():
        return ""
    return _short(area.viewport().width(), inside.minimumSizeHint().width(), "what scrolls")


def _words(label: QLabel) -> str:
    if label.wordWrap():
        return _short(label.height(), label.heightForWidth(label.width()), "lines of " + label.text())
    words = max(map(label.fontMetrics().horizontalAdvance, label.text().splitlines() or [""]))
    return _short(label.contentsRect().width(), words, label.text())


CHECKS: tuple[tuple[type[QWidget], Callable[[Any], str]], ...] = (
    (NameLink, lambda _: ""), (QPushButton, _button), (QTabBar, _tabs), (QComboBox, _choice), (QScrollArea, _scrolled),
    (OneLine, lambda _: ""), (TwoLines, lambda _: ""), (TitleLine, lambda _: ""), (QLabel, _words),
)  # fmt: skip


def _short(has: int, needs: int, what: str) -> str:
    return f"{what[:20]!r} has {has} of {needs}" if has + 1 < needs else ""


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name) if told is not None else ""


def _inside_another(widget: QWidget) -> bool:
    """The line edit of a spin box, the button of a scroll area: parts that Qt names with their owner."""
    owner = widget.parentWidget()
    while owner is not None:
        if isinstance(owner, QAbstractSpinBox | QComboBox | QLineEdit | QTabBar):
            return True
        if isinstance(owner, QAbstractItemView) and not isinstance(widget, QAbstractScrollArea):
            return isinstance(widget, QAbstractButton) and not widget.text()
        owner = owner.parentWidget()
    return False


def _where(widget: QWidget) -> str:
    way = [type(widget).__name__]
    owner = widget.parentWidget()
    while owner is not None:
        kind = type(owner).__name__
        if not kind.startswith("Q"):
            way.append(kind)
        owner = owner.parentWidget()
    return " < ".join(way[:4])
