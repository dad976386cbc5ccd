"""Remembers in the home where somebody is working, a moment after each move, until the place is left in order."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop.base.errors import MingbaiError
from desktop.ui.tasks import Tasks
from desktop.usecases.last_place import WorkingPlace
from desktop.usecases.office import Session

PAUSE_MS = 200
log = logging.getLogger(__name__)


class PlaceMemory(QObject):
    """A place that cannot be remembered is no reason to stop anybody: it goes to the log."""

    def __init__(self, session: Session, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks
        self._now: WorkingPlace | None = None
        self._kept: WorkingPlace | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._keep)

    @property
    def kept(self) -> WorkingPlace | None:
        """What is on the disk or on its way there."""
        return self._kept

    def note(self, place: WorkingPlace) -> None:
        self._now = place
        if place != self._kept:
            self._pause.start()

    def forget(self) -> None:
        """The place was left in order."""
        self._pause.stop()
        self._kept = None
        self._run(self._session.last_place.forget)

    def _keep(self) -> None:
        place, last_place = self._now, self._session.last_place
        if place is not None:
            self._kept = place
            self._run(lambda: last_place.keep(place))

    def _run(self, verb: Callable[[], None]) -> None:
        self._tasks.run(lambda _progress: verb(), lambda _done: None, _log)


def _log(error: MingbaiError) -> None:
    log.warning("working place not remembered: %s", error.code)
