"""What a record's roster changes against an earlier one of the same kind: new, gone, other figures. Reads only."""

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.base.words import on_screen, tr, zh
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.itemmodels.differences_model import DifferencesModel
from desktop.ui.tasks import Tasks
from desktop.usecases.carry_forward import EarlierRecord
from desktop.usecases.office import Session
from desktop.usecases.record_views import Difference
from desktop.usecases.roster_changes import CellChange, RosterChanges, RowChange

KINDS = (
    ("new", tr("新增"), "plus"),
    ("gone", tr("没有了"), "minus"),
    ("amount", tr("数变了"), "pencil"),
    ("other", tr("别的改动"), ""),
)
SIGNS = {"new": zh("增"), "gone": zh("删"), "amount": zh("改"), "other": zh("改")}


class RosterChangesViewModel(QObject):
    """``updated`` anything shown changed. Compares only while it is looked at: a long roster takes a moment."""

    updated = Signal()

    def __init__(
        self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._ask, self._tasks = session, ask, tasks
        self.model = DifferencesModel(self)
        self.earlier: list[EarlierRecord] = []
        self.source = ""
        self.found: RosterChanges | None = None
        self.only = "all"
        self._record = ""
        self._looking = self._stale = False
        changed.happened.connect(self._on_changed)

    @property
    def segments(self) -> list[tuple[str, str, str]]:
        found = self.found
        total = len(found.changes) if found else 0
        kinds = [(key, f"{words} {found.count(key) if found else 0}", icon) for key, words, icon in KINDS]
        return [("all", tr("全部 {total}", total=total), ""), *kinds]

    @property
    def words(self) -> str:
        if self.found is None:
            return tr("正在比较…")
        changed = "" if self.found.changes else tr("名单和上一次完全一样。")
        return tr("{same} 行没有变。{changed}", same=self.found.same, changed=changed)

    @property
    def choices(self) -> list[str]:
        """The earlier ones by title and date of forming."""
        return [
            tr(
                "{title}（{year}年{month}月{day}日{copied}）",
                title=other.title,
                year=other.formed_on.year,
                month=other.formed_on.month,
                day=other.formed_on.day,
                copied=tr("，照着做的") if other.copied else "",
            )
            for other in self.earlier
        ]

    @property
    def chosen(self) -> int:
        return next((at for at, other in enumerate(self.earlier) if other.id == self.source), -1)

    @property
    def totals(self) -> list[tuple[str, str]]:
        """(label, 上次 → 这次（差）) of the summed columns that changed."""
        cells = self.found.totals if self.found else ()
        return [
            (cell.label, f"{cell.before or '0'} → {_with_difference(cell)}")
            for cell in cells
            if cell.difference
        ]

    def open(self, record: str) -> None:
        """Another record, or the same anew: looks what it can be compared with."""
        if record != self._record:
            self.source = ""
        self._record, self.found, self.earlier = record, None, []
        self._looking, self.only = False, "all"
        carry = self._session.carry

        def done(earlier: list[EarlierRecord]) -> None:
            if record != self._record:
                return
            self.earlier = earlier
            if self.source not in {other.id for other in earlier}:
                self.source = earlier[0].id if earlier else ""
            self.updated.emit()

        self._tasks.run(lambda _progress: carry.earlier(record), done, self._ask.tell)

    def compare_with(self, at: int) -> None:
        """Another one of ``earlier``."""
        if 0 <= at < len(self.earlier) and self.earlier[at].id != self.source:
            self.source, self.found = self.earlier[at].id, None
            self._compare()

    def look(self, looking: bool) -> None:
        """The tab is shown, or is not any more."""
        self._looking = looking
        if looking and (self.found is None or self._stale):
            self._compare()

    def filter(self, only: str) -> None:
        self.only = only
        changes = self.found.changes if self.found else ()
        chosen = [change for change in changes if only in {"all", change.kind}]
        self.model.show(
            tuple(line for change in chosen for line in _lines(change)), tr("上一次"), tr("这一次")
        )
        self.updated.emit()

    def _compare(self) -> None:
        record, source, carry = self._record, self.source, self._session.carry
        self._stale = False

        def work(_progress: Progress) -> RosterChanges:
            return carry.compare(record, source)

        def done(found: RosterChanges) -> None:
            if (record, source) == (self._record, self.source):
                self.found = found
                self.filter(self.only)

        self._tasks.run(work, done, self._failed)

    def _failed(self, error: MingbaiError) -> None:
        self._stale = True
        self._ask.tell(error)

    def _on_changed(self, changes: Changes) -> None:
        if Topic.ROSTERS in changes and self.source:
            self._stale = True
            if self._looking:
                self._compare()


def _lines(change: RowChange) -> list[Difference]:
    """One line for a row that came or went, one for each changed cell of the others."""
    who = f"{change.place} {change.name}".strip() or tr("第 {position} 行", position=change.position)
    if change.kind in {"new", "gone"}:
        figures = tr("，").join(
            f"{on_screen(cell.label)} {cell.after or cell.before}" for cell in change.cells if cell.difference
        )
        text = figures or tr("有")
        old, new = (text, "") if change.kind == "gone" else ("", text)
        return [Difference(SIGNS[change.kind], who, old, new)]
    return [
        Difference(
            SIGNS[change.kind], f"{who} · {on_screen(cell.label)}", cell.before, _with_difference(cell)
        )
        for cell in change.cells
    ]


def _with_difference(cell: CellChange) -> str:
    return (
        tr("{after}（{difference}）", after=cell.after or "0", difference=cell.difference)
        if cell.difference
        else cell.after
    )
