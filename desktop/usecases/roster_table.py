"""A roster as a table to work in: in another order, only some rows, found by a fragment. Changing rows is `records`' part."""

from dataclasses import dataclass

from desktop.domain.form import FieldType
from desktop.domain.record import RosterRow
from desktop.rules.values import FIGURES
from desktop.storage import records, roster_order
from desktop.storage.roster_depth import newest
from desktop.storage.roster_order import Arranged, Wanted
from desktop.usecases.desk import Desk

__all__ = ["Arranged", "RosterOrder", "RosterTable"]


@dataclass(frozen=True, slots=True)
class RosterOrder:
    """How to show a roster. ``column`` is a key, empty for printed order; ``text`` any fragment of any cell, or pinyin
    initials of a name; ``positions`` the only ones to show, None for all."""

    column: str = ""
    descending: bool = False
    text: str = ""
    positions: frozenset[int] | None = None

    @property
    def plain(self) -> bool:
        """All rows in printed order."""
        return not self.column and not self.text.strip() and self.positions is None


@dataclass(frozen=True, slots=True)
class RosterTable:
    desk: Desk

    def arrange(self, record: str, order: RosterOrder) -> Arranged:
        """Which rows are to be shown in which order; figures by size, words by pinyin, empty cells last."""
        with self.desk.home.database.reading() as session:
            known = records.get(session, record)
            form = self.desk.form_of(known)
            figures = {column.key for column in form.roster if column.type in FIGURES}
            wanted = Wanted(
                column=order.column,
                figures=order.column in figures,
                descending=order.descending,
                text=order.text,
                searched=tuple(column.key for column in form.roster),
                names=tuple(column.key for column in form.roster if column.type is FieldType.PERSON_NAME),
                positions=order.positions,
            )
            return roster_order.arrange(session, record, known.revision, wanted)

    def rows(self, record: str, rows: tuple[str, ...]) -> list[RosterRow]:
        """These rows, by id, in this order."""
        with self.desk.home.database.reading() as session:
            revision, _ = newest(session, record)
            return roster_order.rows_by_id(session, record, revision, rows)
