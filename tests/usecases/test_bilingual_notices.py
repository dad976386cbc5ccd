from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.base.errors import Refusal
from desktop.domain.finding import Severity
from desktop.domain.record import RecordContent
from desktop.printing.fonts import MissingGlyphs
from desktop.printing.glyph_check import BrokenSyllables
from desktop.printing.preview import pdf_page_count, pdf_text
from desktop.usecases.notice_views import Look
from desktop.usecases.office import Session
from tests.conftest import Open
from tests.farmland import FARMLAND, VALUES

TITLE, BODY = "ཆིང་ཧྲི་ཐན་ཤང་གི་གསལ་བསྒྲགས།", "བོད་ལྗོངས་སྤྱི་ཚོགས་ཀྱི་འཕེལ་རྒྱས་སྒྲུབ་པ།"
BO = Look(language="bo")


def text_of(pdf: bytes) -> str:
    return "".join("".join(pdf_text(pdf, page).split()) for page in range(pdf_page_count(pdf)))


@pytest.fixture
def written(drafted: str, as_person: Open) -> str:
    as_person("李春梅").bilingual.save(drafted, {"title_bo": TITLE, "body_bo": BODY})
    return drafted


def confirm_all(session: Session, record: str) -> None:
    needed = session.notices.preview(record, look=BO).needed
    for number, chinese in enumerate(needed):
        session.bilingual.confirm(chinese, f"མིང་{number}།", "才让卓玛")


def test_it_is_refused_until_somebody_answers_for_every_phrase_and_chinese_prints_meanwhile(
    written: str, issue: Callable[[str], None], as_person: Open, tmp_path: Path
) -> None:
    issue(written)
    clerk = as_person("李春梅")
    out = tmp_path / "双语.pdf"
    with pytest.raises(Refusal, match=r"公示期、.*户主姓名"):
        clerk.notices.make(written, out, look=BO)
    assert not out.exists()
    clerk.notices.make(written, tmp_path / "汉文.pdf")
    confirm_all(clerk, written)
    made = clerk.notices.make(written, out, look=BO).value
    text = text_of(out.read_bytes())
    assert made.pages == pdf_page_count(out.read_bytes())
    assert TITLE in text
    assert BODY in text
    assert "李𬭎" in text
    assert text.index(TITLE) < text.index("关于")


def test_the_preview_shows_what_there_is_and_says_what_is_missing(drafted: str, as_person: Open) -> None:
    shown = as_person("李春梅").notices.preview(drafted, look=BO)
    missing = [finding for finding in shown.findings if finding.code == "bilingual-missing"]
    assert sorted(finding.severity for finding in missing) == [Severity.BLOCK] * 3 + [Severity.WARN]
    assert "还没有填藏文标题。" in {finding.text for finding in missing}
    assert "公示期" in shown.needed
    assert not [
        finding
        for finding in as_person("李春梅").notices.preview(drafted).findings
        if finding.code == "bilingual-missing"
    ]


def test_a_proposal_from_the_book_does_not_print_until_confirmed(written: str, as_person: Open) -> None:
    clerk = as_person("李春梅")
    (before,) = clerk.bilingual.phrases(["姓名"])
    assert before.text
    assert not before.prints
    line = clerk.bilingual.confirm("姓名", before.text, "才让卓玛").value
    assert line.prints
    assert line.mark == "confirmed"
    assert line.source == f"才让卓玛 {clerk.desk.clock.today().isoformat()}"
    assert not clerk.bilingual.confirm("姓名", "").value.prints


def test_the_order_of_scripts_is_the_offices(written: str, as_person: Open) -> None:
    clerk = as_person("李春梅")
    assert clerk.bilingual.chinese_first() is False
    clerk.bilingual.set_chinese_first(True)
    text = text_of(clerk.notices.preview(written, look=BO).pdf)
    assert text.index("关于") < text.index(TITLE)


def test_tibetan_is_part_of_what_is_sealed_and_found_and_compared(
    written: str, issue: Callable[[str], None], as_person: Open
) -> None:
    issue(written)
    clerk = as_person("李春梅")
    sealed = clerk.records.get(written).revisions[-1].content
    assert sealed["bilingual"] == {"title_bo": TITLE, "body_bo": BODY}
    assert [line.id for line in clerk.records.search("སྤྱི་ཚོགས")] == [written]
    with pytest.raises(Refusal, match="不能改"):
        clerk.bilingual.save(written, {"title_bo": ""})


def test_it_travels_to_the_county_and_a_correction_can_change_it(
    written: str, issue: Callable[[str], None], as_person: Open, tmp_path: Path
) -> None:
    issue(written)
    clerk, county = as_person("李春梅"), as_person("王得福")
    county.exchange.import_(clerk.exchange.export(tmp_path).value.path, tmp_path)
    assert county.bilingual.texts(written) == {"title_bo": TITLE, "body_bo": BODY}
    assert county.records.get(written).revisions == clerk.records.get(written).revisions
    clerk.flow.correct(written, "藏文有一处错字")
    clerk.bilingual.save(written, {"title_bo": TITLE, "body_bo": f"{BODY} {BODY}"})
    changes = clerk.flow.difference(written)
    assert [line.place for line in changes] == ["藏文正文"]


def test_saving_the_form_does_not_lose_it(written: str, as_person: Open) -> None:
    clerk = as_person("李春梅")
    view = clerk.records.get(written)
    clerk.records.save(written, replace_values(view.content))
    assert clerk.bilingual.texts(written)["title_bo"] == TITLE


def replace_values(content: RecordContent) -> RecordContent:
    return RecordContent(title="新标题", formed_on=content.formed_on, values=content.values)


def test_personal_numbers_in_tibetan_digits_are_stopped(drafted: str, as_person: Open) -> None:
    clerk = as_person("李春梅")
    clerk.bilingual.save(drafted, {"title_bo": TITLE, "body_bo": "ཁ་པར་ ༡༣༩༠༩༧༡༢༣༤༥"})
    found = [finding for finding in clerk.records.findings(drafted) if finding.place == "藏文正文"]
    assert [finding.code for finding in found] == ["personal-mobile"]
    assert found[0].severity is Severity.BLOCK


def test_what_cannot_be_set_is_refused_where_it_is_written(drafted: str, as_person: Open) -> None:
    clerk = as_person("李春梅")
    with pytest.raises(BrokenSyllables, match="藏文标题"):
        clerk.bilingual.save(drafted, {"title_bo": "བོད་ི"})
    with pytest.raises(MissingGlyphs, match="公示期"):
        clerk.bilingual.confirm("公示期", "བོད\u0f48")
    with pytest.raises(Refusal, match="subtitle"):
        clerk.bilingual.save(drafted, {"subtitle": "བོད"})
    assert clerk.bilingual.texts(drafted) == {}


def test_a_data_file_may_bring_it_along(as_person: Open) -> None:
    clerk = as_person("李春梅")
    content = RecordContent(
        title="补贴", formed_on=date(2026, 9, 14), values=VALUES, bilingual={"title_bo": TITLE}
    )
    record = clerk.records.new(FARMLAND, "farmland_subsidy", content).value
    assert clerk.bilingual.texts(record) == {"title_bo": TITLE}
    with pytest.raises(Refusal, match="wrong"):
        clerk.records.new(
            FARMLAND, "farmland_subsidy", content.model_copy(update={"bilingual": {"wrong": "x"}})
        )


def test_large_print_and_a3_go_with_it(written: str, as_person: Open) -> None:
    clerk = as_person("李春梅")
    for paper in ("A4", "A3"):
        usual = clerk.notices.preview(written, paper, look=BO)
        large = clerk.notices.preview(written, paper, look=replace(BO, large=True))
        assert large.pages >= usual.pages
        assert BODY in text_of(large.pdf)


def test_the_list_has_a_tibetan_title_once_the_clerk_wrote_one_for_every_annex(
    written: str, as_person: Open
) -> None:
    clerk = as_person("李春梅")
    confirm_all(clerk, written)
    texts = clerk.bilingual.texts(written)

    def reminded(annexes: str) -> tuple[list[str], str]:
        clerk.bilingual.save(written, {**texts, "annexes_bo": annexes})
        shown = clerk.notices.preview(written, look=BO)
        found = [finding for finding in shown.findings if finding.code == "bilingual-missing"]
        assert all(finding.severity is Severity.WARN for finding in found)
        return [finding.text for finding in found], text_of(shown.pdf)

    said, text = reminded("")
    assert "1 个附件，还没有藏文名称" in said[0]
    said, text = reminded("མཐོ་ཐོ།\nགཉིས་པ།")
    assert "只写了 2 行" in said[0]
    assert "མཐོ་ཐོ།" not in text
    said, text = reminded("མཐོ་ཐོ།")
    assert said == []
    assert text.count("མཐོ་ཐོ།") == 2
