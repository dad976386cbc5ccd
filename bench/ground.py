"""What every measured thing is given: how much time there is, and a folder of its own on the same disk as the homes."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ground:
    quick: bool
    work: Path

    def runs(self, full: int = 5, quick: int = 3) -> int:
        return quick if self.quick else full

    @property
    def row_counts(self) -> tuple[int, ...]:
        """Homes to measure in: the curve 10,000 → 100,000 → 1,000,000; the first two when there is little time."""
        return (10_000, 100_000) if self.quick else (10_000, 100_000, 1_000_000)
