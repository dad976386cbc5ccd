"""The same person twice in one roster, or one account for two persons. Numbers are never shown in full."""

from collections import defaultdict
from collections.abc import Sequence

from desktop.base.words import zh
from desktop.domain.finding import Finding, Severity
from desktop.domain.form import FieldType, Form
from desktop.domain.record import RosterRow

_MOST_ROWS = 8


def find_duplicates(form: Form, rows: Sequence[RosterRow]) -> list[Finding]:
    """Warnings for ID numbers and bank accounts that stand in more than one row."""
    findings: list[Finding] = []
    for column in form.roster:
        if column.type not in (FieldType.ID_NUMBER, FieldType.BANK_ACCOUNT):
            continue
        places: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            value = row.values.get(column.key, "")
            if value:
                places[value].append(row.position)
        for value, positions in places.items():
            if len(positions) > 1:
                text = zh(
                    "“{label}”尾号 {tail} 出现了{times}次：{rows}。",
                    label=column.label,
                    tail=value[-4:],
                    times=len(positions),
                    rows=rows_named(positions),
                )
                advice = zh("请看一下是不是同一个人登记了两次。")
                code = f"duplicate-{column.type.value.replace('_', '-')}"
                findings.append(
                    Finding(
                        code,
                        Severity.WARN,
                        zh("第 {position} 行“{label}”", position=positions[0], label=column.label),
                        text,
                        advice,
                    )
                )
    return findings


def rows_named(positions: Sequence[int]) -> str:
    """第 3、8、12 行, cut after some."""
    named = zh("、").join(str(position) for position in positions[:_MOST_ROWS])
    return zh("第 {named} 行", named=named) + (
        zh("等{count}行", count=len(positions)) if len(positions) > _MOST_ROWS else ""
    )
