"""The arithmetic of one roster row (面积 × 标准 = 金额) as the form declares it. Knows no particular form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop.base.words import zh
from desktop.domain.finding import Repair, Severity
from desktop.domain.form import FieldType, Form, FormField, RowCheck
from desktop.rules.arithmetic import Expression, parse_expression
from desktop.rules.figures import places_of, to_decimal
from desktop.rules.values import format_value

_KEPT = 100_000
_SIGNS = {"==": "≠", "<=": ">", ">=": "<"}


@dataclass(frozen=True, slots=True)
class RowFault:
    """What does not agree: ``key`` is the column to look at, ``text`` the reckoning in words. ``repair``: the figure that is
    reckoned, where it must be the one that stands there."""

    code: str
    severity: Severity
    key: str
    text: str
    repair: Repair | None = None


class RowChecker:
    """The row checks of one form under the form's values (rates). Build once, ask for every row."""

    def __init__(self, form: Form, values: Mapping[str, str]) -> None:
        self._columns = {column.key: column for column in form.roster}
        self._fields = {field.key: field for field in form.fields}
        self._form_values = {key: to_decimal(values.get(key, "")) for key in self._fields}
        self._checks = [
            (check, parse_expression(check.left), parse_expression(check.right)) for check in form.checks
        ]
        self._row_checks = [entry for entry in self._checks if self._is_about_rows(entry[1], entry[2])]
        self._sides = [self._columns_of(side) for _, *sides in self._row_checks for side in sides]

        # Rows whose figures were right once: in a village many parcels are alike.
        self._asked = sorted({name for side in self._sides for name in side})
        self._right: set[tuple[str, ...]] = set()

    @property
    def whole_checks(self) -> list[tuple[RowCheck, Expression, Expression]]:
        """The checks that name no roster column: they are about the record as a whole."""
        return [entry for entry in self._checks if entry not in self._row_checks]

    def check(self, row: Mapping[str, str]) -> list[RowFault]:
        """Everything that does not agree in this row. A check whose figures are not all there is left out."""
        asked = tuple([row.get(name, "") for name in self._asked])
        if asked in self._right:
            return []
        figures: dict[str, Decimal | None] = {}

        def lookup(name: str) -> Decimal | None:
            if name not in self._columns:
                return self._form_values.get(name)
            if name not in figures:
                text = row.get(name, "")
                blank = Decimal(0) if not text and not self._columns[name].required else None
                figures[name] = to_decimal(text) if text else blank
            return figures[name]

        faults: list[RowFault] = []
        for place, (check, left, right) in enumerate(self._row_checks):
            if _is_blank(self._sides[2 * place], row) or _is_blank(self._sides[2 * place + 1], row):
                continue
            fault = self._compare(check, left, right, lookup)
            if fault is not None:
                faults.append(fault)
        if not faults and len(self._right) < _KEPT:
            self._right.add(asked)
        return faults

    def compare(
        self, check: RowCheck, left: Expression, right: Expression, lookup: Callable[[str], Decimal | None]
    ) -> RowFault | None:
        """One check of the whole record, with sums looked up by the caller."""
        return self._compare(check, left, right, lookup)

    def _is_about_rows(self, left: Expression, right: Expression) -> bool:
        return any(name in self._columns for name in (*left.names, *right.names))

    def _columns_of(self, side: Expression) -> list[str]:
        return [name for name in side.names if name in self._columns]

    def _compare(
        self, check: RowCheck, left: Expression, right: Expression, lookup: Callable[[str], Decimal | None]
    ) -> RowFault | None:
        one, other = left.value(lookup), right.value(lookup)
        if one is None or other is None:
            return None
        beyond = {"==": abs(one - other), "<=": one - other, ">=": other - one}[check.relation]
        if beyond <= Decimal(check.tolerance):
            return None
        warn_only = bool(check.warn_within) and beyond <= Decimal(check.warn_within)
        severity = Severity.WARN if warn_only else check.severity
        stated, reckoned = (left, right) if left.single and not right.single else (right, left)
        key = stated.single or next((name for name in stated.names if name in self._columns), "")
        repair = None
        if check.relation == "==" and stated.single and not reckoned.single:
            repair = Repair("", _figure(self._entry(key), reckoned.value(lookup), rounded=True))
        return RowFault(check.code, severity, key, self._sentence(check, stated, reckoned, lookup), repair)

    def _sentence(
        self,
        check: RowCheck,
        stated: Expression,
        reckoned: Expression,
        lookup: Callable[[str], Decimal | None],
    ) -> str:
        target = self._entry(next(iter(stated.names), ""))

        def describe(name: str) -> str:
            return _with_unit(self._entry(name), lookup(name))

        result = _with_unit(target, reckoned.value(lookup), rounded=True)
        value = _with_unit(target, stated.value(lookup))
        reckoning = reckoned.spelled(describe)
        reckoning = reckoning if reckoned.single else f"{reckoning} = {result}"
        if check.relation != "==":
            sign = _SIGNS[check.relation if stated.names[-1] in check.right else _turned(check.relation)]
            return zh(
                "{text}（{reckoning}，{sign} {value}）",
                text=check.text or zh("“{label}”不合规定。", label=target.label),
                reckoning=reckoning,
                sign=sign,
                value=value,
            )
        what = (
            target.label if stated.single else zh("、").join(self._entry(name).label for name in stated.names)
        )
        return check.text or zh(
            "{what}对不上：{reckoning}，表里是 {value}。", what=what, reckoning=reckoning, value=value
        )

    def _entry(self, name: str) -> FormField:
        key = name.removeprefix("sum:")
        unnamed = FormField(key, zh("户数") if key == "count" else key, FieldType.INTEGER, unit=zh("户"))
        return self._columns.get(key) or self._fields.get(key) or unnamed


def _is_blank(columns: list[str], row: Mapping[str, str]) -> bool:
    """True if a side names columns and none of them is filled: the office does not keep them."""
    return bool(columns) and not any(row.get(name) for name in columns)


def _turned(relation: str) -> str:
    return {"<=": ">=", ">=": "<="}.get(relation, relation)


def _with_unit(field: FormField, value: Decimal | None, *, rounded: bool = False) -> str:
    if value is None:
        return zh("（空）")
    return f"{_figure(field, value, rounded=rounded)} {field.unit}".rstrip()


def _figure(field: FormField, value: Decimal | None, *, rounded: bool) -> str:
    """As it is written in the field; empty for none."""
    if value is None:
        return ""
    if rounded:
        value = value.quantize(Decimal(1).scaleb(-places_of(field)))
    return format_value(field, f"{value:f}")
