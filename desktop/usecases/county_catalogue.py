"""The county's own catalogue: take over its table's differences point by point, take them back, write the catalogue out.

What is taken over lies in the home as a layer; ``standards/`` is never written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.catalogue.county.layer import entry_as_json, entry_from_json, entry_of, with_layer
from desktop.domain.account import Role
from desktop.domain.county_table import DifferenceKind, LayerEntry
from desktop.storage import settings
from desktop.storage.coverage import coverage
from desktop.usecases.county_table import UNTOUCHED, CountyReading, export_table, read_county_table
from desktop.usecases.desk import Desk
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_role

_SETTING = "catalogue.county_layer"


def stored_layer(session: Session) -> tuple[LayerEntry, ...]:
    """What this home has taken over so far, in order."""
    said: list[dict[str, Any]] = settings.get(session, _SETTING, [])
    return tuple(entry_from_json(each) for each in said)


@dataclass(frozen=True, slots=True)
class CountyCatalogue:
    """The catalogue of one's own county, kept by the administrator of a home."""

    desk: Desk

    def read(self, path: Path, field: str = "") -> CountyReading:
        """A county's table against the catalogue this home uses; changes nothing."""
        return read_county_table(self.desk.catalogue, path, field)

    def entries(self) -> tuple[LayerEntry, ...]:
        with self.desk.home.database.reading() as session:
            return stored_layer(session)

    def accept(
        self, reading: CountyReading, keys: Iterable[str], reason: str
    ) -> Outcome[tuple[LayerEntry, ...]]:
        """Take over the differences with these keys, all or none; the catalogue in use changes at once.

        A matter left out needs a ``reason``. An older entry of the same kind for the same matter is replaced.
        """
        require_role(self.desk, Role.ADMIN, tr("改本县目录"))
        chosen = set(keys)
        wanted = [each for each in reading.differences if each.key in chosen]
        if not reason.strip() and any(each.kind is DifferenceKind.DROPPED for each in wanted):
            raise Refusal(
                tr("本县不列的事项，要写明理由。"),
                safe=UNTOUCHED,
                todo=tr("请写一句理由，例如“本县没有这项业务”。"),
                code="no-reason",
            )
        made: list[LayerEntry] = []
        with self.desk.home.database.transaction() as session:
            before = stored_layer(session)
            taken = [*(entry.code for entry in before), *self._local_codes()]
            for each in wanted:
                source = f"{reading.file} {each.row.place}" if each.row else reading.file
                entry = entry_of(
                    each, taken, reason=reason.strip(), source=source, unit=self.desk.organisation.unit,
                    on=self.desk.clock.today().isoformat(),
                )  # fmt: skip
                taken.append(entry.code)
                made.append(entry)
            replaced = {(entry.kind, entry.code) for entry in made}
            kept = [entry for entry in before if (entry.kind, entry.code) not in replaced]
            self._store(session, [*kept, *made])
            self.desk.note(session, "county-catalogue-accepted", reading.field.code, points=len(made))
        self._take_up([*kept, *made])
        return Outcome(tuple(made), changed(Topic.SETTINGS, Topic.RECORDS) if made else frozenset())

    def take_back(self, entries: Iterable[LayerEntry]) -> Outcome[int]:
        """Undo what was taken over. An added matter that has records stays: its code may not lose its meaning."""
        require_role(self.desk, Role.ADMIN, tr("改本县目录"))
        gone = list(entries)
        with self.desk.home.database.transaction() as session:
            before = stored_layer(session)
            used = self._used(session)
            blocked = [each for each in gone if each.kind is DifferenceKind.ADDED and each.code in used]
            if blocked:
                codes = tr("、").join(each.code for each in blocked)
                raise Refusal(
                    tr("{codes} 下已经有记录，不能撤销增加。", codes=codes),
                    safe=UNTOUCHED,
                    todo=tr("不再用的，可以改为“本县不列”。"),
                    code="in-use",
                )
            kept = [entry for entry in before if entry not in gone]
            self._store(session, kept)
            self.desk.note(session, "county-catalogue-taken-back", "", points=len(before) - len(kept))
        self._take_up(kept)
        return Outcome(len(before) - len(kept), changed(Topic.SETTINGS, Topic.RECORDS))

    def export(self, out: Path, field: str = "") -> int:
        """The catalogue as this home uses it."""
        return export_table(self.desk.catalogue, out, field)

    def _store(self, session: Session, entries: Iterable[LayerEntry]) -> None:
        settings.put(session, _SETTING, [entry_as_json(entry) for entry in entries])

    def _take_up(self, entries: Iterable[LayerEntry]) -> None:
        self.desk.shelf.current = with_layer(self.desk.shelf.national, tuple(entries))

    def _local_codes(self) -> list[str]:
        return [matter.code for matter in (*self.desk.catalogue.matters, *self.desk.catalogue.left_out)]

    def _used(self, session: Session) -> set[str]:
        return {entry.matter for entry in coverage(session)}
