"""A meeting's figures against each other: 应到42人，实到39人，请假4人; 同意37票、反对2票、弃权1票 of those who came."""

import re
from collections.abc import Iterator

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.reading import Paragraph, paragraphs_of

_OF = r"(?:会)?(?:[\u4e00-\u9fff]{0,8}?):?(\d{1,5})(?:人|名|户|票|位)"
_EXPECTED = re.compile(r"应到" + _OF)
_CAME = re.compile(r"实到" + _OF)
_AWAY = re.compile(r"(?:请假|缺席|未到会?|因事未到)" + _OF)
_VOTES = tuple(re.compile(words + _OF) for words in (r"(?<!不)(?:同意|赞成)", r"(?:反对|不同意)", r"弃权"))
_ADVICE = zh("请对照会议记录，看是哪一个数写错了。")


def check(document: Document, _data: ExaminationData) -> Iterator[Finding]:
    """``sum-wrong`` where those who came and those who did not are not those who should have come, or votes do not add up."""
    for paragraph in paragraphs_of(document):
        expected, came, away = (_one(words, paragraph) for words in (_EXPECTED, _CAME, _AWAY))
        if expected and came and (came[0] > expected[0] or (away and came[0] + away[0] != expected[0])):
            more = zh("、没有到的{away}人", away=away[0]) if away else ""
            yield _finding(
                paragraph,
                expected[1],
                zh(
                    "应到{expected}人，写的是实到{came}人{more}，对不上。",
                    expected=expected[0],
                    came=came[0],
                    more=more,
                ),
            )
        votes = [_one(words, paragraph) for words in _VOTES]
        counted = [vote for vote in votes if vote]
        total = sum(vote[0] for vote in counted)
        if came and counted and (total > came[0] or (len(counted) > 1 and votes[0] and total < came[0])):
            said = zh("、").join(str(vote[0]) for vote in counted)
            yield _finding(
                paragraph,
                counted[0][1],
                zh(
                    "表决的票数{said}加起来是{total}，实到的是{came}人。",
                    said=said,
                    total=total,
                    came=came[0],
                ),
            )


def _one(words: re.Pattern[str], paragraph: Paragraph) -> tuple[int, int] | None:
    """The number told and where; nothing where it is told twice, of two meetings."""
    found = list(words.finditer(paragraph.text))
    return (int(found[0][1]), found[0].start()) if len(found) == 1 else None


def _finding(paragraph: Paragraph, start: int, text: str) -> Finding:
    return Finding("sum-wrong", Severity.WARN, paragraph.place_at(start), text, _ADVICE)
