"""Search for one to six characters and for initials in homes of each size, beside the three peers over the same text."""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import Any

from bench import homes
from bench.growth.thing import Spot, Thing, Took
from bench.measure import Sample, timed
from bench.things.search import contestants_of, opened_peers, peers_of, questions

_MANY = 20
WHATS = tuple(f"search: {what}" for what, _ in questions(2_500, 1))


def ready(spot: Spot) -> None:
    homes.with_rows(spot.scale)
    peers_of(spot.scale)


def _by(name: str) -> Callable[[Spot], Took]:
    """All kinds of questions that this contestant can answer, each question once after one that does not count."""

    def contestant(spot: Spot) -> Took:
        peers, found = peers_of(spot.scale), {}
        with (
            closing(homes.open_home(homes.with_rows(spot.scale))) as session,
            closing(opened_peers(peers)) as plain,
        ):
            for what, texts in questions(spot.scale, _MANY):
                if ask := contestants_of(session, plain, peers, what).get(name):
                    found[f"search: {what}"] = _each(ask, texts)
        return found

    return contestant


def _each(ask: Callable[[str], Any], texts: list[str]) -> list[Sample]:
    ask(texts[0])
    return [timed(partial(ask, text)) for text in texts]


THING = Thing(
    whats=WHATS,
    ready=ready,
    contestants={name: _by(name) for name in ("ours", "LIKE", "FTS5 trigram", "ripgrep")},
)
