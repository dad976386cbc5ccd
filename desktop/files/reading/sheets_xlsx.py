"""What an .xlsx carries besides its cells: comments, names, caches, drawings, properties, embedded files. Judges nothing."""

import re
from collections.abc import Iterable

from desktop.base.words import zh
from desktop.domain.document import Part
from desktop.files.reading.collector import Collector
from desktop.files.reading.package import Package, all_text, local, read_files
from desktop.files.reading.properties import read_properties
from desktop.files.reading.sheet_looks import Looks, sheet_looks, unseen_styles
from desktop.files.reading.sheets import open_book, tell_sheet
from desktop.files.workbook import Workbook, cell_value

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MARGIN = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_LIST = re.compile(rb"<(?:\w+:)?formula1>([^<]*)<")
_CODES = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-F]{6}|\d+|[A-Za-z])")
_USUAL_NAMES = ("_xlnm.", "_FilterDatabase", "_xlfn", "_xleta")
_FILES = ("xl/embeddings/", "xl/media/")


def read_xlsx(name: str, data: bytes, into: Collector) -> str:
    """All of it into the collector; Refusal for a damaged, locked or oversized file."""
    book = open_book(name, data)
    package = Package(name, data, into.budget)
    if "xl/workbook.xml" not in package:
        for sheet in book.sheets:
            tell_sheet(sheet, into, hidden_rows=frozenset(), hidden_columns=frozenset())
        into.cannot(zh("工作簿"), zh("这种工作簿（.xlsb）只看了单元格，批注和隐藏的行列没有看。"))
        return "xlsx"
    unseen = unseen_styles(package.optional("xl/styles.xml"))
    parts = _sheet_parts(package)
    for sheet in book.sheets:
        part = parts.get(sheet.name, "")
        content = package.read(part) if part in package else b""
        looks = sheet_looks(content, unseen) if content else Looks()
        tell_sheet(sheet, into, hidden_rows=looks.rows, hidden_columns=looks.columns, unseen=looks.cells)
        _around_cells(sheet.name, content, into)
        _notes(package, part, sheet.name, into)
    _names(package, into)
    _caches(package, _words_of(book), into)
    _drawings(package, into)
    _other_parts(package, into)
    read_properties(package, into)
    read_files(package, [part for folder in _FILES for part in package.under(folder)], into)
    return "xlsx"


def _sheet_parts(package: Package) -> dict[str, str]:
    relations = package.relations("xl/workbook.xml")
    found: dict[str, str] = {}
    for node in package.xml("xl/workbook.xml").iter():
        if local(node.tag) == "sheet":
            found[node.get("name", "")] = relations.get(node.get(f"{_R}id", ""), ("", "", False))[1]
    return found


def _around_cells(sheet: str, content: bytes, into: Collector) -> None:
    """Page headers and footers, and lists to choose from that are typed into the sheet."""
    for said in _MARGIN.findall(content):
        text = _CODES.sub(" ", _unescaped(said))
        if any(character.isalnum() for character in text):
            into.say(zh("{sheet} 页眉页脚", sheet=sheet), text.strip(), Part.HEADER)
    for said in _LIST.findall(content):
        text = _unescaped(said)
        if text.startswith('"'):
            into.say(zh("{sheet} 下拉列表", sheet=sheet), text.strip('"'), Part.HIDDEN)


def _notes(package: Package, part: str, sheet: str, into: Collector) -> None:
    for kind, target, outer in package.relations(part).values() if part else ():
        if kind == "hyperlink" and outer:
            into.say(zh("{sheet} 链接地址", sheet=sheet), target, Part.PROPERTY)
        if kind not in {"comments", "threadedComment"} or target not in package:
            continue
        for node in package.xml(target).iter():
            if local(node.tag) in {"comment", "threadedComment"}:
                into.say(
                    zh("{sheet}!{name} 批注", sheet=sheet, name=node.get("ref", "")),
                    "".join(all_text(node)),
                    Part.COMMENT,
                )


def _names(package: Package, into: Collector) -> None:
    for node in package.xml("xl/workbook.xml").iter():
        if local(node.tag) == "definedName" and not node.get("name", "").startswith(_USUAL_NAMES):
            into.say(zh("名称 {name}", name=node.get("name", "")), node.text or "", Part.PROPERTY)


def _words_of(book: Workbook) -> set[str]:
    return {cell_value(raw).text.strip() for sheet in book.sheets for row in sheet.rows for raw in row}


def _caches(package: Package, known: set[str], into: Collector) -> None:
    """Values kept from elsewhere: pivot tables, other workbooks, charts, texts no cell shows any more."""
    sources = (("xl/pivotCache/", zh("数据透视表的缓存")), ("xl/externalLinks/", zh("外部工作簿的缓存")))
    for folder, word in sources:
        for part in package.under(folder):
            if part.endswith(".rels"):
                into.say(word, " ".join(node.get("Target", "") for node in package.xml(part)), Part.PROPERTY)
            elif part.endswith(".xml"):
                for node in package.xml(part).iter():
                    kind = local(node.tag)
                    text = node.get("v", "") if kind in {"s", "n"} else node.text if kind == "v" else ""
                    if text and text.strip() not in known:
                        into.say(word, text, Part.CACHE)
    for part in package.under("xl/charts/"):
        if part.endswith(".xml") and "/_rels/" not in part:
            for cache in package.xml(part).iter():
                if local(cache.tag) == "strCache":
                    _leftovers(all_text(cache), known, zh("图表的缓存"), into)
    tree = package.optional("xl/sharedStrings.xml")
    entries = ("".join(all_text(node)) for node in tree) if tree is not None else ()
    plain = {"".join(text.split()) for text in known}
    _leftovers(
        (text for text in entries if "".join(text.split()) not in plain), known, zh("删掉后留下的文字"), into
    )


def _leftovers(texts: Iterable[str], known: set[str], word: str, into: Collector) -> None:
    for text in texts:
        if text.strip() not in known:
            into.say(word, text, Part.CACHE)


def _drawings(package: Package, into: Collector) -> None:
    for part in package.under("xl/drawings/"):
        if not part.endswith(".xml") or "/_rels/" in part:
            continue
        for node in package.xml(part).iter():
            kind = local(node.tag)
            if kind == "txBody":
                into.say(zh("文本框"), "".join(all_text(node)), Part.TEXT_BOX)
            elif kind == "cNvPr":
                into.say(zh("图片说明"), node.get("descr", ""), Part.PROPERTY)


def _other_parts(package: Package, into: Collector) -> None:
    for part in package.under("xl/revisions/"):
        if part.endswith(".xml"):
            for node in package.xml(part).iter():
                if local(node.tag) in {"t", "v"}:
                    into.say(zh("修订记录"), node.text or "", Part.TRACKED)
    people = package.under("xl/persons/")
    for part in (*people, *package.under("xl/connections.xml")):
        if part.endswith(".xml"):
            for node in package.xml(part).iter():
                for key in ("displayName", "connection", "command", "sourceFile"):
                    into.say(
                        zh("批注的人") if part in people else zh("数据连接"), node.get(key, ""), Part.PROPERTY
                    )


def _unescaped(raw: bytes) -> str:
    text = raw.decode("utf-8", "replace")
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text
