"""How many projects, villages or offices there are against the rows of the table: 安排项目4个 over five rows.

People and households are counted by another rule. Only the one table of a document with such a column is judged.
"""

import re
from collections.abc import Iterator

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, DocumentTable, Part
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.cell_numbers import number_of
from desktop.rules.notice_numbers.number_words import WORDS, whole_number
from desktop.rules.notice_numbers.reading import folded, paragraphs_of
from desktop.rules.notice_numbers.tables_read import is_han_sequence, runs_on

_NUMBER = rf"(\d{{1,4}}|[{WORDS}]{{1,3}})"
# Headings, what the text calls the thing, and whether the same name may stand in several rows.
_THINGS = (
    (re.compile(r"^(?:项目|项目名称|工程名称|建设项目)$"), rf"项目{_NUMBER}个|{_NUMBER}个(?:[\u4e00-\u9fff]{{0,6}})项目|项目{_NUMBER}项", False),
    (re.compile(r"^(?:村|村名|行政村|村委会|村\(社区\)|所在村)$"), rf"{_NUMBER}个(?:行政)?村(?!民)|行政村{_NUMBER}个", True),
    (re.compile(r"^(?:乡镇|乡\(镇\)|镇|乡镇名称)$"), rf"{_NUMBER}个(?:乡镇|乡|镇)", True),
    (re.compile(r"^(?:企业名称|单位名称|企业|机构名称|学校|学校名称|药店名称|合作社名称|经营主体|申请单位)$"),
     rf"{_NUMBER}(?:家|所)|{_NUMBER}个(?:单位|企业|合作社|经营主体)|(?:企业|单位|学校|合作社){_NUMBER}个", True),
)  # fmt: skip
_TOTALS = re.compile(r"合计|小计|总计|共计|其中")
_MOST_APART = 2


def check(document: Document, _data: ExaminationData) -> Iterator[Finding]:
    """``count-wrong`` where no number told of the thing is that of the rows, and one comes near it."""
    tables = [table for table in document.tables if table.part is Part.BODY and len(table.rows) >= 3]
    if len(tables) != 1 or runs_on(document, tables[0]):
        return
    for heading, words, repeated in _THINGS:
        names = _names(tables[0], heading)
        if len(names) < 2:
            continue
        good = {len(names), len(set(names))} if repeated else {len(names)}
        yield from _told(document, tables[0], words, good)


def _told(document: Document, table: DocumentTable, words: str, good: set[int]) -> Iterator[Finding]:
    found = []
    for paragraph in paragraphs_of(document):
        for match in re.finditer(words, paragraph.text):
            number = whole_number(next(group for group in match.groups() if group)) or 0
            found.append((paragraph, match, number))
    if not found or any(number in good for _, _, number in found):
        return
    for paragraph, match, number in found:
        if any(abs(number - rows) <= _MOST_APART for rows in good) and number > 1:
            listed = zh("、").join(str(rows) for rows in sorted(good))
            text = zh(
                "写的是“{found}”，{place}里列了{listed}个。",
                found=match.group(),
                place=table.place,
                listed=listed,
            )
            advice = zh("请核对表里的行数和总数，看是漏列、多列，还是总数写错了。")
            yield Finding("count-wrong", Severity.WARN, paragraph.place_at(match.start()), text, advice)
            return


def _names(table: DocumentTable, heading: re.Pattern[str]) -> list[str]:
    """What stands below the heading, rows of totals and of groups left out."""
    for depth, row in enumerate(table.rows[:4]):
        for column, cell in enumerate(row):
            if heading.match(folded(cell)):
                return [
                    folded(line[column])
                    for line in table.rows[depth + 1 :]
                    if column < len(line)
                    and line[column].strip()
                    and number_of(line[column]) is None
                    and not any(_TOTALS.search(re.sub(r"\s", "", other)) for other in line[:3])
                    and not is_han_sequence(line[0])
                ]
    return []
