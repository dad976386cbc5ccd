"""Reads a time limit out of a table's words, so that a county's own limit can be counted like a national one.

What cannot be read stays words only: kind ``not_set``, never a guessed number.
"""

import re
import unicodedata

from desktop.domain.timelimit import Span, Stage, StageKind, TimeLimit, TimeUnit

_DIGITS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")} | {"两": 2, "零": 0}
_AMOUNT = r"(\d{1,3}|[一二三四五六七八九十两]{1,3})"
_UNIT = r"个?(工作日|自然日|日|天|小时|月)"
_WITHIN = re.compile(rf"{_AMOUNT}{_UNIT}(?:之?内|以内)")
_BEFORE = re.compile(rf"前{_AMOUNT}{_UNIT}|{_AMOUNT}{_UNIT}(?:以)?前")
_NOTICE = re.compile(rf"公示(?:期|时间)?[^\d一二三四五六七八九十，,；;。]{{0,6}}{_AMOUNT}{_UNIT}")
_START = re.compile(r"(?:自|从|在)?([^，,；;。、]{2,24}?)(?:之日起|之日|起|后|的)?$")
_UNITS = {
    "工作日": TimeUnit.WORKING_DAY, "自然日": TimeUnit.CALENDAR_DAY, "日": TimeUnit.CALENDAR_DAY,
    "天": TimeUnit.CALENDAR_DAY, "小时": TimeUnit.HOUR, "月": TimeUnit.MONTH,
}  # fmt: skip
_RHYTHMS = (
    ("季", "quarter"),
    ("半年", "half_year"),
    ("年", "year"),
    ("月", "month"),
    ("周", "week"),
    ("日", "day"),
)


def read_limit(text: str) -> TimeLimit:
    """The limit with what could be read; ``derived`` is always true here."""
    said = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    notice = _NOTICE.search(said)
    rest = said.replace(notice[0], "") if notice else said
    stages = _stages(rest) or (Stage(StageKind.NOT_SET, text=text),)
    return TimeLimit(
        text=text,
        stages=stages,
        notice=_span(notice[1], notice[2]) if notice else None,
        derived=True,
        statutory_override="从其规定" in said,
    )


def counted(limit: TimeLimit) -> tuple[object, ...]:
    """What two limits must share to mean the same, however they are worded."""
    stages = tuple((stage.kind, stage.span, stage.period, stage.notice) for stage in limit.stages)
    return stages, limit.notice


def _stages(said: str) -> tuple[Stage, ...]:
    within = _WITHIN.search(said)
    if within:
        start = _START.search(re.sub(r"(?:之日|日)?起$|后$", "", said[: within.start()]))
        event = start[1] if start else "信息形成或者变更"
        return (Stage(StageKind.WITHIN, f"{event}之日", _span(within[1], within[2])),)
    before = _BEFORE.search(said)
    if before:
        amount, unit = (before[1], before[2]) if before[1] else (before[3], before[4])
        return (Stage(StageKind.BEFORE, said[: before.start()] or "事情开始", _span(amount, unit)),)
    for sign, kind in (
        ("实时", StageKind.REALTIME),
        ("即时", StageKind.REALTIME),
        ("及时", StageKind.PROMPT),
    ):
        if sign in said:
            return (Stage(kind),)
    if "每" in said or "定期" in said:
        period = next(
            (period for sign, period in _RHYTHMS if f"每{sign}" in said or f"每个{sign}" in said), ""
        )
        return (Stage(StageKind.RECURRING, period=period),)
    if any(sign in said for sign in ("长期", "常年")):
        return (Stage(StageKind.STANDING),)
    return ()


def _span(amount: str, unit: str) -> Span:
    return Span(_number(amount), _UNITS[unit])


def _number(text: str) -> int:
    if text.isdigit():
        return max(1, int(text))
    if "十" in text:
        tens, _, ones = text.partition("十")
        return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
    return _DIGITS.get(text[-1], 1) or 1
