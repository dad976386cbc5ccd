"""Sums over a roster: what stands in the totals line and what fills the computed fields of a form."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from desktop.domain.form import Form, FormField
from desktop.domain.record import RosterRow
from desktop.rules.figures import canonical_figure, to_decimal
from desktop.rules.values import FIGURES


def column_totals(form: Form, rows: Iterable[RosterRow]) -> dict[str, str]:
    """Canonical sums of the columns marked ``total``; empty and unreadable cells count as nothing."""
    columns = [column for column in form.roster if column.total and column.type in FIGURES]
    return {key: total for key, total in _sums(columns, rows).items() if key != "count"}


def computed_values(form: Form, rows: Iterable[RosterRow]) -> dict[str, str]:
    """The values of all fields with ``computed_from``, by field key."""
    wanted = [field for field in form.fields if field.computed_from]
    if not wanted:
        return {}
    keys = {field.computed_from.removeprefix("sum:") for field in wanted}
    return computed_from(form, _sums([column for column in form.roster if column.key in keys], rows))


def computed_from(form: Form, sums: Mapping[str, str]) -> dict[str, str]:
    """The same when the sums are known already: canonical sums by column key, and ``count``."""
    found: dict[str, str] = {}
    for field in (field for field in form.fields if field.computed_from):
        total = to_decimal(sums.get(field.computed_from.removeprefix("sum:"), ""))
        if total is not None:
            found[field.key] = canonical_figure(field, total)
    return found


def with_computed(form: Form, values: Mapping[str, str], rows: Iterable[RosterRow]) -> dict[str, str]:
    """``values`` with empty computed fields filled in; what a clerk typed stays for the check to judge."""
    filled = dict(values)
    for key, value in computed_values(form, rows).items():
        if not filled.get(key):
            filled[key] = value
    return filled


def _sums(columns: list[FormField], rows: Iterable[RosterRow]) -> dict[str, str]:
    """Sums by column key, and the number of rows under ``count``."""
    totals = {column.key: Decimal(0) for column in columns}
    count = 0
    for row in rows:
        count += 1
        for key in totals:
            text = row.values.get(key)
            value = to_decimal(text) if text else None
            if value is not None:
                totals[key] += value
    canonical = {column.key: canonical_figure(column, totals[column.key]) for column in columns}
    return {**canonical, "count": str(count)}
