"""The yearly report on openness 政府信息公开工作年度报告 (国办公开办函〔2021〕30号): its sections, tables and what their cells hold."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Key = tuple[str, str, str]
"""Table, row and column."""
Cells = dict[Key, Decimal]
"""Numbers as filled in; a cell left empty is not there, since nothing is not nought."""
FIRST_YEAR = 2021
"""The first year that is reported in this format."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A row or a column. ``adds``: the keys it is the sum of, empty if it is filled in. ``group`` stands over several."""

    key: str
    label: str
    group: str = ""
    number: str = ""
    adds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportTable:
    """``about`` stands over it (第二十条第（一）项), ``corner`` heads the rows, ``note`` is printed below."""

    key: str
    corner: str
    columns: tuple[Heading, ...]
    rows: tuple[Heading, ...]
    about: str = ""
    note: str = ""

    def parts(self, row: Heading, column: Heading) -> tuple[Key, ...]:
        """The cells that this cell adds up; none if it is filled in by hand."""
        if column.adds:
            return tuple((self.key, row.key, part) for part in column.adds)
        return tuple((self.key, part, column.key) for part in row.adds)


@dataclass(frozen=True, slots=True)
class ReportSection:
    """``items`` are what the text has to speak of."""

    title: str
    items: tuple[str, ...] = ()
    tables: tuple[ReportTable, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """``rules`` are the relations between the cells by their names in the content, in words."""

    name: str = ""
    document: str = ""
    sections: tuple[ReportSection, ...] = ()
    rules: dict[str, str] = field(default_factory=dict)
    not_counted: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[ReportTable, ...]:
        return tuple(table for section in self.sections for table in section.tables)

    def value(self, cells: Cells, key: Key) -> Decimal | None:
        """What a cell comes to: added up where it is a sum, None where something is still empty."""
        table = next(table for table in self.tables if table.key == key[0])
        row = next(row for row in table.rows if row.key == key[1])
        column = next(column for column in table.columns if column.key == key[2])
        parts = table.parts(row, column)
        if not parts:
            return cells.get(key)
        values = [self.value(cells, part) for part in parts]
        return None if None in values else sum((value for value in values if value is not None), Decimal(0))


def year_of(today: date) -> int:
    """The year that is reported on now: until the end of June last year's."""
    return today.year - 1 if today.month <= 6 else today.year
