"""Keeps a bundle within what a receiver reads (`read.Limits`): records that do not fit wait for the next one.

A record is never divided; one that is too large alone goes alone.
"""

from dataclasses import dataclass, replace

from desktop.sync.export import Contents
from desktop.sync.read import LIMITS


@dataclass(frozen=True, slots=True)
class Room:
    """How much a bundle may hold, with something to spare for schemas and manifests: bytes of attachments, number of
    attachments, roster changes."""

    attached: int = LIMITS.total - (160 << 20)
    files: int = LIMITS.entries - 100
    rows: int = 300_000


ROOM = Room()


def fitting(contents: Contents, room: Room = ROOM) -> tuple[Contents, int]:
    """As many records from the front as fit, with all that belongs to them, and how many were left out."""
    changes: dict[str, int] = {}
    for row in contents.rows:
        changes[row.record] = changes.get(row.record, 0) + 1
    travelling = set(contents.attachments)
    taken: list[str] = []
    files: set[str] = set()
    attached = rows = 0
    for line in contents.records:
        fresh = {file.digest: file.size for file in line.attachments if file.digest in travelling - files}
        grown = (attached + sum(fresh.values()), len(files) + len(fresh), rows + changes.get(line.record, 0))
        if taken and (grown[0] > room.attached or grown[1] > room.files or grown[2] > room.rows):
            break
        attached, _, rows = grown
        files |= fresh.keys()
        taken.append(line.record)
    left = len(contents.records) - len(taken)
    if not left:
        return contents, 0
    kept = set(taken)
    matters = {line.matter for line in contents.records if line.record in kept}
    return replace(
        contents,
        records=contents.records[: len(taken)],
        rows=tuple(row for row in contents.rows if row.record in kept),
        postings=tuple(posting for posting in contents.postings if posting.record in kept),
        attachments=tuple(digest for digest in contents.attachments if digest in files),
        forms=tuple((matter, form) for matter, form in contents.forms if matter in matters),
    ), left
