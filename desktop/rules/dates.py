"""Dates as offices write them: 2026-9-14, 2026年9月14日, 2026.9.14, 20260914, 二〇二六年九月十四日."""

import calendar
import re
from datetime import date

from desktop.base.words import zh
from desktop.rules.characters import number_text
from desktop.rules.refused import ValueRefused, shown

_WRITTEN = re.compile(
    r"(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))(?:[T ]?00:00(?::00(?:\.0+)?)?)?"
)
_SHORT_YEAR = re.compile(r"\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?")
_SERIAL = re.compile(r"[2-7]\d{4}(\.\d+)?")
_RANGE = re.compile(r"(.+?)(?:--|~|至|到|/)(.+)")
_LOOSE_RANGE = re.compile(r"(\d{4}[./年]\d{1,2}[./月]\d{1,2}日?)-(.+)")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_ADVICE = zh("请写成 2026-09-14 或 2026年9月14日。")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


def parse_date(raw: str) -> str:
    """ISO text of a date that exists; an impossible one is refused with the reason."""
    text = _chinese(number_text(raw))
    found = _WRITTEN.fullmatch(text)
    if found is None:
        if _SHORT_YEAR.fullmatch(text):
            raise ValueRefused(
                zh("“{shown}”的年份只有两位。", shown=shown(raw)),
                zh("年份请写四位，例如 2026-09-14。"),
                "date-year",
            )
        if _SERIAL.fullmatch(text):
            advice = zh("请在Excel里把这一列设成“日期”，或者把日期写成文字。")
            raise ValueRefused(
                zh("“{shown}”像是Excel内部的日期序号。", shown=shown(raw)), advice, "date-serial"
            )
        raise ValueRefused(zh("“{shown}”不是日期。", shown=shown(raw)), _ADVICE, "date-wrong")
    year, month, day = (int(part) for part in found.groups() if part is not None)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueRefused(zh("年份“{year}”不像是真的。", year=year), _ADVICE, "date-year")
    if not 1 <= month <= 12:
        raise ValueRefused(zh("一年没有{month}月。", month=month), zh("请再看一下日期。"), "date-impossible")
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueRefused(
            zh("{year}年{month}月没有{day}日。", year=year, month=month, day=day),
            zh("请再看一下日期。"),
            "date-impossible",
        )
    return date(year, month, day).isoformat()


def parse_date_range(raw: str) -> str:
    """``start/end`` as ISO dates, from 2026年1月1日至12月31日 or 2026-01-01/2026-12-31; the end is not before it."""
    text = number_text(raw).replace("—", "-")
    found = _RANGE.fullmatch(text) or _LOOSE_RANGE.fullmatch(text)
    if found is None:
        raise ValueRefused(
            zh("“{shown}”不是起止日期。", shown=shown(raw)),
            zh("请写成 2026年1月1日至2026年12月31日。"),
            "date-range",
        )
    start = parse_date(found[1])
    rest = (
        found[2] if re.match(r"\d{4}|[〇零一二三四五六七八九]{4}", found[2]) else f"{start[:4]}年{found[2]}"
    )
    end = parse_date(rest)
    if end < start:
        raise ValueRefused(zh("结束日期早于开始日期。"), zh("请看一下年份是不是写错了。"), "date-order")
    return f"{start}/{end}"


def date_words(iso: str) -> str:
    """2026年9月14日; other text comes back unchanged."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return zh("{year}年{month}月{day}日", year=day.year, month=day.month, day=day.day)


def _chinese(text: str) -> str:
    """Chinese numerals of a date as figures: 二〇二六年九月十四日."""
    if not re.search("[〇一二三四五六七八九十]", text):
        return text
    tens = re.compile(r"([一二三]?)十([一二三四五六七八九]?)")
    with_tens = tens.sub(lambda found: f"{found[1] or '一'}{found[2] or '〇'}", text)
    return with_tens.translate(_DIGITS)
