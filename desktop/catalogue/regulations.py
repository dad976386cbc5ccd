"""Reads the single files beside the fields: edition, calendar, masking rules, notice kinds, divisions.

Each reader gives the object and its findings; an unusable file gives an empty object, never an exception.
"""

import csv
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from desktop.base.words import tr, zh
from desktop.catalogue.content import ADVICE, ContentFault, ContentFile, Node
from desktop.domain.calendar import Holiday, WorkingCalendar
from desktop.domain.division import Division, DivisionLevel, Divisions
from desktop.domain.edition import Edition
from desktop.domain.finding import Finding, Severity
from desktop.domain.masking import Mask, MaskingRules, MaskRule, Show
from desktop.domain.noticekind import NoticeKind, NoticeKinds, NoticePeriod, NoticeStage, PeriodMark
from desktop.domain.timelimit import Span, TimeUnit

T = TypeVar("T")
Found = tuple[T, list[Finding]]
NO_EDITION = Edition("", zh("没有版本"), date.min)
NO_CALENDAR = WorkingCalendar(1, 0, {}, {})
_DIVISION_CODE = re.compile(r"\d{6}|\d{9}|\d{12}")


def read_edition(file: ContentFile) -> Found[Edition]:
    def build(node: Node) -> Edition:
        changes = tuple((item.text("kind"), item.text("text")) for item in node.items("changes"))
        return Edition(node.text("number"), node.text("title"), day_of_node(node.child("effective")), changes)

    return read_whole(file, build, NO_EDITION)


def read_calendar(file: ContentFile) -> Found[WorkingCalendar]:
    return read_whole(file, _calendar, NO_CALENDAR)


def _calendar(node: Node) -> WorkingCalendar:
    years: list[int] = []
    holidays: list[Holiday] = []
    for item in node.items("years"):
        years.append(item.number("year"))
        holidays.extend(_holiday(entry) for entry in item.items("holidays"))
    last = node.number("last_valid_year")
    if not years or years != list(range(years[0], last + 1)):
        raise ContentFault((*node.path, "years"), tr("年份要从小到大连着写，一直写到 {last}年。", last=last))
    off = {day: holiday.name for holiday in holidays for day in holiday.off}
    worked = {day: holiday.name for holiday in holidays for day in holiday.worked}
    both = sorted(off.keys() & worked.keys())
    if both:
        raise ContentFault(
            (*node.path, "years"), tr("{both} 既写了放假，又写了上班。", both=both[0].isoformat())
        )
    provisional = tuple(item.as_number() for item in node.items("provisional_years"))
    return WorkingCalendar(years[0], last, off, worked, tuple(holidays), provisional)


def _holiday(node: Node) -> Holiday:
    off = tuple(day for item in node.items("days_off") for day in _days(item))
    worked = tuple(day_of_node(item) for item in node.items("worked"))
    weekday = next((day for day in worked if day.weekday() < 5), None)
    if weekday:
        text = zh("{weekday} 不是周末，不用写成调休上班。", weekday=weekday.isoformat())
        raise ContentFault((*node.path, "worked"), text)
    return Holiday(zh(node.text("name")), off, worked)


def _days(node: Node) -> list[date]:
    """One day, or all days of ``从..到``."""
    if not isinstance(node.value, str) or ".." not in node.value:
        return [day_of_node(node)]
    first, last = (day_of_node(Node(part, node.path)) for part in node.as_text().split("..", 1))
    if last < first:
        raise ContentFault(node.path, tr("“{value}”的后一个日期早于前一个。", value=node.value))
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def day_of_node(node: Node) -> date:
    """The date a node holds, as YAML date or as text."""
    if isinstance(node.value, date) and not isinstance(node.value, datetime):
        return node.value
    try:
        return date.fromisoformat(node.as_text())
    except ValueError:
        raise ContentFault(
            node.path, tr("“{value}”不是日期，应写成 2026-10-01 这样。", value=node.value)
        ) from None


def read_masking(file: ContentFile) -> Found[MaskingRules]:
    def build(node: Node) -> MaskingRules:
        return MaskingRules(
            rules=tuple(_mask_rule(item) for item in node.items("rules")),
            order=node.texts("order"),
            hidden_places=node.texts("hidden_places"),
            places=tuple((item.text("name"), item.text("rule")) for item in node.items("places")),
            laws=tuple((item.text("cite"), item.text("text")) for item in node.items("laws")),
        )

    return read_whole(file, build, MaskingRules(()))


def _mask_rule(node: Node) -> MaskRule:
    for item in node.items("patterns"):
        try:
            re.compile(item.as_text())
        except re.error:
            raise ContentFault(item.path, tr("这个正则表达式写得不对。")) from None
    return MaskRule(
        id=node.text("id"),
        name=node.text("name"),
        board=node.choice("board", Show),
        web=node.choice("web", Show),
        mask=_mask(node.child("mask")) if "mask" in node else None,
        stricter=_mask(node.child("stricter")) if "stricter" in node else None,
        shapes=tuple(_mask(item) for item in node.items("shapes")),
        patterns=node.texts("patterns"),
        checksum=node.optional("checksum"),
        context=node.texts("context"),
        note=node.optional("note"),
    )


def _mask(node: Node) -> Mask:
    return Mask(node.number("head"), node.number("tail"), node.number("length") if "length" in node else 0)


def read_notice_kinds(file: ContentFile) -> Found[NoticeKinds]:
    """All sound kinds; a kind with a fault is left out."""
    if file.data is None:
        return NoticeKinds(()), list(file.faults)
    findings: list[Finding] = []
    kinds: list[NoticeKind] = []
    node = file.node()
    try:
        items = list(node.items("kinds"))
        common = node.child("common")
    except ContentFault as fault:
        return NoticeKinds(()), [file.finding(fault)]
    for item in items:
        try:
            kind = _notice_kind(item)
            if any(other.code == kind.code for other in kinds):
                text = zh("公示种类“{code}”写了两次。", code=kind.code)
                raise ContentFault((*item.path, "code"), text, "content-duplicate-code")
            kinds.append(kind)
        except ContentFault as fault:
            findings.append(file.finding(fault))
    try:
        whole = NoticeKinds(
            tuple(kinds),
            common.texts("parts_in_order"),
            common.texts("evidence_to_keep"),
            common.texts("always_forbidden"),
            common.optional("period_rule"),
            common.optional("board_and_web"),
            _period(common.child("objection_answer")) if "objection_answer" in common else None,
        )
    except ContentFault as fault:
        return NoticeKinds(tuple(kinds)), [*findings, file.finding(fault)]
    return whole, findings


def _notice_kind(node: Node) -> NoticeKind:
    return NoticeKind(
        code=node.text("code"),
        name=zh(node.text("name")),
        titles=node.texts("titles"),
        issuer=node.optional("issuer"),
        stages=tuple(
            NoticeStage(item.text("name"), item.text("by"), item.number("days") if "days" in item else 0)
            for item in node.items("stages")
        ),
        states=node.texts("states"),
        columns=node.texts("columns"),
        period=_period(node.child("period")) if "period" in node else None,
        checks=node.texts("checks"),
        limits=tuple((item.text("item"), item.text("rule")) for item in node.items("limits")),
        forbidden=node.flag("forbidden"),
        publish_instead=node.texts("publish_instead"),
        why=node.optional("why"),
        notes=node.texts("notes"),
        sources=node.texts("sources"),
    )


def _period(node: Node) -> NoticePeriod:
    span = Span(node.number("amount"), node.choice("unit", TimeUnit))
    issue_within = node.optional("meaning") == "issue_within"
    mark = node.choice("mark", PeriodMark)
    return NoticePeriod(span, mark, node.text("basis"), node.optional("note"), issue_within)


def read_divisions(path: Path, name: str) -> Found[Divisions]:
    """The tree from a CSV file; a wrong line is a finding with its number and is left out."""
    findings: list[Finding] = []
    found: dict[str, Division] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            for row in reader:
                _add_division(
                    row, found, findings, zh("{name} 第 {line} 行", name=name, line=reader.line_num)
                )
    except (OSError, UnicodeDecodeError, csv.Error):
        advice = zh("请看一下文件在不在、是不是 UTF-8 编码。")
        findings.append(Finding("content-unreadable", Severity.BLOCK, name, zh("这个文件读不了。"), advice))
    return Divisions(tuple(found.values())), findings


def _add_division(
    row: dict[str, str], found: dict[str, Division], findings: list[Finding], place: str
) -> None:
    code, parent = row.get("code") or "", row.get("parent") or ""
    fault = ""
    if not _DIVISION_CODE.fullmatch(code):
        fault = zh("区划代码“{code}”应当是6位或9位数字。", code=code)
    elif code in found:
        fault = zh("区划代码“{code}”写了两次。", code=code)
    elif parent and parent not in found:
        fault = zh("上级代码“{parent}”在这一行前面没有出现。", parent=parent)
    elif not row.get("name"):
        fault = zh("没有写名称。")
    elif row.get("level") not in tuple(DivisionLevel):
        fault = zh(
            "级别“{level}”不在可用的值里，只能是：{known}。",
            level=row.get("level"),
            known=zh("、").join(DivisionLevel),
        )
    if fault:
        findings.append(Finding("content-division", Severity.BLOCK, place, fault, ADVICE))
        return
    found[code] = Division(
        code,
        row["name"],
        DivisionLevel(row["level"]),
        parent,
        row.get("administrative") == "yes",
        row.get("area_code") or "",
        row.get("note") or "",
    )


def read_whole(file: ContentFile, build: Callable[[Node], T], empty: T) -> Found[T]:
    """What ``build`` makes of the file, or ``empty`` and a finding."""
    if file.data is None:
        return empty, list(file.faults)
    try:
        return build(file.node()), list(file.faults)
    except ContentFault as fault:
        return empty, [*file.faults, file.finding(fault)]
