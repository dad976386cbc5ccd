"""Opens the roster of a record in the window and scrolls it. Arguments: home, account, passphrase, record.

Prints the seconds from the press to the painted window with the roster, and the time of each painted frame while it scrolls: by lines,
by pages, and in leaps over the whole list.
"""

import sys
import time
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject
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
    """Waits for the first painting of a table that holds rows; Qt paints a whole window at once."""

    done = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt calls it so
        table = watched.parent()
        if event.type() is QEvent.Type.Paint and isinstance(table, RosterTable):
            self.done = self.done or table.model().rowCount() > 0
        return False


def roster() -> RosterTable:
    """The table, once it and the window around it stand painted with its rows."""
    painted = Painted()
    watched: set[QObject] = set()
    while not painted.done:
        found: Iterable[RosterTable] = window.findChildren(RosterTable)
        for table in found:
            if table not in watched:
                watched.add(table)
                table.viewport().installEventFilter(painted)
        application.processEvents()
    return next(table for table in watched if isinstance(table, RosterTable))


settle()
watch = Watch()
frame.go(Place("record", record=record, tab="roster"))
table = roster()
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
