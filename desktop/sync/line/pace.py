"""How fast may be sent, and waiting that hears cancel. Knows neither sockets nor bundles."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desktop.base.errors import Refusal
from desktop.base.progress import Progress
from desktop.base.words import tr

SLICE = 0.2
"""Seconds after which a wait looks whether somebody wants it to stop."""


@dataclass(frozen=True, slots=True)
class Limit:
    """``kbps``: 1,000 bytes a second, 0 for no limit. It holds from ``from_hour`` until ``until_hour`` of the day
    (0–24, past midnight if the second is smaller, all day if they are equal)."""

    kbps: int = 0
    from_hour: int = 0
    until_hour: int = 0

    def __post_init__(self) -> None:
        if self.kbps < 0 or not 0 <= self.from_hour <= 24 or not 0 <= self.until_hour <= 24:
            raise Refusal(
                tr("限速要写每秒多少 KB（0 是不限），钟点在 0 到 24 之间。"),
                safe=tr("设置没有改动。"),
                todo=tr("例如：每秒 100 KB，8 点到 18 点。"),
                code="bad-limit",
            )

    def at(self, hour: int) -> int:
        """Bytes a second allowed in this hour of the day, 0 for as many as go."""
        first, last = self.from_hour % 24, self.until_hour % 24
        if first == last:
            holds = True
        elif first < last:
            holds = first <= hour < last
        else:
            holds = hour >= first or hour < last
        return self.kbps * 1000 if holds else 0


class Pace:
    """Lets bytes through no faster than ``limit``; the limit of the hour is looked at anew for each piece."""

    def __init__(self, limit: Limit, now: Callable[[], datetime], progress: Progress) -> None:
        self._limit, self._now, self._progress = limit, now, progress
        self._free_at = 0.0

    def spend(self, size: int) -> None:
        """Wait until ``size`` bytes may go. Raises Cancelled."""
        self._progress.tick()
        allowed = self._limit.at(self._now().hour)
        if not allowed:
            return
        at = time.monotonic()
        self._free_at = max(at, self._free_at) + size / allowed
        nap(self._free_at - at, self._progress)

    def piece(self) -> int:
        """How much to send at a time, so that a slow line is still stopped and measured in short steps."""
        allowed = self._limit.at(self._now().hour)
        return min(1 << 16, max(1024, allowed // 8)) if allowed else 1 << 16


def nap(seconds: float, progress: Progress) -> None:
    """Sleep, but stop at once when cancelled."""
    until = time.monotonic() + seconds
    progress.tick()
    while (left := until - time.monotonic()) > 0:
        time.sleep(min(left, SLICE))
        progress.tick()
