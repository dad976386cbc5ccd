"""Workbooks (.xlsx, .xls, .et, .ods): every sheet as tables, what is hidden of it apart. Judges nothing."""

from collections.abc import Callable
from pathlib import Path

from desktop.base.errors import Refusal
from desktop.base.words import zh
from desktop.domain.document import Part
from desktop.files.container import container_of
from desktop.files.reading.collector import Collector
from desktop.files.reading.limits import UnreadableFile
from desktop.files.workbook import RawCell, Sheet, Workbook, cell_value, column_letters, workbook_of

_ALL = frozenset[tuple[int, int]]()


def open_book(name: str, data: bytes) -> Workbook:
    """The cells by the usual reader; its refusals speak of import, so they are said anew."""
    try:
        return workbook_of(Path(name), container_of(Path(name), data))
    except Refusal as refusal:
        codes = {"excel-password": "file-locked", "excel-too-large": "file-too-large"}
        raise UnreadableFile(
            refusal.kept_what,
            safe=zh("原来的文件没有动。"),
            todo=zh("请用Excel或WPS打开，去掉密码或多余的行列，另存一份再检查。"),
            code=codes.get(refusal.code, "file-damaged"),
        ) from refusal


def tell_sheet(
    sheet: Sheet,
    into: Collector,
    *,
    hidden_rows: frozenset[int],
    hidden_columns: frozenset[int],
    unseen: frozenset[tuple[int, int]] = _ALL,
) -> None:
    """What is seen as one table, hidden columns and hidden rows as tables of their own. ``unseen``: white cells."""
    if sheet.hidden:
        _tell(
            zh("{name}（隐藏的工作表）", name=sheet.name),
            sheet,
            into,
            Part.HIDDEN,
            lambda _row, _column: True,
        )
        return

    def shown(row: int, column: int) -> bool:
        return row not in hidden_rows and column not in hidden_columns and (row, column) not in unseen

    _tell(sheet.name, sheet, into, Part.BODY, shown)
    if hidden_columns:
        _tell(
            zh("{name}（隐藏的列）", name=sheet.name),
            sheet,
            into,
            Part.HIDDEN,
            lambda _row, column: column in hidden_columns,
        )
    if hidden_rows:
        _tell(
            zh("{name}（隐藏的行）", name=sheet.name),
            sheet,
            into,
            Part.HIDDEN,
            lambda row, column: row in hidden_rows and column not in hidden_columns,
        )
    if unseen:
        _tell(
            zh("{name}（白色的字）", name=sheet.name),
            sheet,
            into,
            Part.HIDDEN,
            lambda row, column: (row, column) in unseen,
        )


def _tell(place: str, sheet: Sheet, into: Collector, part: Part, wanted: Callable[[int, int], bool]) -> None:
    rows: list[list[str]] = []
    places: list[list[str]] = []
    for number, cells in enumerate(sheet.rows):
        texts = [_text(cell) if wanted(number, column) else "" for column, cell in enumerate(cells)]
        while texts and not texts[-1]:
            texts.pop()
        if any(texts):
            rows.append(texts)
            places.append(
                [f"{sheet.name}!{column_letters(column)}{number + 1}" for column in range(len(texts))]
            )
    # Columns that hold nothing at all (hidden ones, blank left margins) are left out.
    width = max((len(row) for row in rows), default=0)
    kept = [column for column in range(width) if any(column < len(row) and row[column] for row in rows)]
    into.table(
        place,
        [[row[column] if column < len(row) else "" for column in kept] for row in rows],
        [[row[column] if column < len(row) else "" for column in kept] for row in places],
        part,
    )


def _text(raw: RawCell) -> str:
    return cell_value(raw).text.strip()
