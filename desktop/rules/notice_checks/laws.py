"""Rule: no law is cited that no longer held on the day of the notice, nor an article that has moved."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.catalogue.examination_laws import MovedArticle, RepealedLaw
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.domain.matter import Basis, Mark
from desktop.rules.notice_checks.lines import Line, tables_lines
from desktop.rules.notice_checks.outline import outline_of

_COUNTRY = "中华人民共和国"
# What is cited as the past is right to name it: 原《物权法》, 《物权法》已废止.
_PAST_BEFORE = re.compile(r"原|已废止的|废止的|取代|代替$")
_PAST_AFTER = re.compile(r"》?(?:\([^)]{0,20}\))?(?:已|同时|自.{0,16}起)?(?:废止|失效|被)")
_TENS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    outline = outline_of(document, data)
    told: set[str] = set()
    for line in (*outline.page.lines, *tables_lines(document)):
        if "法" not in line.folded and "条例" not in line.folded and "〔" not in line.folded:
            continue
        for finding in (
            *_repealed(line, outline.dated, data),
            *_moved(line, outline.dated, data),
            *_succeeded(line, outline.dated, data),
        ):
            if finding.text not in told:
                told.add(finding.text)
                yield finding


def _repealed(line: Line, dated: date | None, data: ExaminationData) -> Iterator[Finding]:
    for law in data.own.laws.repealed:
        if dated is not None and dated < law.since:
            continue
        if any(not _as_past(line.folded, start, end) for start, end in _citations(line.folded, law.name)):
            yield _gone(line, law)


def _gone(line: Line, law: RepealedLaw) -> Finding:
    day = zh("{year}年{month}月{day}日", year=law.since.year, month=law.since.month, day=law.since.day)
    advice = zh("请改引{successor}。", successor=law.successor) if law.successor else zh("请核对现行的依据。")
    if law.mark is Mark.MEMORY:
        advice += zh("（日期凭记忆，请核对。）")
    text = zh("《{name}》从{day}起已经废止。", name=law.name, day=day)
    return Finding("law-repealed", Severity.WARN, line.place, text, advice, law.source)


def _citations(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a law is cited: in 《》, or with the country's name before it, or after 根据."""
    folded = re.escape(name.replace("（", "(").replace("）", ")"))
    pattern = rf"《(?:{_COUNTRY})?{folded}》|{_COUNTRY}{folded}(?!实施|司法)|(?:根据|依据|依照|按照){folded}(?=第|的规定|规定|有关|、|,|和)"
    if folded.endswith("见") or len(name) > 12:
        pattern += f"|{folded}"
    for found in re.finditer(pattern, text):
        yield found.start(), found.end()


def _as_past(text: str, start: int, end: int) -> bool:
    return (
        _PAST_BEFORE.search(text[max(0, start - 4) : start]) is not None
        or _PAST_AFTER.match(text[end - 1 : end + 24]) is not None
    )


def _moved(line: Line, dated: date | None, data: ExaminationData) -> Iterator[Finding]:
    for moved in data.own.laws.renumbered:
        if dated is not None and dated < moved.since:
            continue
        for found in re.finditer(
            rf"{moved.law}》?(?:\([^)]*\))?((?:[、和及,]?第?[一二三四五六七八九十百\d]+条(?:第[一二三四五六七八九十\d]+款)?)+)",
            line.folded,
        ):
            if moved.article in _articles(found[1]) and _about(line.folded, found.end(), moved):
                text = zh(
                    "《{law}》第{article}条现在说的是别的事，原来的内容在{now}。",
                    law=moved.law,
                    article=moved.article,
                    now=moved.now,
                )
                yield Finding(
                    "law-renumbered",
                    Severity.WARN,
                    line.place,
                    text,
                    zh("请核对后改引{now}。", now=moved.now),
                    moved.source,
                )


def _about(text: str, end: int, moved: MovedArticle) -> bool:
    sentence = text[max(0, end - 40) : end + 60]
    return any(word in sentence for word in moved.about) and not any(
        word in sentence for word in moved.unless
    )


def _articles(text: str) -> set[int]:
    return {
        number
        for found in re.finditer(r"第?([一二三四五六七八九十百\d]+)条", text)
        if (number := _number(found[1]))
    }


def _number(text: str) -> int:
    """四十六 and 46 as a number below 200, else 0."""
    if text.isdigit():
        return int(text)
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.lstrip("零").rpartition("十")
    value = 100 * _TENS.get(hundreds, 0) if hundreds else 0
    value += 10 * _TENS.get(tens, 1) if ten else 0
    return value + _TENS.get(ones, 0)


def _succeeded(line: Line, dated: date | None, data: ExaminationData) -> Iterator[Finding]:
    """Bases of the catalogue that name what came after them."""
    for title, number, year, successor, sure in _successors(data):
        by_title = title and f"《{title}》" in line.folded
        by_number = number and number in line.folded.replace(" ", "")
        if not (by_title or by_number) or (dated is not None and dated.year <= year):
            continue
        if by_title and _as_past(
            line.folded, line.folded.find(f"《{title}》"), line.folded.find(f"《{title}》") + len(title) + 2
        ):
            continue
        named = f"《{title}》" if by_title else number
        severity = Severity.WARN if sure and dated is not None else Severity.INFO
        text = zh("{named}已经有后续文件。", named=named)
        yield Finding(
            "law-repealed",
            severity,
            line.place,
            text,
            zh("请核对，现行的大概是{successor}。", successor=successor),
            zh("公开依据表"),
        )


@lru_cache(maxsize=4)
def _successors(data: ExaminationData) -> tuple[tuple[str, str, int, str, bool], ...]:
    """Title (empty if the successor bears it too), number, year of the successor, its name, and whether that is sure."""
    by_id = {basis.id: basis for basis in data.bases}
    known = {law.name for law in data.own.laws.repealed}
    found: list[tuple[str, str, int, str, bool]] = []
    for basis in data.bases:
        after = by_id.get(basis.successor)
        plain = _plain(basis.title)
        if after is None or plain in known:
            continue
        year = re.search(r"〔(\d{4})〕|(\d{4})年", after.doc_no + after.version)
        if year is None:
            continue
        title = "" if plain in _plain(after.title) else plain.replace("（", "(").replace("）", ")")
        number = basis.doc_no if re.search("〔", basis.doc_no) else ""
        found.append((title, number, int(year[1] or year[2]), _named(after), basis.doc_no_mark is Mark.PAGE))
    return tuple(found)


def _named(basis: Basis) -> str:
    return f"《{_plain(basis.title)}》" + (f"（{basis.doc_no}）" if basis.doc_no else "")


def _plain(title: str) -> str:
    return title.removeprefix(_COUNTRY)
