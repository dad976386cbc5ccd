"""Opens the roster of a record in the window and scrolls it. Arguments: home, account, passphrase, record.

Prints the seconds from the press to the painted window with the roster, and the time of each painted frame while it scrolls: by lines,
by pages, and in leaps over the whole list.
"""

import sys
import time
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from bench import homes
from bench.contestants.clock import Watch
from desktop.ui.main_window import MainWindow
from desktop.ui.pictures import Nobody
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Tasks
from desktop.ui.theme.looks import dress
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.views.roster_table import RosterTable

home, record = Path(sys.argv[1]), sys.argv[2]
application = QApplication(sys.argv[:1])
session = homes.open_home(home)
session.last_place.forget()  # a run before this one was not left in order: the window would open the roster by itself
tasks, preferences = Tasks(), Preferences(home)
dress(application, "light")
window = MainWindow(application, tasks, preferences)
window.resize(1280, 800)
frame = window.enter(session, Nobody())
window.show()


def settle() -> None:
    while not tasks.idle:
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
    application.processEvents()


class Painted(QObject):
    """Waits in Qt's own loop, as the program does, for the first painting of a table that holds rows. Asking again and again instead
    would keep the interpreter from the thread that reads them."""

    def __init__(self) -> None:
        super().__init__()
        self._loop = QEventLoop()
        self._looking = QTimer(interval=2)
        self._looking.timeout.connect(self._look)
        self._tables: list[RosterTable] = []

    def table(self) -> RosterTable:
        """The table, once it and the window around it stand painted with its rows: Qt paints a whole window at once."""
        self._looking.start()
        self._loop.exec()
        return self._tables[0]

    def _look(self) -> None:
        found: Iterable[RosterTable] = window.findChildren(RosterTable)
        self._tables = list(found)
        for table in self._tables:
            self._looking.stop()
            table.viewport().installEventFilter(self)
            table.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt calls it so
        if event.type() is QEvent.Type.Paint and self._tables[0].model().rowCount() > 0:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._loop.quit)
        return False


settle()
watch = Watch()
frame.go(Place("record", record=record, tab="roster"))
table = Painted().table()
opened = time.perf_counter()
frames: list[float] = []
bar = table.verticalScrollBar()
steps = [*range(1, 30), *range(60, 1_200, 60), *range(0, bar.maximum(), max(1, bar.maximum() // 40))]
for at in steps:
    begun = time.perf_counter()
    bar.setValue(at)
    application.processEvents()
    table.viewport().grab()
    frames.append(time.perf_counter() - begun)
watch.tell(opened_s=opened - watch.begun, frames=frames, rows=table.model().rowCount())
tasks.close()
window.frame = None
window.close()
session.close()
