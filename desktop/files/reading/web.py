"""A saved web page: its visible lines, its tables, and what the page hides. Runs no script, loads nothing."""

import re
from html.parser import HTMLParser
from pathlib import Path

from desktop.base.words import zh
from desktop.domain.document import Part
from desktop.files.reading.collector import Collector
from desktop.files.web_tables import page_text, web_grids

_LINES = frozenset(
    "p div br li tr h1 h2 h3 h4 h5 h6 section article table ul ol dl dt dd pre hr caption".split()
)
_SKIPPED = frozenset({"script", "style", "template", "noscript"})
_EMPTY = frozenset("br hr img input meta link area base col embed source track wbr".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)


def read_web(name: str, data: bytes, into: Collector) -> str:
    """Lines (a row of a table is a line with tabs) and tables, which are told as lines already."""
    parser = _Page(into)
    parser.feed(page_text(data))
    parser.close()
    parser.tell()
    for grid in web_grids(Path(name), data):
        if grid.width < 2:
            continue
        rows = [
            [
                cell.text if (cell.row, cell.column) == (row, column) else ""
                for column, cell in enumerate(line)
            ]
            for row, line in enumerate(grid.rows)
        ]
        places = [
            [
                zh("{name}第 {row} 行第 {column} 列", name=grid.name, row=row, column=column)
                for column in range(1, grid.width + 1)
            ]
            for row in range(1, len(rows) + 1)
        ]
        into.table(grid.name, rows, places, in_passages=True)
    return "html"


class _Page(HTMLParser):
    """Forgives missing end marks, as browsers do."""

    def __init__(self, into: Collector) -> None:
        super().__init__(convert_charrefs=True)
        self._into = into
        self._seen: list[str] = []
        self._hidden: list[str] = []
        self._skipped = 0
        self._title = False
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag == "title":
            self._title = True
        elif tag == "meta" and said.get("name", "").lower() in {"author", "keywords", "description"}:
            self._into.say(zh("文件属性 {word}", word=said["name"]), said.get("content", ""), Part.PROPERTY)
        elif tag == "input":
            part = Part.HIDDEN if said.get("type", "").lower() == "hidden" else Part.BODY
            self._into.say(zh("填写框"), said.get("value", ""), part)
        elif tag in _LINES:
            self._say("\n")
        if tag in {"td", "th"}:
            self._say("\t")
        if tag not in _EMPTY and (self._unseen or "hidden" in said or _HIDDEN.search(said.get("style", ""))):
            self._unseen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipped = max(0, self._skipped - 1)
        elif tag == "title":
            self._title = False
        elif tag in _LINES and tag != "br":
            self._say("\n")
        if tag in self._unseen:
            while self._unseen and self._unseen.pop() != tag:
                continue

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        if self._title:
            self._into.say(zh("文件属性 标题"), data.strip(), Part.PROPERTY)
        else:
            self._say(re.sub(r"[ \t\r\n\f]+", " ", data))

    def handle_comment(self, data: str) -> None:
        if not data.startswith("["):
            self._into.say(zh("网页里的注释"), data.strip(), Part.HIDDEN)

    def tell(self) -> None:
        """The lines gathered."""
        for number, line in enumerate(_lines(self._seen), 1):
            self._into.say(zh("第 {number} 行", number=number), line)
        for line in _lines(self._hidden):
            self._into.say(zh("网页里看不见的文字"), line, Part.HIDDEN)

    def _say(self, text: str) -> None:
        (self._hidden if self._unseen else self._seen).append(text)


def _lines(pieces: list[str]) -> list[str]:
    lines = (re.sub(r" *\t *", "\t", line).strip() for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]
