"""Rounds in which contestants take turns, and the ratio that comes of them. Knows nothing of what is measured.

All take part in every round, one after the other, so that a busy machine slows them alike; a ratio is taken within its
round, and the median of the rounds stands in the report with the least and the greatest beside it.
"""

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any

MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Sample:
    """One go: seconds, and the most memory its process held (MB, 0 where it was not asked)."""

    seconds: float
    rss_mb: float = 0.0


Contestant = Callable[[], "Sample | None"]
"""Does the work once. Returns its own measure, or None to be timed from outside."""

Rounds = dict[str, list[Sample]]


@dataclass(frozen=True)
class Result:
    """One line of the report. ``ratio`` is ours/theirs, ``low`` and ``high`` its least and greatest over the runs.

    ``scale`` is the number of rows (or pages) the line is about: lines that differ in it alone make a curve.
    ``target`` is what was asked of the ratio, or of seconds where ``unit`` is "s"; empty where nothing was asked.
    """

    what: str
    against: str
    ours_s: float
    theirs_s: float
    ratio: float
    runs: int
    low: float = 0.0
    high: float = 0.0
    p95_ms: float | None = None
    rss_mb: float | None = None
    theirs_rss_mb: float | None = None
    scale: int = 0
    target: str = ""
    note: str = ""
    samples: Mapping[str, Sequence[float]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def timed(work: Callable[[], Any]) -> Sample:
    begun = time.perf_counter()
    given = work()
    seconds = time.perf_counter() - begun
    return given if isinstance(given, Sample) else Sample(seconds)


def rounds(contestants: Mapping[str, Callable[[], Any]], runs: int, *, warm: int = 1) -> Rounds:
    """``runs`` rounds after ``warm`` that do not count; in every other round the order is turned round."""
    found: Rounds = {name: [] for name in contestants}
    for number in range(-warm, runs):
        gc.collect()  # so that nobody pays for what another left …
        gc.freeze()  # … nor for going through all that was loaded before; the window freezes that too
        order = list(contestants) if number % 2 else list(contestants)[::-1]
        for name in order:
            sample = timed(contestants[name])
            if number >= 0:
                found[name].append(sample)
    return found


def result(
    what: str,
    against: str,
    found: Rounds,
    ours: str = "ours",
    *,
    theirs: str = "",
    per: float = 1.0,
    **more: Any,
) -> Result:
    """The line of ``ours`` against ``theirs`` (the same as ``against`` if not named). ``per``: how much more work ours did
    than theirs, where a slow peer got a smaller piece; its time is scaled up by it."""
    mine, others = found[ours], found[theirs or against]
    ratios = [one.seconds / (other.seconds * per) for one, other in zip(mine, others, strict=True)]
    seconds = [sample.seconds for sample in mine]
    return Result(
        what,
        against,
        statistics.median(seconds),
        statistics.median(sample.seconds for sample in others) * per,
        statistics.median(ratios),
        len(mine),
        low=min(ratios),
        high=max(ratios),
        p95_ms=more.pop("p95_ms", p95(seconds) * 1000 if len(seconds) >= 20 else None),
        rss_mb=_memory(mine),
        theirs_rss_mb=_memory(others),
        samples={"ours": seconds, "theirs": [sample.seconds * per for sample in others]},
        **more,
    )


def p95(seconds: Sequence[float]) -> float:
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def _memory(samples: Sequence[Sample]) -> float | None:
    most = max(sample.rss_mb for sample in samples)
    return most or None


def each(contestants: Mapping[str, Callable[[Any], Any]], inputs: Sequence[Any]) -> Rounds:
    """As `rounds`, where each round has an input of its own: many different questions, for a 95th percentile."""
    found: Rounds = {name: [] for name in contestants}
    gc.collect()
    for number, given in enumerate([inputs[0], *inputs]):
        for name, work in contestants.items():
            sample = timed(partial(work, given))
            if number:
                found[name].append(sample)
    return found
