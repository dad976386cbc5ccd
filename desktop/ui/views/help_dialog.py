"""Help over a dialog, which the drawer beside the work cannot reach: the same pages in a window of their own."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.help_viewmodel import HelpViewModel
from desktop.ui.views.help_view import HelpDrawer

_HIGH = 0.8  # of the window below


class HelpDialog(QDialog):
    """Esc, F1 or its button closes it; the focus goes back to the dialog ``over`` which it lies."""

    def __init__(self, model: HelpViewModel, over: QWidget, window: QWidget) -> None:
        super().__init__(over)
        self.setWindowTitle(tr("帮助"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        model.setParent(self)
        self.drawer = HelpDrawer(model, self)
        self.drawer.closed.connect(self.accept)
        QShortcut(QKeySequence("F1"), self, self.drawer.close_help)
        self.resize(self.drawer.wanted_width(), round(window.height() * _HIGH))

    def open_at(self, topic: str, about: str) -> None:
        self.open()
        self.drawer.open(topic, about)
