"""How many there are against how many are listed: 以下4户 over a list of three, 甲村、乙村等3个村.

Rows of a list are counted, and names of places strung together. A list that is only partly shown is not judged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.catalogue.examination_numbers import ArithmeticWords
from desktop.domain.document import Document, DocumentTable, Part
from desktop.domain.finding import Finding, Severity
from desktop.rules.characters import half_width
from desktop.rules.notice_numbers.cell_numbers import number_of
from desktop.rules.notice_numbers.number_words import WORDS, whole_number
from desktop.rules.notice_numbers.reading import Paragraph, folded, paragraphs_of, passages_at
from desktop.rules.notice_numbers.tables_read import runs_on

_NAMED = re.compile(
    r"((?:[\u4e00-\u9fff]{1,14}(?:村|乡|镇|街道|社区|县|自治县|民族乡)(?:、|,|和|及|以及|与)){1,40}"
    r"[\u4e00-\u9fff]{1,14}?(?:村|乡|镇|街道|社区|县))(等)?(?:共|共计)?"
    rf"(\d{{1,3}}|[{WORDS}]{{1,3}})个(?:[\u4e00-\u9fff]{{0,5}}?)(行政村|村|乡镇|乡|镇|街道|社区|县|单位)"
)
_AND = re.compile(r"、|,|以及|和|及|与")
_LISTED = re.compile(
    r"(?P<strong>下列|以下|以上|上述|如下|现将|拟对|拟将)(?:[\u4e00-\u9fff]{0,4})(?P<n1>\d{1,5}|[一二三四五六七八九十两]{1,3})(?P<u1>户|人|名|位|个|项|宗|家|件)|"
    r"[\u4e00-\u9fff*·]{2,6}等(?P<n2>\d{1,5})(?P<u2>户|人|名|位)|"
    r"(?<![每\d])(?P<n3>\d{1,5})(?P<u3>户|人|名|位|宗|件|家|个项目)"
)
_ROW = re.compile(r"\s*(\d{1,4})(?:[、.．)）]\s*|\s+|\t)(\S.*)")
_BARE_NAME = re.compile(
    r"(?:\d{1,4}[.、．]?\s*|[(（]?[一二三四五六七八九十]{1,3}[)）、.]\s*)?[\u4e00-\u9fff*×某·]{2,6}"
)
_PERSONS = re.compile(
    rf"((?:[\u4e00-\u9fff·*]{{2,12}}﹏*、)+(?:[\u4e00-\u9fff·*]{{2,4}}[和及])?[\u4e00-\u9fff·*]{{2,4}}?﹏*)(等)?(?:共|共计)?(\d{{1,2}}|[{WORDS}]{{1,2}})(?:人|名|位|户)"
)
_INNER = re.compile(r"\([^()]*\)")
_TOLD_PERSON = re.compile(r"\s*(?:\d{1,3}[.、．]\s*)?[\u4e00-\u9fff·*]{2,8}[,，、]\s*[男女][,，、]")
_NAMED_LINE = re.compile(r"\s*(\d{1,3})[.、．]\s*([\u4e00-\u9fff·*]{2,5})[,，]")
_WORDED_ROW = re.compile(r"[(（]?([一二三四五六七八九十]{1,3})[)）、.]\s*[^。；;：:，,]{2,24}")
_NOT_SHOWN = re.compile(r"(?:名单|花名册|明细|清单|表)[^。]{0,6}(?:见附件|附后|见附表|略)|部分名单|摘录|节选")
_WEAK_ROOM = 2
_ADVICE = zh("请核对名单，看是漏了人、多了人，还是总数写错了。")


@dataclass(frozen=True, slots=True)
class CountedList:
    """``rows`` listed, ``totals`` what its columns of people add up to. ``bare``: without a heading it is a guess."""

    rows: int
    place: str
    heading: str
    totals: frozenset[int]
    bare: bool = False


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``count-wrong`` for strung names, and for the one list of a document."""
    paragraphs = paragraphs_of(document)
    for paragraph in paragraphs:
        yield from _names(paragraph)
        yield from _persons(paragraph, data.own.privacy.surnames)
    lists = _lists(document, data.own.arithmetic, data.own.privacy.surnames)
    if len(lists) == 1 and not any(_NOT_SHOWN.search(paragraph.text) for paragraph in paragraphs):
        yield from _rows(lists[0], paragraphs)


def _names(paragraph: Paragraph) -> Iterator[Finding]:
    for match in _NAMED.finditer(paragraph.text):
        told = whole_number(match[3])
        listed = len([name for name in _AND.split(match[1].rpartition("其中")[2]) if name])
        if (
            told is None
            or listed == told
            or (match[2] and listed < told and (listed < 4 or told > listed + 1))
        ):
            continue
        text = zh(
            "前面列了{listed}个名称，写的是“{count}个{kind}”。",
            listed=listed,
            count=match[3],
            kind=match[4],
        )
        place = paragraph.place_at(match.start(3))
        yield Finding("count-wrong", Severity.WARN, place, text, zh("请核对列出的名称和个数。"))


def _persons(paragraph: Paragraph, surnames: tuple[str, ...]) -> Iterator[Finding]:
    """马文静、李小龙2人: names are known by their surnames, so that 党员、群众30人 is none."""
    for match in _PERSONS.finditer(_INNER.sub(lambda inner: "﹏" * len(inner.group()), paragraph.text)):
        told = whole_number(match[3])
        names = [name.strip("﹏") for name in re.split(r"、|和|及", match[1])]
        known = sum(name.startswith(surnames) for name in names[1:])
        if (
            told is None
            or told == len(names)
            or known * 2 < len(names) - 1
            or (match[2] and told > len(names))
        ):
            continue
        if abs(told - len(names)) > 2 + len(names) // 5 or any(len(name) > 4 for name in names[1:]):
            continue
        text = zh("前面列了{names}个人，写的是“{match}”。", names=len(names), match=match[3])
        place = paragraph.place_at(match.start(3))
        yield Finding("count-wrong", Severity.WARN, place, text, zh("请核对列出的姓名和人数。"))


def _rows(listed: CountedList, paragraphs: tuple[Paragraph, ...]) -> Iterator[Finding]:
    good = {listed.rows, *listed.totals}
    weak: list[tuple[Paragraph, int, int, str]] = []
    counts: set[int] = set()
    for paragraph in paragraphs:
        for match in _LISTED.finditer(paragraph.text):
            number = whole_number(match["n1"] or match["n2"] or match["n3"]) or 0
            counts.add(number)
            written = f"{number}{match['u1'] or match['u2'] or match['u3']}"
            start = match.start("n1" if match["n1"] else "n2" if match["n2"] else "n3")
            if (match["n1"] or match["n2"]) and number not in good and match["u1"] not in ("个", "项"):
                yield _finding(listed, paragraph, start, written)
                return
            weak.append((paragraph, start, number, written))
    households = [told for told in weak if told[3].endswith("户")]
    people = [told for told in weak if not told[3].endswith("户")]
    if listed.totals and not counts & listed.totals:
        for paragraph, start, number, written in people:
            if any(0 < abs(number - total) <= max(_WEAK_ROOM, total // 10) for total in listed.totals):
                text = zh(
                    "写的是“{written}”，{place}里人数加起来是{totals}。",
                    written=written,
                    place=listed.place,
                    totals=zh("、").join(map(str, sorted(listed.totals))),
                )
                yield Finding("count-wrong", Severity.WARN, paragraph.place_at(start), text, _ADVICE)
                return
    if listed.rows in counts or (listed.bare and len(weak) != 1):
        return
    if not households and counts & good:
        return
    for paragraph, start, number, written in households or ([] if listed.totals else weak):
        if abs(number - listed.rows) <= max(_WEAK_ROOM, listed.rows // 10) and number not in listed.totals:
            yield _finding(listed, paragraph, start, written)
            return


def _finding(listed: CountedList, paragraph: Paragraph, start: int, written: str) -> Finding:
    text = zh(
        "写的是“{written}”，{place}的名单里有{rows}行。",
        written=written,
        place=listed.place,
        rows=listed.rows,
    )
    return Finding("count-wrong", Severity.WARN, paragraph.place_at(start), text, _ADVICE)


def _lists(document: Document, words: ArithmeticWords, surnames: tuple[str, ...]) -> list[CountedList]:
    """Lists of persons or households: tables with such a column, else numbered lines of the text."""
    tables = [table for table in document.tables if table.part is Part.BODY and not _is_torn(document, table)]
    found = [made for table in tables if (made := list_in_table(table, words)) is not None]
    if found or document.tables:
        return found
    return _numbered_lines(document) or _told_persons(document) or _told_in_lines(document, surnames)


def _told_persons(document: Document) -> list[CountedList]:
    """Persons told of in a paragraph each: 马文海，男，回族…"""
    told = [passage for passage in document.body() if _TOLD_PERSON.match(passage.text)]
    return [CountedList(len(told), told[0].place, "", frozenset())] if told else []


def _told_in_lines(document: Document, surnames: tuple[str, ...]) -> list[CountedList]:
    """Lines numbered from one that begin with a person: 1.马成英，家庭人口4人，救助1000元."""
    run: list[str] = []
    for passage in document.body():
        match = _NAMED_LINE.match(passage.text)
        if match and match[2].startswith(surnames) and int(match[1]) == len(run) + 1:
            run.append(passage.place)
        elif match and run:
            return []  # two lists, or one that jumps: whoever counts here guesses
    return [CountedList(len(run), run[0], "", frozenset())] if len(run) >= 2 else []


def _is_torn(document: Document, table: DocumentTable) -> bool:
    """A table found in text beside lines that look like more of its rows."""
    if not table.in_passages:
        return False
    if runs_on(document, table):
        return True
    lines = passages_at(document)
    if table.places[0][0] not in lines or table.places[-1][0] not in lines:
        return False
    (_, first), (_, last) = lines[table.places[0][0]], lines[table.places[-1][0]]
    beside = [*document.passages[max(0, first - 1) : first], *document.passages[last + 1 : last + 2]]
    return any(
        re.search(
            r"\S(?:\s{2,}|\t|[|｜])\S|^[\u4e00-\u9fff*·]{2,4}[\s,，(（]|^\d{1,4}[\s.、]", passage.text.strip()
        )
        and not re.search(r"电话|合计|总计|共计|[：:]$|序号|姓名|编号|公示期|时间", passage.text)
        for passage in beside
    )


def list_in_table(table: DocumentTable, words: ArithmeticWords) -> CountedList | None:
    """The list in a table with a column of persons; its rows are those with a name in it."""
    for depth, row in enumerate(table.rows[:5]):
        for column, cell in enumerate(row):
            heading = folded(cell)
            if len(heading) > 12 or not any(word in heading for word in words.person_headings):
                continue
            beside = [at for at, other in enumerate(row) if folded(other) == heading]
            below = [
                line
                for line in table.rows[depth + 1 :]
                if column < len(line) and _is_name(line[column], heading) and not _is_total(line, words)
            ]
            if len(beside) > 1:  # a list set in two halves side by side, to save paper
                named = sum(at < len(line) and _is_name(line[at], heading) for line in below for at in beside)
                return CountedList(named, table.place, heading, frozenset()) if below else None
            totals = _totals(table, depth, below, words)
            return CountedList(len(below), table.place, heading, totals) if below else None
    rows = [row for row in table.rows if not any(":" in cell or "：" in cell for cell in row[:1])]
    named = sum(bool(row) and _BARE_NAME.fullmatch(row[0].strip()) is not None for row in rows)
    bare = len(rows) >= 3 and named == len(rows)
    return CountedList(named, table.place, "", frozenset(), bare=True) if bare else None


def _is_name(cell: str, heading: str) -> bool:
    text = re.sub(r"\s+", "", cell)
    return bool(text) and text != heading and number_of(text) is None and len(text) <= 40


def _is_total(row: tuple[str, ...], words: ArithmeticWords) -> bool:
    labels = (*words.subtotal_rows, *words.total_rows, *words.grand_rows)
    return any(re.sub(r"\s+", "", cell).startswith(labels) for cell in row[:4] if len(cell) <= 8)


def _totals(
    table: DocumentTable, depth: int, rows: list[tuple[str, ...]], words: ArithmeticWords
) -> frozenset[int]:
    """What columns of people and households add up to: 共46户120人 may tell them."""
    sums = set()
    for column, cell in enumerate(table.rows[depth]):
        heading = half_width(cell)
        if not any(word in heading for word in ("人口", "人数", "户数", "人", "户")) or "姓名" in heading:
            continue
        values = [number_of(row[column]) for row in rows if column < len(row)]
        if values and all(value is None or value % 1 == 0 for value in values):
            sums.add(int(sum(value for value in values if value is not None)))
    return frozenset(sums - {0})


def _worded_lines(document: Document) -> Iterator[CountedList]:
    """Short lines numbered (一)（二）, without a stop: a guess that only a sure count is held against."""
    run: list[str] = []
    for passage in (*document.body(), None):
        match = _WORDED_ROW.fullmatch(passage.text.strip()) if passage else None
        if passage and match and whole_number(match[1]) == len(run) + 1:
            run.append(passage.place)
            continue
        if len(run) >= 2:
            yield CountedList(len(run), run[0], "", frozenset(), bare=True)
        run = []


def _numbered_lines(document: Document) -> list[CountedList]:
    """Runs of lines numbered from one, each with at least two cells and no sentence."""
    lists: list[CountedList] = [*_worded_lines(document)]
    expected, first = 1, ""
    for passage in (*document.body(), None):
        match = _ROW.match(passage.text) if passage else None
        is_row = (
            match is not None
            and not re.search(r"[。；;：:]", match[2])
            and len(re.split(r"\s{2,}|\t", match[2])) >= 2
        )
        if passage and match and is_row and int(match[1]) == expected:
            first = first if expected > 1 else passage.place
            expected += 1
            continue
        if expected > 2:
            lists.append(CountedList(expected - 1, first, "", frozenset()))
        expected = 1
    return lists
