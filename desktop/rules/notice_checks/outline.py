"""The outline 轮廓 of a foreign document: its title, what kind of notice it is, who signed it and when.

Guesses from the words as people copied them; says nothing of right or wrong.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.noticekind import NoticeKind
from desktop.rules.notice_checks.lines import Line, Page, page_of
from desktop.rules.notice_checks.signing import DATE, Signature, day_of, signature_of

_TAIL = r"(?:\([^()]{1,40}\))*(?:名单|清单|一览表|汇总表|明细表|表|书)?(?:\([^()]{1,40}\))*(?:[一二三四五六]|\d{1,2})?$"
_OPENS_TEXT = re.compile(r"^(?:根据|依据|依照|按照|为|现将|经|各[\u4e00-\u9fff]{1,12}[:,、(])")
_SAYS_POSTED = re.compile(
    r"予以公示|进行公示|现公示|特此公示|特此公告|特此通告|公示如下|公告如下|通告如下|预公告如下|予以公告|现公告"
    r"|向社会公示|向社会公布|开始公示|公示结束|公示期|公示时间|公告期限"
)
_LONGEST_TITLE, _WHERE_TITLES_STAND = 90, 14


@dataclass(frozen=True, slots=True)
class Outline:
    """``title_word`` is 公示, 公告, 通告 … or, for papers that are not notices, 通知, 请示 …; empty without a title.

    ``posted``: the document is made to be posted. ``published`` is the day a web page gives for it. ``dated`` is the
    best guess of its own day.
    """

    page: Page
    title: Line | None
    title_text: str
    title_word: str
    posted: bool
    kind: NoticeKind | None
    signature: Signature
    published: date | None
    dated: date | None


@lru_cache(maxsize=2)
def outline_of(document: Document, data: ExaminationData) -> Outline:
    words = data.own.outline
    page = page_of(document, data)
    title, text, word = _title(page.lines, words.title_words, words.other_titles)
    posted = word in words.title_words or (not word and _SAYS_POSTED.search(page.text) is not None)
    opening = text or "".join(line.dense for line in page.lines[:4])[:300]
    signature = signature_of(page.lines, words.signer_ends)
    published = _published(page.navigation)
    return Outline(
        page=page,
        title=title,
        title_text=text,
        title_word=word,
        posted=posted,
        kind=_kind(opening, data),
        signature=signature,
        published=published,
        dated=signature.day or published or _latest_day(page),
    )


def _latest_day(page: Page) -> date | None:
    days = (day_of(found.group()) for found in DATE.finditer(page.text))
    return max((day for day in days if day), default=None)


def _title(
    lines: Sequence[Line], notices: Sequence[str], others: Sequence[str]
) -> tuple[Line | None, str, str]:
    """The title's first line, its whole text (it may run over three lines) and its word."""
    pattern = _title_pattern(tuple(notices), tuple(others))
    for at, line in enumerate(lines[:_WHERE_TITLES_STAND]):
        dense = line.dense.rstrip(" ")
        if len(dense) > _LONGEST_TITLE or (_OPENS_TEXT.match(dense) and not dense.endswith(tuple(notices))):
            return None, "", ""
        if re.search(r"[。;]$|。", dense):
            return None, "", ""
        found = pattern.search(dense)
        if found and not dense.startswith(("附件", "附:")):
            first = at
            while first and _continues(lines[first - 1].dense, lines[first].dense):
                first -= 1
            whole = "".join(above.dense.strip() for above in lines[first : at + 1])
            return lines[first], whole, found[1]
    return None, "", ""


def _continues(above: str, below: str) -> bool:
    """True if ``above`` is the first part of a title that ``below`` goes on with."""
    if len(above) > 45 or (re.search(r"[。:;,]$|\d{4}[-年]|\d+号", above[-12:]) and "关于" not in above):
        return False
    return (
        "关于" in above
        or ("关于" in below[:4])
        or len(below) <= 4
        or (not re.match("关于", below) and len(above) > 8)
    )


@lru_cache(maxsize=4)
def _title_pattern(notices: tuple[str, ...], others: tuple[str, ...]) -> re.Pattern[str]:
    known = "|".join(map(re.escape, sorted((*notices, *others), key=len, reverse=True)))
    return re.compile(rf"({known}){_TAIL}")


def _kind(text: str, data: ExaminationData) -> NoticeKind | None:
    for known in data.own.kinds:
        if any(word in text for word in known.words):
            return data.notice_kinds.get(known.kind)
    return None


def _published(navigation: Sequence[Line]) -> date | None:
    for line in navigation:
        found = DATE.search(line.dense)
        if found and re.search("时间|日期", line.dense[: found.start()]):
            return day_of(found.group())
    return None
