"""Writes the catalogue as the official table: two-row heads, merged names, ■ for channels, √ for the rest (.xlsx).

Made so that `desktop.files.county.rows` reads back exactly what was written; decides nothing about content.
"""

import io
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from desktop.base.files import write_atomically
from desktop.domain.county_table import TableElement
from desktop.domain.matter import Field, Matter, Tier
from desktop.domain.record import Disclosure
from desktop.files.county import cells

_HEADS: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("序号", (), 6),
    ("公开事项", ("一级事项", "二级事项", "三级事项"), 12),
    ("公开内容（要素）", (), 34),
    ("公开依据", (), 36),
    ("公开时限", (), 18),
    ("公开主体", (), 18),
    ("公开渠道和载体", (), 26),
    ("公开对象", ("全社会", "特定群众"), 9),
    ("公开方式", ("主动", "依申请公开", "不予公开"), 7),
    ("公开层级", ("县级", "乡级", "村级"), 6),
    ("事项代码", (), 11),
)
_FIRST_ROW, _LEVEL_COLUMNS, _ANY_OF = 3, (1, 2, 3), "以下至少选一种："
_FAULTY = frozenset("[]:*?/\\")
_LINE, _LETTERS_IN_LINE, _TALLEST = 15, 16, 400


def write_official_table(fields: Sequence[Field], out: Path) -> None:
    """One sheet for each field, named after it; the file is written whole or not at all."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(
        memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    plain = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter", "font_size": 10})
    centred = book.add_format(
        {"border": 1, "text_wrap": True, "valign": "vcenter", "align": "center", "font_size": 10}
    )
    head = book.add_format(
        {"border": 1, "text_wrap": True, "valign": "vcenter", "align": "center", "bold": True}
    )
    title = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
    for field in fields:
        sheet = book.add_worksheet(_sheet_name(field.name))
        _write_head(sheet, field, title, head)
        _write_matters(sheet, field.matters, plain, centred)
    book.close()
    write_atomically(out, memory.getvalue())


def _sheet_name(name: str) -> str:
    """What Excel takes: 31 characters, none of its own signs."""
    return "".join(sign for sign in name if sign not in _FAULTY)[:31]


def _write_head(sheet: Worksheet, field: Field, title: Format, head: Format) -> None:
    width = sum(max(1, len(parts)) for _, parts, _ in _HEADS)
    sheet.merge_range(0, 0, 0, width - 1, f"{field.name}领域基层政务公开标准目录", title)
    sheet.set_row(0, 30)
    column = 0
    for name, parts, wide in _HEADS:
        if not parts:
            sheet.merge_range(1, column, 2, column, name, head)
        else:
            sheet.merge_range(1, column, 1, column + len(parts) - 1, name, head)
            for beside, part in enumerate(parts):
                sheet.write_string(2, column + beside, part, head)
        across = max(1, len(parts))
        sheet.set_column(column, column + across - 1, wide)
        column += across
    sheet.freeze_panes(_FIRST_ROW, 0)
    sheet.repeat_rows(1, 2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)


def _write_matters(sheet: Worksheet, matters: Sequence[Matter], plain: Format, centred: Format) -> None:
    for number, matter in enumerate(matters):
        row = _FIRST_ROW + number
        for column, text in enumerate(_cells(number + 1, matter)):
            if column not in _LEVEL_COLUMNS:
                sheet.write_string(row, column, text, plain if 4 <= column <= 8 else centred)
        longest = max(_height(text) for text in _cells(number + 1, matter)[4:9])
        sheet.set_row(row, min(_TALLEST, longest * _LINE + 6))
    _write_levels(sheet, matters, centred)


def _write_levels(sheet: Worksheet, matters: Sequence[Matter], centred: Format) -> None:
    """Level 1 merged over its matters; the lower levels one cell each, so that every matter keeps a row of its own."""
    row = _FIRST_ROW
    for name, group in groupby(matters, key=lambda matter: matter.level1):
        members = list(group)
        if len(members) > 1:
            sheet.merge_range(row, 1, row + len(members) - 1, 1, name, centred)
        else:
            sheet.write_string(row, 1, name, centred)
        for below, matter in enumerate(members):
            sheet.write_string(row + below, 2, matter.level2, centred)
            sheet.write_string(row + below, 3, matter.level3, centred)
        row += len(members)


def _height(text: str) -> int:
    return sum(1 + len(line) // _LETTERS_IN_LINE for line in text.split("\n"))


def _cells(number: int, matter: Matter) -> list[str]:
    def mark(yes: bool) -> str:
        return "√" if yes else ""

    elements = [
        TableElement(
            element.text,
            element.disclosure if element.disclosure is not matter.disclosure else None,
            element.optional,
        )
        for element in matter.elements
    ]
    return [
        str(number), matter.level1, matter.level2, matter.level3,
        listed([cells.element_words(element) for element in elements], cells.items_of),
        "\n".join(basis.words for basis in matter.bases),
        matter.time_limit.text,
        listed(matter.publishers, cells.names_of),
        _channel_words(matter),
        mark(matter.audience.public),
        listed(matter.audience.specific, cells.names_of),
        *(mark(matter.disclosure is each) for each in (Disclosure.PROACTIVE, Disclosure.ON_REQUEST, Disclosure.WITHHELD)),
        *(mark(tier in matter.tiers) for tier in (Tier.COUNTY, Tier.TOWNSHIP, Tier.VILLAGE)),
        matter.code,
    ]  # fmt: skip


def listed(items: Sequence[str], reader: Callable[[str], cells.Read]) -> str:
    """One item a line; numbered where the lines alone would be read differently."""
    plain = "\n".join(items)
    if reader(plain) == cells.Read(tuple(items)):
        return plain
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))


def _channel_words(matter: Matter) -> str:
    """■ what must be used; what may be chosen from stands below with □."""
    lines = [
        f"■{name}" for name in (*(channel.name for channel in matter.channels.all_of), *matter.channels.other)
    ]
    if matter.channels.any_of:
        lines += [_ANY_OF, *(f"□{channel.name}" for channel in matter.channels.any_of)]
    return "\n".join(lines)
