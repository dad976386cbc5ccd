"""Rule: the names of children are not posted, neither in lists of pupils nor beside an age or a birth date."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_checks.columns import Cell, TableView, is_name, tables_of
from desktop.rules.notice_checks.lines import everything
from desktop.rules.notice_checks.outline import Outline, outline_of
from desktop.rules.notice_checks.sightings import Sighting, told

_CHILD, _ADULT = 14, 18
_SOURCE = zh("个人信息保护法第28条、第31条；未成年人保护法第4条")
_ADVICE = zh("请改写监护人或户主；法律要求写的只写“姓某”；或只公布人数和总金额。")
_YOUNG = re.compile("孤儿|事实无人|困境儿童|留守儿童|幼儿|学前|小学|儿童|残疾儿童|营养")
_SCHOOL_CLASS = re.compile(r"小学|初中|[一二三四五六七八九1-9]年级|幼儿园|[大中小]班|学前")
_AGE = r"(?P<age>\d{1,2})周?岁"


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    outline = outline_of(document, data)
    seen: list[Sighting] = []
    for view in tables_of(document, data):
        seen += _in_table(view, outline, data)
    for line in everything(document):
        for found, severity in _in_text(line.folded, outline.dated, data):
            detail = f"{found[:1]}{'某' * (len(found) - 1)}"
            seen.append(
                Sighting(
                    "personal-minor",
                    severity,
                    line.place,
                    zh("未成年人的姓名"),
                    _ADVICE,
                    _SOURCE,
                    detail,
                    part=line.part,
                )
            )
    yield from told(seen)


def _in_table(view: TableView, outline: Outline, data: ExaminationData) -> Iterator[Sighting]:
    ages = _ages(view, outline.dated)
    title = _title_severity(outline, view, data)
    grown_up = any(word in outline.title_text for word in data.own.privacy.adult_titles)
    classes = {
        c.row for column in view.of_kind("school") for c in column.cells if _SCHOOL_CLASS.search(c.text)
    }
    for column in view.of_kind("name", "minor_name"):
        for cell in column.cells:
            if not is_name(cell.text):
                continue
            severity = _severity(cell, column.kind, ages, classes, title, grown_up)
            if severity:
                yield Sighting(
                    "personal-minor",
                    severity,
                    cell.place,
                    zh("未成年人的姓名"),
                    _ADVICE,
                    _SOURCE,
                    "",
                    column.heading,
                    view.table.part,
                )


def _severity(
    cell: Cell, kind: str, ages: dict[int, int], classes: set[int], title: Severity | None, grown_up: bool
) -> Severity | None:
    age = ages.get(cell.row)
    if age is not None:
        # The row itself says how old the person is: nothing else counts.
        return Severity.BLOCK if age < _CHILD else Severity.WARN if age < _ADULT else None
    if cell.row in classes:
        return Severity.BLOCK
    if grown_up:
        return None
    if kind == "minor_name":
        return title or Severity.WARN
    return title


def _ages(view: TableView, on: date | None) -> dict[int, int]:
    """The age of the person on each row, by the column of ages or of birth dates."""
    ages: dict[int, int] = {}
    for column in view.of_kind("birth_date"):
        for cell in column.cells:
            found = re.match(r"((?:19|20)\d{2})[-./年]?(\d{1,2})?", cell.text)
            if found and on:
                month = min(max(int(found[2] or 1), 1), 12)
                ages[cell.row] = on.year - int(found[1]) - (on.month < month)
    for column in view.of_kind("age"):
        for cell in column.cells:
            found = re.fullmatch(r"(\d{1,3})(?:周?岁)?", cell.text)
            if found:
                ages[cell.row] = int(found[1])
    return ages


def _title_severity(outline: Outline, view: TableView, data: ExaminationData) -> Severity | None:
    """How grave a list of names is under a title that says they are children."""
    words = data.own.privacy
    title = outline.title_text
    raised = any(re.search("监护人|家长", column.heading) for column in view.of_kind("guardian"))
    if raised and not any(word in title for word in words.adult_titles):
        return Severity.BLOCK if _YOUNG.search(title) else Severity.WARN
    if view.of_kind("official") and not view.of_kind("minor_name"):
        return None
    if not any(word in title for word in words.minor_titles) or any(
        word in title for word in words.adult_titles
    ):
        return None
    return Severity.BLOCK if _YOUNG.search(title) else Severity.WARN


def _in_text(text: str, on: date | None, data: ExaminationData) -> Iterator[tuple[str, Severity]]:
    words = data.own.privacy
    for pattern in _patterns(words.minor_labels, words.surnames):
        for found in pattern.finditer(text):
            name = _first_shown(found)
            if "某" in name or any(word in name for word in words.not_names):
                continue
            told_of = found.groupdict()
            born = told_of.get("born")
            age = _CHILD if not born else on.year - int(born) if on else _ADULT
            age = int(told_of.get("age") or (_CHILD - 1 if told_of.get("young") else age))
            if age < _ADULT:
                yield name, Severity.BLOCK if age < _CHILD else Severity.WARN


def _first_shown(found: re.Match[str]) -> str:
    """The name; of several in a row behind a label the first that is not masked: 李某涵、张子轩."""
    if "某" not in found["name"]:
        return found["name"]
    others = re.split("[、,]", found.string[found.end("name") : found.end()].rstrip("。;等"))
    return next((name.strip() for name in others if name.strip() and "某" not in name), found["name"])


def _pupils() -> Iterator[re.Pattern[str]]:
    """Names behind a school class: 三年级(2)班:张思睿(孤儿)、马小龙. Each name of the line is found."""
    school_class = r"(?:(?P<young>[一二三四五六1-6]年级|[大中小]班|学前班)|[七八九7-9]年级|初[一二三])(?:\(?[一二三四五六七八九十\d]{1,3}\)?)?班?"
    one = r"[\u3400-\u9fff·]{2,6}(?:\([^()]{1,12}\))?"
    yield re.compile(
        rf"{school_class}[: ]{{1,2}}(?P<name>[\u3400-\u9fff·]{{2,6}})(?:\([^()]{{1,12}}\))?(?=[、,]\s?{one}|$)"
    )


@lru_cache(maxsize=4)
def _patterns(labels: tuple[str, ...], surnames: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    label = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    name = rf"(?P<name>(?:{'|'.join(map(re.escape, surnames))})[\u3400-\u9fff]{{1,2}}?)"
    kin = "儿子|女儿|长子|次子|长女|次女|三子|三女|孙子|孙女|外孙|外孙女|其子|其女|之子|之女|弟弟|妹妹"
    labelled = r"(?P<name>[\u3400-\u9fff]{2,6})"
    return (
        re.compile(
            rf"{name}[,(、 ][^。;]{{0,12}}?(?P<born>20\d{{2}})年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:出生|生(?![产效态活源命]))"
        ),
        re.compile(
            rf"(?:{kin})[:“ ]?{name}[^。;]{{0,16}}?(?:现读|就读|在读|上)(?:小学|初中|幼儿园|[一二三四五六七八九]年级|高中|学前)"
        ),
        re.compile(
            rf"{name}[,(、 ][^。;]{{0,24}}?(?:就读|在读|现读)于?[^。;,大]{{0,12}}?"
            r"(?:(?P<young>小学|幼儿园|学前|[一二三四五六]年级)|初中|[七八九]年级)"
        ),
        re.compile(rf"{name}(?:,|\(|、)?[男女]?,?(?:[\u4e00-\u9fff]族,)?(?:今年|现年)?{_AGE}"),
        re.compile(
            rf"(?:{label})[:“ ]?{name}(?:,[男女](?![\u4e00-\u9fff])|\([男女]|就读|在.{{0,16}}就读|在读)"
        ),
        re.compile(
            rf"(?:{label})(?:姓名|名单)?: ?{labelled}(?:[、,]\s?[\u3400-\u9fff]{{2,6}}){{1,}}(?:[。;等]|$)"
        ),
        re.compile(rf"(?:{label})(?:姓名): ?{labelled}(?=[,。;\s]|$)"),
        *_pupils(),
    )
