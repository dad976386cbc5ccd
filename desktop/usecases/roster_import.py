"""Rosters from the Excel files offices have: look first, then take the good rows and give the bad ones back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.file_names import file_name
from desktop.base.ids import new_ids
from desktop.base.progress import Progress
from desktop.base.resting import collector_resting
from desktop.base.words import tr, zh
from desktop.domain.finding import Finding, Severity
from desktop.domain.form import Form
from desktop.domain.record import Record, RosterRow
from desktop.files.container import shown_name
from desktop.files.refused_copy import write_refused_copy
from desktop.files.roster_rows import CheckRow, ImportedRow, RowFault, read_rows
from desktop.files.roster_table import Heading, TableGuess, choose_sheet, find_table, require_fit
from desktop.files.workbook import Workbook, read_workbook
from desktop.rules.row_checks import RowChecker
from desktop.rules.values import parse_value, parser_of
from desktop.storage import records, roster_imports, rosters
from desktop.usecases.desk import Desk
from desktop.usecases.import_layouts import recall, remember
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_editable

__all__ = ["ALL_SHEETS", "SHEET_NAME", "Heading", "ImportPreview", "ImportResult", "RosterImport", "RowFault"]

ALL_SHEETS = zh("所有工作表")
SHEET_NAME = zh("工作表名")


@dataclass(frozen=True)
class ImportPreview:
    """What a file would bring. ``faults`` refuse their whole row; ``skipped`` tells what was passed over and why.

    ``named`` are the columns named by hand (letter → key), ``recalled`` those named so in an earlier file of this layout.
    ``constants`` are values for all rows; ``parts`` the faults sheet by sheet when all sheets were read.
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
    named: Mapping[str, str] = field(default_factory=dict)
    recalled: bool = False
    constants: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[tuple[str, tuple[RowFault, ...]], ...] = ()

    @property
    def refused(self) -> int:
        parts = self.parts or (("", self.faults),)
        return sum(len({fault.source_row for fault in faults}) for _sheet, faults in parts)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Rows taken and refused; ``errors_file`` is the coloured copy, if one was written. ``number`` counts the imports
    of this record: by it one is taken back."""

    taken: int
    refused: int
    errors_file: Path | None
    number: int


@dataclass(frozen=True, slots=True)
class RosterImport:
    desk: Desk

    @collector_resting()
    def read(
        self,
        record: str,
        path: Path,
        sheet: str = "",
        mapping: Mapping[str, str] | None = None,
        progress: Progress | None = None,
        constants: Mapping[str, str] | None = None,
    ) -> ImportPreview:
        """Look at a file for a record; nothing is changed. ``mapping``: column letter or heading → key of the form.

        ``sheet`` empty: the sheet that fits best; `ALL_SHEETS`: every visible one that fits, one after the other.
        ``constants``: key → what holds for whole sheets that do not say it (村 → 上滩村); `SHEET_NAME` as value takes
        each sheet's own name.
        """
        with self.desk.home.database.reading() as session:
            known = records.get(session, record)
            values = records.content(session, record).values
        form = self._form(known)
        given = {key: text.strip() for key, text in (constants or {}).items() if text.strip()}
        _refuse_unknown_keys(form, {key: key for key in given})
        if not form.roster:
            raise Refusal(
                tr("“{name}”这张表单没有名单。", name=form.name), safe=tr("记录没有改动。"), code="no-roster"
            )
        _refuse_unknown_keys(form, mapping)
        workbook = read_workbook(path)
        guesses, recalled = self._guesses(workbook, form, sheet, mapping)
        names = tuple(page.name for page in workbook.sheets)
        shown = ALL_SHEETS if sheet == ALL_SHEETS else guesses[0].sheet
        named = dict(mapping or recalled)
        missing = tuple(dict.fromkeys(label for guess in guesses for label in _missing(form, guess, given)))
        if missing:
            skipped = guesses[0].skipped
            return ImportPreview(
                path,
                names,
                shown,
                guesses[0].headings,
                missing,
                (),
                (),
                skipped,
                named,
                bool(recalled),
                given,
            )
        found, parts = self._rows(workbook, form, guesses, values, given, progress)
        ids = new_ids(self.desk.clock, len(found))
        # Built without another check of what was read just now: it would cost a tenth of the reading.
        rows = tuple(map(RosterRow, ids, count(1), [row.values for row in found]))
        faults = tuple(fault for _name, part, _notes in parts for fault in part)
        notes = tuple(
            tr("{name}：{note}", name=name, note=note) if len(parts) > 1 else note
            for name, _part, told in parts
            for note in told
        )
        by_sheet = tuple((name, part) for name, part, _notes in parts)
        return ImportPreview(
            path,
            names,
            shown,
            guesses[0].headings,
            (),
            rows,
            faults,
            notes,
            named,
            bool(recalled),
            given,
            by_sheet,
        )

    def _guesses(
        self, workbook: Workbook, form: Form, sheet: str, mapping: Mapping[str, str] | None
    ) -> tuple[list[TableGuess], dict[str, str]]:
        """The table of each sheet to read, and how its columns were named last time if nothing is said now."""
        first = _guess(workbook, form, "" if sheet == ALL_SHEETS else sheet, mapping)
        recalled: dict[str, str] = {}
        if mapping is None:
            with self.desk.home.database.reading() as session:
                recalled = recall(session, form, first.headings)
            if recalled:
                first = _guess(workbook, form, first.sheet, recalled)
        if sheet != ALL_SHEETS:
            return [first], recalled
        pages = [page for page in workbook.sheets if not page.hidden]
        found = [find_table(page, form, mapping or recalled or None) for page in pages]
        fitting = [guess for guess in found if guess is not None and guess.data_rows]
        return fitting or [first], recalled

    def _rows(
        self,
        workbook: Workbook,
        form: Form,
        guesses: list[TableGuess],
        values: Mapping[str, str],
        given: Mapping[str, str],
        progress: Progress | None,
    ) -> tuple[list[ImportedRow], list[tuple[str, tuple[RowFault, ...], tuple[str, ...]]]]:
        """The good rows of all sheets, and by sheet the faults and notes."""
        rows: list[ImportedRow] = []
        parts: list[tuple[str, tuple[RowFault, ...], tuple[str, ...]]] = []
        for guess in guesses:
            page = next(page for page in workbook.sheets if page.name == guess.sheet)
            fixed = {
                key: parse_value(form.column(key), guess.sheet if text == SHEET_NAME else text)
                for key, text in given.items()
            }
            found = read_rows(page, form, guess, parser_of, _checked(form, values), progress, fixed)
            rows.extend(found.rows)
            parts.append((guess.sheet, found.faults, found.notes))
        return rows, parts

    @collector_resting()
    def apply(
        self, record: str, preview: ImportPreview, errors: Path | None = None, replace: bool = True
    ) -> Outcome[ImportResult]:
        """Take the good rows, in place of the roster or behind it; the bad ones go coloured into ``errors``."""
        if preview.missing:
            require_fit(_unfit(preview), self._form_of(record))
        written = None
        if preview.faults and errors is not None:
            written = _write_copies(preview, errors)
        if not preview.rows:
            faults = len(preview.faults)
            what = (
                tr("一行都没有收进：{count} 处写得不对。", count=faults)
                if faults
                else tr("表头下面没有名单。")
            )
            raise Refusal(
                what, safe=tr("原来的名单没有动。"), todo=tr("请改好表格再收一次。"), code="no-rows"
            )
        with self.desk.home.database.transaction() as session:
            known = records.get(session, record)
            require_editable(self.desk, known, tr("收名单"))
            rows = list(preview.rows)
            if not replace:
                rows = self._behind(session, known, rows)
            number = roster_imports.take(
                session, record, rows, revision=known.revision, at=self.desk.now(), by=self.desk.account.name,
                file=shown_name(preview.path), taken=len(preview.rows), refused=preview.refused, replaced=replace,
            )  # fmt: skip
            if preview.named:
                remember(session, self._form(known), preview.headings, preview.named)
            self._touched(session, known)
            self.desk.note(
                session, "roster-imported", record, rows=len(preview.rows), refused=preview.refused
            )
        result = ImportResult(len(preview.rows), preview.refused, written, number)
        notes = tuple(
            Finding("import-note", Severity.INFO, shown_name(preview.path), note) for note in preview.skipped
        )
        return Outcome(result, changed(Topic.RECORDS, Topic.ROSTERS), notes)

    def _behind(self, session: Session, record: Record, rows: list[RosterRow]) -> list[RosterRow]:
        last = rosters.last_position(session, record.id, record.revision)
        before = rosters.rows_at(session, record.id, record.revision)
        return before + [replace(row, position=last + row.position) for row in rows]

    def _touched(self, session: Session, record: Record) -> None:
        records.put(session, record.model_copy(update={"updated_at": self.desk.now()}))

    def _form_of(self, record: str) -> Form:
        with self.desk.home.database.reading() as session:
            return self._form(records.get(session, record))

    def _form(self, record: Record) -> Form:
        return self.desk.form_of(record)


def _missing(form: Form, guess: TableGuess, given: Mapping[str, str]) -> list[str]:
    """Labels of required columns that neither the sheet nor a constant gives."""
    fixed = {form.column(key).label for key in given}
    return [label for label in guess.missing if label not in fixed]


def _write_copies(preview: ImportPreview, errors: Path) -> Path:
    """The coloured copy; of several sheets with faults one each, the first of which is returned."""
    faulty = [(name, faults) for name, faults in preview.parts if faults]
    if len(faulty) == 1:
        write_refused_copy(preview.path, faulty[0][0], faulty[0][1], errors)
        return errors
    names = [file_name(f"{errors.stem}（{name}）{errors.suffix}") for name, _faults in faulty]
    if len({name.casefold() for name in names}) < len(
        names
    ):  # sheets that differ only by what a disk cannot hold
        names = [file_name(f"{errors.stem}（{at}）{errors.suffix}") for at in range(1, len(names) + 1)]
    places = [errors.with_name(name) for name in names]
    for place, (name, faults) in zip(places, faulty, strict=True):
        write_refused_copy(preview.path, name, faults, place)
    return places[0]


def _guess(workbook: Workbook, form: Form, sheet: str, mapping: Mapping[str, str] | None) -> TableGuess:
    if not sheet:
        return choose_sheet(workbook, form, mapping)
    page = next((page for page in workbook.sheets if page.name == sheet), None)
    if page is None:
        names = tr("、").join(page.name for page in workbook.sheets)
        raise Refusal(
            tr("文件里没有“{sheet}”这张表。", sheet=sheet),
            safe=tr("记录没有改动。"),
            todo=tr("有这些：{names}。", names=names),
            code="no-sheet",
        )
    guess = find_table(page, form, mapping)
    if guess is None:
        raise Refusal(
            tr("表“{sheet}”里没有找到名单的表头。", sheet=sheet),
            safe=tr("记录没有改动。"),
            todo=tr("请换一张表，或者把列名改成表单的写法。"),
            code="roster-not-found",
        )
    return guess


def _checked(form: Form, values: Mapping[str, str]) -> CheckRow:
    """Rows whose own figures contradict each other are refused; mere warnings stay for the record's findings."""
    checker = RowChecker(form, values)

    def check(row: Mapping[str, str]) -> list[tuple[str, str]]:
        faults = checker.check(row)
        return (
            [(fault.key, fault.text) for fault in faults if fault.severity is Severity.BLOCK]
            if faults
            else []
        )

    return check


def _refuse_unknown_keys(form: Form, mapping: Mapping[str, str] | None) -> None:
    known = {column.key for column in form.roster} | {""}
    if strange := sorted(set((mapping or {}).values()) - known):
        names = tr("、").join(
            tr("{key}（{label}）", key=column.key, label=column.label) for column in form.roster
        )
        raise Refusal(
            tr("列名对应里有表单没有的列：{strange}。", strange=tr("、").join(strange)),
            safe=tr("记录没有改动。"),
            todo=tr("可用的有：{names}。", names=names),
            code="unknown-column",
        )


def _unfit(preview: ImportPreview) -> TableGuess:
    return TableGuess(preview.sheet, 0, 0, {}, preview.headings, preview.missing)
