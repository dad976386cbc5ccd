"""An edition 版本 of the standard catalogue: number, title, day of effect, what changed. Values only."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Edition:
    """``changes`` pairs a kind (added, changed, dropped) with its sentence."""

    number: str
    title: str
    effective: date
    changes: tuple[tuple[str, str], ...] = ()
