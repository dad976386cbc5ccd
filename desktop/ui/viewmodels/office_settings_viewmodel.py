"""The part of the settings that is the office's: real offices, boards, local days, masks, waiting times. No widgets."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.words import tr
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome
from desktop.usecases.settings import BoardLine, LocalSettings, OfficeLine

CONCERNED = frozenset({Topic.SETTINGS, Topic.NOTICES})


class OfficeSettingsViewModel(QObject):
    """``found`` is what was read last; None until then. ``said`` is a sentence for the foot of the window."""

    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self._settings = session.settings
        self.found: LocalSettings | None = None
        self.words = ""
        self.role = ""
        changed.happened.connect(self._concerned)

    @property
    def today(self) -> date:
        return self._session.desk.clock.today()

    @property
    def refusal(self) -> str:
        """Why this account may only look; empty if it may change things."""
        return self.found.refusal if self.found else ""

    @property
    def offices(self) -> list[OfficeLine]:
        """The roles that hold the words looked for; those with a real office first, otherwise in their order."""
        lines = self.found.offices if self.found else ()
        shown = [line for line in lines if self.words in f"{line.role} {line.office.name}"]
        return sorted(shown, key=lambda line: not line.office.name)

    @property
    def chosen(self) -> OfficeLine | None:
        return (
            next((line for line in self.found.offices if line.role == self.role), None)
            if self.found
            else None
        )

    @property
    def boards(self) -> list[BoardLine]:
        return list(self.found.boards) if self.found else []

    def reload(self) -> None:
        self._tasks.run(lambda progress: self._settings.read(), self._took, self._ask.tell)

    def search(self, words: str) -> None:
        self.words = words.strip()
        self.updated.emit()

    def choose(self, role: str) -> None:
        self.role = role
        self.updated.emit()

    def set_office(self, name: str, address: str, phone: str) -> None:
        role = self.role
        self._do(
            lambda: self._settings.set_office(role, name, address, phone),
            tr("已记下“{role}”在本地的单位。", role=role),
        )

    def add_board(self, name: str) -> None:
        self._do(lambda: self._session.notices.add_board(name), tr("已加公示栏：{name}。", name=name.strip()))

    def rename_board(self, name: str) -> None:
        new = self._ask.text(
            tr("给公示栏改名"),
            tr("新的名字"),
            tr("改名"),
            explanation=tr("以后张贴用新名字。“{name}”已有的登记不变，编号从 1 重新开始。", name=name),
        )
        if new is not None:
            self._do(
                lambda: self._settings.rename_board(name, new),
                tr("“{name}”已改名为“{new}”。", name=name, new=new.strip()),
            )

    def retire_board(self, name: str) -> None:
        if self._ask.confirm(
            tr("“{name}”以后不再用来张贴？", name=name),
            tr("不再使用"),
            tr("留着"),
            safe=tr("已有的张贴登记都保留。"),
        ):
            self._do(lambda: self._settings.retire_board(name), tr("“{name}”不再使用。", name=name))

    def add_day(self, day: date, kind: str, name: str) -> None:
        self._do(lambda: self._settings.add_local_day(day, kind, name), tr("已记下，期限已按新的日子重算。"))

    def remove_day(self, day: date) -> None:
        self._do(lambda: self._settings.remove_local_day(day), tr("已去掉，期限已按新的日子重算。"))

    def mask_names(self, masked: bool) -> None:
        words = tr("以后排的公示，姓名遮盖后张贴。") if masked else tr("以后排的公示，姓名照写。")
        self._do(lambda: self._settings.mask_names_on_boards(masked), words)

    def set_receipt_days(self, days: int) -> None:
        self._do(lambda: self._settings.set_receipt_days(days), tr("{days} 天没有回执就提醒。", days=days))

    def set_auto_lock(self, minutes: int) -> None:
        self._do(
            lambda: self._settings.set_auto_lock(minutes), tr("{minutes} 分钟不用就锁定。", minutes=minutes)
        )

    def _do(self, verb: Callable[[], Outcome[Any]], words: str) -> None:
        def done(outcome: Outcome[Any]) -> None:
            self._changed.tell(outcome.changes)
            self.said.emit(words)

        self._tasks.run(lambda progress: verb(), done, self._refused)

    def _refused(self, error: Any) -> None:
        """What was pressed did not take: the controls go back to what holds."""
        self._ask.tell(error)
        self.updated.emit()

    def _took(self, found: LocalSettings) -> None:
        self.found = found
        if not self.role and found.offices:
            self.role = found.offices[0].role
        self.updated.emit()

    def _concerned(self, changes: Changes) -> None:
        if self.found is not None and changes & CONCERNED:
            self.reload()
