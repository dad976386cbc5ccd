"""What the roster of an opened record shows: its rows by page, arranged as wished, faults by cell, totals, classes.

Reads only; what changes a roster is `roster_viewmodel`'s. The table itself is in ``model``.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.words import on_screen, tr
from desktop.domain.finding import Finding, Severity
from desktop.domain.form import DisclosureClass, FieldType, FormField
from desktop.rules.values import format_value
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.itemmodels.paged import Pages
from desktop.ui.itemmodels.roster_model import Cell, RosterModel
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.spots import spot_of
from desktop.usecases.office import Session
from desktop.usecases.places import Places
from desktop.usecases.record_views import RecordView
from desktop.usecases.roster_table import Arranged, RosterOrder

CLASS_WORDS = {
    DisclosureClass.PUBLIC: ("eye-outline", tr("会张贴")),
    DisclosureClass.MASKED: ("asterisk", tr("遮盖后张贴")),
    DisclosureClass.INTERNAL: ("eye-off-outline", tr("不张贴，只报上级")),
    DisclosureClass.LOCAL: ("laptop", tr("只在本机")),
    DisclosureClass.FORBIDDEN: ("cancel", tr("不收")),
}


def _say(field: FormField, text: str) -> str:
    return format_value(field, text) if text else ""


class RosterShown(QObject):
    """``updated`` count, totals or faults changed. ``pointed`` a cell (row, column of the model) to go to."""

    updated = Signal()
    pointed = Signal(int, int)
    said = Signal(str)

    def __init__(
        self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.model = RosterModel(_say, self)
        self.model.failed.connect(ask.tell)
        self.view: RecordView | None = None
        self.editable = False
        self.count = 0
        self.faults: dict[Cell, Finding] = {}
        self.general: list[Finding] = []
        self.chosen: Finding | None = None
        self.only = "all"
        self.order = RosterOrder()
        self._asked = 0
        self._record = ""
        self._at = -1
        divisions, code = session.desk.catalogue.divisions, session.organisation.code
        self.places = Places(divisions, code, session.notices.boards)
        changed.happened.connect(self._on_changed)

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        return self._session.desk.clock.today()

    @property
    def has_roster(self) -> bool:
        return self.view is not None and bool(self.view.form.roster)

    @property
    def naming_columns(self) -> list[int]:
        """The model's column that tells whose row it is; none in a roster of sums."""
        named = (
            at
            for at, field in enumerate(self.model.columns(), 1)
            if field.type is FieldType.PERSON_NAME or field.key == "project_name"
        )
        return [at for at in (next(named, 0),) if at]

    @property
    def unit(self) -> str:
        """What one row is: 户 for people, 个 for projects."""
        names = {field.key for field in self.view.form.roster} if self.view else set()
        return tr("户") if "name" in names else tr("项")

    @property
    def errors(self) -> list[Cell]:
        return self._faulty(Severity.BLOCK)

    @property
    def warnings(self) -> list[Cell]:
        return self._faulty(Severity.WARN)

    @property
    def segments(self) -> list[tuple[str, str, str]]:
        return [
            ("all", tr("全部 {count} {unit}", count=self.count, unit=self.unit), ""),
            ("block", tr("有错 {positions}", positions=len(_positions(self.errors))), "block"),
            ("warn", tr("提醒 {positions}", positions=len(_positions(self.warnings))), "warn"),
        ]

    @property
    def totals(self) -> list[tuple[str, str]]:
        """(label, figure with unit) of the summed columns."""
        if self.view is None:
            return []
        summed = [field for field in self.view.form.roster if field.total and field.key in self.view.totals]
        return [
            (f.label, f"{format_value(f, self.view.totals[f.key])} {on_screen(f.unit)}".strip())
            for f in summed
        ]

    @property
    def classes(self) -> list[tuple[str, str]]:
        """(icon, words) of the disclosure classes that this roster's columns have."""
        used = {field.disclosure for field in self.model.columns()}
        return [CLASS_WORDS[each] for each in DisclosureClass if each in used]

    @property
    def fault_words(self) -> str:
        """Where the chosen fault is, with the person's or project's name: 第 7 行 冶秀花 · 补贴金额."""
        cell = next((cell for cell, fault in self.faults.items() if fault is self.chosen), None)
        if cell is None:
            return ""
        position, key = cell
        row = self.model.row(self.model.cell(position, key).row())
        columns = self.model.columns()
        named = next(
            (f.key for f in columns if f.type is FieldType.PERSON_NAME or f.key == "project_name"), ""
        )
        name = f" {row.values[named]}" if row is not None and row.values.get(named) else ""
        label = next((" · " + f.label for f in columns if f.key == key), "")
        return tr("第 {position} 行{name}{label}", position=position, name=name, label=label)

    @property
    def remedy_words(self) -> str:
        """What the chosen fault's cell would be changed to; empty when nobody can know."""
        right = self._right_figure()
        return tr("改为 {right}", right=right) if right and self.editable else ""

    # -- reading -------------------------------------------------------------------------------------------

    def open(self, view: RecordView, *, editable: bool) -> None:
        """Shows the roster of a record anew."""
        if view.record.id != self._record:
            self.only, self._at, self.chosen = "all", -1, None
            self.order = RosterOrder()
            self.count = 0
        self.view, self.editable, self._record = view, editable, view.record.id
        self._recount()

    def show_findings(self, view: RecordView, findings: Sequence[Finding]) -> None:
        """Faults of cells from the record's findings, the graver one where a cell has two."""
        self.view = view
        faults: dict[Cell, Finding] = {}
        self.general = []
        for finding in findings:
            spot = spot_of(finding, view.form)
            if spot.position:
                faults.setdefault((spot.position, spot.key), finding)
            elif "名单" in finding.place:
                self.general.append(finding)
        self.faults = dict(sorted(faults.items()))
        if self.chosen not in self.faults.values():
            self.chosen = None
        self.model.mark(self.faults)
        if self.only != "all":
            self.filter(self.only)
        self.updated.emit()

    def filter(self, only: str) -> None:
        """``all``, or only rows with errors (``block``) or reminders (``warn``)."""
        self.only = only
        cells = {"block": self.errors, "warn": self.warnings}.get(only)
        self._arrange(replace(self.order, positions=None if cells is None else frozenset(_positions(cells))))

    def find(self, text: str) -> None:
        """Only rows that hold this text in any cell, or whose name has these pinyin initials; empty: all."""
        if text.strip() != self.order.text:
            self._arrange(replace(self.order, text=text.strip()))

    def sort_by(self, column: int) -> None:
        """By this column (of the model) upward, at the second press downward, at the third as printed again."""
        key = self.model.columns()[column - 1].key if column > 0 else ""
        order = replace(self.order, column=key, descending=False)
        if key and key == self.order.column:
            order = replace(self.order, column="" if self.order.descending else key, descending=True)
        self._arrange(order if order.column else replace(order, descending=False))

    @property
    def sorted_column(self) -> int:
        """The model's column the rows are sorted by, -1 for printed order."""
        keys = [field.key for field in self.model.columns()]
        return keys.index(self.order.column) + 1 if self.order.column in keys else -1

    def next_fault(self, by: int = 1) -> None:
        """Goes to the next faulty cell; round at the end."""
        cells = list(self.faults)
        if not cells:
            self.said.emit(tr("名单里没有检查意见。"))
            return
        self._at = (self._at + by) % len(cells) if self._at >= 0 or by > 0 else len(cells) - 1
        self.point(*cells[self._at])

    def point(self, position: int, key: str) -> None:
        """Shows and chooses a cell of the roster."""
        cell = self.model.cell(position, key)
        if not cell.isValid() and not self.order.plain:
            self.only = "all"
            self._show_plain()
            cell = self.model.cell(position, key)
        self.look(position, key)
        if cell.isValid():
            self.pointed.emit(cell.row(), cell.column())

    def look(self, position: int, key: str) -> None:
        """The cell that is current now: its fault is explained below the table."""
        self.chosen = self.faults.get((position, key)) or self.faults.get((position, ""))
        self.updated.emit()

    def _failed(self, error: MingbaiError) -> None:
        self.model.reread()
        self._ask.tell(error)

    def _right_figure(self) -> str:
        repair = self.chosen.repair if self.chosen is not None else None
        return repair.right if repair is not None else ""

    def _recount(self) -> None:
        """Rows may have come or gone: counts and shows the table anew, keeping the place where it can be kept."""
        if self.view is None:
            return
        records, record, form = self._session.records, self._record, self.view.form
        count = records.row_count(record) if form.roster else 0
        moved = count != self.count
        if count == self.count and self.model.columns() == form.roster and self.model.rowCount():
            self.model.set_editable(self.editable)
            self.model.reread()
        else:
            self.count = count
            pages = Pages(lambda offset, limit: records.rows(record, offset, limit), count)
            self.model.show(form, pages, editable=self.editable)
        if self.order.plain:
            self.model.show_all()
        elif moved:
            self._arrange(self.order)
        self.updated.emit()

    def _show_plain(self) -> None:
        self.order = RosterOrder()
        self._asked += 1
        self.model.show_all()
        self.updated.emit()

    def _arrange(self, order: RosterOrder) -> None:
        """Shows the rows in this order once the worker has found them; only the newest wish counts."""
        if order.plain:
            self._show_plain()
            return
        self.order = order
        self._asked += 1
        asked, table, record = self._asked, self._session.table, self._record

        def done(found: Arranged) -> None:
            if asked != self._asked:
                return
            pages = Pages(lambda at, limit: table.rows(record, found.rows[at : at + limit]), len(found.rows))
            self.model.arrange(found.positions, pages, order.text)
            self.updated.emit()

        self._tasks.run(lambda _progress: table.arrange(record, order), done, self._failed)

    def _on_changed(self, changes: Changes) -> None:
        if changes & {Topic.ROSTERS} and self.view is not None:
            self._recount()

    def _faulty(self, severity: Severity) -> list[Cell]:
        return [cell for cell, finding in self.faults.items() if finding.severity is severity]


def _positions(cells: Sequence[Cell]) -> list[int]:
    return sorted({position for position, _key in cells})
