"""Every kind with the least a record may hold and with all it can: no empty sentence, no doubled mark, nothing left open.

Checked on what the wording says, paragraph by paragraph, before it is laid out, and once on the finished pages.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop.base.paths import standards_folder, templates_folder
from desktop.catalogue.forms import load_forms
from desktop.domain.form import FieldType, Form
from desktop.printing.compose import make_notice
from desktop.printing.fonts import FontSet, bundled
from desktop.printing.markdown import Grid, Heading
from desktop.printing.notice import NoticeContent
from desktop.printing.options import SERIAL, kinds, load_options, table_from
from desktop.printing.sample import load_sample
from desktop.printing.wording import blocks_of_text, suggested_title

TEMPLATES = templates_folder()
KINDS = kinds(TEMPLATES)
FORMS: dict[str, Form] = {form.code: form for form in load_forms(standards_folder())[0]}
STOPS = "，、。；：！？"
DOUBLED = re.compile(rf"[{STOPS}][{STOPS}]")
EMPTY = re.compile(r"（\s*）|《\s*》|“\s*”|None|nan|\{|\}|undefined|（大写：）")
NUMBERED = re.compile(r"^([一二三四五六七八九十]+)、")
DIGITS = "一二三四五六七八九十"


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return bundled(TEMPLATES, office=False)


def least(kind: str) -> NoticeContent:
    """The sample without anything that may be left out: values, list columns, annexes; one row."""
    sample, options = load_sample(TEMPLATES, kind), load_options(TEMPLATES, kind)
    values = {key: text for key, text in sample.values.items() if key in options.required}
    table = None
    if sample.table is not None:
        keys = [column.key for column in sample.table.columns]
        asked = {column.key for column in FORMS[kind].roster if column.required} | {SERIAL}
        row = dict(zip(keys, sample.table.rows[0], strict=True))
        table = table_from(options, [row], {}, shown=[key for key in keys if key in asked])
    sections = tuple(replace(section, text="") for section in sample.sections)
    return replace(sample, values=values, table=table, totals={}, count=1, attachments=(), signers=(), villages=(),
                   sections=sections)  # fmt: skip


def most(kind: str) -> NoticeContent:
    """The sample with every value its wording knows; texts as a clerk may end them."""
    sample, options = load_sample(TEMPLATES, kind), load_options(TEMPLATES, kind)
    filled = {key: sample.values.get(key) or "另有安排" for key in (*options.required, *options.optional)}
    long = {
        field.key
        for field in (FORMS[kind].fields if kind in FORMS else ())
        if field.type in {FieldType.LONG_TEXT, FieldType.TEXT} and field.key in filled
    }
    ends = itertools.cycle(("。", "；", "，", "", " 。\n", "、"))
    for key in sorted(long):
        filled[key] = filled[key].rstrip("。；") + next(ends)
    filled["summary"] = "第一段说明；\n第二段说明，"
    if "effective_to" in options.optional:
        filled["effective_to"] = "2027-05-31"
    return replace(sample, values=filled, attachments=("办事指南", "勘测定界图"), signers=("云滩县财政局",),
                   remark="本公示代替2026年9月1日的公示。")  # fmt: skip


def variants(content: NoticeContent) -> Iterator[NoticeContent]:
    """The same for each stage or other choice that the wording may branch on, for a village's part, and without a list."""
    yield content
    choices = [
        field for field in (FORMS[content.kind].fields if content.kind in FORMS else ()) if field.choices
    ]
    for field in choices:
        for choice in field.choices:
            yield replace(content, values={**content.values, field.key: choice})
    yield replace(content, table=None)
    if load_options(TEMPLATES, content.kind).split:
        yield replace(content, place="青石滩乡上滩村", whole="青石滩乡", part="上滩村", villages=())


@pytest.mark.parametrize("make", [least, most])
@pytest.mark.parametrize("kind", KINDS)
def test_the_wording_is_whole_with_the_least_and_with_all(kind: str, make) -> None:
    for content in variants(make(kind)):
        titled = replace(content, title=suggested_title(content, TEMPLATES))
        assert not DOUBLED.search(titled.title)
        assert not EMPTY.search(titled.title)
        numbers = []
        blocks = blocks_of_text(titled, TEMPLATES)
        for block in blocks:
            assert not isinstance(block, Grid)
            said = block.text if isinstance(block, Heading) else "".join(part for _, part in block.spans)
            assert not DOUBLED.search(said), said
            assert not EMPTY.search(said), said
            assert said[0] not in STOPS, said
            assert said.count("《") == said.count("》"), said
            if isinstance(block, Heading):
                assert said[-1] not in STOPS, said
                numbers += [DIGITS.index(found[1]) + 1 for found in [NUMBERED.match(said)] if found]
            else:
                assert said[-1] in "。：；", said
            assert "附件" not in said or titled.table is not None, said
        assert numbers == list(range(1, len(numbers) + 1))
        for before, after in itertools.pairwise(blocks):
            if isinstance(before, Heading) and isinstance(after, Heading):
                assert after.level > before.level, f"nothing under {before.text}"
        assert not isinstance(blocks[-1], Heading)


@pytest.mark.parametrize("kind", KINDS)
def test_the_least_and_the_most_can_be_printed(kind: str, fonts: FontSet) -> None:
    for content in (least(kind), most(kind)):
        text = "".join(page.text() for page in make_notice(content, TEMPLATES, fonts=fonts)).replace("\n", "")
        assert not EMPTY.search(text)
        assert content.unit in text


def test_a_text_speaks_of_no_column_that_is_not_printed() -> None:
    options = load_options(TEMPLATES, "farmland_subsidy")
    row = {"village": "上滩村", "name": "才让", "subsidy_area": "5", "amount": "575.00"}
    sample = load_sample(TEMPLATES, "farmland_subsidy")
    both = []
    for more in ({}, {"confirmed_area": "6", "deducted_area": "1"}):
        table = table_from(options, [row | more], {})
        blocks = blocks_of_text(replace(sample, table=table), TEMPLATES)
        both.append("".join(part for block in blocks for _, part in block.spans))  # type: ignore[union-attr]
    assert "各户的补贴面积和补贴金额见附件" in both[0]
    assert "各户的确权面积、扣除面积、补贴面积和补贴金额见附件" in both[1]
