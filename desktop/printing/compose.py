"""Content + template -> pages. The one place where text layout and list layout meet; words nothing, draws nothing itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from desktop.printing import roster
from desktop.printing.assembly import assemble, qr_strip
from desktop.printing.bilingual import ANNEX, SHAD, Second, blocks_of, with_heads
from desktop.printing.fonts import FontSet, Role, bundled
from desktop.printing.glyph_check import check_glyphs, texts_of
from desktop.printing.inline_table import table_strips
from desktop.printing.markdown import Block, Grid, Heading, parse
from desktop.printing.notice import NoticeContent
from desktop.printing.options import load_options
from desktop.printing.pages import Pages
from desktop.printing.paper import SCREEN, Sheet, sheet
from desktop.printing.screens import Marks, assemble_screens
from desktop.printing.setting import BASELINE, Setter
from desktop.printing.signers import joint_signature
from desktop.printing.strips import Strip, deal, kept
from desktop.printing.template import Wording, chinese_date, render
from desktop.printing.wording import blocks_of_text, clean, titled

_CLOSING = 2  # lines of text that stay with the signature


def make_notice(
    content: NoticeContent,
    templates: Path,
    *,
    paper: str = "",
    large: bool = False,
    second: Second | None = None,
    fonts: FontSet | None = None,
) -> Pages:
    """The pages of a notice on ``paper`` (default: the template's). Refuses missing values and missing glyphs.

    ``large`` is large print; ``second`` what it says in a second script as well. On SCREEN the same content is laid out as
    pages of a village screen.
    """
    options = load_options(templates, content.kind)
    paper = paper or options.paper
    fonts = fonts or bundled(templates)
    table = titled(content, options)
    if second is not None:
        annexes_beside = tuple(clean(name).strip() for name in second.annexes)
        second = replace(
            second, title=clean(second.title).strip(), body=clean(second.body), annexes=annexes_beside
        )
        table = with_heads(table, second) if table else None
    own = [table.title] if table and paper != SCREEN else []  # on a screen the list simply follows
    names = [clean(name) for name in (*own, *content.attachments)]
    blocks = blocks_of_text(content, templates)
    title, unit, day = clean(content.title).strip(), clean(content.unit), chinese_date(content.date)
    subtitle = clean(content.subtitle)
    signers = [clean(signer) for signer in content.signers]
    lines = [
        ("标题", Role.TITLE, title),
        ("副标题", Role.SUBHEADING, subtitle),
        *(("署名", Role.BODY, signer) for signer in (unit, *signers)),
        ("索引号", Role.NUMBER, content.index_number),
    ]
    beside = [] if second is None else blocks_of(second, content, options)
    if second is not None:
        lines.append(("第二种文字的标题", Role.TITLE, second.title))
        lines += [("第二种文字的署名", Role.BODY, second.word(name)) for name in (unit, *signers)]
        lines += [("第二种文字的附件名称", Role.TITLE, name) for name in second.annexes]
    texts = texts_of(lines, names, [*blocks, *beside], table)
    substituted = check_glyphs(fonts, texts, table)
    setter = Setter(fonts, sheet(paper, large=large))
    heading = setter.title(title, (*options.title_words, clean(content.place), clean(content.unit)))
    body, annexes = _text(setter, blocks), setter.attachments(names)
    signed = _signer(setter, (unit, *signers), day, content.date, second)
    if second is not None:
        leads = second.leads
        heading = _in_order(setter.title(second.title, ()) if second.title else [], heading, leads=leads)
        body = _in_order(_text(setter, beside), body, leads=leads, between=[setter.blank()])
        if second.word(ANNEX):
            label = f"{second.word(ANNEX).rstrip(SHAD)}："
            annexes = _in_order(setter.attachments(second.annexes, label), annexes, leads=leads)
    heading += _subtitle(setter, subtitle)
    choices = []
    for gap in (
        2,
        1,
    ):  # one line less above the signature rather than a page for the signature (GB/T 9704, 7.3.5.4)
        closing = [*annexes, *signed(gap)]
        if content.qr_text and paper != SCREEN:
            closing.append(
                qr_strip(
                    setter,
                    content.qr_text,
                    content.index_number,
                    _free(closing, 3 if second and signers else 2),
                )
            )
        choices.append(deal([*heading, *_with_closing(body, closing)], _height(setter.sheet)))
    text = min(choices, key=len)
    mark = "附件1" if len(names) > 1 else "附件"
    mark = f"{mark}　{second.word(ANNEX)}".rstrip() if second is not None else mark
    mark = "" if paper == SCREEN else mark  # nothing is annexed to a screen
    layout = roster.lay_out(table, paper, fonts, mark, options.title_words, large=large) if table else None
    author = "、".join((unit, *signers))
    if paper == SCREEN:
        marks = Marks(author, content.index_number, content.qr_text)
        return assemble_screens(title, marks, setter, text, layout, substituted)
    return assemble(title, author, content.index_number, setter, text, layout, substituted)


def _signer(
    setter: Setter, units: Sequence[str], day: str, signed_on: date, second: Second | None
) -> Callable[[int], list[Strip]]:
    """Makes the signature with so many empty lines above it; with a second script one below the other.

    Several units sign in one script unless every one of them has its name in both."""
    unit = units[0]
    if second is None or not (all(map(second.word, units)) and second.pattern):
        if len(units) > 1:
            return lambda gap: joint_signature(setter, [(name,) for name in units], [day], gap)
        return lambda gap: setter.signature(unit, day, gap)
    turn = 1 if second.leads else -1
    if len(units) > 1:
        both = [(second.word(name), name)[::turn] for name in units]
        days = [second.day(signed_on), day][::turn]
        return lambda gap: joint_signature(setter, both, days, gap)
    first, last = ((second.word(unit), second.day(signed_on)), (unit, day))[::turn]
    return lambda gap: [*setter.signature(*first, gap), *setter.signature(*last, 0)]


def _in_order(
    second: list[Strip], chinese: list[Strip], *, leads: bool, between: Sequence[Strip] = ()
) -> list[Strip]:
    if not second:
        return chinese
    return [*second, *between, *chinese] if leads else [*chinese, *between, *second]


def make_document(
    title: str,
    markdown: str,
    templates: Path,
    *,
    variables: Mapping[str, Any] | None = None,
    unit: str = "",
    day: date | None = None,
    paper: str = "A4",
    fonts: FontSet | None = None,
    qr_text: str = "",
) -> Pages:
    """A sheet for the file (审查单, 回执, 张贴证明) from Markdown, set by the same engine; signed if ``unit`` is given.

    Without ``variables`` the Markdown is taken as it is; with them it is rendered first, values kept apart from markup.
    ``qr_text`` is for a signed sheet: the code square stands beside the signature.
    """
    fonts = fonts or bundled(templates)
    wording = Wording(markdown, ()) if variables is None else render(markdown, title, variables)
    blocks = parse(wording)
    title, unit = clean(title), clean(unit)
    texts = texts_of([("标题", Role.TITLE, title), ("署名", Role.BODY, unit)], [], blocks, None)
    substituted = check_glyphs(fonts, texts, None)
    setter = Setter(fonts, sheet(paper))
    text = _text(setter, blocks)
    if unit and day:
        closing = setter.signature(unit, chinese_date(day))
        if qr_text:
            closing.append(qr_strip(setter, qr_text, "", _free(closing)))
        text = _with_closing(text, closing)
    strips = [*setter.title(title, ()), *text]
    return assemble(title, unit, "", setter, deal(strips, _height(setter.sheet)), None, substituted)


def _text(setter: Setter, blocks: Iterable[Block]) -> list[Strip]:
    strips: list[Strip] = []
    for block in blocks:
        if isinstance(block, Heading):
            strips += setter.heading(block)
        elif isinstance(block, Grid):
            strips += table_strips(setter, block)
        else:
            strips += _no_lone_line(setter.paragraph(block))
    return strips


def _no_lone_line(paragraph: list[Strip]) -> list[Strip]:
    """The first line of a paragraph stays with its second and the last with the one before, whatever page they fall on."""
    bound = {0, len(paragraph) - 2} if len(paragraph) > 1 else set[int]()
    return [replace(line, keep=line.keep or at in bound) for at, line in enumerate(paragraph)]


def _subtitle(setter: Setter, text: str) -> list[Strip]:
    """Which part of the whole the sheet is, 楷体 and centred, with an empty line before the text."""
    size, pitch = setter.sheet.body, setter.sheet.pitch
    if not text:
        return []
    runs = setter.centred(text, Role.SUBHEADING, size, BASELINE * size)
    return [Strip(pitch, tuple(runs), keep=True), Strip(pitch, keep=True)]


def _with_closing(text: list[Strip], signature: list[Strip]) -> list[Strip]:
    """The last lines of the text share a page with the signature, so that no page carries a seal alone."""
    head, tail = text[:-_CLOSING], text[-_CLOSING:]
    return [*head, *kept([*tail, *signature])]


def _free(closing: Sequence[Strip], last: int = 2) -> float:
    """How much of the line's width is free left of the signature: the ``last`` strips, names and dates."""
    return min(run.x for strip in closing[-last:] for run in strip.runs)


def _height(block: Sheet) -> float:
    return block.lines * block.pitch
