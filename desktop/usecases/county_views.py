"""What screens and commands are shown of the offices below: conflicts, what waits, bundles that came, how far each has come.
Frozen values; no verbs here.
"""

from dataclasses import dataclass
from pathlib import Path

from desktop.usecases.record_views import Difference


@dataclass(frozen=True, slots=True)
class HeldLine:
    """Something received that waits for a person, or was decided. ``kind`` is conflict, quarantined or branch (a version
    of ours that gave way); ``resolved`` empty until it was decided. Times are ISO texts."""

    id: str
    record: str
    title: str
    unit: str
    sequence: int | None
    revision: int
    kind: str
    reason: str
    at: str
    resolved: str = ""
    resolved_by: str = ""
    resolved_reason: str = ""


@dataclass(frozen=True, slots=True)
class VersionLine:
    """The head of one of two versions: its number, who sealed it when on which device, and why."""

    revision: int
    digest: str
    made_at: str
    made_by: str
    device: str
    reason: str


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Two versions beside each other. ``fork`` is the last revision both share, 0: none; ``lines`` are what differs, old =
    ours, new = theirs, fields in the order of the form, then rows."""

    held: HeldLine
    ours: VersionLine
    theirs: VersionLine
    fork: int
    lines: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class ArrivalLine:
    """A bundle that came. ``records`` is how many it changed here; the counts are those of its import."""

    bundle: str
    organisation: str
    unit: str
    sequence: int
    at: str
    by: str
    records: int
    new: int
    updated: int
    duplicate: int
    conflict: int
    quarantined: int
    undone_at: str = ""
    undone_by: str = ""
    undone_reason: str = ""


@dataclass(frozen=True, slots=True)
class DownWritten:
    """A file for a lower office: how much it tells."""

    path: Path
    number: int
    unit: str
    returns: int
    standing: int
    upward: int


@dataclass(frozen=True, slots=True)
class DownTaken:
    """What a file from above told this office: records given back, put right, and arrived further up; ``unknown`` are of
    another laptop or not here any more."""

    number: int
    unit: str
    returned: int
    settled: int
    again: int
    further: int
    unknown: int


@dataclass(frozen=True, slots=True)
class TownshipLine:
    """One lower office. ``joined``: a device of it is enrolled. Of the matters that fall to it: ``current`` have a record
    in force, ``late`` one that was published late or whose period has run out, ``missing`` none. ``late_days`` is the
    longest delay. ``contact_at`` is when its last bundle came, ``missing_bundles`` which numbers did not."""

    code: str
    unit: str
    joined: bool
    matters: int
    current: int
    late: int
    missing: int
    late_days: int
    contact_at: str
    missing_bundles: tuple[int, ...]
    conflicts: int
    waiting: int
    returned: int
    records: int


@dataclass(frozen=True, slots=True)
class MatterGap:
    """A matter of a lower office that is ``late`` (by ``days``) or ``missing``. ``field`` and ``name`` are Chinese."""

    matter: str
    name: str
    field: str
    state: str
    days: int
