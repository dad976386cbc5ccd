"""Grounds to put things on: the white panel, the page, the band, and the banner under a header."""

from PySide6 import QtCore  # its Qt is named where it is used: see application.make_classes
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.base.words import on_screen, tr
from desktop.ui.theme.tokens import SHAPES, meaning
from desktop.ui.views.parts.buttons import OutlinedButton
from desktop.ui.views.parts.marks import IconMark, Label


class Panel(QFrame):
    """A white work surface with its own vertical layout: ``panel.body``."""

    def __init__(self, margins: tuple[int, int, int, int] = (20, 16, 20, 16), spacing: int = 12) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(spacing)


class Band(QFrame):
    """A sunken strip: totals, notes. Its row layout: ``band.row``."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "sunken")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 8, 16, 8)
        self.row.setSpacing(12)


class Page(QWidget):
    """A whole place: page ground, the margins of a page, vertical layout ``page.body``."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(28, 16, 28, 16)
        self.body.setSpacing(12)


class Banner(QFrame):
    """Something older that needs a person; at most one a page. Also the fault band: ``title`` makes two lines.

    ``pressed`` tells that its button was pressed.
    """

    pressed = Signal()

    def __init__(
        self, kind: str, text: str, button_text: str = "", *, title: str = "", icon: str = ""
    ) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self._icon = icon
        self._mark = IconMark("alert", "due", 22)
        self._title = Label(title, "strong", wrap=True)
        self._text = Label(text, wrap=True)
        self.button = OutlinedButton(button_text, small=True)
        self.button.clicked.connect(self.pressed)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(18, 8, 10, 8)
        self.row.setSpacing(12)
        self.row.addWidget(self._mark)
        self.row.addLayout(words, 1)
        self.row.addWidget(self.button)
        self.setMinimumHeight(50)
        self.say(kind, text, button_text, title=title)

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, kind: str, text: str, button_text: str = "", *, title: str = "") -> None:
        self.setProperty("kind", meaning(kind))
        self._mark.show_icon(self._icon or SHAPES.get(kind, "information"), meaning(kind))
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._title.set_kind(meaning(kind))
        self._text.setText(text)
        self._text.set_kind("" if title else meaning(kind))
        self.button.set_text(button_text)
        self.button.setVisible(bool(button_text))
        self.setAccessibleName(on_screen(title) + on_screen(text))
        self.style().unpolish(self)
        self.style().polish(self)


def scrolling(content: QWidget) -> QScrollArea:
    """``content`` in a scroll area that takes its width and scrolls up and down only."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    # Made here, it is known as what it is; for one that Qt made, PySide goes through every class of widget.
    area.setViewport(QWidget())
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setProperty("horizontalScrollBarPolicy", "ScrollBarAlwaysOff")  # by name, as it needs no Qt
    # It takes the keyboard, so that a long text can be read on with the arrow keys.
    area.setAccessibleName(tr("可以上下翻看的内容"))
    content.setProperty("role", "clear")
    area.setWidget(content)
    return area


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout and lets go of the widgets."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
