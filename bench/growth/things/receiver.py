"""The prefecture's intake of one bundle that grows to the most rows one takes, on a real PostgreSQL, beside psycopg's COPY of the same
rows."""

import shutil
from functools import partial
from pathlib import Path

from bench import homes
from bench.growth.thing import Spot, Thing, Took, several
from bench.people import household
from bench.things.receiver import COPY, Prefecture, copied
from bench.townships import Township, bundle_of, records_of
from desktop.sync.export import Contents
from desktop.sync.fitting import ROOM
from desktop.sync.models import RowLine
from prefecture.database.connection import migrate
from prefecture.temporary import temporary_postgres

WHAT = "receiver: intake"
_PER_RECORD, _TIMES = 2_500, 3
_TOWNSHIP = "632299101"


def ready(spot: Spot) -> None:
    """A prefecture, a township's request to it and its bundle: made once, kept in the cache."""
    folder = homes.CACHE / f"receiver-{spot.scale}-{homes.exchange()}"
    if not folder.is_dir():
        part = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        _make(part, spot.scale)
        part.rename(folder)
    shutil.copytree(folder / "prefecture", spot.work / "prefecture")
    (spot.work / "bundle").symlink_to(max(folder.rglob("*"), key=lambda path: path.stat().st_size))


def _make(folder: Path, rows: int) -> None:
    where, township = Prefecture(folder / "prefecture"), Township(_TOWNSHIP)
    where.let_in([township])
    rosters = max(1, rows // _PER_RECORD)
    bundle_of(township, records_of(_TOWNSHIP, rosters, rows // rosters), where.receiver, folder)


def _ours(spot: Spot) -> Took:
    where = Prefecture(spot.work / "prefecture")
    bundle = (spot.work / "bundle").resolve()
    with temporary_postgres() as server:
        migrate(server.database("ready"))
        return {WHAT: several(lambda: where.take(server, [bundle])[0], _TIMES)}


def _copy(spot: Spot) -> Took:
    rows = tuple(
        RowLine.model_construct(
            record=f"{_TOWNSHIP}-{at // _PER_RECORD}",
            revision=1,
            row=f"{at}",
            position=at,
            values=household(at),
        )
        for at in range(spot.scale)
    )
    with temporary_postgres() as server:
        return {WHAT: several(partial(copied, server, [Contents((), rows)]), _TIMES, peer=True)}


THING = Thing(
    whats=(WHAT,),
    scales=(10_000, 100_000, ROOM.rows),
    ready=ready,
    contestants={"ours": _ours, COPY: _copy},
    note=f"{ROOM.rows:,} rows are the most of one bundle",
)
