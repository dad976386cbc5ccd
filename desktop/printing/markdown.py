"""Wording in Markdown -> blocks. Only what official text needs: headings, paragraphs, bold, tables; nothing else.

``## 一、…`` is a first-level heading (黑体), ``### （一）…`` a second-level one (楷体). Numbered items stay plain text
("1. …"), as GB/T 9704 sets third-level heads like the body.
"""

from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from desktop.printing.fonts import Role
from desktop.printing.template import Wording

Spans = tuple[tuple[Role, str], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``indent`` is the first line's indent in characters."""

    spans: Spans
    indent: int = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is 黑体, 2 is 楷体."""

    text: str
    level: int

    @property
    def role(self) -> Role:
        return Role.HEADING if self.level == 1 else Role.SUBHEADING


@dataclass(frozen=True, slots=True)
class Grid:
    """A table within the text. ``aligns`` has one of left, center, right per column."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    aligns: tuple[str, ...]


Block = Paragraph | Heading | Grid


def parse(wording: Wording) -> list[Block]:
    """Blocks in order, values filled in. A value of several lines becomes several paragraphs."""
    tokens = MarkdownIt("zero").enable(["heading", "table", "emphasis"]).parse(wording.markdown)
    blocks: list[Block] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "heading_open":
            text = wording.fill(_joined(tokens[at + 1].content)).replace("\n", "")
            blocks.append(Heading(text.replace("*", ""), 1 if token.tag in {"h1", "h2"} else 2))
        elif token.type == "paragraph_open":
            blocks += _paragraphs(tokens[at + 1], wording)
        elif token.type == "table_open":
            end = next(n for n in range(at, len(tokens)) if tokens[n].type == "table_close")
            blocks.append(_grid(tokens[at:end], wording))
            at = end
        at += 1
    return blocks


def _joined(text: str) -> str:
    """Lines of one paragraph in the template: a line feed between Latin letters is a space, else nothing."""
    out = ""
    for line in text.split("\n"):
        part = line.strip(" \t") if "\n" in text else line
        gap = " " if out and part and out[-1].isascii() and part[0].isascii() and out[-1].isalnum() else ""
        out += gap + part
    return out


def _paragraphs(inline: Token, wording: Wording) -> list[Block]:
    lines: list[list[tuple[Role, str]]] = [[]]
    role = Role.BODY
    for child in inline.children or []:
        if child.type == "strong_open":
            role = Role.HEADING
        elif child.type == "strong_close":
            role = Role.BODY
        elif child.type == "text":
            for number, part in enumerate(wording.fill(_joined(child.content)).split("\n")):
                if number:
                    lines.append([])
                if part:
                    lines[-1].append((role, part))
    return [Paragraph(spans) for line in lines if (spans := _trimmed(line))]


def _trimmed(spans: list[tuple[Role, str]]) -> Spans:
    """Without the spaces that clerks type to indent; those between words stay."""
    text = "".join(part for _, part in spans)
    first = len(text) - len(text.lstrip())
    last = len(text.rstrip())
    out: list[tuple[Role, str]] = []
    at = 0
    for role, part in spans:
        kept = part[max(first - at, 0) : max(last - at, 0)]
        if kept:
            out.append((role, kept))
        at += len(part)
    return tuple(out)


def _grid(tokens: list[Token], wording: Wording) -> Grid:
    rows: list[list[str]] = []
    aligns: list[str] = []
    for number, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in {"th_open", "td_open"}:
            rows[-1].append(wording.fill(tokens[number + 1].content).strip())
            if token.type == "th_open":
                style = str(token.attrGet("style") or "")
                aligns.append(next((way for way in ("right", "center") if way in style), "left"))
    return Grid(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]), tuple(aligns))
