"""A roster that grows, in the window: the time until it stands there, a frame while it is scrolled, and the memory then held."""

from contextlib import closing

from bench import homes, worker
from bench.growth.thing import Spot, Thing, Took
from bench.measure import Sample
from bench.things.roster_open import FRAME_S, OPEN_S
from desktop.usecases.record_views import RecordFilter

_TIMES = 2
OPEN, FRAME = "open a roster in the window", "one frame while scrolling"


def ready(spot: Spot) -> None:
    homes.copy_of(homes.one_roster(spot.scale), spot.work / "home")


def _ours(spot: Spot) -> Took:
    with closing(homes.open_home(spot.work / "home")) as session:
        record = session.records.page(RecordFilter(), 0, 1)[0].id
    told = [worker.ask("roster_window.py", spot.work / "home", record) for _ in range(_TIMES)]
    return {
        OPEN: [Sample(one["opened_s"], one["rss_mb"]) for one in told],
        FRAME: [Sample(seconds, one["rss_mb"]) for one in told for seconds in one["frames"]],
    }


def _limits(spot: Spot) -> Took:
    return {OPEN: [Sample(OPEN_S)], FRAME: [Sample(FRAME_S)]}


THING = Thing(whats=(OPEN, FRAME), ready=ready, contestants={"ours": _ours, "what was asked": _limits})
