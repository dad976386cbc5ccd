"""So much of it at such a share makes so much: 自付费用18640元，救助比例70%，救助金额13048元.

Whole, share and part stand in this order in one sentence. Where a ceiling or a deduction is told of, nothing is judged.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.figures_found import Figure, Kind, figures_in, shown
from desktop.rules.notice_numbers.reading import sentences_in_cells, sentences_of

_BY = re.compile(r"(?:比例|标准|费率|按|按照)(?:为|是|按|:)?$")
_GIVEN = (
    r"(?:救助|补助|补贴|奖补|报销|报账|支付|赔付|减免|返还|贴息|兑付|发放|奖励|补偿|资助|核销|缴纳|代缴|救济)"
)
_MAKES = re.compile(
    rf"(?:的?比例|的?标准)?[,、]?(?:给予|予以|实际|应|可|共|计|拟|本次|需)?[\u4e00-\u9fff]{{0,6}}{_GIVEN}"
    r"(?:金额|资金|款项?|费用?|金)?(?:为|是|共|计|合计|:)*(?:人民币)?"
)
_NOT_PLAIN = re.compile(r"封顶|限额|起付|扣除|扣减|不超过|上限|不足|分期|已|减去|取整|四舍五入")
_NEAR = (Fraction(1, 2), Fraction(2))


def check(document: Document, _data: ExaminationData) -> Iterator[Finding]:
    """``percentage-wrong`` where no amount before the share gives the amount behind it."""
    for sentence in (*sentences_of(document), *sentences_in_cells(document)):
        if "%" not in sentence.text or _NOT_PLAIN.search(sentence.text):
            continue
        figures = figures_in(sentence.text)
        for share, part in pairwise(figures):
            if share.kind is not Kind.PERCENT or part.kind is not Kind.MONEY:
                continue
            before = sentence.text[: share.start]
            wholes = [figure for figure in figures if figure.end <= share.start and figure.alike(part)]
            if not wholes or not _BY.search(before) or before[wholes[-1].end :].count(",") > 1:
                continue
            told = (share, part, *wholes)
            between = sentence.text[share.end : part.start]
            if not _MAKES.fullmatch(between) or any(figure.approximate for figure in told):
                continue
            ratio = (
                part.value / (wholes[-1].value * share.value / 100) if wholes[-1].value * share.value else 0
            )
            if _NEAR[0] < ratio < _NEAR[1] and not any(_makes(whole, share, part) for whole in wholes):
                right = shown(wholes[-1].value * share.value / 100, part.unit, min(part.step, Fraction(1)))
                text = zh(
                    "{whole}的{share}是{right}，写的是“{told}”。",
                    whole=wholes[-1].written,
                    share=share.written,
                    right=right,
                    told=part.written,
                )
                place = sentence.place_at(part.start)
                advice = zh("请核对这三个数，哪一个写错了。")
                yield Finding("percentage-wrong", Severity.WARN, place, text, advice)


def _makes(whole: Figure, share: Figure, part: Figure) -> bool:
    """Within the last places of the part and of the whole; a share without decimals means what it says."""
    room = part.step + (whole.step * share.value / 100 if whole.number % 1 else 0)
    if share.number % 1:
        room += whole.value * share.step / 100
    return abs(whole.value * share.value / 100 - part.value) < room
