"""Cold start to the usable window, with no rows and with many, and the memory it then holds, beside an empty window."""

from functools import partial
from pathlib import Path

from bench import homes, worker
from bench.ground import Ground
from bench.measure import Result, result, rounds

TARGET = "≤ 2"
PEER = "empty PySide6 window"
NOTES = {
    "login": "a new process, till the passphrase field has the keyboard; files are in the system's cache; the rest loads behind it",
    "entered": "the clock starts with the passphrase; the empty window's is its whole start",
    "inside": "a new process that is given the passphrase: everything is loaded before it opens",
}
THINGS = {
    "login": "cold start to the login screen, ready for the passphrase",
    "entered": "from the passphrase to today's board",
    "inside": "cold start with the passphrase given, to today's board",
}


def run(ground: Ground) -> list[Result]:
    counts = (0, *ground.row_counts[1:])
    ours = {
        f"{stop} {count}": partial(
            worker.sample, "window_ours.py", _home(ground.work, count), homes.PERSON, homes.PASSPHRASE, stop
        )
        for count in counts
        for stop in THINGS
        if stop != "inside" or count == 0
    }
    timed = rounds(
        {**ours, PEER: partial(worker.sample, "window_empty.py")},
        ground.runs(5, 3),
        warm=0 if ground.quick else 1,
    )
    return [
        result(
            THINGS[name.split()[0]],
            PEER,
            timed,
            name,
            scale=int(name.split()[1]),
            target=TARGET if name.startswith("login") else "",
            note=NOTES[name.split()[0]],
        )
        for name in ours
    ]


def _home(work: Path, count: int) -> Path:
    """A copy: opening writes in the audit log."""
    place = work / f"start-{count}"
    return place if place.is_dir() else homes.copy_of(homes.with_rows(count), place)
