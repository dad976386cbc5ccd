"""A roster of 50,000 rows in the window: the time until it stands there, and the frames while it is scrolled.

Limits, not peers: half a second to open, 50 ms a frame. The window is offscreen, its frames are painted into memory.
"""

from contextlib import closing

from bench import homes, worker
from bench.ground import Ground
from bench.measure import Result, Rounds, Sample, p95, result

OPEN_S, FRAME_S = 0.5, 0.05


def run(ground: Ground) -> list[Result]:
    found: list[Result] = []
    for count in (50_000,) if ground.quick else (2_500, 50_000):
        home = homes.copy_of(homes.with_rows(count, count), ground.work / f"roster-{count}")
        with closing(homes.open_home(home)) as session:
            record = session.records.search("耕地")[0].id
        told = [worker.ask("roster_window.py", home, record) for _ in range(ground.runs(5, 2))]
        opened: Rounds = {
            "ours": [Sample(one["opened_s"], one["rss_mb"]) for one in told],
            "limit 0.5 s": [Sample(OPEN_S)] * len(told),
        }
        frames = [seconds for one in told for seconds in one["frames"]]
        scrolled: Rounds = {
            "ours": [Sample(seconds) for seconds in frames],
            "limit 50 ms": [Sample(FRAME_S)] * len(frames),
        }
        late = p95(frames) * 1000
        found.append(result("open a roster in the window", "limit 0.5 s", opened, scale=count, target="≤ 1"))
        found.append(
            result(
                "one frame while scrolling",
                "limit 50 ms",
                scrolled,
                scale=count,
                p95_ms=late,
                target="p95 ≤ 1",
            )
        )
    return found
