"""What the roster of an opened record knows: its rows by page, faults by cell, totals, and how to take a change back.

Every change is one call of the use case on the worker; the table itself is in ``model``.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.domain.finding import Finding, Severity
from desktop.domain.form import DisclosureClass, FieldType, FormField
from desktop.domain.record import RosterRow
from desktop.rules.values import format_value
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.itemmodels.paged import Pages
from desktop.ui.itemmodels.roster_model import Cell, RosterModel
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.spots import spot_of
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome
from desktop.usecases.places import Places
from desktop.usecases.record_views import RecordView
from desktop.usecases.roster_import import ImportResult
from desktop.usecases.roster_table import Arranged, RosterOrder

CLASS_WORDS = {
    DisclosureClass.PUBLIC: ("eye-outline", "会张贴"),
    DisclosureClass.MASKED: ("asterisk", "遮盖后张贴"),
    DisclosureClass.INTERNAL: ("eye-off-outline", "不张贴，只报上级"),
    DisclosureClass.LOCAL: ("laptop", "只在本机"),
    DisclosureClass.FORBIDDEN: ("cancel", "不收"),
}
# The reckoning as the row check spells it: 11.26 亩 × 115.00 元 = 1,294.90 元，表里是 1,249.90 元。
RECKONED = re.compile(r"= (-?[\d,]+(?:\.\d+)?)[^，]*，表里是")
Verb = Callable[[], Outcome[Any]]
_Step = tuple[str, Verb, Verb]


def _say(field: FormField, text: str) -> str:
    return format_value(field, text) if text else ""


class RosterViewModel(QObject):
    """``updated`` count, totals or faults changed. ``pointed`` a cell (row, column of the model) to go to."""

    updated = Signal()
    pointed = Signal(int, int)
    said = Signal(str)
    said_undo = Signal(str, object)

    def __init__(
        self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.model = RosterModel(_say, self)
        self.model.edited.connect(self._edited)
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
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
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
        return "户" if "name" in names else "项"

    @property
    def errors(self) -> list[Cell]:
        return self._faulty(Severity.BLOCK)

    @property
    def warnings(self) -> list[Cell]:
        return self._faulty(Severity.WARN)

    @property
    def segments(self) -> list[tuple[str, str, str]]:
        return [
            ("all", f"全部 {self.count} {self.unit}", ""),
            ("block", f"有错 {len(_positions(self.errors))}", "block"),
            ("warn", f"提醒 {len(_positions(self.warnings))}", "warn"),
        ]

    @property
    def totals(self) -> list[tuple[str, str]]:
        """(label, figure with unit) of the summed columns."""
        if self.view is None:
            return []
        summed = [field for field in self.view.form.roster if field.total and field.key in self.view.totals]
        return [(f.label, f"{format_value(f, self.view.totals[f.key])} {f.unit}".strip()) for f in summed]

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
        label = next((f" · {f.label}" for f in columns if f.key == key), "")
        return f"第 {position} 行{name}{label}"

    @property
    def remedy_words(self) -> str:
        """What the chosen fault's cell would be changed to; empty when nobody can know."""
        right = self._right_figure()
        return f"改为 {right}" if right and self.editable else ""

    @property
    def undo_words(self) -> str:
        return f"撤销{self._undo[-1][0]}" if self._undo else ""

    @property
    def redo_words(self) -> str:
        return f"重做{self._redo[-1][0]}" if self._redo else ""

    # -- reading -------------------------------------------------------------------------------------------

    def open(self, view: RecordView, *, editable: bool) -> None:
        """Shows the roster of a record anew."""
        if view.record.id != self._record:
            self.forget_steps()
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

    @property
    def shown_words(self) -> str:
        """How many rows a search found; empty while nothing is searched."""
        return f"找到 {self.model.rowCount()} {self.unit}" if self.order.text else ""

    def next_fault(self, by: int = 1) -> None:
        """Goes to the next faulty cell; round at the end."""
        cells = list(self.faults)
        if not cells:
            self.said.emit("名单里没有检查意见。")
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

    # -- changing ------------------------------------------------------------------------------------------

    def add(self) -> None:
        """One empty row at the end."""
        records, record, before = self._session.records, self._record, self.count

        def done(outcome: Outcome[Any]) -> None:
            new = outcome.value
            self._remember(
                "加行",
                lambda: records.remove_rows(record, [new.row]),
                lambda: records.save_rows(record, [new]),
            )
            self._written(outcome)
            self._recount()
            self.pointed.emit(before, 1)

        self._run(lambda: records.add_row(record, {}), done)

    def remove(self, rows: Sequence[int]) -> None:
        """Takes rows (of the model) out; nothing is asked, as it can be undone."""
        gone = [row for at in rows if (row := self.model.row(at)) is not None]
        if not gone:
            return
        records, record = self._session.records, self._record

        def take_out() -> Outcome[Any]:
            return records.remove_rows(record, [row.row for row in gone])

        def done(outcome: Outcome[Any]) -> None:
            self._remember("删行", lambda: records.save_rows(record, gone), take_out)
            self._written(outcome)
            self.said_undo.emit(f"删掉了 {len(gone)} 行。", self.undo)

        self._run(take_out, done)

    def paste(self, row: int, column: int, block: str) -> None:
        """A block of cells as spreadsheets copy it, from this cell on; rows beyond the end are added."""
        lines = [line.split("\t") for line in block.replace("\r\n", "\n").rstrip("\n").split("\n")]
        keys = [field.key for field in self.model.columns()][max(column - 1, 0) :]
        if not self.editable or not block.strip():
            return
        records, record = self._session.records, self._record
        cells = [dict(zip(keys, (cell.strip() for cell in line), strict=False)) for line in lines]
        old = [known for at in range(len(lines)) if (known := self.model.row(row + at)) is not None]
        over = [
            known.model_copy(update={"values": {**known.values, **new}})
            for known, new in zip(old, cells, strict=False)
        ]
        beyond = cells[len(old) :]
        added: list[RosterRow] = []

        def work() -> Outcome[Any]:
            outcome = records.save_rows(record, over, beyond)
            added.extend(outcome.value)
            return outcome

        def take_back() -> Outcome[Any]:
            outcome: Outcome[Any] = records.save_rows(record, old)
            return records.remove_rows(record, [row.row for row in added]) if added else outcome

        def done(outcome: Outcome[Any]) -> None:
            self._remember("粘贴", take_back, lambda: records.save_rows(record, [*over, *added]))
            self._written(outcome)
            self.said_undo.emit(f"粘贴了 {len(lines)} 行。", self.undo)

        self._run(work, done)

    def hold(self) -> None:
        """The table is scrolled: what runs in the background lies still for a moment."""
        self._tasks.hold()

    def mend(self) -> None:
        """Puts the reckoned figure into the chosen fault's cell."""
        cell = next((cell for cell, fault in self.faults.items() if fault is self.chosen), None)
        right = self._right_figure()
        if cell is None or not right:
            return
        row = self.model.row(self.model.cell(*cell).row())
        if row is not None:
            self._edited(row, cell[1], right.replace(",", ""))

    def fill_down(self, rows: Sequence[int], column: int) -> None:
        """The first row's cell of a column into the other rows."""
        first = self.model.row(rows[0])
        if first is not None and self.editable:
            text = first.values.get(self.model.columns()[column - 1].key, "")
            self.paste(rows[1], column, "\n".join([text] * (len(rows) - 1)))

    def imported(self, words: str, number: int, again: Callable[[], Outcome[ImportResult]]) -> None:
        """Import ``number`` was applied: it is the last thing to take back. ``words`` tell of it."""
        record, imports = self._record, self._session.imports
        numbers = [number]

        def once_more() -> Outcome[ImportResult]:
            outcome = again()
            numbers.append(outcome.value.number)
            return outcome

        self._remember("导入", lambda: imports.undo(record, numbers[-1]), once_more)
        self.said_undo.emit(words, self.undo)

    def forget_steps(self) -> None:
        """Nothing can be taken back any more: the rows are not those that the steps knew."""
        self._undo.clear()
        self._redo.clear()
        self.updated.emit()

    def undo(self) -> None:
        """Takes the last change of the roster back."""
        if not self._undo:
            self.said.emit("没有可以撤销的。")
            return
        step = self._undo.pop()
        words, back, _again = step

        def done(outcome: Outcome[Any]) -> None:
            self._redo.append(step)
            self._written(outcome)
            self.said.emit(f"已撤销{words}。")

        self._run(back, done)

    def redo(self) -> None:
        """Does again what was taken back last."""
        if not self._redo:
            self.said.emit("没有可以重做的。")
            return
        step = self._redo.pop()
        words, _back, again = step

        def done(outcome: Outcome[Any]) -> None:
            self._undo.append(step)
            self._written(outcome)
            self.said.emit(f"已重做{words}。")

        self._run(again, done)

    def _edited(self, row: RosterRow, key: str, text: str) -> None:
        records, record = self._session.records, self._record
        after = row.model_copy(update={"values": {**row.values, key: text}})

        def done(outcome: Outcome[Any]) -> None:
            self._remember(
                "改动", lambda: records.save_row(record, row), lambda: records.save_row(record, after)
            )
            self._written(outcome)

        self._run(lambda: records.save_row(record, after), done)

    def _run(self, verb: Verb, done: Callable[[Outcome[Any]], None]) -> None:
        def work(_progress: Progress) -> Outcome[Any]:
            return verb()

        self._tasks.run(work, done, self._failed)

    def _failed(self, error: MingbaiError) -> None:
        self.model.reread()
        self._ask.tell(error)

    def _right_figure(self) -> str:
        found = RECKONED.search(self.chosen.text) if self.chosen is not None else None
        return found.group(1) if found else ""

    def _remember(self, words: str, back: Verb, again: Verb) -> None:
        self._undo.append((words, back, again))
        self._redo.clear()

    def _written(self, outcome: Outcome[Any]) -> None:
        self._changed.tell(outcome.changes)

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
