"""Two rosters compared person by person: who is new, who is gone, whose figures changed. Plain values, no storage."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.form import FieldType, Form, FormField
from desktop.domain.record import RosterRow
from desktop.rules.figures import canonical_figure, to_decimal
from desktop.rules.totals import column_totals
from desktop.rules.values import FIGURES, format_value

PLACES = ("village", "group", "location")
_NUMBERS = frozenset({FieldType.ID_NUMBER, FieldType.BANK_ACCOUNT})


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell as screens show it. ``difference`` is signed for figures (+115.00), empty for other columns."""

    key: str
    label: str
    before: str
    after: str
    difference: str = ""


@dataclass(frozen=True, slots=True)
class RowChange:
    """``kind`` is new, gone, amount (a figure changed) or other. ``position`` is that of the present roster, of the
    earlier one for those gone. ``name`` and ``place`` (village and group) tell who it is."""

    kind: str
    row: str
    position: int
    name: str
    place: str
    cells: tuple[CellChange, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterChanges:
    """``source`` is the earlier record. ``same`` counts rows without any change; ``totals`` the summed columns."""

    source: str
    source_title: str
    same: int
    changes: tuple[RowChange, ...]
    totals: tuple[CellChange, ...]

    def count(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.changes)


def compare_rows(
    form: Form, before: Sequence[RosterRow], after: Sequence[RosterRow]
) -> tuple[int, tuple[RowChange, ...]]:
    """(rows that stayed the same, changes in printed order, those gone at the end).

    A person is known by the ID number, else by name, village and group; of several alike the first meets the first.
    """
    numbers = [column.key for column in form.roster if column.type is FieldType.ID_NUMBER][:1]
    pairs = dict(_matched(before, after, numbers, _name_key(form)))
    met = set(pairs.values())
    was = {row.row: row for row in before}
    same = 0
    changes: list[RowChange] = []
    for row in after:
        earlier = was.get(pairs.get(row.row, ""))
        if earlier is None:
            changes.append(_change(form, "new", row, _cells(form, {}, row.values)))
            continue
        cells = _cells(form, earlier.values, row.values)
        if cells:
            changes.append(
                _change(form, "amount" if any(c.difference for c in cells) else "other", row, cells)
            )
        else:
            same += 1
    gone = [_change(form, "gone", row, _cells(form, row.values, {})) for row in before if row.row not in met]
    return same, (*changes, *gone)


def compare_totals(
    form: Form, before: Iterable[RosterRow], after: Iterable[RosterRow]
) -> tuple[CellChange, ...]:
    """The summed columns, unchanged ones too."""
    was, now = column_totals(form, before), column_totals(form, after)
    return tuple(
        _cell(column, was.get(column.key, ""), now.get(column.key, ""))
        for column in form.roster
        if column.key in now
    )


def _matched(
    before: Sequence[RosterRow], after: Sequence[RosterRow], numbers: Sequence[str], naming: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Pairs of row ids (after, before): first by number, then what is left by name where not both have numbers."""

    def number(row: RosterRow) -> str:
        return next((row.values[key].upper() for key in numbers if row.values.get(key)), "")

    def named(row: RosterRow) -> tuple[str, ...]:
        return tuple(row.values.get(key, "") for key in naming)

    by_number: dict[str, list[RosterRow]] = defaultdict(list)
    for row in reversed(before):
        if number(row):
            by_number[number(row)].append(row)
    taken: set[str] = set()
    left: list[RosterRow] = []
    for row in after:
        if number(row) and by_number[number(row)]:
            met = by_number[number(row)].pop()
            taken.add(met.row)
            yield row.row, met.row
        else:
            left.append(row)
    by_name: dict[tuple[str, ...], list[RosterRow]] = defaultdict(list)
    for row in reversed(before):
        if row.row not in taken and any(named(row)):
            by_name[named(row)].append(row)
    for row in left:
        alike = by_name[named(row)]
        known = next((old for old in reversed(alike) if not (number(row) and number(old))), None)
        if known is not None:
            alike.remove(known)
            yield row.row, known.row


def _name_key(form: Form) -> list[str]:
    named = _name_column(form)
    return [*([named] if named else []), *(c.key for c in form.roster if c.key in PLACES and c.key != named)]


def _name_column(form: Form) -> str:
    persons = [column.key for column in form.roster if column.type is FieldType.PERSON_NAME]
    texts = [column.key for column in form.roster if column.type is FieldType.TEXT and column.required]
    return next(iter(persons or texts), "")


def _change(form: Form, kind: str, row: RosterRow, cells: tuple[CellChange, ...]) -> RowChange:
    named = _name_column(form)
    place = "".join(row.values.get(key, "") for key in PLACES)
    return RowChange(kind, row.row, row.position, row.values.get(named, ""), place, cells)


def _cells(form: Form, was: Mapping[str, str], now: Mapping[str, str]) -> tuple[CellChange, ...]:
    return tuple(
        _cell(column, was.get(column.key, ""), now.get(column.key, ""))
        for column in form.roster
        if was.get(column.key, "") != now.get(column.key, "")
    )


def _cell(column: FormField, was: str, now: str) -> CellChange:
    """Numbers of persons and cards are named by their tails only: enough to see that they are not the same."""
    difference = ""
    if column.type in FIGURES:
        by = (to_decimal(now or "0") or Decimal(0)) - (to_decimal(was or "0") or Decimal(0))
        difference = (
            f"{'+' if by > 0 else '-'}{format_value(column, canonical_figure(column, abs(by)))}" if by else ""
        )
    return CellChange(column.key, column.label, _shown(column, was), _shown(column, now), difference)


def _shown(column: FormField, text: str) -> str:
    if column.type in _NUMBERS and len(text) > 4:
        return f"…{text[-4:]}"
    return format_value(column, text) if text else ""
