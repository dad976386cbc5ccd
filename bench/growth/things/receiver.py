"""The prefecture's intake of one bundle that grows, on a real PostgreSQL, beside psycopg's COPY of the same rows."""

from functools import partial

from bench.growth.thing import Spot, Thing, Took, several
from bench.people import household
from bench.things.receiver import COPY, Prefecture, copied
from bench.townships import Township, bundle_of, records_of
from desktop.sync.export import Contents
from desktop.sync.models import RowLine
from prefecture.database.connection import migrate
from prefecture.temporary import temporary_postgres

WHAT = "receiver: intake"
_PER_RECORD, _TIMES = 2_500, 3
_TOWNSHIP = "632299101"


def ready(spot: Spot) -> None:
    """A prefecture, a township's request to it and its bundle."""
    where, township = Prefecture(spot.work / "prefecture"), Township(_TOWNSHIP)
    where.let_in([township])
    rosters = max(1, spot.scale // _PER_RECORD)
    contents = records_of(_TOWNSHIP, rosters, spot.scale // rosters)
    bundle_of(township, contents, where.receiver, spot.work)


def _ours(spot: Spot) -> Took:
    where = Prefecture(spot.work / "prefecture")
    bundle = max(
        (path for stick in spot.work.glob("stick-*") for path in stick.rglob("*")),
        key=lambda path: path.stat().st_size,
    )
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


THING = Thing(whats=(WHAT,), ready=ready, contestants={"ours": _ours, COPY: _copy})
