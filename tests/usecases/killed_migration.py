"""A process of the later program, which opens homes and is killed in the middle of a step: `python -m tests.usecases.killed_migration`.

Reads one request a line from standard input, `[home, step, statement]`, and answers each with the exit status. Every opening is
done by a copy of this process. It has one thread, which the tests' own process has not: a lock that another thread held when
it was copied would stay locked for ever.
"""

import json
import os
import signal
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from desktop.base.clock import CHINA
from desktop.storage import migrate
from desktop.storage.migrations import STEPS
from desktop.usecases.office import Office
from tests import released_homes

TWO_STEPS = (
    (
        "CREATE TABLE later (id VARCHAR NOT NULL PRIMARY KEY, title TEXT NOT NULL)",
        "INSERT INTO later SELECT id, title FROM records",
        "ALTER TABLE boards ADD COLUMN village VARCHAR NOT NULL DEFAULT ''",
    ),
    ("CREATE INDEX later_by_title ON later (title)", "UPDATE later SET title = title || '。'"),
)


class Dying(tuple[str, ...]):
    """Statements of a step, whose process is killed before the one with the number ``at``; behind the last: before its commit."""

    at = 0

    def __iter__(self) -> Iterator[str]:
        for number in range(len(self)):
            if number == self.at:
                os.kill(os.getpid(), signal.SIGKILL)
            yield self[number]
        os.kill(os.getpid(), signal.SIGKILL)


def open_and_die(later: Office, home: Path, step: int, at: int) -> None:
    dying = [Dying(each) if number == step else each for number, each in enumerate(TWO_STEPS)]
    vars(dying[step])["at"] = at
    migrate.STEPS, migrate.NEWEST = (*STEPS, *dying), len(STEPS) + len(dying)
    later.open(home, "李春梅", released_homes.PASSPHRASE)


def main() -> None:
    later = released_homes.office(datetime(2026, 9, 17, 9, 0, tzinfo=CHINA))
    for home, step, at in map(json.loads, sys.stdin):
        child = os.fork()
        if child == 0:
            try:
                open_and_die(later, Path(home), step, at)
            finally:
                os._exit(1)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
