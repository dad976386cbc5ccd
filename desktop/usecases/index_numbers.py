"""The index numbers this laptop gives: by the pattern of its county, each once."""

from dataclasses import dataclass

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.domain.account import Role
from desktop.domain.index_number import IndexPattern
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
        serial = notices.next_number(session, f"index {organisation}", today.year)
        number = pattern.number(organisation, today.year, today.month, desk.home.device.id, serial)
        if not records.has_index_number(session, number):
            return number


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

    def set_pattern(self, pattern: IndexPattern) -> Outcome[str]:
        """From now on; numbers given stay as they are. The administrator's. An example of what comes."""
        require_role(self.desk, Role.ADMIN, "定索引号的写法")
        example = self.example(pattern)
        kept = {
            "pattern": pattern.pattern,
            "credit_code": pattern.credit_code.strip(),
            "block": pattern.block,
        }
        with self.desk.home.database.transaction() as session:
            settings.put(session, _KEY, kept)
            self.desk.note(session, "index-pattern", self.desk.organisation.code, pattern=pattern.pattern)
        return Outcome(example, changed(Topic.RECORDS))
