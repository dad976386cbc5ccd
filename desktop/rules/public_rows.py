"""What of a record leaves it: the columns and rows a notice may show, and what a bundle carries up.

Masking happens here, in the data: what is hidden never reaches the layout.
"""

from collections.abc import Iterable, Mapping

from desktop.domain.form import DisclosureClass, Form, FormField
from desktop.domain.masking import MaskingRules
from desktop.domain.record import RosterRow
from desktop.rules.masking import is_masked, is_shown, mask_value
from desktop.rules.values import printed_value

_STAYS_HERE = frozenset({DisclosureClass.LOCAL, DisclosureClass.FORBIDDEN})


def public_rows(
    form: Form, rows: Iterable[RosterRow], masking: MaskingRules, *, web: bool = False
) -> tuple[tuple[FormField, ...], list[tuple[str, ...]]]:
    """The columns that are shown and, in the order given, the texts of every row as they are printed.

    Internal, local and forbidden columns are gone, masked ones masked. ``web`` also masks names of persons.
    """
    columns = tuple(column for column in form.roster if is_shown(column))
    hidden = {column.key for column in columns if is_masked(column, masking, web=web)}
    shown: list[tuple[str, ...]] = []
    for row in rows:
        values = row.values
        shown.append(
            tuple(
                mask_value(column, values.get(column.key, ""), masking)
                if column.key in hidden
                else printed_value(column, values.get(column.key, ""))
                for column in columns
            )
        )
    return columns, shown


def public_values(
    form: Form, values: Mapping[str, str], masking: MaskingRules, *, web: bool = False
) -> dict[str, str]:
    """The form's values a notice may show, canonical and masked where the class says so."""
    found: dict[str, str] = {}
    for field in form.fields:
        if is_shown(field):
            value = values.get(field.key, "")
            found[field.key] = (
                mask_value(field, value, masking) if is_masked(field, masking, web=web) else value
            )
    return found


def bundle_rows(form: Form, rows: Iterable[RosterRow]) -> list[RosterRow]:
    """The rows as they go up: without local and forbidden columns and without keys the form does not know."""
    keys = frozenset(column.key for column in form.roster if column.disclosure not in _STAYS_HERE)
    return [
        row
        if keys.issuperset(row.values)
        else RosterRow(row=row.row, position=row.position, values=_only(row.values, keys))
        for row in rows
    ]


def bundle_values(form: Form, values: Mapping[str, str]) -> dict[str, str]:
    """The form's values as they go up: without local and forbidden ones."""
    return _only(values, frozenset(field.key for field in form.fields if field.disclosure not in _STAYS_HERE))


def _only(values: Mapping[str, str], keys: frozenset[str]) -> dict[str, str]:
    return {key: value for key, value in values.items() if key in keys}
