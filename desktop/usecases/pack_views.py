"""What screens and commands are shown of packs. Frozen values; no verbs here."""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.finding import Finding


@dataclass(frozen=True, slots=True)
class PackChange:
    """``area`` as a person calls it (标准目录, 工作日历…), ``text`` what becomes different."""

    area: str
    text: str


@dataclass(frozen=True, slots=True)
class TouchedRecord:
    """A record of this home that the new content speaks about. ``why`` in Chinese."""

    record: str
    title: str
    state: str
    edition: str
    why: str


@dataclass(frozen=True, slots=True)
class PackPreview:
    """What taking a pack in would do; nothing is changed. ``fingerprint``: to compare by telephone when ``first``.

    ``late``: by the laptop's clock alone, a person may answer for it. ``problems``: the pack cannot be taken in.
    """

    path: Path
    publisher: str
    code: str
    level: str
    version: int
    title: str
    notes: str
    made_at: str
    expires: str
    edition: str
    first: bool
    fingerprint: str
    in_force: bool
    late: tuple[Finding, ...]
    problems: tuple[Finding, ...]
    changes: tuple[PackChange, ...]
    touched: tuple[TouchedRecord, ...]
    revoked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackLine:
    """A publisher's pack in force, and the one that would be in force after going back (``former``; empty: the program's own
    content). ``expired``: by the laptop's clock."""

    publisher: str
    code: str
    version: int
    title: str
    edition: str
    expires: str
    expired: bool
    accepted_at: str
    accepted_by: str
    former: str


@dataclass(frozen=True, slots=True)
class SignerLine:
    """A role of a pack file: how many different keys signed of how many needed."""

    role: str
    words: str
    have: int
    need: int


@dataclass(frozen=True, slots=True)
class PackFileView:
    """A pack file as such, without a home: who made it, what is in it, who signed."""

    publisher: str
    code: str
    version: int
    title: str
    made_at: str
    expires: str
    root: int
    fingerprint: str
    files: tuple[str, ...]
    signers: tuple[SignerLine, ...]

    @property
    def complete(self) -> bool:
        return all(line.have >= line.need for line in self.signers)
