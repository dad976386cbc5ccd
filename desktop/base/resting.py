"""Lets Python's collector of cyclic garbage rest while very many objects are made and none becomes garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """For loading code and content, and for rosters coming in and going out: there the collector would take a fifth to a
    third of the time. As a decorator it rests while the function runs."""
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()
