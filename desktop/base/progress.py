"""How far a long piece of work has come, and whether the user wants it stopped. Knows no window."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import monotonic, sleep
from typing import TypeVar, overload

from desktop.base.errors import Cancelled

T = TypeVar("T")
_NAP = 0.005


@dataclass(frozen=True, slots=True)
class Step:
    """One tick: ``text`` made with ``zh``, for ``tr`` where it is shown; ``done`` of ``total`` (total 0 = unknown)."""

    text: str
    done: int
    total: int


class Progress:
    """Given to long work; ``step`` tells the listener and raises Cancelled once ``cancel`` was called.

    ``rest`` asks the work to lie still for a while at its next tick, so that a hand on the screen has the machine to
    itself: in Python two threads never reckon at the same time.
    """

    def __init__(self, listener: Callable[[Step], None] | None = None) -> None:
        self._listener = listener
        self._cancelled = False
        self._rest_until = 0.0

    def cancel(self) -> None:
        self._cancelled = True

    def rest(self, seconds: float) -> None:
        self._rest_until = monotonic() + seconds

    def tick(self) -> None:
        """Between two steps: nothing is told, but cancelling and resting are heard."""
        while not self._cancelled and monotonic() < self._rest_until:
            sleep(_NAP)
        if self._cancelled:
            raise Cancelled

    def step(self, text: str, done: int = 0, total: int = 0) -> None:
        self.tick()
        if self._listener is not None:
            self._listener(Step(text, done, total))


class Watched(Sequence[T]):
    """A long list that ticks as it is walked through, so that any work over it can be stopped."""

    def __init__(self, items: Sequence[T], progress: Progress, every: int = 16) -> None:
        self._items, self._progress, self._every = items, progress, every

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        for at in range(0, len(self._items), self._every):
            self._progress.tick()
            yield from self._items[at : at + self._every]
