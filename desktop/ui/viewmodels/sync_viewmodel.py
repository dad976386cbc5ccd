"""The place 同步: which tabs this office has, and the parts behind them. The parts do the work."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.base.words import tr
from desktop.domain.organisation import Level
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.below_viewmodel import BelowViewModel
from desktop.ui.viewmodels.decisions_viewmodel import DecisionsViewModel
from desktop.ui.viewmodels.enrolment_viewmodel import EnrolmentViewModel
from desktop.ui.viewmodels.incoming_viewmodel import IncomingViewModel
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.ui.viewmodels.outgoing_viewmodel import OutgoingViewModel
from desktop.ui.viewmodels.packs_viewmodel import PacksViewModel
from desktop.ui.viewmodels.receipt_viewmodel import ReceiptViewModel
from desktop.ui.viewmodels.travel_words import ABOVE, BELOW, SENDING, TAKING_IN
from desktop.ui.viewmodels.upload_viewmodel import UploadViewModel
from desktop.usecases.office import Session

SEND, RECEIPT, INCOMING, JOIN = "send", "receipt", "incoming", "join"
DECISIONS, OFFICES, PACKS, LINE = "decisions", "offices", "packs", "line"
_EACH = {Level.COUNTY: tr("各乡镇"), Level.PREFECTURE: tr("各县")}


class SyncViewModel(QObject):
    """``said`` is a line for a toast, from whichever part it comes. ``line`` goes on sending beside everything and belongs to
    whoever opened the session; without one there is one of our own."""

    updated = Signal()
    said = Signal(str)

    def __init__(
        self,
        session: Session,
        ask: Ask,
        tasks: Tasks,
        changed: Changed,
        go: Go,
        line: UploadViewModel | None = None,
    ) -> None:
        super().__init__()
        self.level = session.organisation.level
        self.above, self.below = ABOVE[self.level], BELOW[self.level]
        self.outgoing = OutgoingViewModel(session, ask, tasks, changed, go)
        self.receipt = ReceiptViewModel(session, ask, tasks, changed)
        self.incoming = IncomingViewModel(session, ask, tasks, changed)
        self.enrolment = EnrolmentViewModel(session, ask, tasks, changed)
        self.decisions = DecisionsViewModel(session, ask, tasks, changed)
        self.offices = BelowViewModel(session, ask, tasks, changed, go)
        self.packs = PacksViewModel(session, ask, tasks, changed)
        self.line = line or UploadViewModel(session, ask, tasks, changed, go)
        if line is None:
            self.line.said.connect(self.said)
        for part in (
            self.outgoing,
            self.receipt,
            self.incoming,
            self.enrolment,
            self.decisions,
            self.offices,
            self.packs,
        ):
            part.said.connect(self.said)
        self.outgoing.updated.connect(self.updated)
        self.enrolment.updated.connect(self.updated)
        self.decisions.updated.connect(self.updated)
        self.tab = self.tabs[0][0]

    @property
    def tabs(self) -> tuple[tuple[str, str], ...]:
        """(key, words). Counties look at what comes in first, the offices below at what goes out."""
        send, receipt = (SEND, SENDING[self.level]), (RECEIPT, tr("收回执"))
        decisions = (DECISIONS, self.decisions.tab_words)
        incoming, join = (INCOMING, TAKING_IN[self.level]), (JOIN, tr("加入"))
        packs, line = (PACKS, tr("更新包")), (LINE, tr("网络上报"))
        if self.level in {Level.COUNTY, Level.PREFECTURE}:
            up = (send, receipt, line) if self.level is Level.COUNTY else (send, receipt)
            return (incoming, (OFFICES, _EACH[self.level]), decisions, *up, packs, join)
        if self.level is Level.TOWNSHIP:
            return (send, receipt, line, incoming, decisions, packs, join)
        return (send, receipt, packs, join)

    @property
    def context(self) -> str:
        return self.outgoing.last_receipt_words

    def show_place(self, place: Place) -> None:
        keys = [key for key, _words in self.tabs]
        if place.path:
            self.tab = INCOMING
            self.incoming.look_at(Path(place.path))
        elif place.tab in keys:
            self.tab = place.tab
        self.reload()

    def reload(self) -> None:
        self.outgoing.reload()
        self.enrolment.reload()
        self.packs.reload()
        keys = [key for key, _words in self.tabs]
        if DECISIONS in keys:
            self.decisions.reload()
        if OFFICES in keys:
            self.offices.reload()
        if LINE in keys:
            self.line.reload()
        self.updated.emit()

    def choose_tab(self, key: str) -> None:
        if key != self.tab:
            self.tab = key
            self.updated.emit()
