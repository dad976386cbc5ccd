"""What the frame always shows: who works for which office, how much is to be done, when it was last saved."""

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes
from desktop.base.words import tr
from desktop.domain.flow import waiting_for
from desktop.ui import text
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.today_viewmodel import CONCERNED, is_mine
from desktop.usecases.duty_views import Duty
from desktop.usecases.exchange_views import TravelLine, TravelState
from desktop.usecases.office import Session
from desktop.usecases.record_views import RecordFilter

NEEDS_ME = frozenset({TravelState.RETURNED, TravelState.CONFLICT, TravelState.QUARANTINED})


class FrameViewModel(QObject):
    """``badges`` counts per place what this account must do now. ``saved`` is empty until something was saved."""

    updated = Signal()

    def __init__(self, session: Session, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._tasks = session, tasks
        self.badges: dict[str, int] = {}
        self.saved = ""
        self.backup = ""
        changed.happened.connect(self._happened)

    @property
    def name(self) -> str:
        return self._session.account.name

    @property
    def role_words(self) -> str:
        return text.role_words(self._session.account.role)

    @property
    def place_words(self) -> str:
        """The office and the edition of the catalogue."""
        return tr(
            "{unit} · 目录 {title}",
            unit=self._session.organisation.unit,
            title=self._session.desk.catalogue.edition.title,
        )

    def reload(self) -> None:
        waiting = waiting_for(self._session.account.role)
        self._tasks.run(
            lambda progress: (
                self._session.duties.due(),
                self._session.exchange.status(),
                self._session.care.last_backup(),
                self._session.records.count(RecordFilter(states=waiting)) if waiting else 0,
            ),
            self._loaded,
            lambda error: None,  # the place itself shows why; a badge has nothing to say then
        )

    def _loaded(self, found: tuple[list[Duty], list[TravelLine], str, int]) -> None:
        duties, travels, backup, to_review = found
        self.backup = text.backup_words(backup, self._session.desk.clock.today())
        self.badges = {
            "today": min(99, sum(is_mine(duty) for duty in duties)),
            "records": min(99, to_review),
            "sync": min(
                99,
                sum(line.state in NEEDS_ME and not line.here for line in travels)
                + sum(duty.action == "decide" for duty in duties),
            ),
        }
        self.updated.emit()

    def _happened(self, changes: Changes) -> None:
        self.saved = text.clock_time(self._session.desk.clock.now())
        self.updated.emit()
        if changes & CONCERNED:
            self.reload()
