"""Who signed a document and when: the unit above or beside the last date that stands alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.rules.dates import parse_date
from desktop.rules.notice_checks.lines import Line
from desktop.rules.refused import ValueRefused

_BLANK = " *"
_FIGURES = rf"(?:19|20)\d{{2}}{_BLANK}(?:年{_BLANK}\d{{1,2}}{_BLANK}月{_BLANK}\d{{1,2}}{_BLANK}日?|(?P<point>[-./])\d{{1,2}}(?P=point)\d{{1,2}})"
_HAN = "[二一]{1}[〇零○ＯO0一二三四五六七八九]{3}年[元一二三四五六七八九十]{1,3}月[一二三四五六七八九十廿卅]{1,3}日"
DATE = re.compile(rf"{_FIGURES}|{_HAN}")
_CLOSING = r"[。.\s]*(?:\((?:盖章|公章|印章|印)\))?[。.\s]*"
_ALONE = re.compile(rf"(?:日期:|时间:|发布日期:|公示日期:)?\s*(?:{DATE.pattern}){_CLOSING}")
_BLANK_DATE = re.compile(r"(?:20[\d_ xX×*]{0,3})?[_ xX×*]*年[_ \dxX×*]*月[_ \dxX×*]*日[。.\s]*")
_AT_END = re.compile(rf"(?:{DATE.pattern}){_CLOSING}$")
_SEAL = re.compile(
    r"\((?:盖章|公章|印章|印|章|代章)\)|(?:盖章|公章):?$|^(?:落款|署名|发布单位|公示单位|公告单位):"
)
_NOT_A_UNIT = re.compile(r"[。;:!?,]|\d{3}|电话|附件|公示|特此|公告|联系|地址")
_REDACTED = re.compile(r"[*×XxＸ]{2,}(?:[\u4e00-\u9fff]{0,12})")
_HEAD = re.compile(r"(?:省|市|州|县|区|旗|镇|乡|局|厅|主任|馆|校|院|所)长[: ]?[\u4e00-\u9fff·]{2,10}$")
_LONGEST = 40
_APPENDIX = re.compile(
    r"附(?:件|表)?[\d一二三四五六]{0,2}:?$|附(?:件|表)[\d一二三四五六]{0,2}:?[\u4e00-\u9fff]"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """``day`` is None for a date that cannot be or was left blank; ``dated`` is the line of the date."""

    units: tuple[Line, ...] = ()
    dated: Line | None = None
    day: date | None = None


def day_of(text: str) -> date | None:
    """The date that ``text`` (half-width) is, in figures or in Chinese numerals."""
    plain = text.replace(" ", "").replace("○", "〇").replace("O", "〇").replace("元月", "一月")
    try:
        return date.fromisoformat(parse_date(plain.rstrip("。.")))
    except ValueRefused:
        return None


def signature_of(lines: Sequence[Line], ends: tuple[str, ...]) -> Signature:
    """The signature of the main text: the date line that has a unit beside it, else the last date line."""
    for at in _date_lines(lines):
        units = _units_near(lines, at, ends)
        if units:
            return Signature(units, lines[at], _day_in(lines[at]))
    alone = next((at for at in _date_lines(lines) if _ALONE.fullmatch(lines[at].dense)), None)
    dated = None if alone is None else lines[alone]
    return Signature(_undated(lines, ends), dated, _day_in(dated) if dated else None)


def is_unit(text: str, ends: tuple[str, ...]) -> bool:
    """True if ``text`` (dense) can be a signing unit by its end, or was blotted out by who copied the text."""
    plain = _SEAL.sub("", text).strip(" .。")
    if not 2 <= len(plain) <= _LONGEST or _NOT_A_UNIT.search(plain):
        return False
    if _REDACTED.fullmatch(plain) or _HEAD.search(plain):
        return True
    return len(plain) > 2 and plain.replace(" ", "").endswith(ends)


def _date_lines(lines: Sequence[Line]) -> list[int]:
    """Lines that are a date or end with one, the last first."""
    return [
        at
        for at in range(len(lines) - 1, -1, -1)
        if _ALONE.fullmatch(lines[at].dense)
        or _AT_END.search(lines[at].dense)
        or _BLANK_DATE.fullmatch(lines[at].dense)
    ]


def _units_near(lines: Sequence[Line], at: int, ends: tuple[str, ...]) -> tuple[Line, ...]:
    """Units on the line itself before the date, on up to five lines above, or on the one below."""
    line = lines[at]
    found = _AT_END.search(line.dense)
    if found and not _ALONE.fullmatch(line.dense):
        before = re.split(r"[。;:,!\s]|附件\d?", line.dense[: found.start()].strip(" ,，"))[-1]
        return (line,) if _ends_like_unit(before, ends) else ()
    units: list[Line] = []
    for above in range(at - 1, max(-1, at - 6), -1):
        if not is_unit(lines[above].dense, ends) and not (above == at - 1 and _short(lines[above].dense)):
            break
        units.insert(0, lines[above])
    if not units and at + 1 < len(lines) and is_unit(lines[at + 1].dense, ends):
        units.append(lines[at + 1])
    return tuple(units)


def _ends_like_unit(text: str, ends: tuple[str, ...]) -> bool:
    plain = _SEAL.sub("", text)
    return len(plain) > 2 and (plain.endswith(ends) or _REDACTED.search(plain[-6:]) is not None)


def _short(dense: str) -> bool:
    """A short line of Han characters right above the date is the signer, whatever it is called (市委农办)."""
    plain = _SEAL.sub("", dense).replace(" ", "")
    return re.fullmatch(r"[\u3400-\u9fff()、“”]{3,28}", plain) is not None and not _NOT_A_UNIT.search(plain)


def _undated(lines: Sequence[Line], ends: tuple[str, ...]) -> tuple[Line, ...]:
    """A unit without a date, among the last lines before the attachments."""
    end = next(
        (
            at
            for at, line in enumerate(lines)
            if at > 3 and _APPENDIX.match(line.dense) and at > len(lines) // 2
        ),
        len(lines),
    )
    near = [*lines[max(0, end - 6) : end], *lines[-3:]]
    units = [line for line in near if is_unit(line.dense, ends)]
    return tuple(units[-1:])


def _day_in(line: Line) -> date | None:
    found = [hit.group() for hit in DATE.finditer(line.dense)]
    return day_of(found[-1]) if found else None
