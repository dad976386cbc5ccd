"""Numbered lines below the number that announces them: 拟实施以下5个项目： over four lines.

Lines that are the parts of the notice itself (period, telephone, requirements) are no list. Where persons are announced,
the lines must name persons.
"""

import re
from collections.abc import Iterator, Sequence

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, Passage
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.number_words import WORDS, whole_number
from desktop.rules.notice_numbers.reading import folded

_COUNTED = re.compile(
    rf"(?<![\d.第每{WORDS}])(\d{{1,3}}|[{WORDS}]{{1,3}})(户|人|名|位|家|宗|件|个(?:项目|村|单位|合作社|企业|标段|地块|岗位)|项)(?!目标)"
)
_ANNOUNCES = re.compile(r"(?::|如下)[:。]?$")
_NUMBERED = re.compile(r"^\s*[（(]?(\d{1,3})[）)]?[.．、]?\s*(?![\d%％])(\S.*)")
_PART_OF_NOTICE = re.compile(
    r"公示|公告|电话|时间|期限|依据|要求|标准|异议|监督|地点|方式|原则|条件|程序|内容|范围"
)
_DEMANDS = re.compile(r"要|应|须|请|落实|做好|不予|经核实|原因|问题")
_PERSONS = ("户", "人", "名", "位")
_MOST_OFF, _FEWEST = 2, 2


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``count-wrong`` where no number of the announcing sentence is that of the lines."""
    name = re.compile(
        rf"(?:^|[村社组队镇乡\s:：])(?:{'|'.join(data.own.privacy.surnames)})[\u3400-\u9fff*某×]{{1,2}}(?![\u3400-\u9fff])"
    )
    body = [passage for passage in document.body() if passage.text.strip()]
    for at, passage in enumerate(body[:-1]):
        text = folded(passage.text)
        if not _ANNOUNCES.search(text):
            continue
        lines = _lines(body, at + 1)
        if len(lines) < _FEWEST or any(_PART_OF_NOTICE.search(line[:12]) for line in lines):
            continue
        counts = [
            (number, found)
            for found in _COUNTED.finditer(text.rpartition("。")[2] if not text.endswith("。") else text)
            if (number := whole_number(found[1]) or 0) > 1
        ]
        if not counts or any(number == len(lines) for number, _ in counts):
            continue
        number, found = min(counts, key=lambda one: abs(one[0] - len(lines)))
        if _DEMANDS.search(found.string, found.end()):
            continue  # 下列5个村要做到: 1, 2, 3
        named = sum(bool(name.search(line)) for line in lines) * 3 >= len(lines) * 2
        if abs(number - len(lines)) <= max(_MOST_OFF, number // 4) and (found[2] not in _PERSONS or named):
            said = zh("写的是“{written}”，列出来的有{listed}个。", written=found.group(), listed=len(lines))
            advice = zh("请核对列出的名称和个数，看是漏了、多了，还是总数写错了。")
            yield Finding("count-wrong", Severity.WARN, passage.place, said, advice)


def _lines(body: Sequence[Passage], start: int) -> list[str]:
    """The lines numbered 1, 2, 3 … right below; the first with another number, or none, ends them."""
    lines: list[str] = []
    for at in range(start, len(body)):
        found = _NUMBERED.match(body[at].text)
        if found is None or int(found[1]) != len(lines) + 1:
            break
        lines.append(found[2])
    return lines
