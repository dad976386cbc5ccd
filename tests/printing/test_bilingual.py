from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from desktop.base.errors import Refusal
from desktop.printing.bilingual import Second, annexes_in, needed
from desktop.printing.compose import make_notice
from desktop.printing.fonts import FontSet, MissingGlyphs, Role
from desktop.printing.notice import NoticeContent
from desktop.printing.options import kinds, load_options
from desktop.printing.paper import MM
from desktop.printing.pdf import pdf_bytes
from desktop.printing.phrases import Mark, dated, load_phrases
from desktop.printing.preview import pdf_page_count, pdf_text
from desktop.printing.sample import load_sample

TITLE = "ཆིང་ཧྲི་ཐན་ཤང་གི་གསལ་བསྒྲགས།"
BODY = "བོད་ལྗོངས་སྤྱི་ཚོགས་ཀྱི་འཕེལ་རྒྱས་སྒྲུབ་པའི་གསལ་བསྒྲགས།\nརྫོང་མི་དམངས་སྲིད་གཞུང་།"
UNIT = "ཤང་མི་དམངས་སྲིད་གཞུང་།"
PATTERN = "{year} ལོའི་ཟླ་{month}ཚེས་{day}"


@pytest.fixture
def dibao(templates: Path) -> NoticeContent:
    return load_sample(templates, "dibao")


@pytest.fixture
def second(dibao: NoticeContent, templates: Path) -> Second:
    """Every phrase known, each by a word of its own."""
    words = {
        chinese: f"མིང་{number}།"
        for number, chinese in enumerate(needed(dibao, load_options(templates, "dibao")))
    }
    return Second(TITLE, BODY, {**words, dibao.unit: UNIT}, PATTERN)


def squeezed(text: str) -> str:
    return "".join(text.split())


def whole(pdf: bytes) -> str:
    return squeezed("".join(pdf_text(pdf, page) for page in range(pdf_page_count(pdf))))


@pytest.mark.parametrize("leads", [True, False])
def test_both_scripts_are_there_and_in_the_order_asked_for(
    dibao: NoticeContent, second: Second, templates: Path, fonts: FontSet, leads: bool
) -> None:
    pages = make_notice(dibao, templates, second=replace(second, leads=leads), fonts=fonts)
    text = whole(pdf_bytes(pages))
    for tibetan, chinese in (
        (squeezed(TITLE), "关于青石滩乡2026年第三季度农村最低生活保障对象的公示"),
        (squeezed(BODY), "根据《社会救助暂行办法》"),
        ("2026ལོའི་ཟླ་9ཚེས་16", "2026年9月16日"),
    ):
        assert (text.index(tibetan) < text.index(chinese)) is leads
    assert "2026ལོའི་ཟླ་9ཚེས་17—2026ལོའི་ཟླ་9ཚེས་23" in text
    assert "刘洪𬭎" in text


def test_both_signatures_stand_over_each_other_and_share_the_page_with_text(
    dibao: NoticeContent, second: Second, templates: Path, fonts: FontSet
) -> None:
    pages = make_notice(dibao, templates, second=second, fonts=fonts)
    page = next(page for page in pages if UNIT in page.text())
    chinese = next(run for run in page.runs if run.text == dibao.unit)
    tibetan = next(run for run in page.runs if run.text == UNIT)
    day = next(run for run in page.runs if run.text == "2026年9月16日")
    assert tibetan.y < chinese.y < day.y <= (37 + 225) * MM
    width = fonts.width(UNIT, Role.BODY, 16)
    centre = chinese.x + fonts.width(dibao.unit, Role.BODY, 16, chinese.spacing) / 2
    assert tibetan.x + width <= (28 + 156) * MM + 0.1
    assert tibetan.x + width / 2 == pytest.approx(centre, abs=20)
    assert "监督电话" in page.text()


def test_heads_of_the_list_carry_both_scripts(
    dibao: NoticeContent, second: Second, templates: Path, fonts: FontSet
) -> None:
    pdf = pdf_bytes(make_notice(dibao, templates, second=second, fonts=fonts))
    first = squeezed(pdf_text(pdf, pdf_page_count(pdf) - 1))
    for chinese in ("户主姓名", "保障类别", "备注"):
        assert squeezed(second.word(chinese)).rstrip("།") in first


@pytest.mark.parametrize("paper", ["A4", "A3"])
@pytest.mark.parametrize("large", [False, True])
def test_every_paper_and_large_print_hold_both_scripts(
    dibao: NoticeContent, second: Second, templates: Path, fonts: FontSet, paper: str, large: bool
) -> None:
    pages = make_notice(dibao, templates, paper=paper, large=large, second=second, fonts=fonts)
    text = whole(pdf_bytes(pages))
    assert squeezed(BODY) in text
    assert "韩启贤" in text
    for page in pages:
        assert all(0 < run.x < page.width and 0 < run.y < page.height for run in page.runs)


def test_what_has_no_tibetan_stays_chinese_alone(
    dibao: NoticeContent, templates: Path, fonts: FontSet
) -> None:
    bare = Second(TITLE, "", {}, "")
    pdf = pdf_bytes(make_notice(dibao, templates, second=bare, fonts=fonts))
    assert whole(pdf).count(squeezed(TITLE)) == 1
    assert "ལོའི" not in whole(pdf)


def test_tibetan_that_cannot_be_set_names_its_place(
    dibao: NoticeContent, second: Second, templates: Path, fonts: FontSet
) -> None:
    with pytest.raises(MissingGlyphs, match="第二种文字的标题"):
        make_notice(dibao, templates, second=replace(second, title="བོད\u0f48"), fonts=fonts)


def test_a_notice_needs_its_labels_its_heads_and_its_unit(dibao: NoticeContent, templates: Path) -> None:
    asked = needed(dibao, load_options(templates, "dibao"))
    assert asked[:4] == ["公示期", "受理单位", "受理电话", "监督电话"]
    assert {"附件", "合计", "户主姓名", "元", dibao.unit} <= set(asked)
    without = replace(dibao, table=None, values={**dibao.values, "supervision_phone": ""})
    assert "监督电话" not in needed(without, load_options(templates, "dibao"))
    assert "附件" not in needed(without, load_options(templates, "dibao"))


def test_every_kind_can_be_asked_what_it_needs(templates: Path) -> None:
    for kind in kinds(templates):
        content = load_sample(templates, kind)
        assert content.unit in needed(content, load_options(templates, kind))


def test_the_phrase_book_claims_nothing_it_cannot_show(templates: Path) -> None:
    """What prints without the office's word was published by somebody named; the rest is not printed."""
    book = load_phrases(templates, "bo")
    for phrase in (book.date, *book.phrases):
        assert phrase.mark in {Mark.SEEN, Mark.UNVERIFIED}
        assert phrase.source or not phrase.text
        assert phrase.prints is (phrase.mark is Mark.SEEN and bool(phrase.text))
    assert dated(book.date.text, date(2026, 9, 7)) == "2026 ལོའི་ཟླ་9ཚེས་7"
    assert not book.find("没有的词").prints


def test_a_folder_of_wording_alone_uses_the_programs_book(templates: Path, tmp_path: Path) -> None:
    assert load_phrases(tmp_path, "bo") == load_phrases(templates, "bo")


@pytest.mark.parametrize("language", ["xx", "../dibao", ""])
def test_an_unknown_language_is_refused(templates: Path, language: str) -> None:
    with pytest.raises(Refusal, match="bo（藏文）"):
        load_phrases(templates, language)


@pytest.mark.parametrize(
    "change",
    [
        {"order": "sideways"},
        {"date": {"text": "{year.real}", "mark": "seen", "source": "x"}},
        {"phrases": [{"chinese": "村", "text": "གྲོང་ཚོ།", "mark": "seen", "source": ""}]},
        {"phrases": None},
    ],
)
def test_a_faulty_phrase_book_is_named(templates: Path, tmp_path: Path, change: dict[str, object]) -> None:
    data = yaml.safe_load((templates / "phrases/bo.yaml").read_text(encoding="utf-8"))
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases/bo.yaml").write_text(
        yaml.safe_dump({**data, **change}, allow_unicode=True), encoding="utf-8"
    )
    with pytest.raises(Refusal, match=r"bo\.yaml"):
        load_phrases(tmp_path, "bo")


ANNEXES = ("མཐོ་ཐོ་ཁྲ་མ།", "ལས་རིམ་གཏན་འབེབས།")


@pytest.fixture
def joint(dibao: NoticeContent) -> NoticeContent:
    return replace(dibao, signers=("云滩县财政局", "云滩县乡村振兴局"), attachments=("办事指南",))


def test_annexes_and_the_title_of_the_list_stand_in_both_scripts(
    joint: NoticeContent, second: Second, templates: Path, fonts: FontSet
) -> None:
    for leads in (True, False):
        pages = make_notice(
            joint, templates, second=replace(second, annexes=ANNEXES, leads=leads), fonts=fonts
        )
        text = whole(pdf_bytes(pages))
        assert text.count(squeezed(ANNEXES[0])) == 2  # among the annexes and over the list
        assert squeezed(f"1.{ANNEXES[0]}") in text
        assert squeezed(f"2.{ANNEXES[1]}") in text
        over = [run.y for run in list(pages)[-2].runs if "མཐོ" in run.text]
        chinese = [run.y for run in list(pages)[-2].runs if "名单" in run.text and run.size > 20]
        assert (max(over) < min(chinese)) is leads


def test_units_that_sign_together_have_both_names_and_one_place_for_their_seal(
    joint: NoticeContent, second: Second, templates: Path, fonts: FontSet
) -> None:
    names = {unit: f"{UNIT}{at}" for at, unit in enumerate((joint.unit, *joint.signers))}
    known = replace(second, phrases={**second.phrases, **names}, annexes=ANNEXES)
    pages = list(make_notice(joint, templates, second=known, fonts=fonts))
    page = next(page for page in pages if joint.signers[-1] in page.text())
    places = {run.text: run for run in page.runs if run.size == 16}
    day = places["2026年9月16日"]
    for unit in (joint.unit, *joint.signers):
        assert places[unit].y < day.y
    assert "2026ལོའི་ཟླ་9ཚེས་16" in squeezed(page.text())
    for unit, name in names.items():
        assert squeezed(name) in squeezed(page.text()), unit
    for box in page.boxes:  # the square stands clear of every name
        for run in places.values():
            inside = run.x - 4 < box.x + box.width and box.x < run.x + 60
            assert not (inside and box.y - 2 < run.y < box.y + box.height + 2), run.text


def test_one_unit_without_tibetan_leaves_the_signature_chinese(
    joint: NoticeContent, second: Second, templates: Path, fonts: FontSet
) -> None:
    pages = list(make_notice(joint, templates, second=second, fonts=fonts))
    page = next(page for page in pages if joint.signers[-1] in page.text())
    assert "2026ལོའི་ཟླ་9ཚེས་16" not in squeezed(page.text())
    assert all(unit in page.text() for unit in joint.signers)


def test_signers_and_annexes_are_among_what_must_be_known(joint: NoticeContent, templates: Path) -> None:
    asked = needed(replace(joint, table=None), load_options(templates, "dibao"))
    assert {"附件", *joint.signers} <= set(asked)
    assert annexes_in(joint) == 2
    assert annexes_in(replace(joint, table=None, attachments=())) == 0
