"""Text of the handbook in Markdown -> blocks to be set: headings, paragraphs, steps, points, tables, commands.

Words in 「」 are words of the window and stand out. Knows no fonts and no sheet.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from desktop.printing.fonts import Role
from desktop.printing.markdown import Grid, Spans

_NAMED = re.compile("(「[^」]+」)")


@dataclass(frozen=True, slots=True)
class Head:
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; with ``mark`` an entry of a list (``1.`` or ``-``)."""

    spans: Spans
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """One line to be typed as it is."""

    text: str


ManualBlock = Head | Words | Command | Grid


def blocks(markdown: str) -> list[ManualBlock]:
    """Blocks in order. What Markdown can say beyond them (quotes, pictures, markup) falls away to its text."""
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(markdown)
    out: list[ManualBlock] = []
    marks: list[Iterator[str]] = []
    mark = ""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            first = int(token.attrGet("start") or 1)
            marks.append(_numbers(first) if token.type == "ordered_list_open" else _dashes())
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            marks.pop()
        elif token.type == "list_item_open":
            mark = next(marks[-1])
        elif token.type == "heading_open":
            out.append(Head(_plain(tokens[at + 1])))
            at += 1
        elif token.type == "inline":
            out.append(Words(_spans(token), mark))
            mark = ""
        elif token.type in {"fence", "code_block"}:
            out += [Command(line) for line in token.content.rstrip("\n").split("\n")]
        elif token.type == "table_open":
            end = next(n for n in range(at, len(tokens)) if tokens[n].type == "table_close")
            out.append(_grid(tokens[at:end]))
            at = end
        at += 1
    return out


def _numbers(first: int) -> Iterator[str]:
    while True:
        yield f"{first}."
        first += 1


def _dashes() -> Iterator[str]:
    while True:
        yield "-"


def _pieces(inline: Token) -> Iterator[tuple[Role, str]]:
    role = Role.BODY
    for child in inline.children or []:
        if child.type in {"strong_open", "strong_close"}:
            role = Role.HEADING if child.type == "strong_open" else Role.BODY
        elif child.type == "softbreak":
            continue
        elif child.content:
            for part in _NAMED.split(child.content):
                if part:
                    yield (Role.HEADING if _NAMED.fullmatch(part) else role), part


def _spans(inline: Token) -> Spans:
    return tuple(_pieces(inline))


def _plain(inline: Token) -> str:
    return "".join(text for _role, text in _pieces(inline))


def _grid(tokens: list[Token]) -> Grid:
    rows: list[list[str]] = []
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in {"th_open", "td_open"}:
            rows[-1].append(_plain(tokens[at + 1]))
    return Grid(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]), ("left",) * len(rows[0]))
