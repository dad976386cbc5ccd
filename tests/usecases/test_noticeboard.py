"""Around a sheet on the board: photos, objections with their limit, the day's round, the certificate, checking a sheet."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from desktop.base.canonical import sha256_hex
from desktop.base.clock import SteppingClock
from desktop.base.errors import Refusal
from desktop.domain.notice import Notice
from desktop.domain.sheet_code import CERTIFICATE, read_sheet_code
from desktop.printing.preview import pdf_page_count, render_page_png
from desktop.storage import audit
from desktop.storage.chain import link
from desktop.storage.postings import chained_content
from desktop.usecases.objections import NewObjection
from desktop.usecases.office import Session
from desktop.usecases.sheet_check import Verdict
from tests.conftest import MORNING, Open
from tests.files.test_photo import telephone_photo
from tests.pdfs import running_text

TODAY, BOARD = date(2026, 9, 16), "上滩村公示栏"


@pytest.fixture
def clerk(as_person: Open) -> Session:
    return as_person("李春梅")


@pytest.fixture
def notice(clerk: Session, issued: str) -> Notice:
    made = clerk.notices.make(issued, None).value
    clerk.notices.post(made.id, BOARD, TODAY)
    return made


@pytest.fixture
def photographed(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str = "公示栏.jpg", taken: str = "2026:09:16 10:20:30") -> Path:
        path = tmp_path / name
        path.write_bytes(telephone_photo(taken=taken))
        return path

    return write


def said(text: str = "第2户的面积比实际少", **more: object) -> NewObjection:
    return NewObjection(**{"received_on": TODAY, "way": "phone", "text": text, **more})  # type: ignore[arg-type]


# -- photos --------------------------------------------------------------------------------------------------


def test_the_original_is_kept_and_only_the_plain_copy_is_shown(
    clerk: Session, notice: Notice, photographed: Callable[..., Path], tmp_path: Path
) -> None:
    posting = clerk.notices.postings()[0].posting.id
    outcome = clerk.photos.add(posting, photographed())
    assert outcome.findings == ()
    assert outcome.value.taken_at == "2026-09-16T10:20:30"
    assert clerk.desk.home.attachments.get(outcome.value.original) == telephone_photo()
    saved = clerk.photos.save(posting, outcome.value.id, tmp_path / "留底.jpg").read_bytes()
    assert b"HUAWEI" not in saved
    assert sha256_hex(saved) == outcome.value.shown
    assert clerk.notices.postings()[0].photos == 1
    with pytest.raises(Refusal, match="已经在这里"):
        clerk.photos.add(posting, photographed("又一次.jpg"))


@pytest.mark.parametrize(
    ("taken", "code", "words"),
    [
        ("2026:09:10 08:00:00", "photo-date", "早于张贴的 9月16日"),
        ("2027:01:01 08:00:00", "photo-date", "还没有到"),
        ("", "photo-undated", "没有拍摄时间"),
    ],
)
def test_a_date_that_does_not_fit_is_said(
    taken: str, code: str, words: str, clerk: Session, notice: Notice, photographed: Callable[..., Path]
) -> None:
    found = clerk.photos.add(clerk.notices.postings()[0].posting.id, photographed(taken=taken)).findings
    assert [finding.code for finding in found] == [code]
    assert words in found[0].text


def test_a_name_with_somebodys_number_is_not_kept(
    clerk: Session, notice: Notice, photographed: Callable[..., Path]
) -> None:
    posting = clerk.notices.postings()[0].posting.id
    assert clerk.photos.add(posting, photographed("13897001234.jpg")).value.name == ""


# -- objections ----------------------------------------------------------------------------------------------


def test_an_objection_has_a_limit_and_is_late_after_it(
    clerk: Session, notice: Notice, clock: SteppingClock
) -> None:
    entered = clerk.objections.add(notice.id, said(who="才让东智", row="第 2 行")).value
    assert (entered.number, entered.answer_by) == (1, date(2026, 10, 1))
    assert "凭记忆" in clerk.objections.limit_words
    assert clerk.notices.postings()[0].objections == 1
    due = [duty for duty in clerk.duties.due() if duty.action == "objection"]
    assert [(duty.kind, duty.words, duty.notice) for duty in due] == [("upcoming", "还剩 15 天", notice.id)]
    clock.move_to(MORNING.replace(month=10, day=3))
    assert clerk.objections.register()[0].late == 2
    assert [duty.kind for duty in clerk.duties.due() if duty.action == "objection"] == ["late"]
    answered = clerk.objections.answer(entered.id, "已重新丈量，少0.5亩", "upheld", date(2026, 10, 3))
    assert "更正" in answered.findings[0].text
    assert clerk.objections.register(only_open=True) == []
    assert clerk.care.verify_audit()[1] == []


def test_taking_down_with_an_open_objection_warns(clerk: Session, notice: Notice) -> None:
    clerk.objections.add(notice.id, said())
    found = clerk.notices.remove(notice.id, BOARD, TODAY).findings
    assert [finding.code for finding in found] == ["objections-open"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"text": "他的身份证 632299197001010014 写错"}, "身份证号"),
        ({"text": " "}, "没有写"),
        ({"way": "pigeon"}, "没有“pigeon”"),
        ({"received_on": date(2026, 9, 17)}, "还没有到"),
    ],
)
def test_a_wrong_objection_is_not_entered(
    wrong: dict[str, object], words: str, clerk: Session, notice: Notice
) -> None:
    with pytest.raises(Refusal, match=words):
        clerk.objections.add(notice.id, said(**wrong))
    assert clerk.objections.register() == []


def test_who_it_was_stands_in_no_log(clerk: Session, notice: Notice, issued: str) -> None:
    clerk.objections.add(notice.id, said(who="才让东智"))
    with clerk.desk.home.database.reading() as session:
        assert "才让东智" not in str([entry.details for entry in audit.of_subject(session, issued)])


# -- the round and the certificate ---------------------------------------------------------------------------


def test_the_round_names_what_comes_down_and_what_stays(
    clerk: Session, notice: Notice, clock: SteppingClock, tmp_path: Path
) -> None:
    today = clerk.rounds.on()
    assert ([*today.down], [line.why for line in today.hanging]) == ([], ["9月23日"])
    later = clerk.rounds.write(tmp_path / "工作单.pdf", date(2026, 9, 26))
    assert [(line.board, line.why) for line in later.down] == [(BOARD, "公示期满 3 天")]
    text = running_text((tmp_path / "工作单.pdf").read_bytes())
    for part in ("9月26日公示栏工作单", "要取下的", BOARD, "1号", "公示期满 3 天"):
        assert part in text


def test_an_issued_record_without_a_sheet_is_to_be_hung(clerk: Session, issued: str) -> None:
    assert [(line.record, line.why) for line in clerk.rounds.on().up] == [(issued, "先打印")]
    clerk.notices.make(issued, None)
    assert [line.why for line in clerk.rounds.on().up] == ["已排好"]
    assert "要张贴的" in running_text(clerk.rounds.pdf())


def test_the_certificate_says_when_it_hung_and_can_be_checked(
    clerk: Session, notice: Notice, clock: SteppingClock, tmp_path: Path, photographed: Callable[..., Path]
) -> None:
    posting = clerk.notices.postings()[0].posting
    photo = clerk.photos.add(posting.id, photographed()).value
    clock.move_to(MORNING.replace(day=24))
    clerk.notices.remove(notice.id, BOARD, date(2026, 9, 24))
    pdf = clerk.certificates.write(notice.id, tmp_path / "证明.pdf").read_bytes()
    text = running_text(pdf)
    for part in (
        "公示张贴证明", posting.number, "2026年9月17日至2026年9月23日，共7日", "8日，张贴当日不计", "2026-09-16 10:20",
        photo.shown[:8], "第1条", posting.chain[:8], "没有收到",
    ):  # fmt: skip
        assert part in text
    assert posting.chain == link("", chained_content(posting))
    read = clerk.sheet_check.text(code_on(pdf))
    assert read.good
    assert "9月24日撤下" in read.words
    assert read.code.kind == CERTIFICATE


def test_of_two_boards_the_certificate_asks_which(clerk: Session, notice: Notice, tmp_path: Path) -> None:
    clerk.notices.post(notice.id, "乡政府公示栏", TODAY)
    with pytest.raises(Refusal, match="贴在 2 处"):
        clerk.certificates.write(notice.id, tmp_path / "证明.pdf")
    assert "乡政府公示栏〔2026〕1号" in running_text(clerk.certificates.pdf(notice.id, "乡政府公示栏"))
    with pytest.raises(Refusal, match="没有登记过张贴"):
        clerk.certificates.pdf(notice.id, "别处")


# -- checking a sheet ----------------------------------------------------------------------------------------


def code_on(pdf: bytes) -> str:
    """The text in the code square of the printed sheet, read from a picture of its page."""
    for page in range(pdf_page_count(pdf)):
        with Image.open(io.BytesIO(render_page_png(pdf, page, 3))) as picture:
            found = zxingcpp.read_barcodes(picture)
        if found:
            return str(found[0].text)
    raise AssertionError("no code on any page")


def printed(clerk: Session, notice: Notice) -> bytes:
    return clerk.desk.home.attachments.get(notice.pdf_digest)


def test_a_photo_of_the_printed_sheet_is_the_issued_one(
    clerk: Session, notice: Notice, tmp_path: Path
) -> None:
    file = tmp_path / "手机拍的.png"
    file.write_bytes(render_page_png(printed(clerk, notice), 0, 2.5))
    verdict = clerk.sheet_check.photo(file)
    assert verdict.verdict is Verdict.CURRENT
    assert verdict.good
    assert verdict.signed_by == "云滩县青石滩乡人民政府"
    file.write_bytes(telephone_photo())
    with pytest.raises(Refusal, match="没有认出二维码"):
        clerk.sheet_check.photo(file)


def test_pasted_on_one_line_it_is_still_read(clerk: Session, notice: Notice, tmp_path: Path) -> None:
    text = code_on(printed(clerk, notice))
    assert clerk.sheet_check.text("  " + text.replace("\n", " ") + "\r\n").good


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ("补贴发放情况", "补贴发放情祝", Verdict.ALTERED),
        ("2026-09-23", "2026-09-21", Verdict.ALTERED),
        ("00001\n", "00009\n", Verdict.UNKNOWN),
    ],
)
def test_a_changed_text_is_told(
    old: str, new: str, verdict: Verdict, clerk: Session, notice: Notice, tmp_path: Path
) -> None:
    text = code_on(printed(clerk, notice))
    assert old in text
    found = clerk.sheet_check.text(text.replace(old, new))
    assert (found.verdict, found.good) == (verdict, False)


def test_corrected_and_withdrawn_sheets_are_told(
    clerk: Session, notice: Notice, issued: str, tmp_path: Path, as_person: Open, issue: Callable[[str], None]
) -> None:
    text = code_on(printed(clerk, notice))
    clerk.flow.correct(issued, "面积算错")
    assert clerk.sheet_check.text(text).verdict is Verdict.CORRECTING
    issue(issued)
    assert clerk.sheet_check.text(text).verdict is Verdict.SUPERSEDED
    second = clerk.notices.make(issued, None).value
    clerk.notices.post(second.id, BOARD, TODAY)
    assert "上滩村公示栏〔2026〕2号" in clerk.sheet_check.text(text).words
    assert clerk.sheet_check.text(code_on(printed(clerk, second))).good
    as_person("祁建国").flow.withdraw(issued, "依据废止")
    found = clerk.sheet_check.text(text)
    assert found.verdict is Verdict.WITHDRAWN
    assert "依据废止" in found.words


def test_the_county_checks_a_township_sheet_with_the_enrolled_key(
    clerk: Session, notice: Notice, issued: str, tmp_path: Path, as_person: Open
) -> None:
    text = code_on(printed(clerk, notice))
    county = as_person("王得福")
    before = county.sheet_check.text(text)
    assert (before.verdict, before.signed_by) == (Verdict.ELSEWHERE, "云滩县青石滩乡人民政府")
    stick = tmp_path / "U盘"
    stick.mkdir()
    county.exchange.import_(clerk.exchange.export(stick).value.path, stick)
    assert county.sheet_check.text(text).verdict is Verdict.CURRENT
    altered = county.sheet_check.text(text.replace("2026-09-23", "2026-09-20"))
    assert altered.verdict is Verdict.ALTERED


def test_words_that_are_no_code_are_refused(clerk: Session) -> None:
    with pytest.raises(Refusal, match="不是本程序"):
        clerk.sheet_check.text("https://example.com")
    assert read_sheet_code("") is None
