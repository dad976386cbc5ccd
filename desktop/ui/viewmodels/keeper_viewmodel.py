"""Looks after the data behind the work: the quick check after opening, a backup every half hour of work. No widgets.

Everything runs as patient work: nobody waits for it.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.base.errors import MingbaiError
from desktop.base.words import tr
from desktop.ui.ask import Ask
from desktop.ui.tasks import Tasks
from desktop.usecases.office import Session

_FIRST_MS = 3_000
_TICK_MS = 60_000
ONLY_READING = tr("数据现在只能看，不能改：磁盘满了，文件夹是只读的，或者数据文件有损坏。")


class KeeperViewModel(QObject):
    """``said`` is a sentence for the foot of the window, ``kept`` tells of a new backup, ``checked`` that the quick check has
    ended, ``rescue`` asks for the way back
    (carries what is wrong)."""

    said = Signal(str)
    kept = Signal()
    checked = Signal()
    rescue = Signal(object)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks) -> None:
        super().__init__()
        self._session, self._ask, self._tasks = session, ask, tasks
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self.tick)
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(_FIRST_MS)
        self._first.timeout.connect(self.check)
        self._told: set[str] = set()

    def begin(self) -> None:
        """From now on, as long as the session is shown."""
        if failed := self._session.program.came_up():
            self.said.emit(failed)
        if self._session.only_reading:
            self.said.emit(ONLY_READING)
            return
        self._first.start()
        self._clock.start()

    def check(self) -> None:
        """Every page of the database once, after it was opened."""
        care = self._session.care
        self._tasks.run(lambda progress: care.damage(), self._checked, self._not_kept, patient=True)

    def tick(self) -> None:
        care = self._session.care
        self._tasks.run(lambda progress: care.backup_if_due(), self._kept, self._not_kept, patient=True)

    def _checked(self, faults: int) -> None:
        self.checked.emit()
        if not faults:
            self.tick()
            return
        self._clock.stop()
        damage = MingbaiError(
            tr("数据文件有 {faults} 处损坏。", faults=faults),
            safe=tr("程序没有改动它，已经做好的备份都在。"),
            todo=tr("请现在就去恢复。先只看也可以，从现在起不能再改。"),
            code="database-damaged",
        )
        answer = self._ask.stop(damage, buttons=(("leave", tr("先只看")), ("rescue", tr("去恢复"))))
        if answer == "rescue":
            self.rescue.emit(damage)

    def _kept(self, made: Path | None) -> None:
        if made is not None:
            self._told.clear()
            self.kept.emit()

    def _not_kept(self, error: MingbaiError) -> None:
        """The same trouble is told once, not every minute."""
        if error.code not in self._told:
            self._told.add(error.code)
            self.said.emit(tr("没能备份：{what}{todo}", what=error.what, todo=error.todo))
