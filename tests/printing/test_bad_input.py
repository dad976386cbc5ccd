"""What must not break a print: names like markup, names without end, an empty list, a full disk, a cancel half-way."""

import errno
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.base import files
from desktop.base.errors import Cancelled, Refusal, SurroundingsError
from desktop.base.progress import Progress, Step
from desktop.printing.compose import make_notice
from desktop.printing.fonts import FontSet
from desktop.printing.notice import Column, NoticeContent, Table
from desktop.printing.paper import MM
from desktop.printing.pdf import pdf_bytes, write_pdf
from tests.pdfs import running_text

Roster = Callable[..., Table]
MARKUP = ("<b>扎西</b>", "马&梅", "{{ 7 * 7 }}", "{% for a in b %}", "**王**", "\\", "<!-- -->", "&amp;村")
LONG = "扎西" * 100


@pytest.mark.parametrize("name", MARKUP)
def test_a_name_that_looks_like_markup_is_printed_letter_by_letter(
    content: NoticeContent, templates: Path, fonts: FontSet, roster: Roster, name: str
) -> None:
    values = {**content.values, "objection_unit": name}
    pages = make_notice(
        replace(content, values=values, table=roster(2, (name,)), unit=name, attachments=(name,)),
        templates,
        fonts=fonts,
    )
    text = running_text(pdf_bytes(pages)).replace(" ", "")
    assert text.count(name.replace(" ", "")) >= 5  # said, annexed, signed, and twice in the list


def test_a_name_of_200_characters_stays_in_its_cell_and_whole(
    content: NoticeContent, templates: Path, fonts: FontSet, roster: Roster
) -> None:
    pages = make_notice(replace(content, table=roster(4, (LONG, "马成英"))), templates, fonts=fonts)
    drawn = "".join(run.text for page in list(pages)[1:] for run in page.runs if set(run.text) <= set("扎西"))
    assert drawn == LONG * 2
    for page in list(pages)[1:]:
        right = max(rule.x2 for rule in page.rules)
        for run in page.runs:
            if set(run.text) <= set("扎西"):
                assert run.x + fonts.width(run.text, "body", run.size) <= right
        assert right <= page.width - 25 * MM + 0.5
    texts = [run.text for page in list(pages)[1:] for run in page.runs]
    for row in roster(4, (LONG, "马成英")).rows:  # and its neighbours keep room for theirs
        assert all(cell in texts for cell in row if cell != LONG)


def test_a_title_and_an_office_of_200_characters_are_set_over_several_lines(
    content: NoticeContent, templates: Path, fonts: FontSet
) -> None:
    pages = make_notice(replace(content, title=f"关于{LONG}的公示", unit=LONG), templates, fonts=fonts)
    text = running_text(pdf_bytes(pages)).replace(" ", "")
    assert f"关于{LONG}的公示" in text
    assert text.rindex("2026年9月6日") > text.rindex("扎西")
    for page in pages:
        for run in page.runs:
            role = "title" if "Black" in run.face else "body"
            assert run.x >= 0
            assert run.x + fonts.width(run.text, role, run.size) <= page.width + 0.5


@pytest.mark.parametrize("rows", [(), []])
def test_an_empty_list_makes_no_page_and_is_not_spoken_of(
    content: NoticeContent, templates: Path, fonts: FontSet, rows: object
) -> None:
    empty = Table((Column("n", "序号", told="序号"),), rows, ("合计",), title="空表")  # type: ignore[arg-type]
    pages = make_notice(replace(content, table=empty), templates, fonts=fonts)
    text = "".join(page.text() for page in pages)
    assert "附件" not in text
    assert "空表" not in text
    assert "第 1 页 共" not in text


def test_every_character_no_font_has_is_named_with_its_place(
    content: NoticeContent, templates: Path, fonts: FontSet, roster: Roster
) -> None:
    values = {**content.values, "objection_unit": "\U0003134a村"}
    with pytest.raises(Refusal) as caught:
        make_notice(replace(content, values=values, table=roster(2, ("张\ue5f1",))), templates, fonts=fonts)
    assert "U+3134A" in caught.value.what
    assert "名单第1行“户主姓名”" in str(caught.value.found)  # type: ignore[attr-defined]


def test_a_list_of_300_pages_stops_at_once_and_leaves_no_file(
    content: NoticeContent, templates: Path, fonts: FontSet, roster: Roster, tmp_path: Path
) -> None:
    pages = make_notice(replace(content, table=roster(7200)), templates, fonts=fonts)
    assert pages.count > 300
    pressed = 0.0

    def half_way(step: Step) -> None:
        nonlocal pressed
        if step.done >= 150 and not pressed:
            pressed = time.monotonic()
            progress.cancel()

    progress = Progress(half_way)
    with pytest.raises(Cancelled):
        write_pdf(pages, tmp_path / "公示.pdf", progress)
    assert 0 < time.monotonic() - pressed < 5  # whole pages would take longer; a busy machine must not matter
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_old_file_and_says_what_to_do(
    content: NoticeContent, templates: Path, fonts: FontSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    target = tmp_path / "公示.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(SurroundingsError) as caught:
        write_pdf(make_notice(content, templates, fonts=fonts), target)
    assert "空间不够" in caught.value.what
    assert caught.value.todo
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
