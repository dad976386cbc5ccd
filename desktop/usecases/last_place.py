"""Where an account was working, kept inside the encrypted home: after a crash the program opens there again."""

from dataclasses import asdict, dataclass

from desktop.domain.flow import EDITABLE
from desktop.storage import records, settings
from desktop.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class WorkingPlace:
    """``tab`` is a part of the record's page, ``key`` a field of its form or, with ``position``, a roster column."""

    record: str
    tab: str = ""
    key: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class LastPlace:
    desk: Desk

    def keep(self, place: WorkingPlace) -> None:
        """On return it is on the disk; no other account sees it."""
        with self.desk.home.database.transaction() as session:
            settings.put(session, self._key, asdict(place))

    def forget(self) -> None:
        """Left in order: next time begins at the beginning."""
        with self.desk.home.database.reading() as session:
            kept = settings.get(session, self._key)
        if kept is not None:
            with self.desk.home.database.transaction() as session:
                settings.put(session, self._key, None)

    def recall(self) -> WorkingPlace | None:
        """Where this account was; None if it left in order, or the record is gone or cannot be written any more."""
        with self.desk.home.database.reading() as session:
            kept = settings.get(session, self._key)
            if kept is None:
                return None
            place = WorkingPlace(**kept)
            record = records.find(session, place.record)
        return place if record is not None and record.state in EDITABLE else None

    @property
    def _key(self) -> str:
        return f"working-place/{self.desk.account.name}"
