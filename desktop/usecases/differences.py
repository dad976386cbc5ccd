"""What one revision changes against the one before: only what changed, in the order of the form."""

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.domain.form import Form, FormField
from desktop.domain.matter import DISCLOSURE_WORDS
from desktop.domain.record import Disclosure, RecordContent, RosterRow
from desktop.rules.values import format_value
from desktop.usecases.record_views import Difference


def differences(
    form: Form,
    before: Mapping[str, Any] | None,
    content: RecordContent,
    old_rows: Sequence[RosterRow],
    new_rows: Sequence[RosterRow],
) -> list[Difference]:
    """``before`` is the sealed content of the revision before, None for a first revision."""
    found = []
    old = before or {}
    for key, label, new in (
        ("title", "标题", content.title),
        ("formed_on", "信息形成日期", content.formed_on.isoformat()),
        ("disclosure", "公开属性", DISCLOSURE_WORDS[content.disclosure]),
        ("withheld_reason", "理由", content.withheld_reason),
    ):
        was = str(old.get(key, ""))
        if key == "disclosure" and was:
            was = DISCLOSURE_WORDS[Disclosure(was)]
        found.append((label, was, new))
    values: Mapping[str, str] = old.get("values", {})
    for field in form.fields:
        found.append(
            (
                field.label,
                format_value(field, values.get(field.key, "")),
                format_value(field, content.values.get(field.key, "")),
            )
        )
    lines = [Difference(_kind(was, new), label, was, new) for label, was, new in found if was != new]
    return lines + _rows(form, old_rows, new_rows)


def _kind(old: str, new: str) -> str:
    return "增" if not old else "删" if not new else "改"


def _rows(form: Form, old_rows: Sequence[RosterRow], new_rows: Sequence[RosterRow]) -> list[Difference]:
    if not old_rows:
        return [Difference("增", "名单", "", f"共 {len(new_rows)} 行")] if new_rows else []
    before = {row.row: row for row in old_rows}
    after = {row.row: row for row in new_rows}
    lines = []
    for row in new_rows:
        place = f"名单第 {row.position} 行 {_name(form, row)}".strip()
        was = before.get(row.row)
        if was is None:
            lines.append(Difference("增", place, "", _summary(form, row)))
            continue
        for column in form.roster:
            old, new = was.values.get(column.key, ""), row.values.get(column.key, "")
            if old != new:
                lines.append(
                    Difference(
                        _kind(old, new),
                        f"{place} {column.label}",
                        format_value(column, old),
                        format_value(column, new),
                    )
                )
    for row in old_rows:
        if row.row not in after:
            place = f"名单原第 {row.position} 行 {_name(form, row)}".strip()
            lines.append(Difference("删", place, _summary(form, row), ""))
    return lines


def _name(form: Form, row: RosterRow) -> str:
    key = next((column.key for column in form.roster if column.key in {"name", "project_name"}), "")
    return row.values.get(key, "")


def _summary(form: Form, row: RosterRow) -> str:
    shown: list[FormField] = [
        column for column in form.roster if column.total or column.key in {"village", "group"}
    ]
    return "，".join(
        f"{column.label} {format_value(column, row.values[column.key])}"
        for column in shown
        if row.values.get(column.key)
    )
