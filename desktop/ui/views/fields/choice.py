"""Choosing one of a few: by arrows, by its number in the list, by pinyin initials, or from the list itself."""

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from desktop.base.words import tr
from desktop.ui.views.fields.line import ENTER

FORGET_MS = 1200


class Choice(QComboBox):
    """``spell`` gives the initials of each option; its tables take a moment to read, so it is asked at the first letter
    typed. The wheel is left to the page, so that scrolling never changes a value."""

    typed = Signal(str)
    left = Signal()
    entered = Signal()

    def __init__(
        self, options: Sequence[str] = (), spell: Callable[[Sequence[str]], Sequence[str]] | None = None
    ) -> None:
        super().__init__()
        self.addItems(list(options))
        self._spell = spell
        self._begun = ""
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(FORGET_MS)
        self._forget.timeout.connect(self._forgotten)
        if options:
            self.setPlaceholderText(tr("请选择"))
            self.setCurrentIndex(-1)
        self.activated.connect(self._told)

    @property
    def locked(self) -> bool:
        return not self.isEnabled()

    def lock(self) -> None:
        self.setEnabled(False)

    def value(self) -> str:
        return self.currentText()

    def show_value(self, text: str) -> None:
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findText(text) if text else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text().casefold()
        if event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        elif self._spell is not None and text.isascii() and text.isalnum() and self._pick(text):
            event.accept()
        else:
            super().keyPressEvent(event)

    @cached_property
    def _letters(self) -> Sequence[str]:
        options = [self.itemText(at) for at in range(self.count())]
        return self._spell(options) if self._spell is not None else []

    def _pick(self, mark: str) -> bool:
        """The option with this number, or whose initials go on as typed; a letter again begins anew."""
        if mark.isdigit() and 1 <= int(mark) <= self.count():
            return self._choose(int(mark) - 1)
        for begun in (self._begun + mark, mark):
            fitting = [at for at, letters in enumerate(self._letters) if letters.startswith(begun)]
            if fitting:
                self._begun = begun
                self._forget.start()
                later = (at for at in fitting if at > self.currentIndex())
                same = len(begun) > 1 and self.currentIndex() in fitting
                return self._choose(self.currentIndex() if same else next(later, fitting[0]))
        return False

    def _choose(self, at: int) -> bool:
        if at != self.currentIndex():
            self.setCurrentIndex(at)
            self.activated.emit(at)
        return True

    def _forgotten(self) -> None:
        self._begun = ""

    def _told(self, _at: int) -> None:
        self.typed.emit(self.currentText())
        self.left.emit()
