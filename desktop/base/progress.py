"""How far a long piece of work has come, and whether the user wants it stopped. Knows no window."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.base.errors import Cancelled


@dataclass(frozen=True, slots=True)
class Step:
    """One tick: ``text`` in Chinese, ``done`` of ``total`` (total 0 = unknown)."""

    text: str
    done: int
    total: int


class Progress:
    """Given to long work; ``step`` tells the listener and raises Cancelled once ``cancel`` was called."""

    def __init__(self, listener: Callable[[Step], None] | None = None) -> None:
        self._listener = listener
        self._cancelled = False

    def cancel(self) -> None:
        self._cancelled = True

    def step(self, text: str, done: int = 0, total: int = 0) -> None:
        if self._cancelled:
            raise Cancelled
        if self._listener is not None:
            self._listener(Step(text, done, total))
