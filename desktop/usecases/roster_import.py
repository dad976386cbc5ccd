"""Rosters from the Excel files offices have: look first, then take the good rows and give the bad ones back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.ids import new_ids
from desktop.base.progress import Progress
from desktop.domain.finding import Finding, Severity
from desktop.domain.form import Form, FormField
from desktop.domain.record import Record, RosterRow
from desktop.files.refused_copy import write_refused_copy
from desktop.files.roster_rows import CheckRow, RowFault, read_rows
from desktop.files.roster_table import Heading, TableGuess, choose_sheet, find_table, require_fit
from desktop.files.workbook import CellValue, Workbook, read_workbook
from desktop.rules.row_checks import RowChecker
from desktop.rules.values import parse_value
from desktop.storage import records, rosters
from desktop.usecases.desk import Desk
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_editable

__all__ = ["Heading", "ImportPreview", "ImportResult", "RosterImport", "RowFault"]

_ALL_REFUSED = "一行都没有收进：{count} 处写得不对。"


@dataclass(frozen=True)
class ImportPreview:
    """What a file would bring. ``faults`` refuse their whole row; ``skipped`` tells what was passed over and why.

    ``missing`` are labels of required columns the sheet lacks: then there are no rows and nothing can be taken.
    """

    path: Path
    sheets: tuple[str, ...]
    sheet: str
    headings: tuple[Heading, ...]
    missing: tuple[str, ...]
    rows: tuple[RosterRow, ...] = field(repr=False)
    faults: tuple[RowFault, ...]
    skipped: tuple[str, ...]

    @property
    def refused(self) -> int:
        return len({fault.source_row for fault in self.faults})


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Rows taken and refused; ``errors_file`` is the coloured copy, if one was written."""

    taken: int
    refused: int
    errors_file: Path | None


@dataclass(frozen=True, slots=True)
class RosterImport:
    desk: Desk

    def read(
        self,
        record: str,
        path: Path,
        sheet: str = "",
        mapping: Mapping[str, str] | None = None,
        progress: Progress | None = None,
    ) -> ImportPreview:
        """Look at a file for a record; nothing is changed. ``mapping``: column letter or heading → key of the form."""
        with self.desk.home.database.reading() as session:
            known = records.get(session, record)
            values = records.content(session, record).values
        form = self._form(known)
        if not form.roster:
            raise Refusal(f"“{form.name}”这张表单没有名单。", safe="记录没有改动。", code="no-roster")
        _refuse_unknown_keys(form, mapping)
        workbook = read_workbook(path)
        guess = _guess(workbook, form, sheet, mapping)
        names = tuple(page.name for page in workbook.sheets)
        if guess.missing:
            return ImportPreview(
                path, names, guess.sheet, guess.headings, guess.missing, (), (), guess.skipped
            )
        page = next(page for page in workbook.sheets if page.name == guess.sheet)
        found = read_rows(page, form, guess, _parse, _checked(form, values), progress)
        ids = new_ids(self.desk.clock, len(found.rows))
        # Built without another check of what was read just now: it would cost a tenth of the reading.
        rows = tuple(
            RosterRow.model_construct(row=new, position=at, values=row.values)
            for at, (new, row) in enumerate(zip(ids, found.rows, strict=True), 1)
        )
        return ImportPreview(path, names, guess.sheet, guess.headings, (), rows, found.faults, found.notes)

    def apply(
        self, record: str, preview: ImportPreview, errors: Path | None = None, replace: bool = True
    ) -> Outcome[ImportResult]:
        """Take the good rows, in place of the roster or behind it; the bad ones go coloured into ``errors``."""
        if preview.missing:
            require_fit(_unfit(preview), self._form_of(record))
        written = None
        if preview.faults and errors is not None:
            write_refused_copy(preview.path, preview.sheet, preview.faults, errors)
            written = errors
        if not preview.rows:
            faults = len(preview.faults)
            what = _ALL_REFUSED.format(count=faults) if faults else "表头下面没有名单。"
            raise Refusal(what, safe="原来的名单没有动。", todo="请改好表格再收一次。", code="no-rows")
        with self.desk.home.database.transaction() as session:
            known = records.get(session, record)
            require_editable(self.desk, known, "收名单")
            rows = list(preview.rows)
            if not replace:
                rows = self._behind(session, known, rows)
            rosters.replace_rows(session, record, known.revision, rows, undoable=True)
            self._touched(session, known)
            self.desk.note(
                session, "roster-imported", record, rows=len(preview.rows), refused=preview.refused
            )
        result = ImportResult(len(preview.rows), preview.refused, written)
        notes = tuple(
            Finding("import-note", Severity.INFO, preview.path.name, note) for note in preview.skipped
        )
        return Outcome(result, changed(Topic.RECORDS, Topic.ROSTERS), notes)

    def undo(self, record: str) -> Outcome[int]:
        """Take the last import back as a whole; how many rows there are now."""
        with self.desk.home.database.transaction() as session:
            known = records.get(session, record)
            require_editable(self.desk, known, "收名单")
            rosters.undo_replace(session, record, known.revision)
            self._touched(session, known)
            self.desk.note(session, "import-undone", record)
            count = rosters.row_count(session, record, known.revision)
        return Outcome(count, changed(Topic.RECORDS, Topic.ROSTERS))

    def can_undo(self, record: str) -> bool:
        with self.desk.home.database.reading() as session:
            return rosters.can_undo(session, record, records.get(session, record).revision)

    def _behind(self, session: Session, record: Record, rows: list[RosterRow]) -> list[RosterRow]:
        last = rosters.last_position(session, record.id, record.revision)
        before = rosters.rows_at(session, record.id, record.revision)
        return before + [row.model_copy(update={"position": last + row.position}) for row in rows]

    def _touched(self, session: Session, record: Record) -> None:
        records.put(session, record.model_copy(update={"updated_at": self.desk.now()}))

    def _form_of(self, record: str) -> Form:
        with self.desk.home.database.reading() as session:
            return self._form(records.get(session, record))

    def _form(self, record: Record) -> Form:
        return self.desk.catalogue.form(record.form, self.desk.catalogue.matter(record.matter))


def _guess(workbook: Workbook, form: Form, sheet: str, mapping: Mapping[str, str] | None) -> TableGuess:
    if not sheet:
        return choose_sheet(workbook, form, mapping)
    page = next((page for page in workbook.sheets if page.name == sheet), None)
    if page is None:
        names = "、".join(page.name for page in workbook.sheets)
        raise Refusal(
            f"文件里没有“{sheet}”这张表。", safe="记录没有改动。", todo=f"有这些：{names}。", code="no-sheet"
        )
    guess = find_table(page, form, mapping)
    if guess is None:
        raise Refusal(
            f"表“{sheet}”里没有找到名单的表头。",
            safe="记录没有改动。",
            todo="请换一张表，或者把列名改成表单的写法。",
            code="roster-not-found",
        )
    return guess


def _parse(column: FormField, cell: CellValue) -> str:
    return parse_value(column, cell.text)


def _checked(form: Form, values: Mapping[str, str]) -> CheckRow:
    """Rows whose own figures contradict each other are refused; mere warnings stay for the record's findings."""
    checker = RowChecker(form, values)

    def check(row: Mapping[str, str]) -> list[tuple[str, str]]:
        return [(fault.key, fault.text) for fault in checker.check(row) if fault.severity is Severity.BLOCK]

    return check


def _refuse_unknown_keys(form: Form, mapping: Mapping[str, str] | None) -> None:
    known = {column.key for column in form.roster} | {""}
    if strange := sorted(set((mapping or {}).values()) - known):
        names = "、".join(f"{column.key}（{column.label}）" for column in form.roster)
        raise Refusal(
            f"列名对应里有表单没有的列：{'、'.join(strange)}。", safe="记录没有改动。", todo=f"可用的有：{names}。",
            code="unknown-column",
        )  # fmt: skip


def _unfit(preview: ImportPreview) -> TableGuess:
    return TableGuess(preview.sheet, 0, 0, {}, preview.headings, preview.missing)
