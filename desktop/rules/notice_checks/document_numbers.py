"""Rule: document numbers stand with 〔〕 around the year and are whole."""

import re
from collections.abc import Iterator

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.document_number import repairs_in
from desktop.rules.notice_checks.lines import Line
from desktop.rules.notice_checks.outline import outline_of

_SOURCE = zh("GB/T 9704-2012 第7.2.5条")
_RIGHT = "〔〕"
_HAN = "[\u4e00-\u9fff]"
_DAMAGED = (
    # The brackets were lost: 西林草202555号, 财农发2024年12号.
    re.compile(rf"(?<=[(《]){_HAN}{{2,14}}(?<![年第共计约])20\d{{2}} ?\d{{1,4}}号"),
    re.compile(rf"{_HAN}{{1,14}}[发字办函农财] ?20\d{{2}}[年 ]?第?\d{{1,4}}号(?!{_HAN}*公告)"),
    # One bracket was lost.
    re.compile(rf"{_HAN}{{2,14}}(?<![〔\[【﹝〖「(])20\d{{2}}[〕﹞\]】]\s?\d{{1,5}}号"),
    re.compile(rf"{_HAN}{{2,14}}[〔﹝\[【]20\d{{2}}\s?(?![\]〕﹞】)])\d{{1,5}}号"),
    # Brackets that became question marks or boxes.
    re.compile(rf"{_HAN}{{2,14}}[?□\ufffd]{{1,2}}20\d{{2}}[?□\ufffd]{{1,2}}\d{{1,5}}号"),
    # A year of too few or too many figures, no serial, no 号.
    re.compile(rf"{_HAN}{{2,14}}[〔﹝\[](?:\d{{1,3}}|\d{{5,6}})[〕﹞\]]\s?\d{{1,5}}号"),
    re.compile(rf"{_HAN}{{2,14}}[〔﹝]20\d{{2}}[〕﹞]\s?(?:号|[*×xX_]+号)"),
    re.compile(rf"{_HAN}{{2,14}}[〔﹝]20\d{{2}}[〕﹞]\s?\d{{1,5}}(?![\d号])(?=[)》,。;、文]|$)"),
)
_YEAR = re.compile(rf"{_HAN}[〔﹝\[](\d{{4}})[〕﹞\]]\d{{1,5}}号")


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    outline = outline_of(document, data)
    lines = outline.page.lines
    for at, line in enumerate(lines):
        yield from _brackets(line)
        below = lines[at + 1].folded if at + 1 < len(lines) else ""
        yield from _damaged(line, below)
        if outline.dated:
            yield from _years(line, outline.dated.year)


def _brackets(line: Line) -> Iterator[Finding]:
    for repair in repairs_in(line.text):
        before = line.text[max(0, repair.start - 1) : repair.start]
        if not re.fullmatch(rf"{_HAN}|[A-Za-z]", before):
            continue
        if repair.found[0] in _RIGHT and not re.search(r"\d", repair.found[:1]) and repair.found[5:6] == "〕":
            if re.search(r"〕\s*(?:第|0)", repair.found):
                text = zh("“{found}”的序号前不加“第”，也不补零。", found=repair.found)
                advice = zh("请写成“{right}”。", right=repair.right)
                yield Finding("document-number-damaged", Severity.INFO, line.place, text, advice, _SOURCE)
            continue
        text = zh("文号“{found}”的年份没有用六角括号。", found=repair.found)
        yield Finding(
            "brackets-wrong",
            Severity.WARN,
            line.place,
            text,
            zh("请写成“{right}”。", right=repair.right),
            _SOURCE,
        )


def _damaged(line: Line, below: str) -> Iterator[Finding]:
    for pattern in _DAMAGED:
        found = pattern.search(line.dense)
        if found is None or (found.end() == len(line.dense) and below.startswith("号")):
            continue
        if found.group().endswith("号") or not re.match(r"\s?\d*号", below):
            text = zh("文号“{found}”不完整，年份两边的括号或者数字丢了。", found=found.group()[-18:])
            advice = zh("请对照原文件重新写，例如：财农〔2023〕11号。")
            yield Finding("document-number-damaged", Severity.WARN, line.place, text, advice, _SOURCE)
            return


def _years(line: Line, year: int) -> Iterator[Finding]:
    for found in _YEAR.finditer(line.folded):
        written = int(found[1])
        if written > year or written < 1949:
            text = (
                zh("文号里的年份是{written}年，比落款的{year}年还晚。", written=written, year=year)
                if written > year
                else zh("文号里的年份“{written}”不对。", written=written)
            )
            yield Finding(
                "document-number-damaged",
                Severity.WARN,
                line.place,
                text,
                zh("请对照原文件核对年份。"),
                _SOURCE,
            )
