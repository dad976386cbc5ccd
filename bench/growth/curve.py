"""Points of curves, how steep they are, and the report's lines made of them. Knows no processes."""

import itertools
import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.growth.thing import OURS, Thing
from bench.measure import Sample, p95


@dataclass(frozen=True, slots=True)
class Reached:
    """What a contestant did at one size: its runs by what was done, or ``why`` there are none."""

    took: Mapping[str, Sequence[Sample]] = field(default_factory=dict)
    why: str = ""


Found = Mapping[int, Mapping[str, Reached]]
"""By size, by contestant."""


def lines(thing: Thing, found: Found) -> list[dict[str, Any]]:
    """A line for each thing done, size and peer in the shape of `bench.measure.Result`; what was not reached is null there and its
    reason stands in the note. What nobody else can do stands against nobody."""
    told: list[dict[str, Any]] = []
    for what in thing.whats:
        for scale, reached in found.items():
            peers = [name for name in reached if name != OURS and _does(name, what, found)] or [""]
            told += [_line(thing, what, scale, peer, reached) for peer in peers]
    return told


def _does(peer: str, what: str, found: Found) -> bool:
    """Whether it is this peer's matter at all: it did it at some size, or got nowhere at any."""
    anywhere = [reached[peer].took for reached in found.values() if peer in reached]
    return any(what in took for took in anywhere) or not any(anywhere)


def _line(thing: Thing, what: str, scale: int, peer: str, reached: Mapping[str, Reached]) -> dict[str, Any]:
    mine, others = _runs(reached, OURS, what), _runs(reached, peer, what)
    ours, theirs = _median(mine), _median(others)
    ratio = ours / theirs if ours is not None and theirs else None
    whys = [f"{name}: {reached[name].why}" for name in (OURS, peer) if name in reached and reached[name].why]
    seconds = [sample.seconds for sample in mine]
    return {
        "what": what, "against": peer, "ours_s": ours, "theirs_s": theirs, "ratio": ratio, "runs": len(mine),
        "low": min(seconds) / theirs if ratio is not None and theirs else None,
        "high": max(seconds) / theirs if ratio is not None and theirs else None,
        "p95_ms": p95(seconds) * 1000 if len(seconds) >= 20 else None,
        "rss_mb": _memory(mine), "theirs_rss_mb": _memory(others), "scale": scale, "target": "",
        "note": "; ".join([thing.note, *whys] if thing.note else whys),
        "unreached": whys, "samples": {"ours": seconds, "theirs": [sample.seconds for sample in others]}, "unit": thing.unit,
    }  # fmt: skip


def _runs(reached: Mapping[str, Reached], name: str, what: str) -> Sequence[Sample]:
    return reached[name].took.get(what, ()) if name in reached else ()


def _median(samples: Sequence[Sample]) -> float | None:
    return statistics.median(sample.seconds for sample in samples) if samples else None


def _memory(samples: Sequence[Sample]) -> float | None:
    return max((sample.rss_mb for sample in samples), default=0.0) or None


def steepness(points: Sequence[tuple[int, float]]) -> list[float]:
    """Between each two neighbours, smallest first, the power of the size that the figure grows with: 0 flat, 1 with the size."""
    ordered = sorted(points)
    return [
        math.log(after / before) / math.log(large / small)
        for (small, before), (large, after) in itertools.pairwise(ordered)
    ]


def powers(points: Sequence[tuple[int, float]]) -> str:
    """`steepness` in words: 0.98, 1.02."""
    return ", ".join(f"{round(power, 2) + 0.0:.2f}" for power in steepness(points))


def grown(
    results: Sequence[Mapping[str, Any]], ours: str, theirs: str
) -> dict[str, dict[str, list[tuple[int, float]]]]:
    """By thing, by contestant: (size, figure), smallest size first. ``ours`` and ``theirs`` name the figures in a line."""
    found: dict[str, dict[str, dict[int, float]]] = {}
    for one in results:
        for name, figure in ((OURS, one[ours]), (one["against"], one[theirs])):
            if one["scale"] > 0 and figure:
                found.setdefault(one["what"], {}).setdefault(name, {})[one["scale"]] = figure
    return {
        what: {name: sorted(points.items()) for name, points in byname.items()}
        for what, byname in found.items()
    }
