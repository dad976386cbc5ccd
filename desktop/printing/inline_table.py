"""A small table within the text, as strips that page breaks may fall between. Long lists belong to ``roster``."""

from desktop.printing.columns import measure
from desktop.printing.fonts import Role
from desktop.printing.markdown import Grid
from desktop.printing.notice import Column
from desktop.printing.pages import Rule
from desktop.printing.setting import Setter
from desktop.printing.strips import Strip
from desktop.printing.table import CellLines


def table_strips(setter: Setter, grid: Grid) -> list[Strip]:
    """One strip per row, the head bound to the first row, then empty space up to the next grid line."""
    columns = tuple(
        Column(key=str(at), head=head, align=align, wrap=True)
        for at, (head, align) in enumerate(zip(grid.head, grid.aligns, strict=True))
    )
    block = setter.sheet
    measures = measure(columns, grid.rows, (), block.block_width, setter.fonts, block.type_scale)
    strips: list[Strip] = []

    def add(cells: CellLines, role: Role, *, head: bool) -> None:
        height = measures.height(max(len(lines) for lines in cells))
        rules: list[Rule] = measures.frame(0.0, [0.0, height])
        runs = measures.paint(cells, 0.0, 0.0, role, head=head)
        strips.append(Strip(height, tuple(runs), tuple(rules), keep=head))

    add(measures.head(), Role.HEADING, head=True)
    for row in grid.rows:
        add(measures.cells(row), Role.BODY, head=False)
    used = sum(strip.height for strip in strips)
    strips.append(Strip(-used % block.pitch + block.pitch / 2, blank=True))
    return strips
