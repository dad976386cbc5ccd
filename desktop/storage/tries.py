"""Slows down guessing: counts wrong passphrases on the disk, so that starting the program anew does not forget them."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from desktop.base.clock import Clock
from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.files import write_atomically
from desktop.base.words import tr

FREE_TRIES = 3
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(minutes=15)


class Tries:
    """The counts of one home, by account name (the recovery code has its own)."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._path = folder / "tries.json"
        self._clock = clock

    def begin(self, name: str) -> None:
        """Refusal while ``name`` must wait; else the try is counted as wrong, before it is made, so that stopping
        the program in the middle gains nothing."""
        counts = self._read()
        wrong, until = counts.get(name, (0, ""))
        left = self._left(until)
        if left > timedelta(0):
            raise Refusal(
                tr("口令错的次数太多，还要等 {minutes} 分钟。", minutes=_minutes(left)),
                safe=tr("数据没有动。"),
                todo=tr("请到时再试。忘了口令的，可以用恢复码。"),
                code="wait",
            )
        wrong += 1
        until = (self._clock.now() + _wait(wrong)).isoformat() if wrong >= FREE_TRIES else ""
        self._write({**counts, name: (wrong, until)})

    def succeeded(self, name: str) -> None:
        counts = self._read()
        if counts.pop(name, None) is not None:
            self._write(counts)

    def refusal(self, name: str) -> Refusal:
        """What is said after a wrong try."""
        wrong, _ = self._read().get(name, (1, ""))
        if wrong < FREE_TRIES:
            what = tr(
                "口令不对。还可以再试 {left} 次，之后要等 {minutes} 分钟。",
                left=FREE_TRIES - wrong,
                minutes=_minutes(_FIRST_WAIT),
            )
            return Refusal(what, todo=tr("请看一下大写锁定和输入法。"), code="wrong-passphrase")
        return Refusal(
            tr(
                "口令不对，已经错了 {wrong} 次，要等 {minutes} 分钟再试。",
                wrong=wrong,
                minutes=_minutes(_wait(wrong)),
            ),
            safe=tr("数据没有动。"),
            todo=tr("请看一下大写锁定和输入法。忘了口令的，可以用恢复码。"),
            code="wrong-passphrase",
        )

    def _left(self, until: str) -> timedelta:
        """Never longer than the longest wait: a clock set back must not lock anybody out for days."""
        if not until:
            return timedelta(0)
        return min(datetime.fromisoformat(until) - self._clock.now(), _LONGEST_WAIT)

    def _read(self) -> dict[str, tuple[int, str]]:
        try:
            data = json.loads(self._path.read_bytes())
            return {str(name): (int(entry[0]), str(entry[1])) for name, entry in data.items()}
        except (OSError, ValueError, AttributeError, TypeError, IndexError, KeyError):
            return {}

    def _write(self, counts: dict[str, tuple[int, str]]) -> None:
        """On a full or read-only disk the home must still open, so the count is then given up."""
        try:
            write_atomically(self._path, json.dumps(counts, ensure_ascii=False).encode())
        except SurroundingsError:
            return


def _wait(wrong: int) -> timedelta:
    doublings = min(wrong - FREE_TRIES, 10)
    return min(_FIRST_WAIT * (1 << doublings), _LONGEST_WAIT)


def _minutes(span: timedelta) -> int:
    """Rounded up."""
    return -(-int(span.total_seconds()) // 60)
