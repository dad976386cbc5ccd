"""Whether a bundle continues the row its device has sent before. A laptop that was restored from a backup, or copied, uses
a number twice or goes on from a bundle that never came; no clock is asked. Pure.

Sees and says; what is to be done about it a person decides. Bundles that come late or twice are no sign of anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.base.words import zh
from desktop.domain.exchange import IncomingBundle


@dataclass(frozen=True, slots=True)
class Arrival:
    """A bundle as far as its place in the row goes: ``digest`` of its sealed bytes, ``previous`` that of the one before."""

    bundle: str
    sequence: int
    digest: str
    previous: str


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing seen. ``code``: number-twice, not-continued or not-continuing; ``other`` is the bundle it is seen by."""

    code: str
    sequence: int
    other: str
    text: str


def signs(
    new: Arrival, arrived: Iterable[IncomingBundle | Arrival], explained: frozenset[str] = frozenset()
) -> list[Sign]:
    """What shows that ``new`` and what had ``arrived`` from the same device cannot be one laptop's row.

    Empty for a bundle that had arrived already, and for one in ``explained`` (ids a person has accepted). The answer does
    not depend on the order in which bundles came: whichever of two comes second is the one that is seen.
    """
    known = list(arrived)
    if new.bundle in explained or any((one.bundle, one.digest) == (new.bundle, new.digest) for one in known):
        return []
    found = [
        Sign(
            "number-twice",
            new.sequence,
            one.bundle,
            zh("{sequence} 号包以前收到过一个，内容不一样。", sequence=new.sequence),
        )
        for one in known
        if one.sequence == new.sequence
    ]
    before = [one for one in known if one.sequence == new.sequence - 1]
    if before and not any(one.digest == new.previous for one in before):
        text = zh(
            "{sequence} 号包不是接着收到的 {other} 号包写的。", sequence=new.sequence, other=new.sequence - 1
        )
        found.append(Sign("not-continuing", new.sequence, before[0].bundle, text))
    after = [one for one in known if one.sequence == new.sequence + 1 and one.bundle not in explained]
    if after and not any(one.previous == new.digest for one in after):
        text = zh(
            "以前收到的 {sequence} 号包不是接着这个 {other} 号包写的。",
            sequence=new.sequence + 1,
            other=new.sequence,
        )
        found.append(Sign("not-continued", new.sequence, after[0].bundle, text))
    if (new.sequence == 1) != (new.previous == ""):
        text = zh("这个包说自己是第一个，编号却不是 1。") if not new.previous else zh("1 号包说前面还有包。")
        found.append(Sign("not-continuing", new.sequence, new.bundle, text))
    return found
