"""The text of one story of a Word file (body, a header, the notes): paragraphs, tables, boxes, changes, hidden words."""

import posixpath
import re
from dataclasses import dataclass, field

from desktop.base.words import zh
from desktop.domain.document import Part
from desktop.files.reading.collector import Collector
from desktop.files.reading.package import Element, Package, local
from desktop.files.reading.word_styles import HiddenStyles, has_shade, value

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WIDEST = 200
# Fields of Word itself that say nothing about anybody.
_HARMLESS = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|TOC|DATE|TIME|REF|PAGEREF|NOTEREF|SEQ|EQ|STYLEREF|=|HYPERLINK|FORM\w+"
    r"|CREATEDATE|SAVEDATE|PRINTDATE|SYMBOL|QUOTE|LISTNUM|AUTONUM\w*|SHAPE|ADVANCE|INDEX|XE|TC)\b|\s*=",
    re.IGNORECASE,
)
# Box characters that Word keeps as symbols of the fonts Wingdings and Wingdings 2.
_SYMBOLS = {"F0FE": "☑", "F0A8": "□", "F06F": "□", "F0A3": "□", "F052": "☑", "F0FC": "√", "F0FB": "×"}
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SIDES = {"del": Part.TRACKED, "moveFrom": Part.TRACKED}


@dataclass(slots=True)
class _Line:
    """What is gathered of one paragraph: words seen, hidden, deleted, commands of fields, boxes that hang on it."""

    style: str
    shaded: bool
    seen: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


@dataclass
class Story:
    """``word`` names the story in places (“页眉”); the body has none."""

    into: Collector
    part: Part
    word: str
    styles: HiddenStyles
    relations: dict[str, tuple[str, str, bool]]
    package: Package
    _paragraphs: int = 0
    _tables: int = 0

    def tell(self, tree: Element) -> None:
        """Everything in it, in reading order."""
        self._blocks(tree)
        for kind, target, outer in self.relations.values():
            if outer and kind not in {"image"}:
                self.into.say(self._at(zh("链接地址")), target, Part.PROPERTY)

    def _at(self, where: str) -> str:
        return self.word + " " + where if self.word else where

    def _blocks(self, holder: Element) -> None:
        for child in _plain(holder):
            kind = local(child.tag)
            if kind == "p":
                line = self._line(child, False)
                if "".join(line.seen).strip():
                    self._paragraphs += 1
                self._say(line, self._at(zh("第 {number} 段", number=max(self._paragraphs, 1))), self.part)
            elif kind == "tbl":
                self._table(child)
            elif kind == "altChunk":
                self._chunk(child)
            elif kind not in {"sectPr", "tblPr", "trPr"}:
                self._blocks(child)

    def _say(self, line: _Line, place: str, part: Part | None) -> str:
        """Tell a paragraph and what hangs on it; the seen text itself only if ``part`` is given."""
        text = "".join(line.seen)
        if part is not None:
            self.into.say(place, text, part)
        self.into.say(place, "".join(line.hidden), Part.HIDDEN)
        self.into.say(place, "".join(line.deleted), Part.TRACKED)
        command = "".join(line.commands)
        if command.strip() and not _HARMLESS.match(command):
            self.into.say(zh("{place}的域代码", place=place), command.strip(), Part.PROPERTY)
        for note in line.notes:
            self.into.say(zh("{place}的图片说明", place=place), note, Part.PROPERTY)
        for box in line.boxes:
            self._box(box, place)
        return text

    def _box(self, box: Element, place: str) -> None:
        for paragraph in box.iter(f"{_W}p"):
            self._say(self._line(paragraph, True), zh("{place}旁的文本框", place=place), Part.TEXT_BOX)

    def _line(self, paragraph: Element, shaded: bool) -> _Line:
        properties = paragraph.find(f"{_W}pPr")
        line = _Line(value(properties, "pStyle"), shaded or has_shade(properties))
        self._inline(paragraph, line, None)
        return line

    def _inline(self, holder: Element, line: _Line, side: Part | None) -> None:
        for child in _plain(holder):
            kind = local(child.tag)
            if kind == "r":
                self._run(child, line, side)
            elif kind in _SIDES:
                self._inline(child, line, _SIDES[kind])
            elif kind == "fldSimple":
                line.commands.append(child.get(f"{_W}instr", ""))
                self._inline(child, line, side)
            elif kind in {"oMath", "oMathPara"}:
                line.seen.extend(child.itertext())
            elif kind != "pPr":
                self._inline(child, line, side)

    def _run(self, run: Element, line: _Line, side: Part | None) -> None:
        unseen = self.styles.unseen(run.find(f"{_W}rPr"), line.style, line.shaded)
        words = line.deleted if side is Part.TRACKED else line.hidden if unseen else line.seen
        for child in _plain(run):
            kind = local(child.tag)
            if kind == "t":
                words.append(child.text or "")
            elif kind == "delText":
                line.deleted.append(child.text or "")
            elif kind in {"instrText", "delInstrText"}:
                line.commands.append(child.text or "")
            elif kind in _BREAKS:
                words.append(_BREAKS[kind])
            elif kind == "sym":
                words.append(_SYMBOLS.get(child.get(f"{_W}char", "").upper(), ""))
            elif kind == "rt":
                continue
            elif kind == "ruby":
                self._inline(child, line, side)
            else:
                self._drawing(child, line)

    def _drawing(self, drawing: Element, line: _Line) -> None:
        """Boxes, SmartArt text and the descriptions of pictures; what a box holds is told after the paragraph."""
        stack = [drawing]
        while stack:
            node = stack.pop()
            kind = local(node.tag)
            if kind == "txbxContent":
                line.boxes.append(node)
                continue
            if kind == "docPr":
                line.notes.extend(node.get(key, "") for key in ("descr", "title") if node.get(key))
            elif kind == "textpath":
                line.seen.append(node.get("string", ""))
            stack.extend(reversed(_plain(node)))

    def _chunk(self, node: Element) -> None:
        _, target, outer = self.relations.get(node.get(f"{_R}id", ""), ("", "", True))
        if not outer and target in self.package:
            self.into.inside(
                posixpath.basename(target), self.package.read(target), shown=True, place=zh("插入的文档")
            )

    def _table(self, table: Element) -> None:
        self._tables += 1
        where = self._at(zh("表 {number}", number=self._tables))
        rows: list[list[str]] = []
        places: list[list[str]] = []
        for number, row in enumerate(_descend(table, "tr"), 1):
            texts: list[str] = []
            for cell in _descend(row, "tc"):
                properties = cell.find(f"{_W}tcPr")
                place = zh(
                    "{where} 第 {number} 行第 {column} 列", where=where, number=number, column=len(texts) + 1
                )
                texts.append("" if _goes_on(properties) else self._cell(cell, place, has_shade(properties)))
                span = value(properties, "gridSpan")
                across = min(int(span), _WIDEST) if span.isdigit() and len(span) < 4 else 1
                texts.extend([""] * (across - 1))
            rows.append(texts)
            places.append(
                [
                    zh("{where} 第 {number} 行第 {column} 列", where=where, number=number, column=column + 1)
                    for column in range(len(texts))
                ]
            )
        self.into.table(where, rows, places, self.part)

    def _cell(self, cell: Element, place: str, shaded: bool) -> str:
        """The words of a cell, a line per paragraph; a table inside it counts as its text."""
        stack, lines = list(reversed(_plain(cell))), []
        while stack:
            node = stack.pop()
            if local(node.tag) == "p":
                lines.append(self._say(self._line(node, shaded), place, None))
            else:
                stack.extend(reversed(_plain(node)))
        return "\n".join(line for line in lines if line.strip()).strip()


def _goes_on(cell: Element | None) -> bool:
    """True for the lower part of a vertically merged cell."""
    merge = cell.find(f"{_W}vMerge") if cell is not None else None
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _plain(holder: Element) -> list[Element]:
    """The children; of two drawings of the same thing (``mc:AlternateContent``) only the first."""
    found: list[Element] = []
    for child in holder:
        if local(child.tag) == "AlternateContent":
            choice = next((way for way in child if local(way.tag) in {"Choice", "Fallback"}), None)
            found.extend(_plain(choice) if choice is not None else ())
        else:
            found.append(child)
    return found


def _descend(holder: Element, kind: str) -> list[Element]:
    """Rows of a table or cells of a row, also inside content controls and tracked changes; not those of inner tables."""
    found: list[Element] = []
    for child in _plain(holder):
        name = local(child.tag)
        if name == kind:
            found.append(child)
        elif name in {"sdt", "sdtContent", "ins", "del", "moveTo", "moveFrom", "customXml", "smartTag"}:
            found.extend(_descend(child, kind))
    return found
