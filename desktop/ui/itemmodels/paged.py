"""Pages of a long list, read when they are looked at. Knows neither Qt nor where the lines come from."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Line = TypeVar("Line")


class Pages(Generic[Line]):
    """Lines 0…``count``-1 read by ``load(offset, limit)``; the ``keep`` pages used last stay in memory.

    Errors of ``load`` pass through to the caller; a page that could not be read is tried again.
    """

    def __init__(
        self, load: Callable[[int, int], Sequence[Line]], count: int, *, size: int = 200, keep: int = 24
    ) -> None:
        self._load = load
        self._size = size
        self._keep = keep
        self._held: OrderedDict[int, Sequence[Line]] = OrderedDict()
        self.count = count

    def line(self, index: int) -> Line | None:
        """The line at ``index``; None when the list became shorter since it was counted."""
        number, inside = divmod(index, self._size)
        page = self._held.get(number)
        if page is None:
            page = self._load(number * self._size, self._size)
            self._held[number] = page
            if len(self._held) > self._keep:
                self._held.popitem(last=False)
        else:
            self._held.move_to_end(number)
        return page[inside] if inside < len(page) else None

    def forget(self) -> None:
        """Read everything anew at the next look."""
        self._held.clear()
