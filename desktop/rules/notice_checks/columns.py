"""The columns of a document's tables by their headings: which one holds names, numbers, illnesses. Judges nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, DocumentTable, Part
from desktop.rules.characters import clean_line, half_width

PERSONS = ("name", "minor_name")
_HEADINGS_STAND, _LONGEST_HEADING = 8, 30
_USUAL = re.compile(
    r"序号|编号|村|组|社|乡镇|面积|金额|标准|合计|项目|类别|性别|人数|数量|备注|单价|名称|日期|时间"
)
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af·.•‧]{2,15}")
_NOBODY = re.compile(
    r"合计|小计|总计|^(?:无|空|姓名|户主|申请人|备注|以下空白|本页小计)$|[村镇乡局县]$|公司|合作社|政府|委员会|学校"
)
_HIDDEN = re.compile(r"[*×某○●□xX]")


@dataclass(frozen=True, slots=True)
class Cell:
    """``row`` counts from 0 in the table; ``text`` is cleaned and half-width."""

    row: int
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Column:
    """``kind`` as in ``columns.yaml``, empty if the heading tells nothing."""

    index: int
    kind: str
    heading: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """A table with its headings understood; ``columns`` is empty if it has none."""

    table: DocumentTable
    columns: tuple[Column, ...]

    def of_kind(self, *kinds: str) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.kind in kinds)

    def person_rows(self) -> tuple[frozenset[int], frozenset[int]]:
        """Rows that show a person's name in full, and rows that show it masked.

        What stands in a hidden column of its own belongs to the persons of the rows beside it.
        """
        persons = self.of_kind(*PERSONS)
        if not persons and self.table.part is Part.HIDDEN:
            return frozenset(range(len(self.table.rows))), frozenset()
        shown = frozenset(cell.row for column in persons for cell in column.cells if is_name(cell.text))
        return shown, frozenset(cell.row for column in persons for cell in column.cells) - shown

    def names(self) -> dict[int, str]:
        """The person's name on each row that shows one in full."""
        return {
            cell.row: bare_name(cell.text)
            for column in reversed(self.of_kind(*PERSONS))
            for cell in column.cells
            if is_name(cell.text)
        }


def is_name(text: str) -> bool:
    """True for what can be a person's whole name in a column of names, with nothing masked."""
    plain = bare_name(text)
    return _NAME.fullmatch(plain) is not None and not _NOBODY.search(plain) and not _HIDDEN.search(plain)


def bare_name(text: str) -> str:
    """Without blanks and what stands in brackets or figures behind it: 马永福(三社), 马海明 139****1201."""
    return re.sub(r"\(.*$|[\d*].*$", "", text).replace(" ", "")


@lru_cache(maxsize=2)
def tables_of(document: Document, data: ExaminationData) -> tuple[TableView, ...]:
    return tuple(TableView(table, _columns(table, data)) for table in document.tables)


def _columns(table: DocumentTable, data: ExaminationData) -> tuple[Column, ...]:
    rows = [[half_width(clean_line(text)) for text in row] for row in table.rows]
    head = _heading_row(rows, data)
    if head is None:
        return ()
    last = head + 1 if head + 1 < len(rows) and _goes_on(rows[head + 1]) else head
    first = (
        head - 1 if head and _goes_on(rows[head - 1]) and len([c for c in rows[head - 1] if c]) > 1 else head
    )
    width = max(map(len, rows))
    columns: list[Column] = []
    for index in range(width):
        heading = "".join(_at(rows[row], index) for row in range(first, last + 1)).replace(" ", "")
        cells = tuple(
            Cell(row, text, table.places[row][index])
            for row in range(last + 1, len(rows))
            if (text := _at(rows[row], index))
        )
        columns.append(Column(index, kind_of_heading(heading, data), heading, cells))
    return tuple(columns)


def kind_of_heading(heading: str, data: ExaminationData) -> str:
    for known in data.own.columns:
        if any(word in heading for word in known.words) and not any(word in heading for word in known.unless):
            return known.kind
    return ""


def _heading_row(rows: Sequence[Sequence[str]], data: ExaminationData) -> int | None:
    """The row with the most headings among the first ones; a single one does not make a heading row."""
    alone = max(map(len, rows), default=0) == 1
    best, most = None, 0 if alone else 1
    for at, row in enumerate(rows[:_HEADINGS_STAND]):
        told = sum(1 for text in row if text and len(text) <= _LONGEST_HEADING and _is_heading(text, data))
        if told > most and sum(bool(re.search(r"\d{5}", text)) for text in row) == 0:
            best, most = at, told
    return best


def _is_heading(text: str, data: ExaminationData) -> bool:
    plain = text.replace(" ", "")
    return bool(kind_of_heading(plain, data)) or _USUAL.search(plain) is not None


def _goes_on(row: Sequence[str]) -> bool:
    """True for the second line of a heading over two lines: it begins with a gap and holds no figures."""
    return bool(row) and not row[0] and any(row) and not any(re.search(r"\d", text) for text in row)


def _at(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""
