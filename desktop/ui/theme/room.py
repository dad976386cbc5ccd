"""How much room a widget has, counted in pixels of the usual text: with larger text the same window holds less."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

USUAL_TEXT = 12
"""Points; the measures of the layout were drawn for it."""


def growth() -> float:
    """How much larger than usual the text is: 1.0 to 1.33."""
    return max(1.0, QGuiApplication.font().pointSizeF() / USUAL_TEXT)


def room(widget: QWidget) -> QSize:
    """The widget's size as it would be at the usual text, to compare with the measures of a layout."""
    by = growth()
    return QSize(round(widget.width() / by), round(widget.height() / by))
