"""Any file that holds tables as grids of texts: Excel, WPS, Word (.docx), web pages. Judges nothing of what they say.

What is merged is spread over all its cells, each of which remembers where the merged range begins.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.words import zh
from desktop.files.container import too_large
from desktop.files.workbook import Sheet, read_workbook

SAFE = zh("原来的文件和目录都没有动。")
_LARGEST = 80 * 1024 * 1024


class NoTable(Refusal):
    """The file holds no table, or is of a kind whose tables cannot be read."""


class GridCell(NamedTuple):
    """A text and the row and column where its merged range begins (its own place if it is not merged)."""

    text: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A rectangle of cells, rows and columns counted from 0. ``merged``: the source told of merged cells."""

    name: str
    rows: tuple[tuple[GridCell, ...], ...]
    merged: bool

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


class Spread:
    """Collects cells with their spans and lays them out as a rectangle."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._cells: dict[tuple[int, int], GridCell] = {}
        self._merged = False

    def taken(self, row: int, column: int) -> bool:
        return (row, column) in self._cells

    def put(self, row: int, column: int, text: str, down: int = 1, across: int = 1) -> None:
        """A cell over ``down`` rows and ``across`` columns. What another cell holds already stays."""
        self._merged = self._merged or down > 1 or across > 1
        cell = GridCell(text, row, column)
        for below in range(row, row + down):
            for beside in range(column, column + across):
                self._cells.setdefault((below, beside), cell)

    def grid(self, rows: int) -> Grid:
        """The first ``rows`` rows; holes are empty cells."""
        width = max((column + 1 for row, column in self._cells if row < rows), default=0)
        laid = tuple(
            tuple(self._cells.get((row, column), GridCell("", row, column)) for column in range(width))
            for row in range(rows)
        )
        return Grid(self._name, laid, self._merged)


Reader = Callable[[Path, bytes], Sequence[Grid]]


def grid_of_sheet(sheet: Sheet) -> Grid:
    """A worksheet; hidden rows are read too, since counties hide what they did not delete."""
    spread = Spread(sheet.name)
    # A title merged to the sheet's last column, or a column to its last row, must not make millions of cells.
    height, width = len(sheet.rows), max((len(row) for row in sheet.rows), default=0)
    for merge in sheet.merges:
        if merge.top < height and merge.left < width:
            text = sheet.cell(merge.top, merge.left).text
            down, across = min(merge.bottom, height - 1) - merge.top, min(merge.right, width - 1) - merge.left
            spread.put(merge.top, merge.left, text, down + 1, across + 1)
    for row, cells in enumerate(sheet.rows):
        for column in range(len(cells)):
            spread.put(row, column, sheet.cell(row, column).text)
    return spread.grid(len(sheet.rows))


def read_file(path: Path) -> bytes:
    """The bytes of a file of bearable size; SurroundingsError where the disk does not give it."""
    try:
        if path.stat().st_size > _LARGEST:
            raise too_large(path)
        return path.read_bytes()
    except OSError as error:
        todo = zh("请看一下文件还在不在、是不是正在别的程序里打开，或者U盘是不是拔了。")
        raise SurroundingsError(
            zh("打不开“{name}”。", name=path.name), safe=SAFE, todo=todo, code="file-unreadable"
        ) from error


def sheets_of(path: Path) -> list[Grid]:
    """The visible sheets of a workbook; raises its refusals."""
    return [grid_of_sheet(sheet) for sheet in read_workbook(path).sheets if not sheet.hidden]
