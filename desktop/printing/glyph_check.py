"""Before anything is laid out: has every character a face? Names the place of each that has none; changes nothing."""

from collections.abc import Iterable

from desktop.printing.fonts import FontSet, MissingGlyphs, Role
from desktop.printing.markdown import Block, Grid, Heading
from desktop.printing.notice import Table

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
        texts += [("名单合计", Role.HEADING, cell) for cell in table.totals]
    return texts


def check_glyphs(fonts: FontSet, texts: Iterable[Text], table: Table | None) -> str:
    """The characters that a substitute face supplies. Refuses those that none has, with their places."""
    found: list[tuple[str, str]] = []
    replaced: dict[str, None] = {}
    for place, role, text in texts:
        plain = text.replace("\n", "")
        found += [(character, place) for character in fonts.missing(plain, role)]
        replaced.update(dict.fromkeys(fonts.substituted(plain, role)))
    if table:
        lacking, used = _missing_in_rows(fonts, table)
        found += lacking
        replaced.update(dict.fromkeys(fonts.substituted(used, Role.BODY)))
    if found:
        raise MissingGlyphs(found)
    return "".join(replaced)


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
