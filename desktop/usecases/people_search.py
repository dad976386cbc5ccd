"""Where a person stands in all lists of this home, for those whose duty it is to look. Every look is in the audit log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.account import ROLE_WORDS
from desktop.domain.form import FieldType, Form
from desktop.domain.record import Record, RecordState, RosterRow
from desktop.storage import records, rosters, search
from desktop.usecases.desk import Desk
from desktop.usecases.records import SEES_TAILS

_MOST = 500
_SUM_OF_ROW = "amount"  # the key under which forms keep what a row comes to
_FULL_NUMBERS = frozenset({15, 18})


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One row of one list. ``amount`` is canonical yuan text, empty where the list has none; ``tail`` the last four
    characters of the ID number."""

    name: str
    tail: str
    place: str
    record: str
    title: str
    matter_name: str
    state: RecordState
    formed_on: date
    position: int
    amount: str
    amount_label: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """``lines`` by name, then the newest list first; ``more``: there are more than are shown."""

    asked: str
    lines: tuple[PersonLine, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class PeopleSearch:
    desk: Desk

    @property
    def refusal(self) -> str:
        """Why this account may not look people up; empty if it may."""
        if self.desk.account.role in SEES_TAILS:
            return ""
        named = tr("、").join(tr(ROLE_WORDS[role]) for role in sorted(SEES_TAILS))
        return tr(
            "按人查名单由“{named}”的账户来做，您现在是“{role}”。",
            named=named,
            role=tr(ROLE_WORDS[self.desk.account.role]),
        )

    def find(self, asked: str) -> PersonView:
        """By name or a part of it (two characters or more), pinyin initials, the last four of an ID number, or all of
        it. Refusal for other roles and for too little to go by."""
        wanted = "".join(asked.split())
        self._require(wanted)
        with self.desk.home.database.transaction() as session:
            hits = self._hits(session, wanted)
            lines = [
                line for record, row in hits[:_MOST] for line in self._line(session, record, row, wanted)
            ]
            how = "number" if wanted[:-1].isdigit() else "name"
            kept = {} if how == "number" else {"name": wanted}
            self.desk.note(session, "person-looked-up", "person", how=how, lines=len(lines), **kept)
        lines.sort(key=lambda line: (line.formed_on, line.record), reverse=True)
        lines.sort(key=lambda line: (line.name != wanted, line.name, line.tail))
        return PersonView(wanted, tuple(lines), len(hits) > _MOST)

    def _require(self, wanted: str) -> None:
        if self.refusal:
            raise Refusal(
                self.refusal,
                safe=tr("什么都没有查。"),
                todo=tr("请换有这个职责的同事来查。"),
                code="wrong-role",
            )
        if len(wanted) < 2:
            raise Refusal(
                tr("一个字太少，会找出太多人。"),
                safe=tr("什么都没有查。"),
                todo=tr("请至少写姓名的两个字，或身份证号末四位。"),
                code="too-short",
            )

    def _hits(self, session: Session, wanted: str) -> list[tuple[str, str]]:
        """(record, row) pairs, one more than are shown if there are more."""
        number = wanted[:-1].isdigit() and len(wanted) in _FULL_NUMBERS
        return search.rows_with(session, wanted[-search.TAIL :] if number else wanted, limit=_MOST + 1)

    def _line(self, session: Session, record: str, row: str, wanted: str) -> Iterator[PersonLine]:
        known = records.find(session, record)
        found = known and rosters.find_row(session, record, known.revision, row)
        if known is None or not found:
            return
        matter = self.desk.catalogue.find_matter(known.matter)
        if matter is None:
            return
        line = _line_of(known, self.desk.form_of(known), found, matter.name)
        whole = wanted.upper() if wanted[:-1].isdigit() and len(wanted) in _FULL_NUMBERS else ""
        if not whole or whole in found.values.values():
            yield line


def _line_of(record: Record, form: Form, row: RosterRow, matter_name: str) -> PersonLine:
    def of_type(wanted: FieldType) -> list[tuple[str, str]]:
        """(label, text) of the filled columns of a type; what a row comes to first, then other summed columns."""
        columns = sorted(form.roster, key=lambda column: (column.key != _SUM_OF_ROW, not column.total))
        return [(c.label, row.values[c.key]) for c in columns if c.type is wanted and row.values.get(c.key)]

    names, numbers = of_type(FieldType.PERSON_NAME), of_type(FieldType.ID_NUMBER)
    label, amount = next(iter(of_type(FieldType.MONEY)), ("", ""))
    return PersonLine(
        name=tr("、").join(text for _, text in names),
        tail=numbers[0][1][-search.TAIL :] if numbers else "",
        place=" ".join(text for _, text in of_type(FieldType.PLACE)),
        record=record.id,
        title=record.title,
        matter_name=matter_name,
        state=record.state,
        formed_on=record.formed_on,
        position=row.position,
        amount=amount,
        amount_label=label,
    )
