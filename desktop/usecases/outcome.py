"""What a use case gives back: its value, what changed (so screens read again), and what it noticed."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from desktop.base.changes import NOTHING, Changes
from desktop.domain.finding import Finding

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    value: T
    changes: Changes = NOTHING
    findings: tuple[Finding, ...] = ()
