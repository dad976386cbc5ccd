"""The tour through a practice township: which step one is at, and where it plays. Shows nothing itself."""

from typing import get_args

from PySide6.QtCore import QObject, Signal

from desktop.base.words import tr
from desktop.catalogue.handbook import Tour, TourStep
from desktop.domain.record import RecordState
from desktop.ui.ask import Ask
from desktop.ui.viewmodels.navigation import Go, Kind, Place
from desktop.usecases.office import Session
from desktop.usecases.record_views import RecordFilter

_KINDS: tuple[Kind, ...] = get_args(Kind)
_STATES = tuple(RecordState)
_ON_THE_WAY = _STATES[: _STATES.index(RecordState.ARCHIVED) + 1]  # in the order a record goes through them


class TourViewModel(QObject):
    """``colleague`` asks for the window to go on as the account of that name; ``ended`` that the practice is left."""

    updated = Signal()
    colleague = Signal(str)
    ended = Signal()

    def __init__(self, session: Session, tour: Tour, go: Go, ask: Ask) -> None:
        super().__init__()
        self._session, self._tour, self._go, self._ask = session, tour, go, ask
        self.hint = ""
        self._hinted = False

    @property
    def at(self) -> int:
        return min(self._session.practice.step, len(self._tour.steps) - 1)

    @property
    def count(self) -> int:
        return len(self._tour.steps)

    @property
    def step(self) -> TourStep:
        return self._tour.steps[self.at]

    def begin(self) -> None:
        """Goes where the step plays, if it is this account's; another account may look round by itself."""
        if self._session.practice.person(self.step.who) == self._session.account.name:
            self._show()

    def forward(self) -> None:
        """The next step; where this one's work is not done yet, it says so once."""
        wanted = self.step.until
        if wanted and not self._hinted and not self._reached(RecordState(wanted)):
            self._hinted = True
            self.hint = tr("这一步还没有做完。做完再点“下一步”；想先往下看，就再点一次。")
            self.updated.emit()
        elif self.at < self.count - 1:
            self._move(self.at + 1)

    def back(self) -> None:
        if self.at > 0:
            self._move(self.at - 1)

    def show_place(self) -> None:
        """Back to where this step plays, after one has looked round."""
        self._show()

    def end(self) -> None:
        if self._ask.confirm(
            tr("结束练习？"), tr("结束练习"), tr("接着练"), safe=tr("练习里做的都会清掉。真的数据不受影响。")
        ):
            self.ended.emit()

    def _move(self, to: int) -> None:
        self._session.practice.go_to(to)
        self.hint, self._hinted = "", False
        self._show()

    def _show(self) -> None:
        name = self._session.practice.person(self.step.who)
        if name != self._session.account.name:
            self.colleague.emit(name)
            return
        kind = next(kind for kind in _KINDS if kind == self.step.place)
        record = self._record() if self.step.about else None
        self._go(Place(kind, record=record[0] if record else "", tab=self.step.tab))
        self.updated.emit()

    def _reached(self, wanted: RecordState) -> bool:
        record = self._record()
        return record is None or record[1] in _ON_THE_WAY[_ON_THE_WAY.index(wanted) :]

    def _record(self) -> tuple[str, RecordState] | None:
        lines = self._session.records.page(RecordFilter(), 0, 100)
        return next(((line.id, line.state) for line in lines if line.title == self._tour.record), None)
