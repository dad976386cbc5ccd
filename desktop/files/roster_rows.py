"""Reads the rows of a roster that was found: each whole row is taken, or refused with reason and place. Never guesses.

How a value is read is the caller's: it passes the parser, so that this room knows no rules.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

from desktop.base.errors import Refusal
from desktop.base.progress import Progress
from desktop.base.words import tr, zh
from desktop.domain.form import FieldType, Form, FormField
from desktop.files.broken_cells import BrokenCell
from desktop.files.roster_table import TableGuess
from desktop.files.workbook import EMPTY, CellKind, CellValue, RawCell, Sheet, cell_value, column_letters

ParserOf = Callable[[FormField], Callable[[str], str]]
_Seen = dict[RawCell, str]
_Column = tuple[int, FormField, str, Callable[[str], str], _Seen, bool]
"""Place, field, key, parser, what was read already, and whether the same cell is likely to come again."""
_ALIKE = frozenset({bool, int, BrokenCell})
"""Kinds of cells that are equal to others in Python and are not in a sheet: 是, 1 and 1.0; an error and its letters."""
CheckRow = Callable[[Mapping[str, str]], list[tuple[str, str]]]
_NUMBERS = frozenset({FieldType.ID_NUMBER, FieldType.BANK_ACCOUNT, FieldType.PHONE})
_SPREAD = frozenset({FieldType.TEXT, FieldType.PLACE, FieldType.CHOICE, FieldType.ADDRESS})
_FIGURES = frozenset({FieldType.MONEY, FieldType.AREA, FieldType.INTEGER, FieldType.DECIMAL})
_DAMAGED = zh("Excel把号码改坏了，后几位已经丢了。请对照证件重新输入，并先把这一列设成“文本”。")
_EVERY = 500


class ImportedRow(NamedTuple):
    """``source_row`` is the row's number in Excel (from 1); ``values`` are canonical texts by key, empty ones left out."""

    source_row: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a row was refused: its number in Excel, the column's letter (empty if the sheet has none) and label, what
    stands there, and the reason in a sentence."""

    source_row: int
    letter: str
    label: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class TotalComparison:
    """A sum of the sheet's totals row that is not the sum of its rows, both as plain figures."""

    label: str
    stated: str
    summed: str


@dataclass(frozen=True)
class ImportedRows:
    """``notes`` tell in sentences what a clerk should know of the reading (rows left out, rounding, totals)."""

    rows: tuple[ImportedRow, ...] = field(repr=False)
    faults: tuple[RowFault, ...]
    totals: tuple[TotalComparison, ...]
    notes: tuple[str, ...]

    @property
    def refused_rows(self) -> int:
        return len({fault.source_row for fault in self.faults})


def read_rows(
    sheet: Sheet,
    form: Form,
    guess: TableGuess,
    parser_of: ParserOf,
    check_row: CheckRow | None = None,
    progress: Progress | None = None,
    constants: Mapping[str, str] | None = None,
) -> ImportedRows:
    """Read all data rows. ``parser_of`` a column gives canonical texts or raises a Refusal; ``check_row`` names what does not
    add up in a parsed row as pairs of key and sentence. One fault refuses its whole row. ``constants`` are canonical
    values by key for what the sheet does not say in its rows (the village of the whole sheet)."""
    reader = _Reader(sheet, form, guess, parser_of, check_row, constants or {})
    for done, number in enumerate(guess.data_rows):
        if progress is not None and done % _EVERY == 0:
            progress.step(tr("正在读取名单"), done, len(guess.data_rows))
        reader.read(number)
    totals = reader.compare_totals()
    notes = [*guess.skipped]
    if reader.rounded:
        notes.append(
            zh("有 {count} 个数的小数比表单多，已按Excel里显示的样子四舍五入。", count=reader.rounded)
        )
    notes.extend(
        zh(
            "合计行的“{label}”写的是 {stated}，各行加起来是 {summed}。",
            label=total.label,
            stated=total.stated,
            summed=total.summed,
        )
        for total in totals
    )
    return ImportedRows(tuple(reader.rows), tuple(reader.faults), totals, tuple(notes))


class _Reader:
    def __init__(
        self,
        sheet: Sheet,
        form: Form,
        guess: TableGuess,
        parser_of: ParserOf,
        check_row: CheckRow | None,
        constants: Mapping[str, str],
    ) -> None:
        self._constants = constants
        self._sheet, self._guess, self._check_row = sheet, guess, check_row
        known = {column.key: column for column in form.roster}
        self._columns = [(place, known[key]) for place, key in guess.columns.items()]
        self._places = {key: place for place, key in guess.columns.items()}
        self._labels = {column.key: column.label for column in form.roster}
        self._required = [column for column in form.roster if column.required]
        self._required_keys = {column.key for column in self._required}
        self._spread = self._spread_cells()
        # What was read once need not be read anew: villages, names and areas come again and again.
        self._plan: list[_Column] = [
            (place, column, column.key, parser_of(column), {}, column.type not in _NUMBERS)
            for place, column in self._columns
        ]
        self._parsers = {key: parse for _, _, key, parse, *_ in self._plan}
        self._summed = [column for _, column in self._columns if column.total and column.type in _FIGURES]
        self._taken_sums = {column.key: Decimal(0) for column in self._summed}
        self._refused_sums = {column.key: Decimal(0) for column in self._summed}
        self.rows: list[ImportedRow] = []
        self.faults: list[RowFault] = []
        self.rounded = 0

    def read(self, number: int) -> None:
        values = dict(self._constants)
        faults: list[RowFault] = []
        raw_row = self._sheet.rows[number]
        width = len(raw_row)
        for place, column, key, parse, seen, comes_again in self._plan:
            raw = raw_row[place] if place < width else ""
            kind = type(raw)
            if (value := seen.get(raw)) and kind not in _ALIKE:
                values[key] = value
                continue
            try:
                if type(raw) is str and raw and not raw.isspace():
                    value = parse(raw)
                    if comes_again:
                        seen[raw] = value
                elif raw == "" and not self._spread:
                    continue
                else:
                    keep = comes_again and kind not in _ALIKE
                    value = self._other(number, place, column, raw, seen if keep else {})
            except Refusal as refused:
                text = self._cell(number, place, raw)[0].text
                faults.append(self._fault(number, key, text, refused.kept_what + refused.kept_todo))
                continue
            if value:
                values[key] = value
        if not self._required_keys <= values.keys():
            faults.extend(self._missing(number, values, {fault.label for fault in faults}))
        if not faults and self._check_row is not None:
            for key, reason in self._check_row(values):
                faults.append(self._fault(number, key, values.get(key, ""), reason))
        if faults:
            self.faults.extend(faults)
            self._add_up(values, self._refused_sums)
            return
        self._add_up(values, self._taken_sums)
        self.rows.append(ImportedRow(number + 1, values))

    def _other(self, number: int, place: int, column: FormField, raw: RawCell, seen: _Seen) -> str:
        """What stands in a cell that is no text of its own; kept in ``seen`` where the same cell always means the same."""
        rounded = self.rounded
        cell, merged = self._cell(number, place, raw)
        value = self._value(column, cell) if cell is not EMPTY else ""
        if value and not merged and rounded == self.rounded:
            seen[raw] = value
        return value

    def _cell(self, number: int, place: int, raw: RawCell) -> tuple[CellValue, bool]:
        """The cell, or what was merged over it; then the same emptiness elsewhere does not mean the same."""
        cell = cell_value(raw)
        if cell.kind is not CellKind.EMPTY and not cell.text.isspace():
            return cell, False
        return self._spread.get((number, place), EMPTY), True

    def _missing(self, number: int, values: Mapping[str, str], faulty: set[str]) -> list[RowFault]:
        return [
            self._fault(number, column.key, "", zh("“{label}”没有填。", label=column.label))
            for column in self._required
            if column.key not in values and column.label not in faulty
        ]

    def compare_totals(self) -> tuple[TotalComparison, ...]:
        """Sums that agree neither with all rows nor with the rows taken."""
        if self._guess.totals_row is None:
            return ()
        found: list[TotalComparison] = []
        for column in self._summed:
            cell = self._sheet.cell(self._guess.totals_row, self._places[column.key])
            try:
                stated = Decimal(self._value(column, cell)) if cell.text.strip() else None
            except (Refusal, InvalidOperation):
                continue
            taken = self._taken_sums[column.key]
            sums = (taken, taken + self._refused_sums[column.key])
            if stated is not None and stated not in sums:
                found.append(TotalComparison(column.label, f"{stated:f}", f"{sums[1]:f}"))
        return tuple(found)

    def _value(self, column: FormField, cell: CellValue) -> str:
        if isinstance(cell.text, BrokenCell):
            raise Refusal(cell.text.reason, code="cell-broken")
        if cell.kind is CellKind.NUMBER:
            if cell.damaged and column.type in _NUMBERS:
                raise Refusal(_DAMAGED, code="number-damaged")
            if column.type in (FieldType.MONEY, FieldType.AREA):
                cell = self._as_displayed(column, cell)
        return self._parsers[column.key](cell.text)

    def _as_displayed(self, column: FormField, cell: CellValue) -> CellValue:
        """A number with the decimals Excel shows; a formula's hidden further digits are not on the paper."""
        places = 2 if column.type is FieldType.MONEY else column.places
        _, _, decimals = cell.text.partition(".")
        if len(decimals) <= places:
            return cell
        rounded = Decimal(cell.text).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        self.rounded += rounded != Decimal(cell.text)
        return CellValue(f"{rounded:f}", cell.kind)

    def _spread_cells(self) -> dict[tuple[int, int], CellValue]:
        """Words merged over several rows (the village, the group) count for each of them; amounts never do."""
        found: dict[tuple[int, int], CellValue] = {}
        wanted = {place for place, column in self._columns if column.type in _SPREAD}
        for merge in self._sheet.merges:
            if merge.left in wanted and merge.bottom > merge.top > self._guess.head_last:
                value = self._sheet.cell(merge.top, merge.left)
                for row in range(merge.top + 1, merge.bottom + 1):
                    found[row, merge.left] = value
        return found

    def _add_up(self, values: Mapping[str, str], sums: dict[str, Decimal]) -> None:
        if self._guess.totals_row is None:
            return
        for key in sums:
            text = values.get(key)
            if text:
                sums[key] += Decimal(text)

    def _fault(self, number: int, key: str, text: str, reason: str) -> RowFault:
        place = self._places.get(key)
        letter = "" if place is None else column_letters(place)
        return RowFault(number + 1, letter, self._labels.get(key, ""), text, reason)
