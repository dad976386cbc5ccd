"""A notice is the issued record, without what may not be posted, for a period that is long enough."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desktop.base.clock import SteppingClock
from desktop.base.errors import Refusal, SurroundingsError
from desktop.domain.record import RecordContent, RecordState
from tests.conftest import MORNING, Open
from tests.pdfs import running_text, text_of


def test_the_notice_names_people_and_sums_but_no_numbers_of_theirs(
    as_person: Open, issued: str, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    notice = clerk.notices.make(issued, tmp_path / "公示.pdf").value
    text = text_of((tmp_path / "公示.pdf").read_bytes()).replace("\r\n", "")
    for shown in (
        "才让东智",
        "李𬭎",
        "仁青·卓玛",
        "4341.25",
        "财农〔2023〕11号",
        "0970-8600123",
        "2026年9月17日",
    ):
        assert shown in text
    for row in clerk.records.rows(issued):
        assert row.values["id_number"] not in text
        assert row.values["bank_account"] not in text
    assert notice.period_start == date(2026, 9, 17)
    assert notice.period_end == date(2026, 9, 23)


def test_a_draft_can_be_looked_at_but_not_printed(as_person: Open, drafted: str, tmp_path: Path) -> None:
    clerk = as_person("李春梅")
    preview = clerk.notices.preview(drafted)
    assert preview.pages >= 2
    assert clerk.notices.page_image(preview.pdf, 0, 300).width == 300
    with pytest.raises(Refusal, match="签发以后"):
        clerk.notices.make(drafted, tmp_path / "公示.pdf")
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_folder_that_cannot_be_written_leaves_no_notice(
    as_person: Open, issued: str, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    with pytest.raises(SurroundingsError):
        clerk.notices.make(issued, tmp_path / "没有" / "公示.pdf")
    assert clerk.notices.notices_of(issued) == []


def test_posting_and_taking_down_move_the_record(as_person: Open, issued: str, clock: SteppingClock) -> None:
    clerk = as_person("李春梅")
    notice = clerk.notices.make(issued, None).value
    today = date(2026, 9, 16)
    first = clerk.notices.post(notice.id, "上滩村公示栏", today).value
    clerk.notices.post(notice.id, "乡政府公示栏", today)
    assert first.number == "上滩村公示栏〔2026〕1号"
    assert first.due_down_on == date(2026, 9, 24)
    assert clerk.records.get(issued).record.state is RecordState.POSTED
    with pytest.raises(Refusal, match="已经登记过"):
        clerk.notices.post(notice.id, "上滩村公示栏", today)
    clock.move_to(MORNING.replace(day=24))
    assert [line.state for line in clerk.notices.postings()] == ["due", "due"]
    for board in ("上滩村公示栏", "乡政府公示栏"):
        clerk.notices.remove(notice.id, board, date(2026, 9, 24))
    assert clerk.records.get(issued).record.state is RecordState.TAKEN_DOWN


def test_a_sheet_whose_printed_period_has_begun_must_be_printed_again(as_person: Open, issued: str) -> None:
    clerk = as_person("李春梅")
    notice = clerk.notices.make(issued, None).value
    with pytest.raises(Refusal, match="公示期就不够了"):
        clerk.notices.post(notice.id, "上滩村公示栏", date(2026, 9, 18))


def test_numbers_of_a_board_are_never_used_twice(as_person: Open, issued: str) -> None:
    clerk = as_person("李春梅")
    numbers = []
    for _ in range(3):
        notice = clerk.notices.make(issued, None).value
        numbers.append(clerk.notices.post(notice.id, "上滩村公示栏", date(2026, 9, 16)).value.number)
        clerk.notices.remove(notice.id, "上滩村公示栏", date(2026, 9, 16))
    assert len(set(numbers)) == 3


def test_a_character_no_font_has_stops_the_print_and_is_named(
    as_person: Open, drafted: str, issue: Callable[[str], None], tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    row = clerk.records.rows(drafted)[0]
    clerk.records.save_row(drafted, row.with_values({**row.values, "name": "李𰻝"}))
    issue(drafted)
    with pytest.raises(Refusal, match="𰻝"):
        clerk.notices.make(drafted, tmp_path / "公示.pdf")
    assert list(tmp_path.glob("*.pdf")) == []
    assert clerk.notices.notices_of(drafted) == []


def test_a_record_is_found_by_its_notice_and_by_the_number_it_hangs_under(
    as_person: Open, issued: str
) -> None:
    clerk = as_person("李春梅")
    notice = clerk.notices.make(issued, None).value
    posting = clerk.notices.post(notice.id, "上滩村公示栏", date(2026, 9, 16)).value
    for typed in (notice.title, notice.title[2:9], posting.number, "公示栏〔2026〕"):
        assert [line.id for line in clerk.records.search(typed)] == [issued], typed
    assert clerk.records.search("乡政府公示栏〔2026〕") == []


def test_units_that_sign_together_and_further_annexes_are_printed(as_person: Open, drafted: str) -> None:
    clerk = as_person("李春梅")
    known = clerk.records.get(drafted)
    values = {
        **known.content.values,
        "joint_signers": "云滩县财政局\n\n云滩县农业农村局 ",
        "further_annexes": "补贴面积核实办法",
    }
    clerk.records.save(drafted, known.content.model_copy(update={"values": values}), known.version)
    text = running_text(clerk.notices.preview(drafted).pdf)
    assert "云滩县青石滩乡人民政府云滩县财政局云滩县农业农村局2026年" in text.replace(" ", "")
    assert "2.补贴面积核实办法" in text.replace(" ", "")


def test_a_matter_without_a_form_of_its_own_still_says_by_what_right_and_where_to_object(
    as_person: Open,
) -> None:
    clerk = as_person("李春梅")
    own = {code for form in clerk.desk.catalogue.forms for code in form.matters}
    matter = next(matter for matter in clerk.desk.catalogue.matters if matter.code not in own)
    values = {
        "e1": "每天上午9时至12时办理",
        "basis_docs": "《政府信息公开条例》",
        "objection_unit": "青石滩乡便民服务中心",
        "objection_phone": "0970-8600120",
        "further_annexes": "办事指南",
    }
    content = RecordContent(title="便民服务时间的公示", formed_on=date(2026, 9, 14), values=values)
    record = clerk.records.new(matter.code, content=content).value
    text = running_text(clerk.notices.preview(record).pdf).replace(" ", "")
    assert "一、" in text
    assert "每天上午9时至12时办理。" in text
    assert "二、公示期限和意见反馈" in text
    assert "根据《政府信息公开条例》等规定" in text
    assert "受理单位：青石滩乡便民服务中心，电话0970-8600120。" in text
    assert text.count("办事指南") == 1
    assert "三、" not in text
