"""Rule: nothing is left unfilled: XX村, ____, 某某, {{ name }}, a date without figures."""

import re
from collections.abc import Iterator
from functools import lru_cache

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, Part
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_checks.lines import everything

_ADVICE = zh("请填好，或者删去。")
_TEMPLATE = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\$\{\w*\}|<<[^>]{1,20}>>|\[(?:填写|请填|此处|请输入)[^\]]{0,16}\]|[(（](?:请填写|填写|此处填)[^)）]{0,16}[)）]"
)
_LINE = re.compile(r"_{3,}|﹍{2,}|…{4,}$")
_MARKS = re.compile(r"\?{3,}|#REF!|#N/A|#VALUE!|#NAME\?|#DIV/0!|lorem ipsum", re.IGNORECASE)
_BLANK_DATE = re.compile(
    r"(?<![\d一二三四五六七八九十〇○xX×*_每全本当今去明半第])(?:20)? ?年 +月 +日|\d{4}年 +月 +日|\d{4}年\d{1,2}月 +日(?!期)"
)
_SIGNED_BY_HAND = re.compile(
    "签字|签名|签章|盖章|经办|审核人|填表|制表|指印|手印|监督人|见证人|签收|承诺人|申请人|负责人"
)
_READ = (Part.BODY, Part.HEADER, Part.TEXT_BOX, Part.NOTE)


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    words = _words(data.own.form.placeholders, data.own.form.placeholder_units)
    for line in everything(document):
        if line.part not in _READ:
            continue
        by_hand = _SIGNED_BY_HAND.search(line.folded) is not None
        for pattern in (_TEMPLATE, words, _MARKS, *(() if by_hand else (_LINE, _BLANK_DATE))):
            found = pattern.search(line.folded)
            if found:
                text = zh("“{around}”还没有填好。", around=_around(line.text, found.start(), found.end()))
                yield Finding("placeholder-left", Severity.WARN, line.place, text, _ADVICE, zh("内容完整"))
                break


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - 6) : min(len(text), end + 6, start + 24)]


@lru_cache(maxsize=4)
def _words(words: tuple[str, ...], units: tuple[str, ...]) -> re.Pattern[str]:
    """XX and 某某 count only before a unit (XX村, 20XX年): after a digit or a surname they are a mask."""
    unit = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    return re.compile(
        rf"(?<![0-9A-Za-z])(?:20)?[xX×]{{2,}}(?:{unit})|[〔\[(]20[xX×*]{{2}}[〕\])]|[〕\]][xX×]{{1,4}}号"
        rf"|(?<![\u4e00-\u9fff])某某?(?:{unit})|某某(?:村|镇|乡|县|局|单位|同志|公司|项目|部门|社区|街道|银行|学校|医院)|[○〇]{{2,}}(?:{unit})"
        rf"|年[xX×○_]{{1,2}}月|月[xX×○_]{{1,2}}日|(?<!\d)0\d{{2,3}}-?[xX×]{{6,8}}|(?:联系人|经办人|负责人):?[xX×]{{2,}}"
        rf"|{'|'.join(map(re.escape, words)) or '(?!)'}"
    )
