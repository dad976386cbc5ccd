"""Names in lines of their own below the number that announces them: 拟表彰以下7名同志： over two lines of three names.

A line counts if it holds nothing but names, perhaps behind the place they come from; the first other line ends the list.
"""

import re
from collections.abc import Iterator, Sequence

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, Passage
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.number_words import WORDS, whole_number
from desktop.rules.notice_numbers.reading import folded

_COUNTED = re.compile(rf"(?<![\d.第每{WORDS}])(\d{{1,3}}|[{WORDS}]{{1,3}})(名|人|位|户)")
_ANNOUNCES = re.compile(rf"(?::|如下|名单|\((?:共|计)?(?:\d{{1,3}}|[{WORDS}]{{1,3}})[人名户位]\))[:。]?$")
_LEAD = re.compile(
    r"^(?:\(?[\d一二三四五六七八九十]{1,3}[)、.])?(?:[^\d:、]{2,14}(?:\(\d{1,3}[人名户]\))?:)?"
)
_BETWEEN = re.compile(r"[、,;\s，；]+")
_NAME = re.compile(
    r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{2,6}·[\u3400-\u9fff]{2,6}|[\u3400-\u9fff][*×某]{1,2}[\u3400-\u9fff]?"
)
_WITH_FIGURE = re.compile(r"[\d.]+(?:周?岁|万?元|亩|分|口?人)")
_FEWEST, _MOST_OFF = 2, 2


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``count-wrong`` where no number of the announcing line is that of the names."""
    surnames = data.own.privacy.surnames
    body = [passage for passage in document.body() if passage.text.strip()]
    for at, passage in enumerate(body[:-1]):
        text = folded(passage.text)
        if not _ANNOUNCES.search(text):
            continue
        listed = _listed(body, at + 1, surnames)
        if listed < _FEWEST:
            continue
        told = [
            (number, found) for found in _COUNTED.finditer(text) if (number := whole_number(found[1]) or 0)
        ]
        if not told or any(number == listed for number, _ in told):
            continue
        number, found = min(told, key=lambda one: abs(one[0] - listed))
        if abs(number - listed) <= max(_MOST_OFF, number // 4):
            said = zh("写的是“{written}”，列出来的有{listed}个。", written=found.group(), listed=listed)
            advice = zh("请核对名单，看是漏了人、多了人，还是总数写错了。")
            yield Finding("count-wrong", Severity.WARN, passage.place, said, advice)


def _listed(body: Sequence[Passage], start: int, surnames: tuple[str, ...]) -> int:
    listed = 0
    for at in range(start, len(body)):
        names = _names(body[at].text, surnames)
        if not names:
            break
        listed += len(names)
    return listed


def _names(text: str, surnames: tuple[str, ...]) -> list[str]:
    """The names of a line that holds nothing else; most of them must begin with a surname."""
    plain = re.sub(r"\s*[:：]\s*", ":", text.strip()).replace("（", "(").replace("）", ")")
    alone = _WITH_FIGURE.sub("", _LEAD.sub("", plain).strip("。"))
    names = [name for name in _BETWEEN.split(alone) if name]
    if not names or not all(_NAME.fullmatch(name) for name in names):
        return []
    known = sum(name.startswith(surnames) for name in names)
    return names if known * 3 >= len(names) * 2 and len({name[-1] for name in names}) * 2 > len(names) else []
