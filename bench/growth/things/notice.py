"""One notice of 10 to 1,000 paragraphs, cold and warm, beside Typst with the same paragraphs."""

from collections.abc import Callable

from bench import worker
from bench.growth.thing import Spot, Thing, Took
from bench.measure import Sample
from bench.things.notice import typst_source
from desktop.base.paths import templates_folder

_TIMES = 2
COLD, WARM = "one notice, cold", "one notice, warm"


def ready(spot: Spot) -> None:
    typst_source(spot.work, spot.scale)


def _both(run: Callable[[int], Sample]) -> Took:
    return {COLD: [run(1) for _ in range(_TIMES)], WARM: [run(4) for _ in range(_TIMES)]}


def _ours(spot: Spot) -> Took:
    return _both(lambda times: worker.sample("notice_ours.py", times, spot.scale))


def _typst(spot: Spot) -> Took:
    source, fonts = spot.work / "notice.typ", templates_folder() / "fonts"
    return _both(lambda times: worker.peer("notice_typst.py", times, source, fonts))


THING = Thing(
    whats=(COLD, WARM),
    scales=(10, 100, 1_000),
    unit="paragraphs",
    ready=ready,
    contestants={"ours": _ours, "Typst": _typst},
    note="Typst's compiler remembers what did not change",
)
