"""A dialog in which F1 shows the help of the screen below it. Knows no page and no drawer: the window that helps does."""

from typing import Protocol, runtime_checkable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget


@runtime_checkable
class Helps(Protocol):
    """A window that shows help over one of its dialogs; ``about`` is what the field under the focus wants."""

    def help_over(self, dialog: QWidget, about: str) -> None: ...


class HelpedDialog(QDialog):
    """The window below a dialog hears no key while it is open, so each dialog hears F1 for itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        QShortcut(QKeySequence("F1"), self, self.show_help)

    def show_help(self) -> None:
        holder = self.focusWidget()
        below: QWidget | None = self.parentWidget()
        while below is not None:
            window = below.window()
            if isinstance(window, Helps):
                window.help_over(self, holder.accessibleDescription() if holder is not None else "")
                return
            below = window.parentWidget()
