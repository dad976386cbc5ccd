"""A corrected notice says which sheet it replaces, takes its place on the board, and both are linked."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desktop.base.errors import Refusal
from desktop.domain.record import RecordState
from desktop.domain.sheet_code import read_sheet_code
from tests.conftest import Open
from tests.pdfs import running_text

TODAY = date(2026, 9, 16)


@pytest.fixture
def corrected(as_person: Open, issued: str, issue: Callable[[str], None]) -> str:
    """A record whose first notice hangs on two boards and whose correction is issued."""
    clerk = as_person("李春梅")
    first = clerk.notices.make(issued, None).value
    for board in ("上滩村公示栏", "乡政府公示栏"):
        clerk.notices.post(first.id, board, TODAY)
    clerk.flow.correct(issued, "第2户面积算错")
    issue(issued)
    return issued


def test_the_new_sheet_takes_the_old_ones_place_and_says_so(as_person: Open, corrected: str) -> None:
    clerk = as_person("李春梅")
    assert [(line.state, line.void) for line in clerk.notices.postings()] == [("due", "corrected")] * 2
    second = clerk.notices.make(corrected, None).value
    said = running_text(clerk.desk.home.attachments.get(second.pdf_digest))
    assert (
        "本公示是对2026年9月16日张贴的上滩村公示栏〔2026〕1号、2026年9月16日张贴的乡政府公示栏〔2026〕1号的更正"
        in said
    )
    clerk.notices.post(second.id, "上滩村公示栏", TODAY)
    here, there, new = clerk.notices.postings()
    assert (here.state, here.replaced_by) == ("down", "上滩村公示栏〔2026〕2号")
    assert here.posting.removed_reason == "内容已更正，改贴上滩村公示栏〔2026〕2号"
    assert (there.state, there.posting.removed_on) == ("due", None)
    assert (new.state, new.replaces) == ("running", "上滩村公示栏〔2026〕1号")
    assert clerk.records.get(corrected).record.state is RecordState.POSTED
    assert clerk.care.verify_audit()[1] == []


def test_a_correction_cannot_hang_before_what_it_corrects(as_person: Open, corrected: str) -> None:
    clerk = as_person("李春梅")
    second = clerk.notices.make(corrected, None).value
    with pytest.raises(Refusal, match="早于原来那张"):
        clerk.notices.post(second.id, "上滩村公示栏", date(2026, 9, 15))
    assert len(clerk.notices.postings()) == 2


def test_what_nobody_issued_carries_no_code(as_person: Open, issued: str) -> None:
    clerk = as_person("李春梅")
    assert "扫码可核对内容" in running_text(clerk.notices.preview(issued).pdf)
    clerk.flow.correct(issued, "第2户面积算错")
    assert "扫码可核对内容" not in running_text(clerk.notices.preview(issued).pdf)
    clerk.flow.submit(issued)
    assert "扫码可核对内容" not in running_text(clerk.notices.preview(issued).pdf)


def test_a_withdrawn_notice_must_come_down_and_is_told_to_the_village(
    as_person: Open, issued: str, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    notice = clerk.notices.make(issued, None).value
    clerk.notices.post(notice.id, "上滩村公示栏", TODAY)
    with pytest.raises(Refusal, match="没有更正过"):
        clerk.statements.pdf(issued)
    as_person("祁建国").flow.withdraw(issued, "政策依据已经废止")
    assert [line.void for line in clerk.notices.postings()] == ["withdrawn"]
    due = [(duty.kind, duty.action, duty.words) for duty in clerk.duties.due() if duty.notice == notice.id]
    assert due == [("today", "remove", "已撤回，要取下")]
    said = running_text(clerk.statements.write(issued, tmp_path / "撤回.pdf").read_bytes())
    for part in ("关于撤回公示的公告", "上滩村公示栏〔2026〕1号", "撤回的原因：政策依据已经废止", "不再有效"):
        assert part in said
    clerk.notices.remove(notice.id, "上滩村公示栏", TODAY)
    assert clerk.notices.postings()[0].posting.removed_reason == "记录已撤回"


def test_the_correction_sheet_names_the_old_and_the_new_number(as_person: Open, corrected: str) -> None:
    clerk = as_person("李春梅")
    assert "另行张贴" in running_text(clerk.statements.pdf(corrected))
    clerk.notices.post(clerk.notices.make(corrected, None).value.id, "上滩村公示栏", TODAY)
    said = running_text(clerk.statements.pdf(corrected))
    assert "编号为上滩村公示栏〔2026〕2号" in said
    assert "第2户面积算错" in said


def test_a_reason_with_a_citizens_number_is_not_printed(as_person: Open, issued: str) -> None:
    clerk = as_person("李春梅")
    notice = clerk.notices.make(issued, None).value
    clerk.notices.post(notice.id, "上滩村公示栏", TODAY)
    with pytest.raises(Refusal, match="手机号"):
        clerk.notices.remove(notice.id, "上滩村公示栏", TODAY, "请找 13897001234 换一张")
    assert clerk.notices.postings()[0].state == "running"


def test_the_code_on_a_sheet_reads_back(as_person: Open, issued: str) -> None:
    assert read_sheet_code("别的字") is None
    assert read_sheet_code("MINGBAI1\n号\n题\n2026-13-01/2026-09-02\n0123456789abcdef\nxx") is None
