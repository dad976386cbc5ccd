"""Before anything is laid out: has every character a face, does every Tibetan sign hang on a letter?

Names the place of each that cannot be set; changes nothing.
"""

from collections.abc import Iterable, Sequence

from desktop.base.errors import Refusal
from desktop.printing.fonts import FontSet, MissingGlyphs, Role
from desktop.printing.markdown import Block, Grid, Heading
from desktop.printing.notice import Table
from desktop.printing.tibetan import has_tibetan


class BrokenSyllables(Refusal):
    """Tibetan in which a vowel or a subjoined letter stands alone. ``found`` lists (syllable, place in Chinese)."""

    def __init__(self, found: Sequence[tuple[str, str]]) -> None:
        self.found = tuple(found)
        shown = [f"“{syllable}”（{place}）" for syllable, place in found[:8]]
        more = f"等{len(found)}处" if len(found) > len(shown) else ""
        super().__init__(
            f"这些藏文音节写得不完整，元音或者下加字前面少了字母：{'、'.join(shown)}{more}。",
            safe="公示没有生成，记录没有改动。",
            todo="请让懂藏文的同事核对后重新输入。",
            code="broken-tibetan",
        )


Text = tuple[str, Role, str]  # place in Chinese, role, characters


def texts_of(
    lines: Iterable[Text], names: Iterable[str], blocks: Iterable[Block], table: Table | None
) -> list[Text]:
    """Everything that will be set but the rows of the list."""
    texts = [*lines, *(("附件名称", Role.BODY, name) for name in names)]
    for block in blocks:
        if isinstance(block, Heading):
            texts.append(("正文小标题", block.role, block.text))
        elif isinstance(block, Grid):
            texts += [("正文表格", Role.HEADING, cell) for cell in block.head]
            texts += [("正文表格", Role.BODY, cell) for row in block.rows for cell in row]
        else:
            texts += [("正文", role, part) for role, part in block.spans]
    if table:
        texts += [("附件标题", Role.TITLE, table.title), ("名单表头", Role.BODY, table.note)]
        texts += [("名单表头", Role.HEADING, f"{column.head}{column.unit}") for column in table.columns]
        texts += [("名单表头", Role.HEADING, column.second) for column in table.columns]
        texts += [("名单合计", Role.HEADING, cell) for cell in table.totals]
    return texts


def check_glyphs(fonts: FontSet, texts: Iterable[Text], table: Table | None) -> str:
    """The characters that a substitute face supplies. Refuses those that none has, with their places."""
    found: list[tuple[str, str]] = []
    broken: list[tuple[str, str]] = []
    replaced: dict[str, None] = {}
    for place, role, text in texts:
        plain = text.replace("\n", "")
        found += [(character, place) for character in fonts.missing(plain, role)]
        broken += [(syllable, place) for syllable in fonts.broken(text)]
        replaced.update(dict.fromkeys(fonts.substituted(plain, role)))
    if table:
        lacking, used = _missing_in_rows(fonts, table)
        found += lacking
        replaced.update(dict.fromkeys(fonts.substituted(used, Role.BODY)))
        broken += _broken_in_rows(fonts, table)
    if found:
        raise MissingGlyphs(found)
    if broken:
        raise BrokenSyllables(broken)
    return "".join(replaced)


def _broken_in_rows(fonts: FontSet, table: Table) -> list[tuple[str, str]]:
    return [
        (syllable, f"名单第{number}行“{column.head}”")
        for number, row in enumerate(table.rows, 1)
        for column, text in zip(table.columns, row, strict=True)
        if has_tibetan(text)
        for syllable in fonts.broken(text)
    ]


def _missing_in_rows(fonts: FontSet, table: Table) -> tuple[list[tuple[str, str]], str]:
    """Missing characters with their rows, and all characters that the rows use."""
    known = {"\n"}
    found: list[tuple[str, str]] = []
    for number, row in enumerate(table.rows, 1):
        for column, text in zip(table.columns, row, strict=True):
            if not known.issuperset(text):
                lacking = fonts.missing("".join(sorted(set(text) - known)), Role.BODY)
                found += [(character, f"名单第{number}行“{column.head}”") for character in lacking]
                known.update(set(text) - set(lacking))
    return found, "".join(sorted(known - {"\n"}))
