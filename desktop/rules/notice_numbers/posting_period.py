"""What a document says about its own posting: the range of the period, the stated days, the date under the signature."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from desktop.domain.document import Document
from desktop.rules.notice_numbers.dates_found import DateRange, Moment, dates_in, ranges_in
from desktop.rules.notice_numbers.number_words import WORDS, whole_number
from desktop.rules.notice_numbers.reading import Paragraph, paragraphs_of

_SPEAKS_OF_POSTING = re.compile(
    r"(?:公示|公告|预公告|公布|张贴|异议)(?:的)?(?:期限|时间|时限|日期|起止|期|自|从|于|:|为|开始)[^。;]{0,24}$|"
    r"(?:自|从)$|(?:现将|予以|进行|现)[^。;]{0,40}(?:公示|公告)[^。;]{0,12}$|^(?:期限|时间)[:为]?(?:自|从)?$"
)
_POSTED_AFTER = re.compile(r"^(?:止)?[,(]?(?:进行|予以|在)?[^。;]{0,8}(?:公示|公告)")
_OTHER_MATTER = re.compile(
    r"(?:调查|申报|申请|报名|登记|实施|施工|建设|聘期|服务|发放|兑付|缴费|缴纳|考试|面试|体检|招标|开工|竣工|有效|执行|防火|禁牧|聘用|任期|"
    r"提取|领取|审计|核查|收支|会计|规划)(?:期限?|时间|日期|期间)?(?:为|:|自|从|是|于)*$"
)
_NUMBER = rf"(?P<n>\d{{1,3}}|[{WORDS}]{{1,4}})"
_UNIT = r"(?:个)?(?P<u>工作日|自然日|日历日|天|日|周|星期)"
_STATED = re.compile(
    rf"(?:公示|公告|公布|张贴)(?:期限|时间|时限|日期|天数|期)?(?:一般|原则上|均)?(?:为期|为|:|是|共|共计|[(,])*(?P<least>不少于|不低于|不得少于|至少)?"
    rf"{_NUMBER}{_UNIT}(?!至|到|-|[上下]午|\d|起|前|内)|"
    rf"(?:从|自)(?:公示|公告|发布|公布|即|张贴|本)[^,。;]{{0,10}}(?:日|天)起,?(?:为期|公示|公告|公示期)?(?P<n2>\d{{1,3}}|[{WORDS}]{{1,4}})(?:个)?"
    rf"(?P<u2>工作日|自然日|日历日|天|日)(?P<within>内|之内)?"
)
_AFTER_RANGE = re.compile(
    rf"^(?:止|结束)?[。,;(]{{0,2}}(?:为期|共计|共|计|公示期限?|公告期限?|期限|即|时间)*(?:为|:)?(?P<least>不少于|不低于)?{_NUMBER}{_UNIT}(?!\d)"
)
_NOT_A_SIGNATURE = re.compile(
    r"发布|来源|浏览|点击|编辑|更新|打印|截至|截止|时间:|日期:|期限|至|起|阅读|电话|成立|出生|施行|印发"
)
_SIGNATURE = re.compile(r"(?:^|[\u4e00-\u9fff)*])$")
_LAST_LINES = 14


@dataclass(frozen=True, slots=True)
class StatedDays:
    """公示期7天, 10个工作日. ``least``: 不少于. ``deadline``: 之日起5日内, which bounds objections."""

    days: int
    working: bool
    natural: bool
    least: bool
    deadline: bool
    written: str
    start: int
    paragraph: Paragraph

    @property
    def place(self) -> str:
        return self.paragraph.place_at(self.start)


@dataclass(frozen=True, slots=True)
class PostingRange:
    """The notice period from–to as the document writes it, with its place."""

    range: DateRange
    paragraph: Paragraph

    @property
    def place(self) -> str:
        return self.paragraph.place_at(self.range.start)

    @property
    def first(self) -> date | None:
        return self.range.first.value

    @property
    def last(self) -> date | None:
        return self.range.last.value

    @property
    def written(self) -> str:
        return self.paragraph.text[self.range.start : self.range.end]


@dataclass(frozen=True, slots=True)
class Signature:
    """The date under the signature."""

    moment: Moment
    place: str

    @property
    def value(self) -> date | None:
        return self.moment.value


@lru_cache(maxsize=2)
def signature_of(document: Document) -> Signature | None:
    """The last date that stands alone on a line or behind a signer's name."""
    paragraphs = paragraphs_of(document)
    behind: Signature | None = None
    for number, paragraph in enumerate(reversed(paragraphs)):
        dates = dates_in(paragraph.text)
        if not dates or not dates[-1].year:
            continue
        last, text = dates[-1], paragraph.text.rstrip("。.)")
        before = text[: last.start].lstrip("(")
        if text[last.end :].strip("印发。)") or _NOT_A_SIGNATURE.search(before[-12:]):
            continue
        found = Signature(last, paragraph.place_at(last.start))
        if not before:
            return found
        if behind is None and number < _LAST_LINES and _SIGNATURE.search(before) and len(dates) <= 3:
            behind = found
    return behind


@lru_cache(maxsize=2)
def posting_ranges(document: Document) -> tuple[PostingRange, ...]:
    """Ranges that are the notice period, in order; those of surveys, works or enrolment are not among them."""
    signed = signature_of(document)
    year = signed.moment.year if signed else 0
    found = []
    paragraphs = paragraphs_of(document)
    for number, paragraph in enumerate(paragraphs):
        heading = paragraphs[number - 1].text if number else ""
        for span in ranges_in(paragraph.text):
            if _is_posting(paragraph.text, span, heading):
                found.append(PostingRange(span.with_year(year) if year else span, paragraph))
    return tuple(found)


def stated_near(posting: PostingRange) -> StatedDays | None:
    """The number of days told in the same paragraph as the range, or right behind it."""
    text, end = posting.paragraph.text, posting.range.end
    match = _AFTER_RANGE.match(text[end:])
    if match:
        return _stated(match, posting.paragraph, end)
    stated = [days for days in _stated_in(posting.paragraph) if not days.deadline]
    before = [days for days in stated if days.start < posting.range.start]
    return before[-1] if before else next(iter(stated), None)


@lru_cache(maxsize=2)
def stated_days(document: Document) -> tuple[StatedDays, ...]:
    """Every stated length of the period in the document."""
    return tuple(days for paragraph in paragraphs_of(document) for days in _stated_in(paragraph))


def _stated_in(paragraph: Paragraph) -> list[StatedDays]:
    return [
        days
        for match in _STATED.finditer(paragraph.text)
        if (days := _stated(match, paragraph, 0)) is not None
    ]


def _stated(match: re.Match[str], paragraph: Paragraph, shift: int) -> StatedDays | None:
    groups = match.groupdict()
    words, unit = groups.get("n") or groups.get("n2") or "", groups.get("u") or groups.get("u2") or ""
    days = whole_number(words)
    if not days:
        return None
    if unit in ("周", "星期"):
        days *= 7
    return StatedDays(
        days,
        unit == "工作日",
        unit in ("自然日", "日历日"),
        bool(groups.get("least")),
        bool(groups.get("within")),
        f"{words}{'个' if '个' in match.group() else ''}{unit}",
        match.start() + shift,
        paragraph,
    )


def _is_posting(text: str, span: DateRange, heading: str) -> bool:
    before = text[max(0, span.start - 60) : span.start]
    clause = re.split(r"[。;\n]", before)[-1]
    if _OTHER_MATTER.search(clause.rstrip("(,")):
        return False
    if _SPEAKS_OF_POSTING.search(clause) and ("公示" in text or "公告" in text or "张贴" in text):
        return True
    if re.search(r"(?:公示|公告)(?:期|期限|时间|时限|日期)?:?$", heading) and span.start <= 3:
        return True
    return bool(_POSTED_AFTER.match(text[span.end :])) and "," not in clause[-3:]
