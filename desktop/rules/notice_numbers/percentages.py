"""Shares that do not come out: 完成300万元，占总投资500万元的70%; 按1000万元的1%提取8万元.

The whole is often told far from its share; a share that fits any fitting figure before it is right.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.figures_found import Figure, Kind, figures_in
from desktop.rules.notice_numbers.reading import Paragraph, paragraphs_of

_RATIO = re.compile(
    r"(?:完成|拨付|支付|支出|执行|报账|到位|使用|兑付|发放|兑现|入户|完工|开工|验收|合格|赞成|到会率?|参会率?|出席|支持|抽查|核查|抽验|核验|覆盖|占|通过|同意|参会|到会)"
    r"(?:率|比例|进度|比)(?:为|达|达到|是|:)?$"
)
_NAMED_RATE = re.compile(r"([\u4e00-\u9fff]{2})(?:率|比例)(?:为|达|达到|是|:)?$")
_OF_ALL = re.compile(r"^[,(]?(?:所)?占(?:比|[^\d,%]{0,12})?(?:的|为|:)*$")
_OF_THIS = ("的", "的比例为", "的比例是")
_WHOLE = re.compile(r"总|共|全|合计|计划|应|安排|分配|抽")
_TAKE = re.compile(r"^(?:的比例|比例)?(?:提取|计提|列支|安排|收取|缴纳)[^\d,;。]{0,16}$")
_CHANGE = re.compile(r"增长|下降|提高|降低|减少|增加|同比|环比|上浮|下调|比例为")
_LOOKED_BACK = 4
_SHARED_ENDS = re.compile(r"[。;]")


@dataclass(frozen=True, slots=True)
class _Share:
    """``exact``: something is taken by this share, which then means what it says."""

    share: Figure
    part: Figure
    wholes: tuple[Figure, ...]
    exact: bool = False

    def fits(self, steps: int) -> bool:
        return any(self._fits(whole, steps) for whole in self.wholes)

    def _fits(self, whole: Figure, steps: int) -> bool:
        if not whole.value:
            return False
        true = self.part.value / whole.value * 100
        room = self.part.step / whole.value * 100 if self.exact or self.part.number % 1 else Fraction(0)
        return abs(true - self.share.value) < room + (0 if self.exact else self.share.step * steps)


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``percentage-wrong`` where the part is beyond doubt and no figure before it is a fitting whole."""
    paragraphs = paragraphs_of(document)
    figures = [(paragraph, figure) for paragraph in paragraphs for figure in figures_in(paragraph.text)]
    for place, (paragraph, figure) in enumerate(figures):
        if figure.kind is not Kind.PERCENT or figure.approximate:
            continue
        told = _share(paragraph, figures, place)
        if (
            told is None
            or told.part.approximate
            or not told.wholes
            or told.fits(data.own.arithmetic.percent_steps)
            or _of_others(told, [other for owner, other in figures[:place] if owner is paragraph])
        ):
            continue
        yield _finding(paragraph, told)


def _of_others(told: _Share, before: Sequence[Figure]) -> bool:
    """同意36人，弃权2人，通过率94.7%: the rate may be of the figure before the last."""
    alike = [figure for figure in before if figure.alike(told.part)][-_LOOKED_BACK:]
    return not told.exact and any(
        _Share(told.share, part, tuple(whole for whole in alike if whole.value > part.value)).fits(1)
        for part in alike[:-1]
        if part is not told.part
    )


def _share(paragraph: Paragraph, figures: Sequence[tuple[Paragraph, Figure]], place: int) -> _Share | None:
    share, text = figures[place][1], paragraph.text
    following = figures[place + 1] if place + 1 < len(figures) else None
    if following and following[0] is paragraph and _TAKE.match(text[share.end : following[1].start]):
        part = following[1]
        direct = figures[place - 1][1] if place and text[: share.start].endswith(_OF_THIS[0]) else None
        wholes = [direct] if direct and direct.alike(part) else _earlier(figures, place, part)
        return _Share(share, part, tuple(wholes), exact=True)
    if not place or figures[place - 1][0] is not paragraph:
        return None
    between = text[figures[place - 1][1].end : share.start]
    if figures[place - 1][1].kind is Kind.PERCENT or _CHANGE.search(between) or _SHARED_ENDS.search(between):
        return None
    return _told(paragraph, figures, place, between)


def _told(
    paragraph: Paragraph, figures: Sequence[tuple[Paragraph, Figure]], place: int, between: str
) -> _Share | None:
    """A share that is told of the figure before it, or of the one before that: 占500万元的60%, 300万元占60%."""
    share, part = figures[place][1], figures[place - 1][1]
    if between in _OF_THIS:
        inside = [
            figure for owner, figure in figures[: place - 1] if owner is paragraph and figure.alike(part)
        ]
        counted = bool(inside) and "占" in paragraph.text[inside[-1].end : part.start]
        return _Share(share, inside[-1], (part,)) if counted else None
    wholes = [figure for figure in _earlier(figures, place - 1, part) if figure.value >= part.value]
    if _OF_ALL.match(between):
        sure = any(_WHOLE.search(figure.label) for figure in wholes)
        return _Share(share, part, tuple(wholes)) if sure else None
    of_its_own = _NAMED_RATE.search(between)  # 已参保1239人，参保率96.3%
    told = _RATIO.search(between) or (of_its_own and of_its_own[1] in part.label)
    return _Share(share, part, tuple(wholes[-3:])) if told else None


def _earlier(figures: Sequence[tuple[Paragraph, Figure]], place: int, part: Figure) -> list[Figure]:
    return [figure for _, figure in figures[:place] if figure.alike(part) and figure is not part]


def _finding(paragraph: Paragraph, told: _Share) -> Finding:
    whole = next((w for w in reversed(told.wholes) if _WHOLE.search(w.label)), told.wholes[-1])
    true = float(told.part.value / whole.value * 100) if whole.value else 0.0
    text = zh(
        "{part}占{whole}的{true:.2f}%，写的是“{told}”。",
        part=told.part.written,
        whole=whole.written,
        true=true,
        told=told.share.written,
    )
    advice = zh("请核对这三个数，哪一个写错了。")
    return Finding("percentage-wrong", Severity.WARN, paragraph.place_at(told.share.start), text, advice)
