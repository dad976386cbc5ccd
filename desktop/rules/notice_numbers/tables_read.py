"""Tables as columns of figures: which rows are headings, data, subtotals and totals, which columns may be added up.

Reads only; whether a total is right is for the rules.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from desktop.catalogue.examination import ExaminationData
from desktop.catalogue.examination_numbers import ArithmeticWords
from desktop.domain.document import Document, DocumentTable
from desktop.rules.characters import half_width
from desktop.rules.notice_numbers.cell_numbers import number_of
from desktop.rules.notice_numbers.figures_found import Kind, unit_worth
from desktop.rules.notice_numbers.whole_tables import Rows, whole_tables

_UNIT = re.compile(
    r"[(/:](?:单位:)?(万元|亿元|千元|元|万亩|亩|公顷|平方米|㎡|平方公里|户|人|名|头|只|个|台|吨|公斤|株)[)]?"
)
_UNIT_END = re.compile(r"(万元|亩|公顷|平方米|㎡|元)$")
_RATE_UNIT = re.compile(r"(万?元)/(亩|公顷|平方米|㎡|人|户|头|只|台|吨|公斤|株|米|口|套|个|间)|元每(亩)")
_UNITS_LINE = re.compile(r"单位[:为](万元|元|亩|公顷|平方米)(?![/,、])")
_BLANK = re.compile(r"[\s\-—–/\\无]*")
_NUMBERED_LINE = re.compile(r"([0-9]+)(?:\t|\s{2,}|[|｜])")
_HAN_SEQUENCE = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.]?")
DATA, BLANK, HEADING = 0, -1, -2


@dataclass(frozen=True, slots=True)
class Row:
    """``level``: 0 data, 1 小计, 2 合计, 3 总计, -1 without figures. ``values`` by column; ``index`` in the table."""

    index: int
    level: int
    cells: tuple[str, ...]
    values: dict[int, Decimal]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """``heading`` holds those above it in several rows. ``worth`` turns its figures into yuan or ㎡; ``per`` for rates."""

    index: int
    heading: str
    group: str = ""
    kind: Kind | None = None
    unit: str = ""
    worth: Fraction = Fraction(1)
    per: str = ""
    additive: bool = False
    sequence: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """One table read. ``place`` of a cell by row and column; ``partial``: it shows that rows were left out (……)."""

    table: DocumentTable
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    places: tuple[tuple[str, ...], ...]
    partial: bool = False
    data: tuple[Row, ...] = field(default=())

    def place(self, row: Row, column: int) -> str:
        places = self.places[row.index]
        return places[column] if column < len(places) else (places[0] if places else self.table.place)


@lru_cache(maxsize=2)
def grids_of(document: Document, data: ExaminationData) -> tuple[Grid, ...]:
    """Every table with figures; pages of one table that follow each other are read as one."""
    words = data.own.arithmetic
    unit = _unit_line(document)
    return tuple(grid for rows in whole_tables(document) if (grid := _grid(*rows, words, unit)) is not None)


def _grid(table: DocumentTable, lines: Rows, words: ArithmeticWords, unit: str) -> Grid | None:
    width = max(len(cells) for cells, _ in lines)
    numbers = [[number_of(cell) for cell in cells] for cells, _ in lines]
    start = _first_data(lines, numbers, words)
    if start is None or width < 2:
        return None
    headings = _headings([cells for cells, _ in lines[:start]], width)
    rows: list[Row] = []
    for index in range(start, len(lines)):
        cells = lines[index][0]
        if start and cells == lines[start - 1][0]:
            continue
        rows.append(_row(index, cells, numbers[index], words))
    body = tuple(row for row in rows if row.level == DATA)
    local = next(
        (
            found[1]
            for cells, _ in lines[:start]
            for cell in cells
            if (found := _UNITS_LINE.search(half_width(cell)))
        ),
        unit,
    )
    columns = tuple(_column(index, headings[index], body, words, local) for index in range(width))
    partial = any(
        re.fullmatch(r"[.…·\s]{2,}|略", cell.strip())
        for cells, _ in lines
        for cell in cells
        if len(cell) < 8 and cell
    )
    aligned = tuple(_aligned(row, columns, width) for row in rows)
    return Grid(table, columns, aligned, tuple(places for _, places in lines), partial, body)


def _first_data(lines: Rows, numbers: list[list[Decimal | None]], words: ArithmeticWords) -> int | None:
    """The first row of figures below the headings; a row that only numbers the columns is a heading."""
    for index, (cells, _) in enumerate(lines):
        figures = [value for value in numbers[index] if value is not None]
        filled = sum(bool(cell.strip()) for cell in cells)
        numbering = len(figures) >= max(3, filled - 1) and figures == [
            *map(Decimal, range(1, len(figures) + 1))
        ]
        if numbering and index <= 3:
            continue
        if _level(cells, words) > 0 and figures:
            return index
        plain = [value for value in figures if not 1949 <= value <= 2099]
        if len(figures) >= 2 or (plain and (index or number_of(cells[0]) is not None)):
            return index
    return None


def _headings(rows: Sequence[tuple[str, ...]], width: int) -> list[tuple[str, str]]:
    """(heading, group) per column; a merged heading is carried to the right over what stands below it."""
    kept = [row for row in rows if sum(bool(cell.strip()) for cell in row) >= 2]
    titles = [""] * width
    groups = [""] * width
    for depth, row in enumerate(kept):
        carried = ""
        for column in range(width):
            cell = re.sub(r"\s+", "", half_width(row[column])) if column < len(row) else ""
            below = any(column < len(line) and line[column].strip() for line in kept[depth + 1 :])
            if cell:
                carried = cell
                titles[column] += cell
                if below:
                    groups[column] = cell
            elif below and carried:
                titles[column] += carried
                groups[column] = carried
    return list(zip(titles, groups, strict=True))


def _row(index: int, cells: tuple[str, ...], numbers: list[Decimal | None], words: ArithmeticWords) -> Row:
    values = {column: value for column, value in enumerate(numbers) if value is not None}
    if not values:
        return Row(index, BLANK, cells, values)
    level = _level(cells, words)
    return Row(index, level, cells, values, _label(cells))


def _label(cells: tuple[str, ...]) -> str:
    return next(
        (re.sub(r"\s+", "", cell) for cell in cells[:4] if cell.strip() and number_of(cell) is None), ""
    )


def _level(cells: tuple[str, ...], words: ArithmeticWords) -> int:
    for cell in cells[:4]:
        if not cell or len(cell) > 12 or cell[0] in "0123456789":
            continue
        text = re.sub(r"[\s:：]+", "", cell)
        if text.startswith(words.grand_rows) and len(text) <= 8:
            return 3
        if text in words.subtotal_rows or (len(text) > 2 and text.endswith(("小计", "小计)"))):
            return 1
        if text.startswith(words.total_rows) and len(text) <= 8:
            return 2
        if len(text) > 2 and text.endswith(("合计", "总计")):
            return 1 if text.endswith("合计") else 3
    return 0


def _column(
    index: int, heading: tuple[str, str], body: Sequence[Row], words: ArithmeticWords, unit: str
) -> Column:
    title, group = heading
    values = [row.values[index] for row in body if index in row.values]
    filled = sum(1 for row in body if index < len(row.cells) and not _BLANK.fullmatch(row.cells[index]))
    counting = len(values) >= 2 and all(value == place for place, value in enumerate(values, 1))
    sequence = title in ("序号", "编号") or (counting and index <= 1 and "数" not in title)
    rate = _RATE_UNIT.search(title)
    per = (rate[2] or rate[3]) if rate else ""
    found = _UNIT.search(title) or _UNIT_END.search(title)
    name = found[1] if found and not rate else (rate[1] or "元" if rate else "")
    if not name and any(word in title for word in ("资金", "金额", "投资")):
        name = unit if unit.endswith("元") else "元"
    if not name and "面积" in title:
        name = unit if unit and not unit.endswith("元") else "亩"
    worth = unit_worth(name)
    numeric = bool(values) and len(values) * 10 >= filled * 8
    long = bool(values) and sum(len(str(value)) >= 10 and value % 1 == 0 for value in values) * 2 > len(
        values
    )
    last = title.removeprefix(group) or title
    barred = any(word in title for word in words.not_summed) or (not title and index == 0)
    barred = barred and not last.startswith(("合计", "小计", "总计", "金额", "补贴金额", "补助金额"))
    return Column(
        index,
        title,
        group,
        worth[0] if worth else (Kind.COUNT if found else None),
        name,
        worth[1] if worth else Fraction(1),
        per,
        numeric and not sequence and not long and not barred and not rate,
        sequence,
    )


def _aligned(row: Row, columns: Sequence[Column], width: int) -> Row:
    """A total whose merged cells were lost in copying stands too far left: its figures are laid under their columns."""
    if row.level <= 0 or len(row.cells) >= width:
        return row
    figures = [row.values[index] for index in sorted(row.values)]
    under = [column.index for column in columns if column.additive]
    if len(figures) != len(under):
        return Row(row.index, BLANK, row.cells, {}, row.label)
    return Row(row.index, row.level, row.cells, dict(zip(under, figures, strict=True)), row.label)


def _unit_line(document: Document) -> str:
    for passage in document.body():
        if len(passage.text) < 80 and (
            found := _UNITS_LINE.search(re.sub(r"\s+", "", half_width(passage.text)))
        ):
            return found[1]
    return ""


def is_han_sequence(cell: str) -> bool:
    """一、 (二) 三 before a group of rows."""
    return bool(_HAN_SEQUENCE.fullmatch(cell.strip()))


def runs_on(document: Document, table: DocumentTable) -> bool:
    """Whether the row with the next number stands outside the table: one that could be read only as far as a page's end."""
    serials = [int(row[0]) for row in table.rows if row and row[0].strip().isdecimal()]
    if not table.in_passages or len(serials) < 2:
        return False
    return str(max(serials) + 1) in _numbers_of_lines(document)


@lru_cache(maxsize=2)
def _numbers_of_lines(document: Document) -> frozenset[str]:
    """Numbers that begin a line of the body, with a gap after them; a long list asks this for every page of it."""
    found = (_NUMBERED_LINE.match(passage.text) for passage in document.body())
    return frozenset(match[1] for match in found if match)
