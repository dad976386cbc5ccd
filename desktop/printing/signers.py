"""Several units that sign one notice 联合署名: names in rows, room for a seal on each (GB/T 9704-2012, 7.3.5.1).

The first is the unit that leads; at most three stand in a row; the date stands under the last one, whose seal covers
both. Seals neither touch each other nor leave the block.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from desktop.printing.fonts import Role
from desktop.printing.kinsoku import break_evenly
from desktop.printing.pages import Run
from desktop.printing.paper import MM
from desktop.printing.setting import BASELINE, Setter
from desktop.printing.strips import Strip

SEAL = 42 * MM  # a township's or a county bureau's seal; the county's own is 45 mm
_MOST_IN_A_ROW = 3


Signer = tuple[str, ...]
"""One unit: its name, in a second script as well where there are two, in the order in which they stand."""


def joint_signature(
    setter: Setter, units: Sequence[Signer], days: Sequence[str], gap: int = 2
) -> list[Strip]:
    """Strips from the empty lines above the first row to the date; each of ``days`` has a strip of its own, the last ones."""
    sheet = setter.sheet
    across = _across(setter, units)
    cell = sheet.block_width / across
    apart = math.ceil((SEAL * sheet.scale + 0.5 * sheet.pitch) / sheet.pitch)  # lines from row to row
    rows = [units[at : at + across] for at in range(0, len(units), across)]
    out = [setter.blank() for _ in range(gap)]
    centre = 0.0
    for number, row in enumerate(rows):
        last = number == len(rows) - 1
        first = across - len(row) if last else 0  # the last row stands at the right, where the date is
        lines = [[line for name in unit for line in _broken(setter, name, cell)] for unit in row]
        tall = max(len(entry) for entry in lines)
        for at in range(tall):
            runs: list[Run] = []
            for column, entry in enumerate(lines):
                centre = (first + column + 0.5) * cell
                skipped = tall - len(entry)
                if at >= skipped:
                    runs += _centred(setter, entry[at - skipped], centre)
            out.append(Strip(sheet.pitch, tuple(runs)))
        if not last:
            out += [replace(setter.blank(), blank=False) for _ in range(apart - 1)]
    return [*out, *(Strip(sheet.pitch, tuple(_centred(setter, day, centre))) for day in days)]


def _across(setter: Setter, units: Sequence[Signer]) -> int:
    """How many stand in a row: three if every name has room on one line, else two."""
    if len(units) in {2, 4}:
        return 2
    room = setter.sheet.block_width / _MOST_IN_A_ROW
    return (
        _MOST_IN_A_ROW if all(len(_broken(setter, name, room)) == 1 for unit in units for name in unit) else 2
    )


def _broken(setter: Setter, unit: str, cell: float) -> list[str]:
    sheet = setter.sheet
    room = cell - 0.5 * sheet.body
    widths = setter.fonts.widths(unit, Role.BODY, sheet.body, sheet.spacing)
    return [unit[line.start : line.end] for line in break_evenly(unit, widths, room)]


def _centred(setter: Setter, text: str, centre: float) -> list[Run]:
    sheet = setter.sheet
    width = setter.fonts.width(text, Role.BODY, sheet.body, sheet.spacing) - sheet.spacing
    return setter.runs(text, Role.BODY, sheet.body, centre - width / 2, BASELINE * sheet.body, sheet.spacing)
