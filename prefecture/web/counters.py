"""What this process has counted since it began, for /metrics."""

import threading
from collections import Counter


class Counters:
    """Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: Counter[str] = Counter()

    def add(self, name: str, amount: int = 1) -> None:
        with self._lock:
            self._found[name] += amount

    def all(self) -> dict[str, int]:
        with self._lock:
            return dict(self._found)
