"""The durable save of one form in homes of each size, beside the least that a disk can be asked for."""

import json
from contextlib import closing
from functools import partial

from bench import homes
from bench.growth.thing import Spot, Thing, Took, warmed
from bench.things.save import fsync, plain_database, saver, transaction

WHAT = "save one form"
_TIMES = 20


def ready(spot: Spot) -> None:
    homes.copy_of(homes.with_rows(spot.scale), spot.work / "home")


def _ours(spot: Spot) -> Took:
    with closing(homes.open_home(spot.work / "home")) as session:
        return {WHAT: warmed(saver(session, homes.new_record(session)), _TIMES)}


def _bytes() -> bytes:
    return json.dumps(homes.VALUES, ensure_ascii=False).encode()


def _sqlite(spot: Spot) -> Took:
    with closing(plain_database(spot.work / "plain.db")) as plain:
        return {WHAT: warmed(partial(transaction, plain, _bytes()), _TIMES, peer=True)}


def _disk(spot: Spot) -> Took:
    return {WHAT: warmed(partial(fsync, spot.work / "scratch", _bytes()), _TIMES, peer=True)}


THING = Thing(
    whats=(WHAT,),
    ready=ready,
    contestants={"ours": _ours, "SQLite, one transaction, full sync": _sqlite, "fsync of the disk": _disk},
)
