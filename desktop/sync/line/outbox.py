"""Bundles that wait to go over the line, as files in a folder of the home; and what none of them carries yet.

The files are the same bytes a stick would get. What is known of their way stands in the encrypted database.
"""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from desktop.base import files
from desktop.base.errors import Refusal
from desktop.storage import settings
from desktop.storage.attachments import Attachments
from desktop.sync.collect import OwnFormOf, collect
from desktop.sync.envelope import SUFFIX, read_envelope
from desktop.sync.parts import MARKER


@dataclass(frozen=True, slots=True)
class Waiting:
    path: Path
    bundle: str
    sequence: int
    size: int


def waiting(folder: Path) -> list[Waiting]:
    """The bundles in ``folder`` by their number. What cannot be read is left out; its records go with the next bundle."""
    found = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        with contextlib.suppress(Refusal), path.open("rb") as stream:
            header = read_envelope(path, stream).header
            found.append(Waiting(path, header.bundle, header.sequence, path.stat().st_size))
    return sorted(found, key=lambda entry: entry.sequence)


def discard(path: Path) -> None:
    """The bundle's file and the marker beside it; that one first, for it is by its bundle that a marker left alone is found."""
    files.discard(path.with_name(path.name + MARKER), path)


def is_news(
    session: Session, store: Attachments, organisation: str, form_of: OwnFormOf, sequences: Iterable[int]
) -> bool:
    """Whether the office above lacks anything that the bundles ``sequences`` do not carry as it stands now."""
    carried: set[tuple[str, str]] = set()
    for sequence in sequences:
        carried |= set(settings.get(session, f"sent:{sequence}", {}).items())
    contents = collect(session, store, organisation, form_of)
    return any(
        (line.record, line.mark(tuple(entry for entry in contents.postings if entry.record == line.record)))
        not in carried
        for line in contents.records
    )
