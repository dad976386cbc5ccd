"""The tables of a web page as grids; also of an “.xls” that is a web page inside. Runs no script, loads nothing."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from desktop.base.words import zh
from desktop.files.grids import Grid, Spread

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"})
_LINES = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"script", "style", "head", "template", "noscript"})
_WIDEST, _TALLEST = 200, 5000


def web_grids(path: Path, data: bytes) -> list[Grid]:
    """All tables with at least one row, inner tables after the one they stand in (pages are laid out by tables)."""
    parser = _TableParser()
    parser.feed(page_text(data))
    parser.close()
    parser.finish()
    full = [table for table in parser.tables if table.rows]
    return [_grid(zh("第{number}个表", number=number), table) for number, table in enumerate(full, 1)]


def page_text(data: bytes) -> str:
    """The page decoded: by its mark or what it says, else as UTF-8, else as GB 18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    said = _CHARSET.search(data[:4096])
    name = said[1].decode("ascii", "replace").lower() if said else ""
    order = ["gb18030", "utf-8-sig"] if name in _CHINESE else ["utf-8-sig", "gb18030"]
    for encoding in order:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(order[0], "replace")


@dataclass
class _Cell:
    across: int
    down: int
    parts: list[str] = field(default_factory=list)


@dataclass
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)
    cell: _Cell | None = None


class _TableParser(HTMLParser):
    """Forgives missing end marks, as browsers do."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        elif self._open and tag == "tr":
            self._open[-1].cell = None
            self._open[-1].rows.append([])
        elif self._open and tag in ("td", "th"):
            table = self._open[-1]
            if not table.rows:
                table.rows.append([])
            table.cell = _Cell(
                _span(said.get("colspan", ""), _WIDEST), _span(said.get("rowspan", ""), _TALLEST)
            )
            table.rows[-1].append(table.cell)
        elif tag in _LINES:
            self._say("\n")
        elif tag == "input" and said.get("type", "").lower() in ("checkbox", "radio"):
            self._say("■" if "checked" in said else "□")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "table" and self._open:
            self._open.pop()
        elif tag in ("td", "th", "tr") and self._open:
            self._open[-1].cell = None
        elif tag in _LINES and tag != "br":
            self._say("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._say(re.sub(r"\s+", " ", data))

    def finish(self) -> None:
        self._open.clear()

    def _say(self, text: str) -> None:
        for table in self._open:
            if table.cell is not None:
                table.cell.parts.append(text)


def _span(said: str, most: int) -> int:
    return min(max(int(said), 1), most) if said.isdigit() and len(said) < 6 else 1


def _grid(name: str, table: _Table) -> Grid:
    spread = Spread(name)
    height = len(table.rows)
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while spread.taken(number, column):
                column += 1
            text = re.sub(r"[ \u3000]*\n\s*", "\n", "".join(cell.parts)).strip()
            spread.put(number, column, text, min(cell.down, height - number), cell.across)
            column += cell.across
    return spread.grid(height)
