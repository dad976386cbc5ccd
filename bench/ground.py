"""What every measured thing is given: how much time there is, and a folder of its own on the same disk as the homes."""

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path


class Time(Enum):
    """Three minutes, fifteen, or three quarters of an hour."""

    LITTLE = auto()
    ENOUGH = auto()
    PLENTY = auto()


@dataclass(frozen=True, slots=True)
class Ground:
    time: Time
    work: Path

    @property
    def quick(self) -> bool:
        return self.time is Time.LITTLE

    def runs(self, full: int = 5, quick: int = 3) -> int:
        return quick if self.quick else full

    @property
    def row_counts(self) -> tuple[int, ...]:
        """Homes to measure in: the curve 10,000 → 100,000 → 1,000,000; the first two when there is little time."""
        return (10_000, 100_000) if self.quick else (10_000, 100_000, 1_000_000)
