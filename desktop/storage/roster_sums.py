"""The sums of a roster, kept for as long as no row of it changes. Reads; never writes.

To add up a column, every row must be decrypted and taken apart: a quarter of a second for fifty thousand. What was added up
once is therefore kept with the record's stamp, which every change of a row moves on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import Session

from desktop.storage import rosters
from desktop.storage.roster_depth import newest

_KEPT = 64


@dataclass(frozen=True, slots=True)
class _Sums:
    state: tuple[int, int]
    places: Mapping[str, int]
    found: dict[str, int]


@dataclass(frozen=True, slots=True)
class RosterSums:
    """One for a session, for any number of rosters. Not to be asked in a transaction that has changed rows: were it taken
    back, its stamp would be given a second time."""

    _kept: dict[str, _Sums] = field(default_factory=dict)

    def known(self, session: Session, record: str, places: Mapping[str, int]) -> dict[str, int] | None:
        """As `of`, when it need not be added up; else None. Refusal when there is no such record."""
        kept = self._kept.get(record)
        if not places:
            return {}
        if kept is None or kept.state != newest(session, record) or kept.places != places:
            return None
        return kept.found

    def of(self, session: Session, record: str, places: Mapping[str, int]) -> dict[str, int]:
        """Sums of the newest roster, see `rosters.sums`."""
        found = self.known(session, record, places)
        if found is not None:
            return found
        state = newest(session, record)
        found = rosters.sums(session, record, state[0], places)
        if len(self._kept) >= _KEPT:
            self._kept.clear()
        self._kept[record] = _Sums(state, dict(places), found)
        return found
