"""Money in capitals 大写 against its figures: 66603.5元（大写：陆万陆仟陆佰零叁元伍角）."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.figures_found import NUMBER
from desktop.rules.notice_numbers.number_words import CAPITALS, money_from_capitals
from desktop.rules.notice_numbers.reading import cells_told, paragraphs_of
from desktop.rules.refused import ValueRefused
from desktop.rules.uppercase import money_in_capitals

_RUN = rf"[{CAPITALS}]{{3,30}}"
_MARKED = re.compile(
    rf"(?P<number>{NUMBER})(?P<unit>万?元)?整?[(,;]{{0,2}}(?:人民币)?大写(?:金额)?[):为是]*(?:人民币)?[:]?(?P<words>[\u4e00-\u9fff〇]{{2,40}})"
)
_BARE = re.compile(rf"(?P<number>{NUMBER})(?P<unit>万?元)整?[(](?:人民币)?[:]?(?P<words>{_RUN})[)]")
_BEFORE = re.compile(
    rf"(?P<words>(?:{_RUN})(?<=[元圆角分整正]))(?:人民币)?[(,]{{0,2}}(?:小写)?[:为]?(?:[¥￥]|人民币)?(?P<number>{NUMBER})(?P<unit>万?元)?[)]"
)
_SOURCE = zh("支付结算办法 附一 正确填写票据和结算凭证的基本规定")


@dataclass(frozen=True, slots=True)
class _Pair:
    number: str
    unit: str
    words: str
    at: int


def check(document: Document, _data: ExaminationData) -> Iterator[Finding]:
    """``capitals-differ`` where the capitals say another sum, or are no number at all."""
    for paragraph in (*paragraphs_of(document), *cells_told(document)):
        for pair in _pairs(paragraph.text):
            amount = Decimal(pair.number.replace(",", "")) * (10_000 if pair.unit == "万元" else 1)
            if money_from_capitals(pair.words) == amount:
                continue
            try:
                right = money_in_capitals(amount)
            except ValueRefused:
                continue
            written = f"{pair.number}{pair.unit or '元'}"
            text = zh(
                "{written}的大写写成了“{words}”，应当是“{right}”。",
                written=written,
                words=pair.words,
                right=right,
            )
            advice = zh("请核对小写和大写哪一个对，改成一致。")
            yield Finding(
                "capitals-differ", Severity.WARN, paragraph.place_at(pair.at), text, advice, _SOURCE
            )


def _pairs(text: str) -> Iterator[_Pair]:
    taken: set[int] = set()
    for pattern in (_MARKED, _BARE, _BEFORE):
        for match in pattern.finditer(text):
            words = _capitals(match["words"])
            if words and match.start("words") not in taken:
                taken.add(match.start("words"))
                yield _Pair(match["number"], match["unit"] or "", words, match.start("words"))


def _capitals(words: str) -> str:
    """The capitals at the head; a wrong character among them (伍交角) is kept, words that follow are not."""
    known = [word in CAPITALS for word in words]
    last = max((place for place, good in enumerate(known) if good), default=-1)
    head = words[: last + 1]
    if len(head) >= 2 and sum(known) >= len(head) - 2 and sum(known) * 3 >= len(head) * 2:
        return head
    first_wrong = known.index(False)
    return words[:first_wrong] if first_wrong >= 3 else ""
