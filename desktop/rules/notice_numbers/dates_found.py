"""Dates and ranges of dates in running text, also impossible ones: a rule must be able to see 2月30日.

A date without a year takes it from the one before it in the range; nothing else is guessed here.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from desktop.rules.notice_numbers.number_words import digits_in_words, whole_number

_HAN = "〇○零一二三四五六七八九十"
_DAY_NOTE = r"(?:\((?:星期|周|礼拜)[一二三四五六日天]\)|(?:星期|周)[一二三四五六日天])?"
_DATE = (
    rf"(?:(?<!\d)(?P<y{{n}}>\d{{{{4}}}})年(?P<m{{n}}>\d{{{{1,2}}}})月(?P<d{{n}}>\d{{{{1,2}}}})[日号]?(?!\d)|"
    rf"(?P<hy{{n}}>[{_HAN}]{{{{4}}}})年(?P<hm{{n}}>[{_HAN}]{{{{1,3}}}})月(?P<hd{{n}}>[{_HAN}]{{{{1,3}}}})[日号]|"
    rf"(?<![\d./〔])(?P<sy{{n}}>(?:19|20)\d\d)(?P<sep{{n}}>[-./])(?P<sm{{n}}>\d{{{{1,2}}}})(?P=sep{{n}})(?P<sd{{n}}>\d{{{{1,2}}}})日?(?![\d./]\d?)|"
    rf"(?<!\d)(?P<pm{{n}}>\d{{{{1,2}}}})月(?P<pd{{n}}>\d{{{{1,2}}}})[日号]|"
    rf"(?<![{_HAN}年])(?P<qm{{n}}>[一二三四五六七八九十]{{{{1,2}}}})月(?P<qd{{n}}>[一二三四五六七八九十]{{{{1,3}}}})[日号])"
)


def _date_pattern(name: str) -> str:
    return _DATE.replace("{n}", name).replace("{{", "{").replace("}}", "}")


_ONE = re.compile(_date_pattern("a"))
_HOUR = r"(?:(?:上午|下午|早上|晚)?\d{1,2}(?:[:时点]\d{0,2}分?(?::\d\d)?)?(?:整)?|零时|上午|下午)?"
_JOIN = rf"{_DAY_NOTE}{_HOUR}(?:\(含\))?(?:起|开始|始)?(?:公示|公告|实施|张贴)?[,]?(?:至|到|-+|~+|～|―|─|--|直至|截至|截止|截止到|止于){{1,2}}"
_RANGE = re.compile(
    rf"{_date_pattern('a')}{_JOIN}(?:{_date_pattern('b')}|"
    rf"(?<!\d)(?P<shortm>\d{{1,2}})[./](?P<shortd>\d{{1,2}})日?(?![\d.]\d?)|(?P<onlyd>\d{{1,2}})[日号])"
    rf"|{_date_pattern('c')}(?:起|开始)(?:公示|公告|张贴)?[,]?{_date_pattern('e')}(?:止|截止|结束|公示结束)"
)
_MANY_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Moment:
    """One date as written; ``year`` is 0 where none stands. ``start`` and ``end`` bound it in the text searched."""

    year: int
    month: int
    day: int
    written: str
    start: int
    end: int

    @property
    def value(self) -> date | None:
        """The date, if its year is known and it exists."""
        return date(self.year, self.month, self.day) if self.year and self.exists else None

    @property
    def exists(self) -> bool:
        """Whether there is such a day; 29 February is given the benefit of a missing year."""
        if not 1 <= self.month <= 12 or not (self.year == 0 or 1 <= self.year <= 9999):
            return False
        return 1 <= self.day <= calendar.monthrange(self.year or 2024, self.month)[1]


@dataclass(frozen=True, slots=True)
class DateRange:
    """From–to as written; ``last`` has taken over year and month where they were left out."""

    first: Moment
    last: Moment

    @property
    def start(self) -> int:
        return self.first.start

    @property
    def end(self) -> int:
        return self.last.end

    def with_year(self, year: int) -> "DateRange":
        """The same with ``year`` for a range that names none, running over New Year where it must."""
        if self.first.year:
            return self
        first, last = replace(self.first, year=year), replace(self.last, year=self.last.year or year)
        return DateRange(first, _over_new_year(first, last) if not self.last.year else last)


def dates_in(text: str) -> list[Moment]:
    """All dates of at least month and day, in order."""
    return [_moment(match, "a", match.start(), match.end()) for match in _ONE.finditer(text)]


def ranges_in(text: str) -> list[DateRange]:
    """All ranges of dates, in order."""
    return list(_ranges(text))


def _ranges(text: str) -> Iterator[DateRange]:
    for match in _RANGE.finditer(text):
        if match["me"] or match["hme"] or match["sme"] or match["pme"] or match["qme"]:
            first = _named(match, "c")
            yield DateRange(first, _inherited(first, _named(match, "e")))
            continue
        first = _named(match, "a")
        if match["shortm"]:
            month, day, at = int(match["shortm"]), int(match["shortd"]), match.start("shortm")
            last = Moment(0, month, day, text[at : match.end()], at, match.end())
        elif match["onlyd"]:
            at = match.start("onlyd")
            last = Moment(
                first.year, first.month, int(match["onlyd"]), text[at : match.end()], at, match.end()
            )
        else:
            last = _named(match, "b")
        yield DateRange(first, _inherited(first, last))


def _inherited(first: Moment, last: Moment) -> Moment:
    if last.year or not first.year:
        return last
    return _over_new_year(first, replace(last, year=first.year))


def _over_new_year(first: Moment, last: Moment) -> Moment:
    """12月28日至1月5日 ends in the next year; 9月23日至9月16日 does not."""
    if last.month < first.month and last.month + 12 - first.month <= _MANY_MONTHS:
        return replace(last, year=last.year + 1)
    return last


def _named(match: re.Match[str], name: str) -> Moment:
    groups = [key for key in ("y", "hy", "sy", "pm", "qm") if match[key + name] is not None]
    last = {"y": "d", "hy": "hd", "sy": "sd", "pm": "pd", "qm": "qd"}[groups[0]]
    return _moment(match, name, match.start(groups[0] + name), match.end(last + name) + 1)


def _moment(match: re.Match[str], name: str, start: int, end: int) -> Moment:
    text = match.string
    end = min(end, len(text))
    if end and text[end - 1] not in "日号" and not text[end - 1].isdigit():
        end -= 1
    if match["y" + name]:
        parts = (int(match["y" + name]), int(match["m" + name]), int(match["d" + name]))
    elif match["hy" + name]:
        parts = (
            digits_in_words(match["hy" + name]) or 0,
            whole_number(match["hm" + name]) or 0,
            whole_number(match["hd" + name]) or 0,
        )
    elif match["sy" + name]:
        parts = (int(match["sy" + name]), int(match["sm" + name]), int(match["sd" + name]))
    elif match["qm" + name]:
        parts = (0, whole_number(match["qm" + name]) or 0, whole_number(match["qd" + name]) or 0)
    else:
        parts = (0, int(match["pm" + name]), int(match["pd" + name]))
    return Moment(*parts, text[start:end], start, end)
