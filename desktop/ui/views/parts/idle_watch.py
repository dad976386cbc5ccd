"""Notices that nobody is at the keyboard: a warning one minute before, then that it is time to lock. Locks nothing."""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

WARNING_MS = 60_000
_NOTED_MS = 500
_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """``warned`` a minute before ``idle``. Any key, move or click begins the time anew."""

    warned = Signal()
    idle = Signal()

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self._since = QElapsedTimer()
        self._warn, self._end = QTimer(self), QTimer(self)
        for timer, signal in ((self._warn, self.warned), (self._end, self.idle)):
            timer.setSingleShot(True)
            timer.timeout.connect(signal)

    @property
    def running(self) -> bool:
        return self._end.isActive()

    def start(self, milliseconds: int, warning: int = WARNING_MS) -> None:
        """Begins to watch; ``warning`` milliseconds before the end it warns."""
        self._end.setInterval(milliseconds)
        self._warn.setInterval(max(milliseconds - warning, 0))
        self._begin()
        self._application.installEventFilter(self)

    def stop(self) -> None:
        self._application.removeEventFilter(self)
        self._warn.stop()
        self._end.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS and self._since.elapsed() > _NOTED_MS:
            self._begin()
        return False

    def _begin(self) -> None:
        self._since.start()
        self._warn.start()
        self._end.start()
