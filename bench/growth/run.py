"""Takes each thing through its sizes: a process for every contestant at every size, within its limits of time and memory.

Where a contestant came to nothing, the larger sizes are not tried; nor where even growth with the rows would miss the limit. Both
are told as such.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from bench import report
from bench.growth.child import READY
from bench.growth.curve import Reached, lines
from bench.growth.thing import READY_S, Spot, Thing
from bench.machine import memory_kb
from bench.measure import Sample
from bench.worker import COMPILED, QUIET, ROOT

THINGS = (
    "list_pdf", "notice", "start", "save", "search", "pages", "roster_open", "excel_import", "bundle", "small_export", "receiver",
    "examiner",
)  # fmt: skip

Act = Callable[[str, str, Spot, float], dict[str, Any]]
"""Has a contestant do a thing at one size within so many seconds: what the child printed, or ``{"refused": why}``."""


def grow(names: Sequence[str] = THINGS, fewer: int = 1) -> Path:
    """Measure and write the growth into the report that is there, where things that are not measured now keep their lines.

    ``fewer`` divides every size: for trying out.
    """
    began = time.monotonic()
    told: dict[str, Any] = {**report.stamp(), "results": _others(names), "left_out": []}
    path = report.OUT / "report.html"
    for name in names:
        begun, ready_s = time.monotonic(), 0.0
        try:
            thing: Thing = import_module(f"bench.growth.things.{name}").THING
            found, ready_s = measured(name, thing, [max(1, scale // fewer) for scale in thing.scales])
            told["results"] += found
        except Exception as error:  # one thing that breaks costs its own curve, never the others'
            told["left_out"].append(f"{name}: {type(error).__name__}: {error}"[:400])
            print(f"{name}: left out: {error}", file=sys.stderr, flush=True)
        print(f"  {name}: {time.monotonic() - begun:.0f} s, {ready_s:.0f} s of them making ready", flush=True)
        told["took_s"] = round(time.monotonic() - began)
        path = report.write_growth(told)  # after each thing: a run broken off has shown what it has
    return path


def _others(names: Sequence[str]) -> list[dict[str, Any]]:
    """The lines of the last run about other things."""
    known = (report.known().get("growth") or {}).get("results", [])
    now = {what for name in names for what in import_module(f"bench.growth.things.{name}").THING.whats}
    kept = {
        what for name in THINGS for what in import_module(f"bench.growth.things.{name}").THING.whats
    } - now
    return [one for one in known if one["what"] in kept]


def measured(
    name: str, thing: Thing, scales: Sequence[int], act: Act | None = None
) -> tuple[list[dict[str, Any]], float]:
    """The lines of one thing, and the seconds that making ready took."""
    act = act or in_a_process
    found: dict[int, dict[str, Reached]] = {}
    ready_s = 0.0
    for scale in scales:
        work = report.OUT / "growth" / f"{name}-{scale}"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        spot = Spot(scale, work)
        try:
            begun = time.monotonic()
            if refused := act(name, READY, spot, READY_S).get("refused"):
                raise RuntimeError(f"{scale:,} {thing.unit} cannot be made ready: {refused}")
            ready_s += time.monotonic() - begun
            found[scale] = {}
            for contestant in thing.contestants:
                before = {size: reached[contestant] for size, reached in found.items() if size < scale}
                reached = _tried(name, thing, contestant, spot, before, act)
                found[scale][contestant] = reached
                _say(contestant, scale, reached)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return lines(thing, found), ready_s


def _tried(
    name: str, thing: Thing, contestant: str, spot: Spot, before: dict[int, Reached], act: Act
) -> Reached:
    limit = thing.limit(contestant)
    if before:
        last = max(before)
        if not before[last].took:
            return Reached(why=f"not tried: nothing came of {last:,} {thing.unit}")
        least = max(min(one.seconds for one in runs) for runs in before[last].took.values())
        if least > 1 and least * spot.scale / last > limit:
            return Reached(
                why=f"not tried: {least:.0f} s at {last:,} {thing.unit}, and no more than {limit:.0f} s are allowed"
            )
    told = act(name, contestant, spot, limit)
    if refused := told.get("refused"):
        return Reached(why=str(refused))
    return Reached({what: [Sample(*one) for one in runs] for what, runs in told["took"].items()})


def in_a_process(name: str, contestant: str, spot: Spot, limit: float) -> dict[str, Any]:
    """In a process of its own with half of the machine's memory, ended with all that it began when its time is over."""
    allowed = memory_kb() // 2 >> 10
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.growth.child", name, contestant, str(spot.scale), str(spot.work), str(allowed)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, **QUIET, **COMPILED},
        start_new_session=True,
    )  # fmt: skip
    try:
        said, complaint = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return {"refused": f"not finished in {limit:.0f} s"}
    if process.returncode:
        last = complaint.strip().splitlines()[-1:] or [f"ended with {process.returncode}"]
        return {"refused": f"{last[0][:200]} (at most {allowed / 1024:.0f} GB of memory are allowed)"}
    told: dict[str, Any] = json.loads(said.strip().splitlines()[-1])
    return told


def _say(contestant: str, scale: int, reached: Reached) -> None:
    if reached.why:
        print(f"{contestant:34} {scale:>9,} {reached.why}", flush=True)
    for what, runs in reached.took.items():
        best = min(runs, key=lambda one: one.seconds)
        held = f", {best.rss_mb:,.0f} MB" if best.rss_mb else ""
        print(
            f"{contestant:34} {scale:>9,} {what:56} {report.seconds(best.seconds):>9} × {len(runs)}{held}",
            flush=True,
        )
