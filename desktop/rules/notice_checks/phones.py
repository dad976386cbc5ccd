"""Rule: telephone numbers have as many digits as such numbers have."""

import re
from collections.abc import Iterator

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, Part
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_checks.lines import everything

_SOURCE = zh("电话号码编号计划：固定电话7位或8位，手机11位")
_LABEL = r"(?:电话|热线|传真|手机|手机号码?|联系方式|咨询|举报|座机)"
_LANDLINE = re.compile(
    r"(?<![\d.\-/A-Za-z])\(?(0\d{2,4})\)?(?:-{1,2}| - |/|\) ?|(?<=\)))(\d[\d ]{1,11}\d)(?![\d*×xX_.]|-\d{4}-)"
)
_JOINED = re.compile(rf"{_LABEL}[^\d,;。]{{0,14}}(0\d{{7,13}})(?![\d*×xX\-])")
_MOBILE = re.compile(rf"{_LABEL}[^\d,;。]{{0,14}}(1[3-9]\d{{6,12}})(?![\d*×xX\-])")
_LOCAL = re.compile(rf"{_LABEL}[^\d,;。]{{0,10}}([2-8]\d{{4,9}})(?![\d*×xX\-年月日.元户人])")
_LETTERS = re.compile(r"(?<![\dA-Za-z])0\d{2,3}-?(?=\d*[OoIl])[\dOoIl]{6,9}(?![A-Za-z\d])")
_SHORT_AREA, _COUNTRY = re.compile("010|02\\d"), "086"
_QINGHAI = re.compile("097[0-79]")
_PARTS = (Part.BODY, Part.HEADER, Part.TEXT_BOX, Part.NOTE)


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    for line in everything(document):
        if line.part not in _PARTS:
            continue
        told: set[int] = set()
        for start, number, fault in _faults(line.folded):
            if start not in told:
                told.add(start)
                text = zh("电话“{number}”{fault}。", number=_short(number), fault=fault)
                yield Finding(
                    "phone-digits", Severity.WARN, line.place, text, zh("请打一遍核对后再写。"), _SOURCE
                )


def _faults(text: str) -> Iterator[tuple[int, str, str]]:
    for found in _LETTERS.finditer(text):
        yield found.start(), found.group(), zh("里有字母，数字0和1容易打成字母O和l")
    for found in _LANDLINE.finditer(text):
        fault = _landline(found[1], found[2])
        if fault:
            yield found.start(), found.group(), fault
    for found in _JOINED.finditer(text):
        number = found[1]
        area = number[:3] if number[1] in "12" else number[:4]
        fault = _landline(area, number[len(area) :])
        if fault:
            yield found.start(1), number, fault
    for found in _MOBILE.finditer(text):
        if len(found[1]) != 11:
            yield found.start(1), found[1], zh("是{digits}位，手机号应当是11位", digits=len(found[1]))
    for found in _LOCAL.finditer(text):
        if len(found[1]) in (6, 9) or (len(found[1]) == 10 and not found[1].startswith(("400", "800"))):
            yield found.start(1), found[1], zh("是{digits}位，固定电话应当是7位或8位", digits=len(found[1]))


def _landline(area: str, number: str) -> str:
    """What is wrong with a number behind an area code; several numbers in a row count one by one."""
    if len(area) > 4:
        return zh("的区号“{area}”有{digits}位，区号是3位或4位", area=area, digits=len(area))
    if area == _COUNTRY:
        return ""
    if len(area) == 3 and not _SHORT_AREA.fullmatch(area):
        return zh("的区号“{area}”不对，三位的区号只有010和02开头的", area=area)
    groups = number.split(" ")
    first = groups[0]
    if len(groups) > 1 and len(first) < 7:
        first = "".join(groups[:2])
    right = (8,) if _SHORT_AREA.fullmatch(area) else (7,) if _QINGHAI.fullmatch(area) else (7, 8)
    if len(first) in right or (len(first) in (3, 5) and first.startswith(("1", "9"))):
        return ""
    words = zh("位或").join(map(str, right))
    return zh("区号后面是{digits}位，应当是{words}位", digits=len(first), words=words)


def _short(number: str) -> str:
    """A long number is not repeated in full: it may be a person's."""
    plain = number.strip()
    return plain if plain.startswith(("0", "(")) else f"{plain[:3]}…{plain[-4:]}"
