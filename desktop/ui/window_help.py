"""Help over the window: the drawer, made when it is first wanted, and the ways to it before a session is open."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.ui.languages import spoken

if TYPE_CHECKING:
    from desktop.ui.ask import Ask
    from desktop.ui.viewmodels.help_viewmodel import HelpViewModel
    from desktop.ui.views.help_view import HelpDrawer


class WindowHelp:
    """``over`` is what the drawer covers a part of; ``ask`` puts its questions, where it is set before help is opened."""

    def __init__(self, over: QWidget) -> None:
        self._over = over
        self.ask: Ask | None = None
        self.practise: Callable[[], object] | None = None
        self._drawer: HelpDrawer | None = None

    @property
    def drawer(self) -> "HelpDrawer":
        if self._drawer is None:
            from desktop.ui.views.help_view import HelpDrawer

            self._drawer = HelpDrawer(self._model(), self._over)
            if self.practise is not None:
                self._drawer.offer_practice(self.practise)
        return self._drawer

    def show(self, topic: str, about: str = "") -> None:
        """Opens help at a page; where it is open already, the same key closes it."""
        if self.drawer.isVisible():
            self.drawer.close_help()
        else:
            self.drawer.open(topic, about)

    def show_over(self, dialog: QWidget, topic: str, about: str) -> None:
        """Opens help at a page over a dialog that has the keys for itself."""
        from desktop.ui.views.help_dialog import HelpDialog

        HelpDialog(self._model(), dialog, self._over.window()).open_at(topic, about)

    def _model(self) -> "HelpViewModel":
        # Help reads a book and brings its own libraries: the login screen does not wait for them.
        from desktop.ui.viewmodels.help_viewmodel import HelpViewModel
        from desktop.ui.views.asking import WindowAsk
        from desktop.usecases.help_desk import HelpDesk

        return HelpViewModel(HelpDesk(language=spoken()), self.ask or WindowAsk(self._over.window))

    def close(self) -> None:
        if self._drawer is not None:
            self._drawer.close_help()

    def offer(self, front: QWidget) -> None:
        """F1 and the help button of a screen that stands before the session's frame."""
        topic = str(getattr(front, "help_topic", "begin"))
        QShortcut(QKeySequence("F1"), front, lambda: self.show(topic))
        button = getattr(front, "help_button", None)
        if isinstance(button, QAbstractButton):
            button.clicked.connect(lambda: self.show(topic))
