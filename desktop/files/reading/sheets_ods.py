"""An OpenDocument sheet or text (.ods, .odt): cells, hidden rows and columns, comments, headers, properties."""

from desktop.base.words import zh
from desktop.domain.document import Part
from desktop.files.reading.collector import Collector
from desktop.files.reading.package import Element, Package, all_text, local, read_files
from desktop.files.reading.properties import read_properties
from desktop.files.reading.sheets import open_book, tell_sheet

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_FARTHEST = 5000
_SKIPPED = {"annotation", "tracked-changes", "frame"}


def read_ods(name: str, data: bytes, into: Collector) -> str:
    """All sheets; Refusal for a damaged, locked or oversized file."""
    book = open_book(name, data)
    package = Package(name, data, into.budget)
    content = package.xml("content.xml")
    tables = {table.get(f"{_TABLE}name", ""): table for table in content.iter(f"{_TABLE}table")}
    for sheet in book.sheets:
        table = tables.get(sheet.name)
        rows, columns = _hidden(table) if table is not None else (frozenset[int](), frozenset[int]())
        tell_sheet(sheet, into, hidden_rows=rows, hidden_columns=columns)
    _around(package, content, into)
    return "ods"


def read_odt(name: str, data: bytes, into: Collector) -> str:
    """The text of an OpenDocument text; its tables as tables."""
    package = Package(name, data, into.budget)
    content = package.xml("content.xml")
    body = next((node for node in content.iter() if local(node.tag) == "text" and len(node)), None)
    numbers = [0, 0]
    if body is not None:
        _blocks(body, numbers, into)
    _around(package, content, into)
    return "odt"


def _around(package: Package, content: Element, into: Collector) -> None:
    for tree, part, word in (
        (content, Part.BODY, ""),
        (package.optional("styles.xml"), Part.HEADER, zh("页眉页脚")),
    ):
        for node in tree.iter() if tree is not None else ():
            kind = local(node.tag)
            if kind == "annotation":
                into.say(zh("批注"), "".join(all_text(node)), Part.COMMENT)
            elif kind == "deletion":
                into.say(zh("修订"), "".join(all_text(node)), Part.TRACKED)
            elif kind == "text-box" and part is Part.BODY:
                into.say(zh("文本框"), "".join(all_text(node)), Part.TEXT_BOX)
            elif part is Part.HEADER and kind in {"header", "footer", "header-left", "footer-left"}:
                for line in node:
                    into.say(word, "".join(all_text(line)), part)
    read_properties(package, into)
    read_files(package, package.under("Pictures/"), into)


def _hidden(table: Element) -> tuple[frozenset[int], frozenset[int]]:
    """Rows and columns that are collapsed or filtered away, counted from 0."""
    rows, columns, at = set[int](), set[int](), [0, 0]
    for node in table.iter():
        kind = local(node.tag)
        if kind not in {"table-row", "table-column"}:
            continue
        column = kind == "table-column"
        said = node.get(f"{_TABLE}number-{'columns' if column else 'rows'}-repeated", "1")
        count = int(said) if said.isdigit() and len(said) < 9 else 1
        if node.get(f"{_TABLE}visibility") in {"collapse", "filter"}:
            (columns if column else rows).update(range(at[column], at[column] + min(count, _FARTHEST)))
        at[column] += count
    return frozenset(rows), frozenset(columns)


def _blocks(holder: Element, numbers: list[int], into: Collector) -> None:
    for node in holder:
        kind = local(node.tag)
        if kind in {"p", "h"}:
            text = _words(node)
            if text.strip():
                numbers[0] += 1
                into.say(zh("第 {number} 段", number=numbers[0]), text)
        elif kind == "table":
            numbers[1] += 1
            _table(node, zh("表 {number}", number=numbers[1]), into)
        elif kind not in _SKIPPED:
            _blocks(node, numbers, into)


def _table(table: Element, where: str, into: Collector) -> None:
    rows = [
        ["\n".join(_words(line) for line in cell) for cell in row if local(cell.tag).endswith("table-cell")]
        for row in table.iter(f"{_TABLE}table-row")
    ]
    places = [
        [
            zh("{where} 第 {line} 行第 {column} 列", where=where, line=line, column=column)
            for column in range(1, len(row) + 1)
        ]
        for line, row in enumerate(rows, 1)
    ]
    into.table(where, rows, places)


def _words(paragraph: Element) -> str:
    """The words of a paragraph without its notes and boxes, which are told apart."""
    parts = [paragraph.text or ""]
    for node in paragraph:
        kind = local(node.tag)
        if kind in {"s", "tab", "line-break"}:
            parts.append({"s": " ", "tab": "\t", "line-break": "\n"}[kind])
        elif kind not in _SKIPPED:
            parts.append(_words(node))
        parts.append(node.tail or "")
    return "".join(parts)
