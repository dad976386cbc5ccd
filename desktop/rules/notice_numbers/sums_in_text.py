"""Parts against their total in running text: 共6户，其中A村3户、B村2户; A村3户、B村2户，共6户; 3+2=6.

A list after 其中 often names only some of the parts, and classes of people overlap; such lists are let pass.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.catalogue.examination_numbers import ArithmeticWords
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.figures_found import NUMBER, Figure, Kind, figures_in
from desktop.rules.notice_numbers.reading import Paragraph, Sentence, cells_told, paragraphs_of

_INNER = re.compile(r"\([^()]*\)")
_PARTS_FOLLOW = re.compile(
    r"其中[:,]?|(?:分别|具体)(?:为|是|如下)[:]?|[(]?包括[:]?|(?<=[\u4e00-\u9fff元户人亩]):"
)
_GOES_ON = re.compile(
    r"其中|以上|上述|[\u4e00-\u9fff]{0,3}(?:共计|合计|总计)|分(?:村|乡|镇|县|项)|具体|各村|分别"
)
_BY_PLACE = re.compile(r"分(?:村|乡|镇|县|项)|具体|情况|明细|如下")
_OTHER_MATTER = re.compile(r"^已|支出|使用|拨付|到位|发放|兑付|完成|结余|支付|下达")
_UNIT_PRICE = re.compile(r"每[\u4e00-\u9fff]{1,3}$|单价[为是:]?$")
_TOTAL_WORD = re.compile(
    r"^(?:以上|上述)?(?:[两二三四五六七八九十]项|[两二三四五六]者|各项|[一二三四]季度|[上下]半年|全[年县乡镇村市区]|本[年季月次]度?)?(?:共计|合计|总计|总共|共|累计共|计)(?:[\u4e00-\u9fff]{0,8})$"
)
_THEN_TOTAL = re.compile(
    rf"\(([^()]*)\),?(?:共计|合计|总计|共|计)(?:{NUMBER})(?:户|人|名|口|万?元|亩|公顷|万亩|公斤|吨)"
)
_NAMES_A_PART = re.compile(r"(?:村|乡|镇|社区|街道|[一二三四五六七八九十]组|社|队)$")
_OPEN_LIST = re.compile(r"^(?:[\u4e00-\u9fff]{0,4})?等")
_EXPRESSION = re.compile(
    r"(?<![\d.+×*])(\d[\d.,]*(?:[万亿]?元|亩|户|人|公顷)?(?:\+\d[\d.,]*(?:[万亿]?元|亩|户|人|公顷)?)+)=(\d[\d,]*(?:\.\d+)?)"
)
_SLIP_SHOWS = 4
_ADVICE = zh("请把分项重新加一遍，看是分项写错了，还是总数写错了。")


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``sum-wrong`` for lists that are meant to be complete."""
    words = data.own.arithmetic
    for paragraph in (*paragraphs_of(document), *cells_told(document)):
        for sentence in _stretches(paragraph):
            told: set[int] = set()
            for total, found in (*_announced(sentence), *_in_brackets(sentence), *_summed_up(sentence)):
                parts = _of_one_sort(found, words)
                if any(_UNIT_PRICE.search(part.label) for part in parts):
                    continue
                if total.start not in told and not _fits(total, parts) and _complete(total, parts, words):
                    told.add(total.start)
                    yield _finding(sentence, total, parts)
            yield from _expressions(sentence)


def _stretches(paragraph: Paragraph) -> Iterator[Sentence]:
    """Sentences from stop to stop; one that begins with 其中 belongs to the one before it."""
    start = end = 0
    for text in paragraph.text.split("。"):
        if end and not _GOES_ON.match(text):
            yield Sentence(paragraph.text[start : end - 1], start, paragraph)
            start = end
        end += len(text) + 1
    yield Sentence(paragraph.text[start : end - 1], start, paragraph)


def _announced(sentence: Sentence) -> Iterator[tuple[Figure, list[Figure]]]:
    """Total first, then 其中 or a colon and the parts, up to the closing bracket or the next 其中."""
    text = sentence.text
    for match in _PARTS_FOLLOW.finditer(text):
        end = _region_end(text, match.end())
        inner = _blanked(text[match.end() : end])
        before = figures_in(text[: match.start()])
        if match.group() == ":" and (not before or match.start() - before[-1].end > 16):
            continue
        lead = text[before[-1].end : match.start()] if before else ""
        if match.group() == ":" and len(lead) > 8 and not _BY_PLACE.search(lead):
            continue
        parts = figures_in(inner)
        inside = _each_in_brackets(text[match.end() : end])
        known = [figure for figure in before if inside and figure.alike(inside[0])]
        if known and not any(part.alike(inside[0]) for part in parts):
            yield known[-1], [_moved(part, match.end()) for part in inside]
        for group in _groups(parts):
            totals = [figure for figure in before if figure.alike(group[0])]
            if not totals or _OPEN_LIST.match(inner[group[-1].end :]):
                continue
            if any(_fits(total, group) for total in totals[:-1]):
                continue  # 收入18362万元，增收924万元。其中：…
            yield totals[-1], [_moved(part, match.end()) for part in group]


def _in_brackets(sentence: Sentence) -> Iterator[tuple[Figure, list[Figure]]]:
    """农用地3.1080公顷(耕地…、园地…、林地…): a figure and its parts in the brackets behind it."""
    figures = {figure.end: figure for figure in figures_in(sentence.text)}
    for match in _INNER.finditer(sentence.text):
        total = figures.get(match.start())
        items = match.group()[1:-1].split("、")
        if total is None or len(items) < 2:
            continue
        parts = figures_in(match.group())
        if len(parts) == len(items) and all(part.alike(total) and part.label for part in parts):
            yield total, [_moved(part, match.start()) for part in parts]
    for match in _THEN_TOTAL.finditer(sentence.text):
        total = figures.get(match.end())
        alike = [part for part in figures_in(match[1]) if total and part.alike(total)]
        if total and len(alike) >= 2 and len(alike) == len(match[1].split("、")):
            yield total, [_moved(part, match.start(1)) for part in alike]


def _summed_up(sentence: Sentence) -> Iterator[tuple[Figure, list[Figure]]]:
    """Parts first, then 共 and the total."""
    figures = figures_in(_blanked(sentence.text))
    totals = [_is_total(figures, place) for place in range(len(figures))]
    for place, total in enumerate(figures):
        if not totals[place]:
            continue
        bracketed = _bracketed(sentence.text[: total.start], total)
        if len(bracketed) >= 2 and not any(figure.alike(total) for figure in figures[:place]):
            yield total, bracketed
        parts: list[Figure] = []
        for at in range(place - 1, -1, -1):
            if figures[at].alike(total):
                if totals[at]:
                    break
                parts.insert(0, figures[at])
        between = sentence.text[parts[-1].end : total.start] if parts else ""
        if len(parts) >= 2 and len(between) <= 24 and ";" not in between and "其中" not in between:
            yield total, parts


def _is_total(figures: Sequence[Figure], place: int) -> bool:
    """共6户; in 共6户4700元 the sum as well. 共涉及上滩村2户 begins the parts."""
    figure = figures[place]
    if place and figures[place - 1].end == figure.start and not figures[place - 1].alike(figure):
        return _is_total(figures, place - 1)
    return bool(_TOTAL_WORD.match(figure.label)) and not _NAMES_A_PART.search(figure.label)


def _bracketed(text: str, total: Figure) -> list[Figure]:
    """甲（0.8万元）、乙（1.15万元）: the figures of brackets that hold just one each."""
    alike = [figure for figure in _each_in_brackets(text) if figure.alike(total)]
    return alike if len(alike) == len(_INNER.findall(text)) else []


def _each_in_brackets(text: str) -> list[Figure]:
    """The figures of brackets that hold one each, where two or more do and all count the same."""
    found = [
        (match.start(), figures) for match in _INNER.finditer(text) if (figures := figures_in(match.group()))
    ]
    if len(found) < 2 or any(
        len(figures) != 1 or not figures[0].alike(found[0][1][0]) for _, figures in found
    ):
        return []
    return [_moved(figures[0], start) for start, figures in found]


def _region_end(text: str, start: int) -> int:
    """Where the list that begins at ``start`` ends."""
    depth = 0
    for place in range(start, len(text)):
        if text[place] == "(":
            depth += 1
        elif text[place] == ")":
            depth -= 1
            if depth < 0:
                return place
        elif not depth and text.startswith("其中", place):
            return place
    return len(text)


def _blanked(text: str) -> str:
    """``text`` with everything in brackets replaced by as many blanks."""
    while True:
        shorter = _INNER.sub(lambda match: "﹏" * len(match.group()), text)
        if shorter == text:
            return text
        text = shorter


def _groups(parts: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Parts that may be added: of one kind and one thing counted, at least two."""
    seen: list[Figure] = []
    for first in parts:
        if any(first.alike(other) for other in seen):
            continue
        seen.append(first)
        group = [part for part in parts if part.alike(first)]
        if len(group) >= 2 and first.kind is not Kind.PERCENT:
            yield group


def _moved(figure: Figure, shift: int) -> Figure:
    return Figure(
        figure.kind,
        figure.number,
        figure.value,
        figure.step,
        figure.unit,
        figure.written,
        figure.start + shift,
        figure.end + shift,
        figure.label,
        figure.approximate,
    )


def _fits(total: Figure, parts: Sequence[Figure]) -> bool:
    """Right as it stands, or right for a beginning or end of the list (a second breakdown may follow the first)."""
    if total.approximate or any(part.approximate for part in parts):
        return True
    room = total.step
    if total.kind is not Kind.COUNT and total.unit not in ("元", "亩"):
        room = room * max(2, len(parts)) / 2
    values = [part.value for part in parts]
    if any(abs(value - total.value) < room for value in values):
        return True
    runs = [
        *(values[:end] for end in range(2, len(values) + 1)),
        *(values[start:] for start in range(len(values) - 1)),
    ]
    return any(abs(sum(run) - total.value) < room for run in runs)


def _complete(total: Figure, parts: Sequence[Figure], words: ArithmeticWords) -> bool:
    """Whether the list claims to be the whole: places or sources of money, a rest named, or nearly the total."""
    labels = [part.label for part in parts]
    if total.kind is Kind.COUNT and any(
        word in label and not label.endswith("代表") for label in labels for word in words.overlapping
    ):
        return False
    if any(label.startswith(words.complements) for label in labels):
        return True
    if total.kind is Kind.MONEY and all(
        any(word in label for word in words.sources_of_money) for label in labels
    ):
        return True
    if all(label.endswith(words.partition_ends) for label in labels):
        return True
    difference = abs(sum(part.value for part in parts) - total.value)
    near = difference * 100 <= total.value * words.nearly_percent
    return near or (total.kind is Kind.COUNT and difference <= 1) or _one_slip(total, parts)


def _one_slip(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether sum and total, of four figures or more, differ in one figure or by two neighbours exchanged."""
    told, added = total.value / total.step, sum(part.value for part in parts) / total.step
    one, other = str(int(told)), str(int(added))
    if told != int(told) or added != int(added) or len(one) != len(other) or len(one) < _SLIP_SHOWS:
        return False
    wrong = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(wrong) == 2 and wrong[1] - wrong[0] == 1 and sorted(one) == sorted(other)
    return len(wrong) == 1 or swapped


def _of_one_sort(parts: list[Figure], words: ArithmeticWords) -> list[Figure]:
    """The parts up to the first that is no source of money, where at least two are: what follows is another matter."""
    if parts[0].kind is not Kind.MONEY:
        return parts
    other = next((place for place, part in enumerate(parts) if _OTHER_MATTER.search(part.label)), len(parts))
    named = all(any(word in part.label for word in words.sources_of_money) for part in parts[:other])
    return parts[:other] if other >= 2 and named else parts


def _finding(sentence: Sentence, total: Figure, parts: Sequence[Figure]) -> Finding:
    added = _in_unit(parts, total)
    text = zh(
        "{written}{part}加起来是{added}，写的是“{written2}”。",
        written=zh("、").join(part.written for part in parts[:6]),
        part=zh("等") if len(parts) > 6 else "",
        added=added,
        written2=total.written,
    )
    return Finding("sum-wrong", Severity.WARN, sentence.place_at(total.start), text, _ADVICE)


def _in_unit(parts: Sequence[Figure], total: Figure) -> str:
    """The sum of the parts in the unit of the total."""
    unit = total.written.lstrip("0123456789.,")
    if not total.number:
        return f"{float(sum(part.value for part in parts)):g}"
    exact = sum(part.value for part in parts) * Fraction(total.number) / total.value
    plain = Decimal(exact.numerator) / Decimal(exact.denominator)
    return f"{plain.quantize(Decimal('0.000001')).normalize():f}{unit}"


def _expressions(sentence: Sentence) -> Iterator[Finding]:
    """3+2=6 written out."""
    for match in _EXPRESSION.finditer(sentence.text):
        numbers = [re.sub(r"[^\d.]", "", part).strip(".") for part in match[1].split("+")]
        if not all(re.fullmatch(r"\d+(?:\.\d+)?", number) for number in numbers):
            continue
        added, told = sum(Decimal(number) for number in numbers), Decimal(match[2].replace(",", ""))
        if added != told:
            text = zh("{sum}等于{added}，写的是“{written}”。", sum=match[1], added=added, written=match[2])
            yield Finding("sum-wrong", Severity.WARN, sentence.place_at(match.start(2)), text, _ADVICE)
