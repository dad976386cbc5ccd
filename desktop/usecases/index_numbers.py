"""The index numbers this laptop gives: by the pattern of its county, each once."""

from dataclasses import dataclass, replace

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.words import tr
from desktop.domain.account import Role
from desktop.domain.index_number import BLOCKS, IndexPattern
from desktop.storage import notices, records, settings
from desktop.usecases.desk import Desk
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_role

_KEY = "index_pattern"


def pattern_of(desk: Desk, session: Session) -> IndexPattern:
    """The pattern set here, else that of the standard."""
    kept = settings.get(session, _KEY)
    return IndexPattern(**kept) if kept else IndexPattern(desk.catalogue.metadata.index_number_default)


def next_index_number(desk: Desk, session: Session, organisation: str) -> str:
    """The next number of the office this year; one that a record here carries already is passed over."""
    today = desk.clock.today()
    pattern = pattern_of(desk, session)
    while True:
        serial = notices.next_number(session, _series(organisation), today.year)
        number = pattern.number(organisation, today.year, today.month, desk.home.device.id, serial)
        if not records.has_index_number(session, number):
            return number


def _series(organisation: str) -> str:
    return f"index {organisation}"


@dataclass(frozen=True, slots=True)
class IndexPreview:
    """What a pattern would give: the next number of this laptop, and what another laptop of the office gives with the
    same running number. They always differ: a pattern under which they could not is refused."""

    here: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class IndexNumbers:
    desk: Desk

    def pattern(self) -> IndexPattern:
        with self.desk.home.database.reading() as session:
            return pattern_of(self.desk, session)

    def example(self, pattern: IndexPattern) -> str:
        """A number as the pattern would give it. Refusal for a pattern that cannot be used."""
        pattern.check()
        today, desk = self.desk.clock.today(), self.desk
        return pattern.number(desk.organisation.code, today.year, today.month, desk.home.device.id, 1)

    def preview(self, pattern: IndexPattern) -> IndexPreview:
        """Uses no number up. Refusal for a pattern that cannot be used."""
        pattern.check()
        today, desk = self.desk.clock.today(), self.desk
        own, organisation = desk.home.device.id, desk.organisation.code
        with desk.home.database.reading() as session:
            serial = notices.last_number(session, _series(organisation), today.year) + 1
            here = pattern.number(organisation, today.year, today.month, own, serial)
            while records.has_index_number(session, here):
                serial += 1
                here = pattern.number(organisation, today.year, today.month, own, serial)
        other = pattern
        if pattern.block is not None:
            other = replace(pattern, block=(pattern.block + 1) % len(BLOCKS))
        elsewhere = other.number(organisation, today.year, today.month, _another(own), serial)
        return IndexPreview(here, elsewhere)

    def set_pattern(self, pattern: IndexPattern) -> Outcome[str]:
        """From now on; numbers given stay as they are. The administrator's. An example of what comes."""
        require_role(self.desk, Role.ADMIN, tr("定索引号的写法"))
        example = self.example(pattern)
        kept = {
            "pattern": pattern.pattern,
            "credit_code": pattern.credit_code.strip(),
            "block": pattern.block,
        }
        with self.desk.home.database.transaction() as session:
            settings.put(session, _KEY, kept)
            self.desk.note(session, "index-pattern", self.desk.organisation.code, pattern=pattern.pattern)
        return Outcome(example, changed(Topic.RECORDS, Topic.SETTINGS))


def _another(device: str) -> str:
    """An id whose mark, the last four signs, differs."""
    return device[:-4] + ("0000" if device[-4:] != "0000" else "0001")
