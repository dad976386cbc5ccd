"""An Excel roster that grows to the 1,000,000 rows a sheet can hold: looked at with all checks, and taken in, beside bare readings.

The program takes at most 8,000,000 cells of one workbook; the size before the last is just below that.
"""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from bench import homes
from bench.growth.thing import Spot, Thing, Took, several
from bench.things.excel_import import calamine, openpyxl_rows, workbook

READ, BOTH = "Excel import: reading with checks", "Excel import: checks and writing"


def ready(spot: Spot) -> None:
    homes.copy_of(homes.with_rows(10_000), spot.work / "home")
    _book(spot)


def _book(spot: Spot) -> Path:
    """Kept in the cache: a library needs a minute to write a million rows."""
    path = homes.CACHE / f"roster-{spot.scale}.xlsx"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        workbook(path.with_suffix(".part"), spot.scale).rename(path)
    return path


def _ours(spot: Spot) -> Took:
    path = _book(spot)
    with closing(homes.open_home(spot.work / "home")) as session:
        record = homes.new_record(session)
        read = partial(session.roster_import.read, record, path)

        def both() -> None:
            session.roster_import.apply(record, read())

        found = {READ: several(read, 2), BOTH: several(both, 1)}
        assert session.records.row_count(record) == spot.scale
    return found


def _bare(read: Callable[[Path], int]) -> Callable[[Spot], Took]:
    def contestant(spot: Spot) -> Took:
        runs = several(partial(read, _book(spot)), 2, peer=True)
        return {READ: runs, BOTH: runs}

    return contestant


THING = Thing(
    whats=(READ, BOTH),
    scales=(10_000, 100_000, 800_000, 1_000_000),
    ready=ready,
    contestants={"ours": _ours, "python-calamine": _bare(calamine), "openpyxl": _bare(openpyxl_rows)},
    limits={"openpyxl": 30},
)
