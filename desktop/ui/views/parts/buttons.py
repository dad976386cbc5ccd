"""Buttons: one filled button a screen, the rest outlined or text. A button is verb + object and says it aloud."""

from PySide6 import QtCore  # its Qt is named where it is used: see application.make_classes
from PySide6.QtCore import QSize
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QPushButton

from desktop.base.words import on_screen
from desktop.ui.theme.icons import icon as make_icon


class _Button(QPushButton):
    role, token = "", "text"

    def __init__(self, text: str, icon: str = "", *, small: bool = False) -> None:
        super().__init__(on_screen(text))
        if self.role:
            self.setProperty("role", self.role)
        if small:
            self.setProperty("scale", "row")
        if icon:
            self.setIcon(make_icon(icon, self.token))
            self.setIconSize(QSize(24 if text else 18, 18))
        self.setAutoDefault(False)
        self.setAccessibleName(text)

    def set_text(self, text: str) -> None:
        self.setText(on_screen(text))
        self.setAccessibleName(text)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The hand is put on when the mouse first comes."""
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)


class FilledButton(_Button):
    """The step the clerk most probably takes now."""

    role, token = "filled", "on-accent"


class OutlinedButton(_Button):
    """Any other step."""


class TextButton(_Button):
    """A side way: a link, a help, a way back."""

    role, token = "text", "accent"


class DangerButton(_Button):
    """A step back that others will feel: return, withdraw, take out."""

    role, token = "danger", "late"


class IconButton(_Button):
    """An icon alone: back, page up and down, month. Needs its words as tooltip and accessible name."""

    role, token = "plain", "accent"

    def __init__(self, icon: str, words: str) -> None:
        super().__init__("", icon)
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setFixedWidth(40)
