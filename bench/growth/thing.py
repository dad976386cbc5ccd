"""What a growing thing is: its sizes, what is made ready for a size, and who takes part. Measures nothing by itself."""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.contestants.clock import forget_most_memory, most_memory_kb
from bench.measure import Sample, timed

MOST_TIMES, ENOUGH_S = 5, 3.0
PEER_S, OURS_S, READY_S = 60.0, 240.0, 1_800.0
"""The longest that a peer, ours and the making ready may take at one size, start of the process included."""
OURS = "ours"


@dataclass(frozen=True, slots=True)
class Spot:
    """One size, with a folder of its own that the contestants of this size share."""

    scale: int
    work: Path


Took = Mapping[str, Sequence[Sample]]
"""By what was done: the runs of one contestant."""

Contestant = Callable[[Spot], Took]


def _nothing(spot: Spot) -> None:
    """Most things need nothing made ready."""


@dataclass(frozen=True)
class Thing:
    """``whats``: the lines of the report that ours must bear out at every size. A peer may do some of them only.

    ``contestants``: ``ours`` first. ``limits``: seconds of those that get others than `PEER_S` and `OURS_S`.
    """

    whats: tuple[str, ...]
    contestants: Mapping[str, Contestant]
    scales: tuple[int, ...] = (10_000, 100_000, 1_000_000)
    unit: str = "rows"
    ready: Callable[[Spot], None] = _nothing
    limits: Mapping[str, float] = field(default_factory=dict)
    note: str = ""

    def limit(self, contestant: str) -> float:
        return self.limits.get(contestant, OURS_S if contestant == OURS else PEER_S)


def several(work: Callable[[], Any], most: int = MOST_TIMES, *, peer: bool = False) -> list[Sample]:
    """Runs of ``work``, as many as fit into some seconds, at least one; with the most memory this process held meanwhile. A ``peer``
    in this process has no memory to tell of: most of it is the program's modules."""
    gc.collect()
    gc.freeze()
    begun = time.perf_counter()
    found: list[Sample] = []
    while len(found) < most and (not found or time.perf_counter() - begun < ENOUGH_S):
        forget_most_memory()
        sample = timed(work)
        held = 0.0 if peer else most_memory_kb() / 1024
        found.append(sample if sample.rss_mb else Sample(sample.seconds, held))
    return found


def warmed(work: Callable[[], Any], most: int = MOST_TIMES, *, peer: bool = False) -> list[Sample]:
    """As `several`, after one run that does not count: for what takes milliseconds."""
    work()
    return several(work, most, peer=peer)
