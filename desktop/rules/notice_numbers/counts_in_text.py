"""How many a sentence announces against how many it names: 3家合作社：甲、乙、丙、丁; 分别是…; 一是…二是…; 甲、乙（共3人）.

Judged only where what is named is plainly a list of one kind: persons by their surnames, offices and places by how their
names end, points by their numbers. A list that goes on with 等 is left alone.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.number_words import WORDS, whole_number
from desktop.rules.notice_numbers.reading import Paragraph, paragraphs_of

_NUMBER = rf"(\d{{1,3}}|[{WORDS}]{{1,3}})"
_ANNOUNCED = re.compile(
    rf"(?<![\d.第]){_NUMBER}(个|家|户|名|人|位|所|处|宗)([^,。;:\d]{{0,16}}?)(?:,[^,。;:\d]{{0,8}}?)?"
    r"(?:(?:分别|依次)[是为]:?|即:?|:)"
)
_KIND = re.compile(r"(?:行政)?(乡镇|村|乡|镇|社区|县)")
_ENDS = {"乡镇": "乡镇道", "村": "村区会", "乡": "乡", "镇": "镇", "社区": "区", "县": "县市区"}
_POINTED = re.compile(rf"(?<![\d.第]){_NUMBER}(?:个|项|条|点|类|户|家|件)[^。;:]{{0,24}}[:。]$")
_POINTS = (
    re.compile(rf"(?:^|(?<=[:。;,]))([{WORDS}]{{1,3}})(?:是|、)"),
    re.compile(r"\((\d{1,2})\)"),
    re.compile(r"(?:^|(?<=[:。;,]))(\d{1,2})[.、](?!\d)"),
)
_BRACKET_COUNT = re.compile(
    rf"(?:^|(?<=[:。;,]))((?:[\u4e00-\u9fff·]{{2,4}}、){{1,60}}[\u4e00-\u9fff·]{{2,4}})\((?:共|计|合计|共计)?{_NUMBER}(人|名|户|位)\)"
)
_BRACKET_BEFORE = re.compile(rf"\((?:共|计|合计|共计)?{_NUMBER}(人|名|户|位)\):?(?=[\u4e00-\u9fff])")
_ITS_NAMES = re.compile(r"[\u4e00-\u9fff·*、]+")
_BRACKET_NAMES = re.compile(
    rf"(?<![\d.第]){_NUMBER}(个|家|户|名|人|位|所)[\u4e00-\u9fff]{{0,6}}\(([^()、\d]+(?:、[^()、\d]+)+)\)"
)
_INNER = re.compile(r"\([^()]*\)")
_FIGURES = re.compile(r"[\d.,]+(?:万?元|亩|人|口|分|公斤|千克|袋|吨|户|%)*$")
_NAME = re.compile(r"[\u4e00-\u9fff·*]{2,5}")
_FROM = re.compile(r"^[\u4e00-\u9fff\d]{1,12}?[村镇乡社组队区](?=[\u4e00-\u9fff·]{2})")
_OF_A_FAMILY = re.compile(r"(?:家庭|同志|户)$")
_PLACES = ("村", "乡", "镇", "社区", "街道")
_ADVICE = zh("请核对列出的名称和个数，看是漏了、多了，还是总数写错了。")
_NOT_ALL = re.compile(r"等(?:\d|$)|等[\u4e00-\u9fff]{0,4}$|其中")


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``count-wrong`` for lists within a paragraph."""
    surnames = data.own.privacy.surnames
    for paragraph in paragraphs_of(document):
        yield from _named(paragraph, surnames)
        yield from _pointed(paragraph)
        yield from _in_brackets(paragraph, surnames)
        yield from _behind_brackets(paragraph, surnames)


def _named(paragraph: Paragraph, surnames: tuple[str, ...]) -> Iterator[Finding]:
    text = _INNER.sub(lambda inner: "﹏" * len(inner.group()), paragraph.text)
    for match in _ANNOUNCED.finditer(text):
        listed = re.split(r"[。:]", text[match.end() :], maxsplit=1)[0]
        told, names = whole_number(match[1]), _by_village(listed, surnames) or _items(listed)
        if told is None or told == len(names) or len(names) < 2 or _NOT_ALL.search(listed):
            continue
        if abs(told - len(names)) > max(2, told // 4) or not _one_kind(names, surnames):
            continue
        kind = _KIND.match(match[3])
        if kind and not all(name.endswith(tuple(_ENDS[kind[1]])) for name in names):
            continue  # 2个乡镇 are announced, villages are told
        yield _finding(paragraph, match.start(1), f"{match[1]}{match[2]}", len(names))


def _items(listed: str) -> list[str]:
    mark = ";" if ";" in listed.rstrip(";") else "、"
    parts = re.split(rf"{mark}|以及", listed.strip(";"))
    last = re.split(r"和|及|与", parts[-1]) if len(parts) > 1 else parts
    return [
        _FIGURES.sub("", part.split(",")[0].replace("﹏", "").strip())
        for part in (*parts[:-1], *last)
        if part
    ]


def _by_village(listed: str, surnames: tuple[str, ...]) -> list[str]:
    """上河村王建国、李秀英,下河村张海军家庭: the names alone, empty where anything else stands between."""
    names = [
        _OF_A_FAMILY.sub("", _FROM.sub("", part.replace("﹏", "")))
        for part in re.split("[、,;]", listed)
        if part
    ]
    known = sum(name.startswith(surnames) for name in names)
    whole = "," in listed and all(_NAME.fullmatch(name) for name in names) and known * 3 >= len(names) * 2
    return names if whole else []


def _one_kind(names: list[str], surnames: tuple[str, ...]) -> bool:
    """All persons, or all names that end alike (村, 合作社, 学校)."""
    if all(_NAME.fullmatch(name) for name in names):
        known = sum(name.startswith(surnames) for name in names)
        if known * 3 >= len(names) * 2 and len({name[-1] for name in names}) > 1:
            return True
    ends = {name[-1:] for name in names}
    return len(ends) == 1 and all(re.fullmatch(r"[\u4e00-\u9fffA-Za-z·]{3,24}", name) for name in names)


def _pointed(paragraph: Paragraph) -> Iterator[Finding]:
    """一是…二是… within one paragraph, right behind the number that announces them."""
    for points in _POINTS:
        run: list[re.Match[str]] = []
        for found in points.finditer(paragraph.text):
            number = whole_number(found[1])
            if number == 1:
                run = [found]
            elif run and number == len(run) + 1:
                run.append(found)
        announced = _POINTED.search(paragraph.text[: run[0].start()]) if len(run) >= 2 else None
        told = whole_number(announced[1]) if announced else None
        if announced and told and told > 1 and told != len(run) and abs(told - len(run)) <= 3:
            yield _finding(paragraph, announced.start(1), announced[1], len(run))
            return


def _in_brackets(paragraph: Paragraph, surnames: tuple[str, ...]) -> Iterator[Finding]:
    for match in _BRACKET_COUNT.finditer(paragraph.text):
        names, told = match[1].split("、"), whole_number(match[2])
        known = sum(name.startswith(surnames) for name in names)
        if told is not None and told != len(names) and known * 3 >= len(names) * 2:
            yield _finding(paragraph, match.start(2), f"{match[2]}{match[3]}", len(names))

    for match in _BRACKET_NAMES.finditer(paragraph.text):
        names, told = _items(match[3]), whole_number(match[1])
        if (
            told is None
            or told == len(names)
            or _NOT_ALL.search(match[3])
            or abs(told - len(names)) > 2 + told // 4
        ):
            continue
        if _one_kind(names, surnames) or all(name.endswith(_PLACES) for name in names):
            yield _finding(paragraph, match.start(1), f"{match[1]}{match[2]}", len(names))


def _behind_brackets(paragraph: Paragraph, surnames: tuple[str, ...]) -> Iterator[Finding]:
    """东坪村(3人):甲、乙、丙、丁, one place after the other; a line of its own ends the list."""
    for match in _BRACKET_BEFORE.finditer(paragraph.text):
        found = _ITS_NAMES.match(paragraph.text, match.end())
        if found is None:
            continue
        at = bisect_right(paragraph.starts, match.start())
        line_end = paragraph.starts[at] if at < len(paragraph.starts) else len(paragraph.text)
        end = min(found.end(), line_end)
        if paragraph.text[end : end + 1] not in ("", "。", ";", ",") and end != line_end:
            continue
        names, told = paragraph.text[match.end() : end].strip("、").split("、"), whole_number(match[1])
        if told is None or told == len(names) or len(names) < 2 or _NOT_ALL.search(names[-1]):
            continue
        if abs(told - len(names)) <= 2 + told // 4 and _one_kind(names, surnames):
            yield _finding(paragraph, match.start(1), f"{match[1]}{match[2]}", len(names))


def _finding(paragraph: Paragraph, start: int, written: str, listed: int) -> Finding:
    text = zh("写的是“{written}”，列出来的有{listed}个。", written=written, listed=listed)
    return Finding("count-wrong", Severity.WARN, paragraph.place_at(start), text, _ADVICE)
