"""What one revision changes against the one before: only what changed, in the order of the form."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from desktop.base.words import tr, zh
from desktop.domain.form import Form, FormField
from desktop.domain.matter import DISCLOSURE_WORDS
from desktop.domain.record import BILINGUAL_LABELS, Disclosure, RosterRow
from desktop.rules.values import format_value
from desktop.usecases.record_views import Difference


def differences(
    form: Form,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    old_rows: Sequence[RosterRow],
    new_rows: Sequence[RosterRow],
    reasons: Mapping[str, str],
) -> list[Difference]:
    """``before`` and ``after`` are contents as they are sealed, ``before`` None where there was nothing; ``reasons``
    names the legal reasons for not publishing by code."""
    old = before or {}
    found = [(label, said(old), said(after)) for label, said in _head(reasons)]
    was: Mapping[str, str] = old.get("values", {})
    now: Mapping[str, str] = after["values"]
    for field in form.fields:
        key = field.key
        found.append(
            (field.label, format_value(field, was.get(key, "")), format_value(field, now.get(key, "")))
        )
    lines = [Difference(_kind(was, new), label, was, new) for label, was, new in found if was != new]
    return lines + _rows(form, old_rows, new_rows)


def _head(reasons: Mapping[str, str]) -> tuple[tuple[str, Callable[[Mapping[str, Any]], str]], ...]:
    """What stands in every record beside its form: label, and how it is said."""

    def disclosure(content: Mapping[str, Any]) -> str:
        chosen = str(content.get("disclosure", ""))
        return tr(DISCLOSURE_WORDS[Disclosure(chosen)]) if chosen else ""

    def reason(content: Mapping[str, Any]) -> str:
        code = str(content.get("withheld_code", ""))
        return reasons.get(code, code)

    def formed_on(content: Mapping[str, Any]) -> str:
        sealed = str(content.get("formed_on", ""))
        on = date.fromisoformat(sealed) if sealed else None
        return tr("{year}年{month}月{day}日", year=on.year, month=on.month, day=on.day) if on else ""

    def second_script(key: str) -> Callable[[Mapping[str, Any]], str]:
        return lambda content: str(content.get("bilingual", {}).get(key, ""))

    return (
        (tr("标题"), lambda content: str(content.get("title", ""))),
        (tr("信息形成日期"), formed_on),
        (tr("公开属性"), disclosure),
        (tr("理由"), reason),
        (tr("理由说明"), lambda content: str(content.get("withheld_reason", ""))),
        *((label, second_script(key)) for key, label in BILINGUAL_LABELS.items()),
    )


def _kind(old: str, new: str) -> str:
    return zh("增") if not old else zh("删") if not new else zh("改")


def _rows(form: Form, old_rows: Sequence[RosterRow], new_rows: Sequence[RosterRow]) -> list[Difference]:
    if not old_rows:
        return (
            [Difference(zh("增"), tr("名单"), "", tr("共 {number} 行", number=len(new_rows)))]
            if new_rows
            else []
        )
    before = {row.row: row for row in old_rows}
    after = {row.row: row for row in new_rows}
    lines = []
    for row in new_rows:
        place = tr("名单第 {position} 行 {name}", position=row.position, name=_name(form, row)).strip()
        was = before.get(row.row)
        if was is None:
            lines.append(Difference(zh("增"), place, "", _summary(form, row), row.position))
            continue
        for column in form.roster:
            old, new = was.values.get(column.key, ""), row.values.get(column.key, "")
            if old != new:
                lines.append(
                    Difference(
                        _kind(old, new),
                        f"{place} {tr(column.label)}",
                        format_value(column, old),
                        format_value(column, new),
                        row.position,
                    )
                )
    for row in old_rows:
        if row.row not in after:
            place = tr("名单原第 {position} 行 {name}", position=row.position, name=_name(form, row)).strip()
            lines.append(Difference(zh("删"), place, _summary(form, row), ""))
    return lines


def _name(form: Form, row: RosterRow) -> str:
    key = next((column.key for column in form.roster if column.key in {"name", "project_name"}), "")
    return row.values.get(key, "")


def _summary(form: Form, row: RosterRow) -> str:
    shown: list[FormField] = [
        column for column in form.roster if column.total or column.key in {"village", "group"}
    ]
    return tr("，").join(
        f"{tr(column.label)} {format_value(column, row.values[column.key])}"
        for column in shown
        if row.values.get(column.key)
    )
