"""The same hundred new rows exported out of homes of each size, beside hashing and writing the bytes of that bundle."""

from contextlib import closing
from functools import partial

from bench import homes
from bench.growth.thing import Spot, Thing, Took, warmed
from bench.things.bundle import PLAIN, enrolled, issued, plain_write

WHAT = "export 100 new rows"
_ROWS = 100


def ready(spot: Spot) -> None:
    below, above = enrolled(spot.work, homes.with_rows(spot.scale))
    above.close()
    with closing(below):
        issued(below, spot.work, _ROWS, 0)
        (spot.work / "stick").mkdir()
        below.exchange.export(spot.work / "stick")


def _ours(spot: Spot) -> Took:
    with closing(homes.open_home(spot.work / "township")) as session:
        return {WHAT: warmed(partial(session.exchange.export, spot.work / "stick"))}


def _plain(spot: Spot) -> Took:
    bundle = max((spot.work / "stick").rglob("*"), key=lambda path: path.stat().st_size)
    return {WHAT: warmed(partial(plain_write, bundle.read_bytes(), spot.work / "plain.bin"), peer=True)}


THING = Thing(whats=(WHAT,), ready=ready, contestants={"ours": _ours, PLAIN: _plain})
