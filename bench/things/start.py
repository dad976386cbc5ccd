"""Cold start to the usable window, with no rows and with many, and the memory it then holds, beside an empty window."""

from functools import partial
from pathlib import Path

from bench import homes, worker
from bench.ground import Ground
from bench.measure import Result, result, rounds

TARGET = "≤ 2"


def run(ground: Ground) -> list[Result]:
    counts = (0, *ground.row_counts[1:])
    places = {count: _home(ground.work, count) for count in counts}
    contestants = {
        f"{count}": partial(worker.sample, "window_ours.py", place, homes.PERSON, homes.PASSPHRASE)
        for count, place in places.items()
    }
    contestants["login"] = partial(worker.sample, "window_ours.py", places[0], "-", "-")
    contestants["empty PySide6 window"] = partial(worker.sample, "window_empty.py")
    timed = rounds(contestants, ground.runs(7, 5), warm=1)
    peer = "empty PySide6 window"
    found = [
        result("cold start to today's board", peer, timed, str(count), scale=count, target=TARGET)
        for count in counts
    ]
    note = "a new process; files are in the system's cache"
    return [
        *found,
        result("cold start to the login screen", peer, timed, "login", scale=0, target=TARGET, note=note),
    ]


def _home(work: Path, count: int) -> Path:
    """A copy: opening writes in the audit log."""
    return homes.copy_of(homes.with_rows(count), work / f"start-{count}")
