"""What an opened record shows: its values as typed, its parts, what the checks say, which steps are offered. Reads nothing
and changes nothing by itself.
"""

from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.base.errors import MingbaiError
from desktop.base.words import tr
from desktop.domain.finding import Finding, blocks
from desktop.domain.flow import IN_REVIEW, ISSUED_STATES
from desktop.domain.record import Disclosure, Record, RecordState
from desktop.rules.values import format_value
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.attachments_viewmodel import AttachmentsViewModel
from desktop.ui.viewmodels.directory_viewmodel import DirectoryViewModel
from desktop.ui.viewmodels.examination import Examination
from desktop.ui.viewmodels.form_history import FormHistory
from desktop.ui.viewmodels.imports_viewmodel import ImportsViewModel
from desktop.ui.viewmodels.navigation import Go
from desktop.ui.viewmodels.place_memory import PlaceMemory
from desktop.ui.viewmodels.record_steps import Step, main_step, side_steps
from desktop.ui.viewmodels.record_words import history, limit_words, marks
from desktop.ui.viewmodels.roster_changes_viewmodel import RosterChangesViewModel
from desktop.ui.viewmodels.roster_import_viewmodel import RosterImportViewModel
from desktop.ui.viewmodels.roster_viewmodel import RosterViewModel
from desktop.ui.viewmodels.saving import Saving
from desktop.ui.viewmodels.spots import Spot, spot_of
from desktop.usecases.office import Session
from desktop.usecases.record_views import FlowMark, RecordView

SAVE_PAUSE_MS, SLOW_MS = 900, 500
COMMON_KEYS = frozenset({"title", "formed_on", "disclosure", "withheld_code", "withheld_reason"})
NOT_YET = frozenset({"required", "title-missing"})


class RecordShown(QObject):
    """``updated`` anything shown changed. ``opened`` another record or another revision: build the form anew.
    ``pointed`` carries a Spot to go to, ``reverted`` the key of a field whose typing was taken back or done again.
    ``saved`` the time of saving for the status bar."""

    updated = Signal()
    opened = Signal()
    pointed = Signal(object)
    reverted = Signal(str)
    saved = Signal(str)
    said = Signal(str)
    said_undo = Signal(str, object)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed, self._go = session, ask, tasks, changed, go
        self.roster = RosterViewModel(session, ask, tasks, changed, self)
        self.changes = RosterChangesViewModel(session, ask, tasks, changed, self)
        self.attachments = AttachmentsViewModel(session, ask, tasks, changed, self)
        self.attachments.said.connect(self.said)
        self.directory = DirectoryViewModel(session, ask, tasks, changed, self)
        self.directory.said.connect(self.said)
        self.importing = RosterImportViewModel(session, ask, tasks, changed)
        self.imports = ImportsViewModel(session, ask, tasks, changed, self)
        self.imports.said.connect(self.said)
        self.imports.undone.connect(self.roster.forget_steps)
        self.roster.said.connect(self.said)
        self.roster.said_undo.connect(self.said_undo)
        self.importing.said.connect(self.said)
        self.places = self.roster.places
        self.examination = Examination(session, ask, tasks)
        self.view: RecordView | None = None
        self.findings: list[Finding] = []
        self.title = ""
        self.formed_on: date | None = None
        self.disclosure = Disclosure.PROACTIVE
        self.withheld_code = ""
        self.withheld_reason = ""
        self.values: dict[str, str] = {}
        self.trouble: MingbaiError | None = None
        self.saved_words = ""
        self.pressed = False
        self.typing = FormHistory()
        self.memory = PlaceMemory(session, tasks, self)
        self._edits = 0
        self._kept = 0
        self._saving = Saving(session.records)
        self._at = -1
        self._telling = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SAVE_PAUSE_MS)
        self._opening = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self.updated)
        self._recheck = QTimer(self)
        self._recheck.setSingleShot(True)

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def record(self) -> Record | None:
        return self.view.record if self.view else None

    @property
    def today(self) -> date:
        return self._session.desk.clock.today()

    @property
    def editable(self) -> bool:
        return self.view is not None and "edit" in self.view.may

    @property
    def unsaved(self) -> bool:
        return self._edits != self._kept

    @property
    def chip_words(self) -> str:
        if self.view is None:
            return ""
        return tr("修订 {revision}", revision=self.view.record.revision) + (
            tr("（草稿）") if self.editable else ""
        )

    @property
    def limit_words(self) -> str:
        return limit_words(self.view, self.today) if self.view else ""

    @property
    def blocked_words(self) -> str:
        count = len(blocks(self.findings))
        return tr("有 {count} 项必须改好，才能提交审核。", count=count) if count and self.editable else ""

    @property
    def checking_words(self) -> str:
        """Told while the checks of what is shown are not finished."""
        return tr("正在检查…") if self.examination.running else ""

    @property
    def waiting_words(self) -> str:
        """Told from half a second on while a record is being read; what was shown before stays."""
        return tr("正在读取…") if self._opening and not self._slow.isActive() else ""

    @property
    def read_only_words(self) -> str:
        """Why nothing can be typed; empty while it can."""
        if self.view is None or self.editable:
            return ""
        state = self.view.record.state
        if self.view.refusal:
            return self.view.refusal
        if state in IN_REVIEW:
            return tr("已提交，内容只能看。要改，请审核的人退回来。")
        if state in ISSUED_STATES:
            return tr("内容已签发，只能看。要改，由起草的人发起更正。")
        return tr("这条记录现在只能看，不能改。")

    @property
    def marks(self) -> list[FlowMark]:
        return marks(self.view, self.today) if self.view else []

    @property
    def history(self) -> list[tuple[str, str, str]]:
        return history(self.view, self.today) if self.view else []

    @property
    def main_step(self) -> Step | None:
        return main_step(self.view.may) if self.view else None

    @property
    def side_steps(self) -> list[Step]:
        return side_steps(self.view.may) if self.view else []

    @property
    def listed(self) -> bool:
        """The record is issued and stands in the directory."""
        return self.record is not None and self.record.state in ISSUED_STATES | {RecordState.WITHDRAWN}

    def shown(self, key: str) -> str:
        """A field as the screen shows it: formatted where it is stored rightly, else as typed."""
        if self.view is None:
            return ""
        field = self.view.form.field(key)
        total = (
            self.view.totals.get(field.computed_from.removeprefix("sum:")) if field.computed_from else None
        )
        text = total if total is not None else self.values.get(key, "")
        return format_value(field, text) if text else ""

    def words_at(self, key: str) -> str:
        """As `shown`, for the fields that every record has too."""
        if key == "formed_on":
            return (
                tr(
                    "{formed_on:%Y}年{month}月{day}日",
                    formed_on=self.formed_on,
                    month=self.formed_on.month,
                    day=self.formed_on.day,
                )
                if self.formed_on
                else ""
            )
        return str(getattr(self, key)) if key in COMMON_KEYS else self.shown(key)

    def error_at(self, key: str) -> Finding | None:
        """The first blocking finding at a field. What is merely not filled yet is none before submitting."""
        if self.view is None:
            return None
        form, wanted = self.view.form, Spot(key)
        wrong = (found for found in blocks(self.findings) if self.pressed or found.code not in NOT_YET)
        return next((found for found in wrong if spot_of(found, form) == wanted), None)

    def spot(self, finding: Finding) -> Spot:
        return spot_of(finding, self.view.form) if self.view else Spot()
