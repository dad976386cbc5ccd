import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop.base.errors import Cancelled, Refusal, SurroundingsError
from desktop.base.paths import templates_folder
from desktop.base.progress import Progress
from desktop.printing.compose import make_document, make_notice
from desktop.printing.fonts import FontSet, MissingGlyphs, bundled
from desktop.printing.kinsoku import HALF_EMPTY
from desktop.printing.notice import NoticeContent, Table
from desktop.printing.pages import Run
from desktop.printing.paper import MM
from desktop.printing.pdf import pdf_bytes, write_pdf
from desktop.printing.preview import pdf_page_count, pdf_text, render_page_png
from desktop.printing.wording import suggested_title

Roster = Callable[..., Table]
RIGHT = (28 + 156) * MM
RARE = "㛃䶮𬱖𬭎𫖯㕔𬘭𫄧𬴂𬶍"


def run_with(runs: tuple[Run, ...], text: str) -> Run:
    return next(run for run in runs if text in run.text)


def text_of(pdf: bytes) -> str:
    return (
        "".join(pdf_text(pdf, number) for number in range(pdf_page_count(pdf)))
        .replace("\r\n", "")
        .replace("\n", "")
    )


def test_the_date_ends_four_characters_from_the_right_under_the_unit(
    content: NoticeContent, templates: Path, fonts: FontSet
) -> None:
    runs = make_notice(content, templates, fonts=fonts).page(0).runs
    day, unit = run_with(runs, "2026年9月6日"), run_with(runs, "云滩县青石滩乡人民政府")
    step = 16 + day.spacing
    day_width = fonts.width(day.text, "body", 16, day.spacing)
    assert day.x + day_width == pytest.approx(RIGHT - 4 * step, abs=0.5)
    unit_width = fonts.width(unit.text, "body", 16, unit.spacing)
    assert unit.x + unit_width / 2 == pytest.approx(day.x + day_width / 2, abs=0.5)
    assert unit.y < day.y


def test_a_signature_never_stands_on_a_page_alone(
    content: NoticeContent, templates: Path, fonts: FontSet, roster: Roster
) -> None:
    for lines in range(1, 14):
        longer = {**content.values, "summary": "\n".join(["补充说明"] * lines)}
        pages = make_notice(replace(content, values=longer, table=roster(3)), templates, fonts=fonts)
        signed = next(page for page in pages if "2026年9月6日" in page.text())
        assert "监督电话12317" in signed.text()
        assert "云滩县青石滩乡人民政府" in signed.text()
        assert max(run.y for run in signed.runs if "9月6日" in run.text) <= (37 + 225) * MM


def test_several_annexes_are_numbered_and_aligned(
    content: NoticeContent, templates: Path, fonts: FontSet, roster: Roster
) -> None:
    pages = make_notice(
        replace(content, table=roster(2), attachments=("勘测定界图",)), templates, fonts=fonts
    )
    runs = pages.page(0).runs
    first, second = run_with(runs, "附件：1.青石滩乡补贴发放表"), run_with(runs, "2.勘测定界图")
    assert second.x == pytest.approx(first.x + 3 * (16 + first.spacing), abs=0.1)
    assert pages.page(1).runs[0].text == "附件1"


@pytest.mark.parametrize("name", ["<b>扎西</b>", "马&梅", "{{ 7*7 }}", "仁青·卓玛", f"王{RARE}", "**李**"])
def test_every_character_of_a_name_can_be_read_back(
    content: NoticeContent, templates: Path, fonts: FontSet, roster: Roster, name: str
) -> None:
    values = {**content.values, "objection_unit": name}
    pdf = pdf_bytes(
        make_notice(replace(content, values=values, table=roster(1, (name,))), templates, fonts=fonts)
    )
    found = text_of(pdf).replace(" ", "")
    assert found.count(name.replace(" ", "")) == 2


def test_missing_characters_stop_the_notice_and_are_placed(
    content: NoticeContent, templates: Path, fonts: FontSet, roster: Roster
) -> None:
    values = {**content.values, "objection_unit": "马\U00030000站"}
    table = roster(30, ("王好", "李\ue5f1明"))
    with pytest.raises(MissingGlyphs) as caught:
        make_notice(replace(content, values=values, table=table), templates, fonts=fonts)
    assert ("\U00030000", "正文") in caught.value.found
    assert ("\ue5f1", "名单第1行“户主姓名”") in caught.value.found
    assert "U+30000" in caught.value.what
    assert "没有生成" in caught.value.safe


def test_invisible_characters_from_spreadsheets_are_no_obstacle(
    content: NoticeContent, templates: Path, fonts: FontSet, roster: Roster
) -> None:
    pages = make_notice(
        replace(content, table=roster(1, ("扎西\u200b\ufeff当周\r",))), templates, fonts=fonts
    )
    assert "扎西当周" in pages.page(1).text()


def test_an_empty_value_is_asked_for_by_its_name(
    content: NoticeContent, templates: Path, fonts: FontSet
) -> None:
    with pytest.raises(Refusal, match="“补贴标准”还没有填"):
        make_notice(replace(content, values={**content.values, "rate": " "}), templates, fonts=fonts)


@pytest.mark.parametrize(
    ("kind", "paper", "code"), [("nope", "", "template-unknown"), ("dibao", "B5", "value-missing")]
)
def test_an_unknown_kind_is_refused(
    content: NoticeContent, templates: Path, fonts: FontSet, kind: str, paper: str, code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        make_notice(replace(content, kind=kind), templates, paper=paper, fonts=fonts)
    assert caught.value.code == code


def test_an_unknown_paper_is_refused(content: NoticeContent, templates: Path, fonts: FontSet) -> None:
    with pytest.raises(Refusal, match="没有“B5”这种纸型"):
        make_notice(content, templates, paper="B5", fonts=fonts)


def test_the_code_square_can_be_read_from_the_page(
    content: NoticeContent, templates: Path, fonts: FontSet
) -> None:
    text = "明白公示\nQST-2026-0031\n关于补贴的公示\n2026-09-07/2026-09-13\nsha256:0123456789abcdef"
    pages = make_notice(replace(content, qr_text=text, index_number="QST-2026-0031"), templates, fonts=fonts)
    pdf = pdf_bytes(pages)
    picture = Image.open(io.BytesIO(render_page_png(pdf, 0, 3.0)))
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == text
    assert code.position.bottom_left.x / 3 == pytest.approx(28 * MM, abs=4)
    assert "索引号\nQST-2026-0031\n扫码" in pages.page(0).text()


def test_the_same_notice_gives_the_same_bytes(
    content: NoticeContent, templates: Path, fonts: FontSet, roster: Roster
) -> None:
    make = lambda: pdf_bytes(make_notice(replace(content, table=roster(40)), templates, fonts=fonts))  # noqa: E731
    assert make() == make()


def test_all_fonts_are_embedded_and_no_author_is_named(
    content: NoticeContent, templates: Path, fonts: FontSet
) -> None:
    pdf = pdf_bytes(make_notice(content, templates, fonts=fonts))
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/Type /FontDescriptor") == pdf.count(b"/FontFile2") > 0
    assert b"anonymous" not in pdf


def test_a_folder_that_cannot_be_written_leaves_nothing(
    content: NoticeContent, templates: Path, fonts: FontSet, tmp_path: Path
) -> None:
    pages = make_notice(content, templates, fonts=fonts)
    with pytest.raises(SurroundingsError, match="找不到这个文件夹"):
        write_pdf(pages, tmp_path / "没有" / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_cancelling_leaves_the_old_file_as_it_was(
    content: NoticeContent, templates: Path, fonts: FontSet, roster: Roster, tmp_path: Path
) -> None:
    target = tmp_path / "公示.pdf"
    target.write_bytes(b"old")
    pages = make_notice(replace(content, table=roster(1200)), templates, fonts=fonts)
    progress = Progress(lambda step: progress.cancel() if step.done >= 20 else None)
    with pytest.raises(Cancelled):
        write_pdf(pages, target, progress)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_file_holds_what_was_returned(
    content: NoticeContent, templates: Path, fonts: FontSet, tmp_path: Path
) -> None:
    data = write_pdf(make_notice(content, templates, fonts=fonts), tmp_path / "公示.pdf")
    assert (tmp_path / "公示.pdf").read_bytes() == data
    assert data.startswith(b"%PDF-")


def test_the_template_proposes_the_title(content: NoticeContent, templates: Path) -> None:
    assert suggested_title(content, templates) == content.title


def test_a_document_for_the_file_is_set_by_the_same_engine(templates: Path, fonts: FontSet) -> None:
    source = "审查人：{{ who }}\n\n| 项目 | 结论 |\n|---|:-:|\n| 国家秘密 | 不涉及 |\n| {{ who }} | 同意公开 |\n\n以上情况属实。"
    pages = make_document(
        "政府信息公开保密审查单", source, templates, variables={"who": "祁<洪>𬭎"}, unit="青石滩乡人民政府",
        day=date(2026, 9, 6), fonts=fonts,
    )  # fmt: skip
    text = text_of(pdf_bytes(pages))
    assert text.count("祁<洪>𬭎") == 2
    assert "2026年9月6日" in text
    assert any(rule.width == 1.0 for rule in pages.page(0).rules)


def test_substitute_faces_are_reported(content: NoticeContent, templates: Path, fonts: FontSet) -> None:
    assert make_notice(content, templates, fonts=fonts).substituted == ""
    renamed = replace(content, title="关于马㕔云补贴的公示")
    assert make_notice(renamed, templates, fonts=fonts).substituted == "㕔"


def test_a_missing_period_is_named(content: NoticeContent, templates: Path, fonts: FontSet) -> None:
    with pytest.raises(Refusal, match=r"“period\.start”"):
        make_notice(replace(content, period=None), templates, fonts=fonts)


def test_working_days_are_called_so(content: NoticeContent, templates: Path, fonts: FontSet) -> None:
    assert content.period is not None
    pages = make_notice(
        replace(content, period=replace(content.period, unit="working")), templates, fonts=fonts
    )
    assert "共7个工作日" in pages.page(0).text().replace("\n", "")


@pytest.mark.parametrize("size", [60, 280])
@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_square_text_and_signature_do_not_touch(
    content: NoticeContent, templates: Path, fonts: FontSet, paper: str, size: int
) -> None:
    for unit in (
        "日麦村村民委员会",
        "云滩县青石滩乡人民政府",
        "云滩县青石滩乡人民政府社会事务服务中心（民政办公室）",
    ):
        full = replace(content, unit=unit, qr_text="x" * size, index_number="QST-2026-NYNC-0031")
        page = list(make_notice(full, templates, paper=paper, fonts=fonts))[-1]
        top = min(box.y for box in page.boxes)
        right = max(box.x + box.width for box in page.boxes)
        beside = [run for run in page.runs if top - 2 < run.y < max(box.y for box in page.boxes)]
        caption = max(
            run.x + fonts.width(run.text, "number", run.size, run.spacing)
            for run in beside
            if run.text.startswith(("索引号", "QST", "扫码"))
        )
        assert all(run.x > right for run in beside)
        signature = [run for run in beside if not run.text.startswith(("索引号", "QST", "扫码"))]
        assert all(run.x > caption for run in signature)


@settings(max_examples=25, deadline=None)
@given(st.text("国家机关，。；：“”《》（）、〔2026〕年0123456789.-abc%", min_size=1, max_size=400))
def test_whatever_is_written_stays_whole_and_inside_the_block(text: str) -> None:
    templates = templates_folder()
    fonts = bundled(templates, office=False)
    pages = make_document("证明", "{{ text }}", templates, variables={"text": text}, fonts=fonts)
    drawn = ""
    for page in pages:
        for run in page.runs:
            if run.size == 16:
                drawn += run.text
                half_empty = 8 if run.text[-1] in HALF_EMPTY else 0
                right = run.x + fonts.width(run.text, "body", 16, run.spacing) - run.spacing - half_empty
                assert run.x >= 28 * MM - 0.1
                assert right <= RIGHT + 0.1
    assert drawn == text
