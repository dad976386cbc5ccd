"""Lets Python's collector of cyclic garbage rest, for a while or while a window is open.

Who lets it rest is counted, and it works again when the last is done: a thread that loads or reads must not set it to work
on a thread where a window's widgets may not die.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_resting = 0


def let_collector_rest() -> None:
    """Till `let_collector_work` has been called as many times."""
    global _resting  # noqa: PLW0603  # a process has one collector
    with _lock:
        _resting += 1
        gc.disable()


def let_collector_work() -> None:
    global _resting  # noqa: PLW0603  # a process has one collector
    with _lock:
        _resting -= 1
        if not _resting:
            gc.enable()


@contextmanager
def collector_resting() -> Iterator[None]:
    """While very many objects are made and none becomes garbage: for loading code and content, and for rosters coming in and
    going out, where the collector would take a fifth to a third of the time. As a decorator it rests while the function runs."""
    let_collector_rest()
    try:
        yield
    finally:
        let_collector_work()
