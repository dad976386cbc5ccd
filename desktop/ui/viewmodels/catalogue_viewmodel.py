"""What must be published and how far we are: the tree, the matter one looks at, coverage by field. No widgets."""

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.words import tr
from desktop.domain.account import Role
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.itemmodels.catalogue_tree import CatalogueTree
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.carrying import make_again
from desktop.ui.viewmodels.county_table_viewmodel import CountyTableViewModel
from desktop.ui.viewmodels.county_taken_viewmodel import CountyTakenViewModel
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.usecases.catalogue_views import FieldLine, MatterLine, MatterView
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome

MOST_BARS = 9


class CatalogueViewModel(QObject):
    """``updated`` for fields and hits, ``shown`` when another matter is on the page."""

    updated = Signal()
    shown = Signal()
    said = Signal(str)
    said_undo = Signal(str, object)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__()
        self.county = CountyTableViewModel(session, ask, tasks, changed)
        self.county.said.connect(self.said)
        self.taken = CountyTakenViewModel(session, ask, tasks, changed)
        self.taken.said.connect(self.said)
        self.county.said_undo.connect(self.said_undo)
        self._session, self._ask, self._tasks, self._changed, self._go = session, ask, tasks, changed, go
        self.tree = CatalogueTree(self)
        self.tree.wanted.connect(self._bring)
        self.fields: list[FieldLine] = []
        self.words = ""
        self.hits: list[MatterLine] = []
        self.matter: MatterView | None = None
        self.loaded = False
        self.refusal: MingbaiError | None = None
        changed.happened.connect(self._concerned)

    @property
    def context(self) -> str:
        catalogue = self._session.desk.catalogue
        return tr("{fields} 个领域 · {title}", fields=len(catalogue.fields), title=catalogue.edition.title)

    @property
    def totals(self) -> tuple[int, int]:
        """Matters with a current record, and all matters."""
        return sum(line.current for line in self.fields), sum(line.matters for line in self.fields)

    @property
    def bars(self) -> list[FieldLine]:
        """The fields furthest along, and what is left of the others in one line."""
        ranked = sorted(self.fields, key=lambda line: (-(line.current + line.late + line.due), line.code))
        first, rest = ranked[:MOST_BARS], ranked[MOST_BARS:]
        if not rest:
            return first
        summed = FieldLine(
            "", tr("其余 {rest} 个领域", rest=len(rest)), (), "", *(
                sum(getattr(line, part) for line in rest) for part in ("matters", "current", "due", "late", "never")
            ),
        )  # fmt: skip
        return [*first, summed]

    @property
    def first_gaps(self) -> list[FieldLine]:
        """Fields in which nothing is recorded at all, the smallest first."""
        empty = [line for line in self.fields if line.never == line.matters and line.matters]
        return sorted(empty, key=lambda line: line.matters)[:3]

    def show_place(self, place: Place) -> None:
        if not self.loaded:
            self.reload()
        if place.matter:
            self.open(place.matter)

    def reload(self) -> None:
        self._tasks.run(lambda progress: self._session.openness.fields(), self._took_fields, self._refused)

    def search(self, words: str) -> None:
        """Shows the matters that hold ``words``; empty words bring the tree back."""
        self.words = words.strip()
        if not self.words:
            self.hits = []
            self.tree.show_fields(self.fields)
            self.updated.emit()
            return
        wanted = self.words
        self._tasks.run(
            lambda progress: (wanted, self._session.openness.search(wanted)), self._took_hits, self._ask.tell
        )

    def open(self, code: str) -> None:
        self._tasks.run(
            lambda progress: self._session.openness.matter(code), self._took_matter, self._ask.tell
        )

    @property
    def may_write(self) -> bool:
        """Whether this account begins records."""
        return self._session.account.role is Role.DRAFTER

    @property
    def keeps_catalogue(self) -> bool:
        """Whether this account takes over its county's table: the administrator's."""
        return self._session.account.role is Role.ADMIN

    def begin(self) -> None:
        """开始填写: a new draft under the matter on the page."""
        if self.matter is not None:
            code = self.matter.matter.code
            self._tasks.run(lambda progress: self._session.records.new(code), self._begun, self._ask.tell)

    def make_again(self, record: str) -> None:
        """照上次的做: a new draft from an earlier record."""
        make_again(self._session, self._ask, self._tasks, self._changed, self._go, record)

    def open_record(self, record: str) -> None:
        self._go(Place("record", record=record))

    def _bring(self, code: str) -> None:
        self._tasks.run(
            lambda progress: (code, self._session.openness.matters(code)),
            lambda found: self.tree.show_matters(*found),
            self._ask.tell,
        )

    def _took_fields(self, fields: list[FieldLine]) -> None:
        self.fields, self.loaded, self.refusal = fields, True, None
        if not self.words:
            self.tree.show_fields(fields)
        self.updated.emit()

    def _took_hits(self, found: tuple[str, list[MatterLine]]) -> None:
        words, hits = found
        if words == self.words:  # else it was typed on meanwhile
            self.hits = hits
            catalogue = self._session.desk.catalogue
            names = {hit.code: catalogue.field(catalogue.matter(hit.code).field).name for hit in hits}
            self.tree.show_hits(hits, names)
            self.updated.emit()

    def _took_matter(self, matter: MatterView) -> None:
        self.matter = matter
        self.shown.emit()

    def _begun(self, outcome: Outcome[str]) -> None:
        self._changed.tell(outcome.changes)
        self._go(Place("record", record=outcome.value))

    def _refused(self, error: MingbaiError) -> None:
        self.loaded, self.refusal = True, error
        self.updated.emit()

    def _concerned(self, changes: Changes) -> None:
        if self.loaded and changes & {Topic.RECORDS, Topic.NOTICES, Topic.SETTINGS}:
            self.reload()
            if self.matter is not None:
                self.open(self.matter.matter.code)
