"""From nothing to the login screen and from the passphrase to today's board, and the memory held there, in homes of each size."""

from functools import partial

from bench import homes, worker
from bench.growth.thing import Spot, Thing, Took

LOGIN, ENTERED = "cold start to the login screen", "from the passphrase to today's board"
_TIMES = 3


def ready(spot: Spot) -> None:
    homes.copy_of(homes.with_rows(spot.scale), spot.work / "home")


def _ours(spot: Spot) -> Took:
    start = partial(worker.sample, "window_ours.py", spot.work / "home", homes.PERSON, homes.PASSPHRASE)
    return {
        what: [start(stop) for _ in range(_TIMES)] for what, stop in ((LOGIN, "login"), (ENTERED, "entered"))
    }


def _empty(spot: Spot) -> Took:
    runs = [worker.sample("window_empty.py") for _ in range(_TIMES)]
    return dict.fromkeys((LOGIN, ENTERED), runs)


THING = Thing(
    whats=(LOGIN, ENTERED),
    ready=ready,
    contestants={"ours": _ours, "empty PySide6 window": _empty},
    note="memory is that of the window at rest",
)
