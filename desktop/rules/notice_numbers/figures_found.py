"""Figures in running text: amounts, areas, counts, percentages and rates, each with its unit and where it stands.

A figure said to be about so much (约, 近, 余) is marked and never held against another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

NUMBER = r"(?<![\d.A-Za-z〔\[])(?<!\d[ ,])(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,8})?(?![\d.]\d?)"
_COUNTED = (
    "户|人次|人|名|口|头|只|匹|台|套|辆|吨|公斤|千克|斤|株|间|座|栋|公里|千米|米|处|件|项|批|家|份|位|宗|盏|棵|袋|"
    "羊单位|平方|立方米|"
    "个(?:[\u4e00-\u9fff]{0,4}?(?:村|乡镇|镇|乡|县|组|社区|社|项目|街道|单位|点|小区|园区|合作社|企业|岗位|标段|户|人))?"
)
_MONEY = {"元": 1, "圆": 1, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_MU = Fraction(2000, 3)
_AREA = {
    "亩": _MU,
    "市亩": _MU,
    "万亩": _MU * 10_000,
    "公顷": Fraction(10_000),
    "万公顷": Fraction(100_000_000),
    "平方米": Fraction(1),
    "平米": Fraction(1),
    "㎡": Fraction(1),
    "m2": Fraction(1),
    "m²": Fraction(1),
    "万平方米": Fraction(10_000),
    "平方公里": Fraction(1_000_000),
    "平方千米": Fraction(1_000_000),
}
_UNIT = "|".join(sorted({*_MONEY, *_AREA}, key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?P<before>[约近超逾余达]|超过|大约|大概|将近|接近|不足|不低于|不少于|不超过|至少|最高|最低|[￥¥])?(?P<number>{NUMBER})"
    rf"(?P<more>余|多)?(?P<unit>{_UNIT}|%|‰|(?P<scale>万|千|亿)?(?P<counted>{_COUNTED}))(?P<after>左右|以上|以下|以内|多|余)?"
)
_RATE = re.compile(
    rf"(?P<a>{NUMBER})(?P<am>万?元)(?:/|每|\/)(?P<ag>{_UNIT}|{_COUNTED}|[^\s,.;:()\d]{{1,3}})(?P<at>[/·.、每]?(?:年|月|天|日|季|次))?|"
    rf"每(?P<bg>亩|公顷|平方米|户|人|名|头|只|台|吨|套|间|口|公里|千米|米|株|棵|处|座|盏|公斤|斤|立方米|羊单位)(?P<bt>每?(?:年|月|天|日|季|次))?(?P<word>[^,。;:()\d元每亩户]{{0,8}}?)"
    rf"(?P<b>{NUMBER})(?P<bm>万?元)"
)
_LABEL_END = re.compile(r"[,、;:()。\n]|其中|分别|以及|和(?=[^谐平])")
_EXACT_BEFORE = ("￥", "¥", "达", None)


class Kind(StrEnum):
    MONEY = "money"
    AREA = "area"
    COUNT = "count"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` and ``step`` (its last shown place) are in yuan, ㎡, pieces or hundredths; ``unit`` names what is counted.

    ``start`` and ``end`` bound number and unit in the text searched, ``label`` is what stands before it.
    """

    kind: Kind
    number: Decimal
    value: Fraction
    step: Fraction
    unit: str
    written: str
    start: int
    end: int
    label: str = ""
    approximate: bool = False

    def alike(self, other: "Figure") -> bool:
        """Whether the two may be added up: money with money, households with households."""
        return self.kind is other.kind and (self.kind is not Kind.COUNT or self.unit == other.unit)


@dataclass(frozen=True, slots=True)
class Rate:
    """So many yuan for one ``per`` (亩, 户…). ``per_value`` is that unit in ㎡ for areas, else 1. ``timed``: per month."""

    value: Fraction
    step: Fraction
    places: int
    per: str
    per_kind: Kind
    per_value: Fraction
    timed: bool
    written: str
    start: int
    end: int
    label: str = ""


def figures_in(text: str) -> list[Figure]:
    """All figures with a unit, in order; those that belong to a rate (20元/亩) are not among them."""
    rates = [(rate.start, rate.end) for rate in rates_in(text)]
    found: list[Figure] = []
    last = 0
    for match in _FIGURE.finditer(text):
        start, end = match.start("number"), match.end("unit")
        if any(begin <= start < stop for begin, stop in rates):
            continue
        figure = _figure(match, text[last:start])
        found.append(figure)
        last = end
    return found


def rates_in(text: str) -> list[Rate]:
    """Rates as 20元/亩, 20元每亩, 每亩20元, 每人每月300元."""
    return list(_rates(text))


def figure_of(number: str, unit: str) -> tuple[Kind, Fraction, Fraction] | None:
    """(kind, value, step) of a number with an area or money unit; None for another unit."""
    value = Fraction(number.replace(",", ""))
    step = Fraction(1, 10 ** _places(number))
    if unit in _MONEY:
        return Kind.MONEY, value * _MONEY[unit], step * _MONEY[unit]
    if unit in _AREA:
        return Kind.AREA, value * _AREA[unit], step * _AREA[unit]
    return None


def unit_worth(unit: str) -> tuple[Kind, Fraction] | None:
    """(kind, worth in yuan or ㎡) of a unit of money or area."""
    known = figure_of("1", unit)
    return (known[0], known[1]) if known else None


def _figure(match: re.Match[str], between: str) -> Figure:
    number, unit = match["number"], match["unit"]
    approximate = bool(match["more"] or match["after"]) or match["before"] not in _EXACT_BEFORE
    known = figure_of(number, unit)
    if known:
        kind, value, step = known
    else:
        scale = {"万": 10_000, "千": 1000, "亿": 100_000_000}.get(match["scale"] or "", 1)
        kind = Kind.PERCENT if unit in "%‰" else Kind.COUNT
        worth = Fraction(1, 10) if unit == "‰" else Fraction(scale)
        value = Fraction(number.replace(",", "")) * worth
        step = Fraction(1, 10 ** _places(number)) * worth
        unit = "%" if kind is Kind.PERCENT else match["counted"]
    label = _LABEL_END.split(between)[-1]
    label = label.removesuffix(match["before"] or "")
    return Figure(
        kind,
        Decimal(number.replace(",", "")),
        value,
        step,
        unit,
        f"{number}{match['unit']}",
        match.start("number"),
        match.end("unit"),
        label[-20:],
        approximate,
    )


def _rates(text: str) -> Iterator[Rate]:
    last = 0
    for match in _RATE.finditer(text):
        first = match["a"] is not None
        number = match["a"] if first else match["b"]
        money = match["am"] if first else match["bm"]
        per = match["ag"] if first else match["bg"]
        timed = bool(match["at"] if first else match["bt"])
        timed = timed and "年" not in (match["at"] or match["bt"] or "")
        timed = timed or any(word in (match["word"] or "") for word in ("月", "天", "日", "季"))
        worth = unit_worth(per)
        start = match.start("a") if first else match.start()
        label = _LABEL_END.split(text[last:start])[-1][-20:]
        last = match.end()
        factor = _MONEY[money]
        yield Rate(
            Fraction(number.replace(",", "")) * factor,
            Fraction(factor, 10 ** _places(number)),
            _places(number),
            per,
            worth[0] if worth else Kind.COUNT,
            worth[1] if worth else Fraction(1),
            timed,
            match.group(),
            start,
            match.end(),
            label,
        )


def _places(number: str) -> int:
    return len(number.partition(".")[2])


def shown(value: Fraction, unit: str, step: Fraction) -> str:
    """``value`` (yuan, ㎡ or pieces) written in ``unit`` with the places of ``step``, at least enough to tell the difference."""
    known = unit_worth(unit)
    worth = known[1] if known else Fraction(1)
    places = 0
    while Fraction(1, 10**places) > step / worth and places < 8:
        places += 1
    exact = Decimal((value / worth).numerator) / Decimal((value / worth).denominator)
    text = f"{exact.quantize(Decimal(1).scaleb(-places)):f}"
    return text + unit
