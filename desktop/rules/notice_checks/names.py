"""Rule: names are whole, hold the dot · as U+00B7, and fit their column."""

import re
from collections.abc import Iterator

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, Part
from desktop.domain.finding import Finding, Severity
from desktop.rules.characters import half_width
from desktop.rules.notice_checks.columns import PERSONS, TableView, tables_of
from desktop.rules.person_name import DOT

_HAN = "[\u3400-\u9fff\U00020000-\U000323af]"
_LOST = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LOST_IN_NAME = re.compile(f"(?:{_HAN}|^)[?□■▢](?:{_HAN}|$)")
_RARE = re.compile("[\U00020000-\U000323af]")
_WRONG_DOT = "•‧・･∙⋅.．●﹒"
_DOTTED = re.compile(rf"{_HAN}\s?[{re.escape(_WRONG_DOT)}]\s?{_HAN}")
_DOTTED_TEXT = re.compile(
    rf"(?<![{re.escape(_WRONG_DOT)}·\u4e00-\u9fff])(?P<name>{_HAN}{{2,5}} ?[•‧・･∙⋅．﹒] ?{_HAN}{{2,5}})(?![{re.escape(_WRONG_DOT)}·\u4e00-\u9fff])"
)
_LABELLED = re.compile(
    rf"(?:户主|姓名|村民|申请人|联系人|负责人|经办人|责任人|同志|牧民|主任|书记)[::\s]?(?P<name>{_HAN}{{2,6}}[•‧・･∙⋅．﹒.]{_HAN}{{2,6}})"
)
_LONGEST = 15
_SOURCE_DOT = zh("国家标准 GB/T 15834-2011：间隔号用“·”（U+00B7）")
_READ = (Part.BODY, Part.HEADER, Part.TEXT_BOX, Part.NOTE)


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    for view in tables_of(document, data):
        yield from _in_table(view)
    for passage in document.everything():
        if passage.part not in _READ:
            continue
        lost = _LOST.search(passage.text)
        if lost:
            text = zh(
                "有一个字丢了或是自造字（第{number}个字），别的电脑上显示不出来。", number=lost.start() + 1
            )
            advice = zh("请重新输入这个字；打不出来的可以从户籍系统里复制。")
            yield Finding("glyph-missing", Severity.WARN, passage.place, text, advice, "GB 18030-2022")
        dotted = _LABELLED.search(half_width(passage.text)) or _DOTTED_TEXT.search(passage.text.strip())
        if dotted:
            yield _dot(passage.place, dotted["name"])


def _in_table(view: TableView) -> Iterator[Finding]:
    for column in view.of_kind(*PERSONS):
        for cell in column.cells:
            raw = view.table.rows[cell.row][column.index]
            if _DOTTED.search(raw):
                yield _dot(cell.place, raw.strip())
            if _LOST_IN_NAME.search(half_width(raw).strip()):
                text = zh("姓名“{name}”里有一个字丢了。", name=raw.strip()[:12])
                advice = zh("请对照户口簿重新输入这个字。")
                yield Finding("glyph-missing", Severity.WARN, cell.place, text, advice, "GB 18030-2022")
            elif _RARE.search(raw):
                text = zh("姓名“{name}”里有生僻字，旧电脑上可能显示成方框。", name=raw.strip()[:12])
                yield Finding(
                    "glyph-missing",
                    Severity.INFO,
                    cell.place,
                    text,
                    zh("印好后请看一遍这个名字。"),
                    "GB 18030-2022",
                )
            if len(cell.text) > _LONGEST and re.fullmatch(rf"(?:{_HAN}|[·•‧.\s])+", cell.text):
                text = zh("姓名有{text}个字，比这一列能放下的长。", text=len(cell.text))
                advice = zh("请看一下是不是填错了列；真有这么长的，把这一列加宽。")
                yield Finding("name-too-long", Severity.WARN, cell.place, text, advice)


def _dot(place: str, name: str) -> Finding:
    right = re.sub(rf"\s?[{re.escape(_WRONG_DOT)}]\s?", DOT, name)
    text = zh("姓名“{name}”里的点不是间隔号。", name=name[:16])
    return Finding(
        "name-dot", Severity.WARN, place, text, zh("请写成“{right}”。", right=right[:16]), _SOURCE_DOT
    )
