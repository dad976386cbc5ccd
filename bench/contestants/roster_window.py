"""Opens the roster of a record in the window and scrolls it. Arguments: home, account, passphrase, record.

Prints the seconds from the press to the painted roster, and the time of each painted frame while it scrolls: by lines,
by pages, and in leaps over the whole list.
"""

import sys
import time
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEventLoop
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


def roster() -> RosterTable:
    """The table, once it stands there with its rows."""
    while True:
        application.processEvents()
        found: Iterable[RosterTable] = window.findChildren(RosterTable)
        for table in found:
            if table.isVisible() and table.model().rowCount():
                return table


settle()
watch = Watch()
frame.go(Place("record", record=record, tab="roster"))
table = roster()
table.viewport().grab()
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
