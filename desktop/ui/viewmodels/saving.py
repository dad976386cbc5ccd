"""The saves of one window, each made from what the one before it left, whichever thread they come from. No Qt.

Without this a field left quickly after another would seem to have been changed by somebody else, or an older save
that waited its turn would lie down on a newer one.
"""

from threading import Lock

from desktop.base.changes import Changes
from desktop.domain.record import RecordContent
from desktop.usecases.records import Records


class Saving:
    """``edits`` counts the keystrokes of the window: a save that knows fewer than one already made is left out."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._lock = Lock()
        self._seen: dict[str, str] = {}
        self._stored: dict[str, int] = {}

    def follow(self, record: str, version: str) -> None:
        """What is shown now was made from this version of the record's content."""
        with self._lock:
            self._seen[record] = version

    def save(self, record: str, content: RecordContent, edits: int) -> Changes:
        """Refusal ``changed-meanwhile`` where another window saved since."""
        with self._lock:
            if edits <= self._stored.get(record, 0):
                return frozenset()
            changes = self._records.save(record, content, self._seen.get(record, "")).changes
            self._seen[record] = self._records.head(record).version
            self._stored[record] = edits
            return changes
