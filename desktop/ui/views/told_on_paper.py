"""What a dialog told, on a sheet of paper: for the clerk to show to whoever helps."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtWidgets import QWidget

from desktop import __version__
from desktop.base.clock import Clock
from desktop.base.words import tr
from desktop.ui.views import paper

_POINTS = 14


def sheet_of(told: Sequence[str], at: datetime) -> QTextDocument:
    """The sentences one below the other, headed by program, version and time."""
    document = QTextDocument()
    font = QFont(document.defaultFont())
    font.setPointSize(_POINTS)
    document.setDefaultFont(font)
    head = tr(
        "明白 {version}　{year}年{month:02}月{day:02}日 {clock}",
        version=__version__,
        year=at.year,
        month=at.month,
        day=at.day,
        clock=f"{at:%H:%M}",
    )
    document.setPlainText("\n\n".join((head, *(words for words in told if words))))
    return document


def print_told(told: Sequence[str], parent: QWidget | None) -> None:
    """Asks for the printer; leaving there prints nothing."""
    printer = paper.ask_printer("A4", 1, parent or QWidget())
    if printer is not None:
        sheet_of(told, Clock().now()).print_(printer)
