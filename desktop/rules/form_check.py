"""Checks the content of a record against its form: filled in, well written, adding up. What may be shown is the
privacy gate's affair, not this file's."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from desktop.base.words import zh
from desktop.domain.finding import Finding, Repair, Severity
from desktop.domain.form import FieldType, Form, FormField
from desktop.domain.record import RecordContent, RosterRow
from desktop.rules.bank_account import is_card_shaped, passes_luhn
from desktop.rules.capitals_check import capitals_faults
from desktop.rules.characters import clean_line
from desktop.rules.document_number import repairs_in
from desktop.rules.duplicates import find_duplicates, rows_named
from desktop.rules.figures import to_decimal
from desktop.rules.listing import limited
from desktop.rules.refused import ValueRefused
from desktop.rules.row_checks import RowChecker
from desktop.rules.totals import computed_values
from desktop.rules.values import format_value, parse_value

LONGEST_TITLE, LONGEST_REASON = 500, 2000
"""More than this no bundle holds, so it is said while the record can still be changed."""
_TEXTS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})


def check_content(
    form: Form, content: RecordContent, rows: Sequence[RosterRow], *, today: date | None = None
) -> list[Finding]:
    """All findings on the record, form first, then roster in printed order, worst first within a row.

    At most 200 findings of one code are listed; a last one says how many more there are.
    """
    findings = [
        *_check_head(content, today),
        *_check_fields(form, content, rows),
        *_check_rows(form, content, rows),
        *_check_whole(form, content, rows),
        *find_duplicates(form, rows),
    ]
    return limited(findings)


def _check_head(content: RecordContent, today: date | None) -> Iterator[Finding]:
    if not clean_line(content.title):
        yield Finding("title-missing", Severity.BLOCK, zh("标题"), zh("标题还没有写。"))
    yield from _check_text(zh("标题"), content.title)
    for place, said, most in (
        (zh("标题"), content.title, LONGEST_TITLE),
        (zh("不公开的理由"), content.withheld_reason, LONGEST_REASON),
    ):
        if len(said) > most:
            text = zh("{place}有 {count} 个字，太长了，以后报不上去。", place=place, count=len(said))
            yield Finding("too-long", Severity.BLOCK, place, text, zh("最多写 {most} 个字。", most=most))
    if today is not None and content.formed_on > today:
        text = zh("信息形成日期在今天之后。")
        yield Finding("formed-later", Severity.WARN, zh("形成日期"), text, zh("请看一下年份是不是写错了。"))


def _check_fields(form: Form, content: RecordContent, rows: Sequence[RosterRow]) -> Iterator[Finding]:
    computed = computed_values(form, rows)
    for field in form.fields:
        place, raw = zh("“{label}”", label=field.label), content.values.get(field.key, "")
        if not raw.strip():
            if field.required and not field.computed_from:
                yield Finding(
                    "required", Severity.BLOCK, place, zh("{place}还没有填。", place=place), field.help
                )
            continue
        try:
            value = parse_value(field, raw)
        except ValueRefused as refused:
            yield Finding(refused.code, Severity.BLOCK, place, refused.text, refused.advice)
            continue
        if field.type is FieldType.DOCUMENT_NUMBER and value != raw.strip():
            yield _brackets(place, raw.strip(), value)
        if field.type in _TEXTS:
            yield from _check_text(place, value)
        if field.key in computed and value != computed[field.key]:
            listed = format_value(field, computed[field.key])
            text = zh(
                "{place}填的是 {stated}{unit}，按名单算是 {listed}{unit}。",
                place=place,
                stated=format_value(field, value),
                unit=field.unit,
                listed=listed,
            )
            advice = zh("清空这一栏，程序会按名单来算。")
            yield Finding("computed-differs", Severity.BLOCK, place, text, advice, repair=Repair("", ""))


def _check_text(place: str, text: str) -> Iterator[Finding]:
    for repair in repairs_in(text):
        yield _brackets(place, repair.found, repair.right)
    for fault in capitals_faults(text):
        said = zh("{figures}的大写写成了“{found}”。", figures=fault.figures, found=fault.found)
        advice, mend = zh("应当是“{right}”。", right=fault.right), Repair(fault.found, fault.right)
        yield Finding("money-capitals", Severity.WARN, place, said, advice, repair=mend)


def _brackets(place: str, found: str, right: str) -> Finding:
    text = zh("文号写成了“{found}”，年份要用六角括号、序号不加“第”和0。", found=found)
    advice = zh("请改成“{right}”。", right=right)
    return Finding("document-number", Severity.WARN, place, text, advice, repair=Repair(found, right))


def _cell(row: RosterRow, label: str) -> str:
    return zh("第 {position} 行“{label}”", position=row.position, label=label)


def _check_rows(form: Form, content: RecordContent, rows: Sequence[RosterRow]) -> Iterator[Finding]:
    if not form.roster:
        return
    if not rows:
        yield Finding(
            "roster-empty",
            Severity.BLOCK,
            zh("名单"),
            zh("名单还是空的。"),
            zh("请导入Excel表，或者逐行填写。"),
        )
        return
    checker = RowChecker(form, _canonical(form, content))
    missing: dict[str, list[int]] = {}
    doubtful: dict[str, list[int]] = {}
    for row in rows:
        for column in form.roster:
            raw = row.values.get(column.key, "")
            if not raw:
                if column.required:
                    place = _cell(row, column.label)
                    yield Finding("required", Severity.BLOCK, place, zh("{place}还没有填。", place=place))
                elif column.type is FieldType.ID_NUMBER:
                    missing.setdefault(column.label, []).append(row.position)
                continue
            try:
                value = parse_value(column, raw)
            except ValueRefused as refused:
                place = _cell(row, column.label)
                yield Finding(
                    refused.code,
                    Severity.BLOCK,
                    place,
                    zh("{place}：{text}", place=place, text=refused.text),
                    refused.advice,
                )
                continue
            if column.type is FieldType.BANK_ACCOUNT and is_card_shaped(value) and not passes_luhn(value):
                doubtful.setdefault(column.label, []).append(row.position)
        for fault in checker.check(row.values):
            place = _cell(row, _label(form, fault.key))
            text = zh("第 {position} 行{text}", position=row.position, text=fault.text)
            yield Finding(
                f"row-{fault.code}",
                fault.severity,
                place,
                text,
                zh("请对照原始台账改正。"),
                repair=fault.repair,
            )
    for label, positions in missing.items():
        text = zh(
            "有{count}行没有填“{label}”：{rows}。",
            count=len(positions),
            label=label,
            rows=rows_named(positions),
        )
        yield Finding(
            "id-missing",
            Severity.WARN,
            zh("“{label}”", label=label),
            text,
            zh("没有它，上级核对不了是不是同一个人。"),
        )
    for label, positions in doubtful.items():
        text = zh(
            "有{count}个“{label}”核对位不对，可能抄错了：{rows}。",
            count=len(positions),
            label=label,
            rows=rows_named(positions),
        )
        yield Finding(
            "account-checksum",
            Severity.WARN,
            zh("“{label}”", label=label),
            text,
            zh("请对照卡面再看一遍；老存折账号可以不理会。"),
        )


def _check_whole(form: Form, content: RecordContent, rows: Sequence[RosterRow]) -> Iterator[Finding]:
    values = _canonical(form, content)
    checker = RowChecker(form, values)
    if not checker.whole_checks:
        return

    def lookup(name: str) -> Decimal | None:
        if name == "count":
            return Decimal(len(rows))
        if name.startswith("sum:"):
            cells = (to_decimal(row.values.get(name[4:], "")) for row in rows)
            return sum((cell for cell in cells if cell is not None), Decimal(0))
        return to_decimal(values.get(name, ""))

    for check, left, right in checker.whole_checks:
        fault = checker.compare(check, left, right, lookup)
        if fault is not None:
            label = _label(form, fault.key.removeprefix("sum:"))
            yield Finding(
                f"whole-{fault.code}",
                fault.severity,
                zh("“{label}”", label=label),
                fault.text,
                zh("请对照原始台账改正。"),
            )


def _canonical(form: Form, content: RecordContent) -> dict[str, str]:
    """The form's values as far as they can be read."""
    found: dict[str, str] = {}
    for field in form.fields:
        try:
            found[field.key] = parse_value(field, content.values.get(field.key, ""))
        except ValueRefused:
            continue
    return found


def _label(form: Form, key: str) -> str:
    entries: tuple[FormField, ...] = (*form.roster, *form.fields)
    return next((entry.label for entry in entries if entry.key == key), key)
