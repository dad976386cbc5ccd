"""From the township over the line to the server and the receipt back; nothing twice, nothing unasked."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.base.clock import SteppingClock
from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.progress import Progress
from desktop.sync.line.tus import Patience
from desktop.usecases.exchange import Exchange
from desktop.usecases.exchange_views import TravelState
from desktop.usecases.line_settings import LineSettings, with_authorities
from desktop.usecases.office import Office, Session
from desktop.usecases.upload_run import Run
from desktop.usecases.upload_views import Cause, UploadResult
from tests.conftest import PASSPHRASE, Open
from tests.sync.line.county_server import County
from tests.sync.line.hostile_server import Act, HostileServer, hostile

DOWN = Act(cut=True, keep=0)
QUICK = Patience(first=0.01, longest=0.05, give_up=0.3)


@pytest.fixture
def server(as_person: Open, tmp_path: Path) -> Iterator[County]:
    county = County(tmp_path / "county-in", as_person("王得福"))
    county.start()
    yield county
    county.stop()


def send(
    clerk: Session, server: HostileServer, *, cause: Cause = Cause.ASKED, wait: float = 0
) -> UploadResult:
    line = LineSettings(server=server.url)
    return clerk.upload.send(line, cause=cause, wait=wait, patience=QUICK, chunk=1024).value


def files(clerk: Session) -> list[str]:
    return sorted(path.name for path in (clerk.desk.home.folder / "outbox").iterdir())


def test_a_record_goes_up_and_its_receipt_comes_back(as_person: Open, issued: str, server: County) -> None:
    clerk = as_person("李春梅")
    first = send(clerk, server)
    assert [(bundle.sequence, bundle.resent, bundle.cuts) for bundle in first.sent] == [(1, 0, 0)]
    assert (first.receipts, first.unanswered) == ((), (1,))
    assert clerk.exchange.status()[0].state is TravelState.AWAITING_RECEIPT
    assert [entry.arrived for entry in clerk.upload.state().pending] == [True]
    server.answer()
    second = send(clerk, server)
    assert (second.sent, second.unanswered) == ((), ())
    assert [receipt.accepted for receipt in second.receipts] == [1]
    assert clerk.exchange.status()[0].state is TravelState.RECEIVED_COUNTY
    assert files(clerk) == []
    assert as_person("王得福").records.get(issued).revisions == clerk.records.get(issued).revisions
    assert len(server.state.files) == 1


def test_the_receipt_is_waited_for(as_person: Open, issued: str, server: County) -> None:
    def plan(method: str, number: int) -> Act | None:
        if method == "GET" and number == 1:
            server.answer()
        return None

    server.state.plan = plan
    result = send(as_person("李春梅"), server, wait=20)
    assert [receipt.accepted for receipt in result.receipts] == [1]


def test_what_is_on_its_way_is_not_made_again_and_nothing_new_is_nothing(
    as_person: Open, issued: str, server: County
) -> None:
    clerk = as_person("李春梅")
    send(clerk, server)
    again = send(clerk, server)
    assert (again.sent, again.unanswered) == ((), (1,))
    server.answer()
    send(clerk, server)
    nothing = send(clerk, server)
    assert nothing == UploadResult((), (), ())
    assert len(server.state.files) == 1


def test_a_cut_upload_goes_on_after_the_program_was_started_again(
    as_person: Open, issued: str, server: County, homes: Path, office: Office
) -> None:
    clerk = as_person("李春梅")
    server.state.plan = lambda method, number: DOWN if method == "PATCH" and number >= 2 else None
    with pytest.raises(SurroundingsError) as told:
        send(clerk, server)
    assert told.value.code == "line-cut"
    there = len(server.state.files["f1"])
    assert 2048 == there < sum(entry.size for entry in clerk.upload.state().pending)
    assert clerk.upload.state().resumes is False  # no server is set: only a command asked
    server.state.plan = lambda _method, _number: None
    before = server.state.received
    restarted = _started_again(clerk, homes, office)
    with_receipt = send(restarted, server)
    assert server.state.received - before == with_receipt.sent[0].size - there
    assert with_receipt.sent[0].resent == 0
    assert len(server.state.files) == 1
    restarted.close()


def _started_again(clerk: Session, homes: Path, office: Office) -> Session:
    """The home as another start of the program finds it: a copy, as the first one still holds its lock."""
    copy = homes / "again"
    shutil.copytree(clerk.desk.home.folder, copy, ignore=shutil.ignore_patterns("*.lock"))
    return office.open(copy, "李春梅", PASSPHRASE)


def test_an_upload_the_server_forgot_after_a_week_begins_again(
    as_person: Open, issued: str, server: County
) -> None:
    clerk = as_person("李春梅")
    server.state.plan = lambda method, number: DOWN if method == "PATCH" and number >= 2 else None
    with pytest.raises(SurroundingsError):
        send(clerk, server)
    server.state.files.clear()
    server.state.plan = lambda _method, _number: None
    assert len(send(clerk, server).sent) == 1
    server.answer()
    assert len(send(clerk, server).receipts) == 1


def test_another_server_is_not_asked_for_the_first_ones_address(
    as_person: Open, issued: str, server: County
) -> None:
    clerk = as_person("李春梅")
    server.state.plan = lambda method, number: DOWN if method == "PATCH" and number >= 2 else None
    with pytest.raises(SurroundingsError):
        send(clerk, server)
    with hostile() as other:
        send(clerk, other)
        assert "HEAD" not in other.state.asked
        assert len(other.state.whole) == 1


def test_a_receipt_that_is_forged_changes_nothing(as_person: Open, issued: str, server: County) -> None:
    clerk = as_person("李春梅")
    send(clerk, server)
    server.answer()
    bundle, receipt = next(iter(server.state.receipts.items()))
    server.state.receipts[bundle] = receipt.replace(b'"accepted":1', b'"accepted":2')
    with pytest.raises(Refusal):
        send(clerk, server)
    assert clerk.exchange.status()[0].state is TravelState.AWAITING_RECEIPT
    server.state.receipts[bundle] = receipt
    assert len(send(clerk, server).receipts) == 1


def test_a_bundle_the_server_would_not_take_is_told_and_sent_again_only_when_asked(
    as_person: Open, issued: str, server: County
) -> None:
    clerk = as_person("李春梅")
    server.state.plan = lambda method, _number: Act(status=422) if method == "GET" else None
    with pytest.raises(Refusal) as told:
        send(clerk, server)
    assert told.value.code == "server-refused"
    server.state.plan = lambda _method, _number: None
    assert send(clerk, server, cause=Cause.AUTOMATIC).sent == ()
    assert len(send(clerk, server).sent) == 1
    assert [bundle[:2] for bundle in (server.state.whole[0], server.state.whole[1])] == [b"PK", b"PK"]
    assert server.state.whole[0] == server.state.whole[1]


def test_going_on_with_what_was_begun_makes_no_new_bundle(
    as_person: Open, issued: str, server: County
) -> None:
    clerk = as_person("李春梅")
    assert send(clerk, server, cause=Cause.RESUMED) == UploadResult((), (), ())
    assert server.state.asked == []
    server.state.plan = lambda method, number: DOWN if method == "PATCH" and number >= 2 else None
    with pytest.raises(SurroundingsError):
        send(clerk, server)
    server.state.plan = lambda _method, _number: None
    assert [bundle.sequence for bundle in send(clerk, server, cause=Cause.RESUMED).sent] == [1]
    server.answer()
    assert len(send(clerk, server, cause=Cause.RESUMED).receipts) == 1


def test_it_is_known_since_when_the_line_is_cut_and_what_came_back(
    as_person: Open, issued: str, server: County
) -> None:
    clerk = as_person("李春梅")
    server.state.plan = lambda method, _number: DOWN if method == "PATCH" else None
    with pytest.raises(SurroundingsError):
        send(clerk, server)
    since = clerk.upload.state().cut_since
    with pytest.raises(SurroundingsError):
        send(clerk, server, cause=Cause.RESUMED)
    assert clerk.upload.state().cut_since == since != ""
    assert [(entry.records, bool(entry.made_at)) for entry in clerk.upload.state().pending] == [(1, True)]
    server.state.plan = lambda _method, _number: None
    send(clerk, server, cause=Cause.RESUMED)
    assert clerk.upload.state().cut_since == ""
    assert clerk.upload.state().answered == ()
    server.answer()
    send(clerk, server, cause=Cause.RESUMED)
    assert [entry.receipt.accepted for entry in clerk.upload.state().answered] == [1]


def test_a_line_cut_for_more_than_a_day_is_something_to_be_done(
    as_person: Open, issued: str, server: County, clock: SteppingClock
) -> None:
    clerk = as_person("李春梅")
    server.state.plan = lambda method, _number: DOWN if method == "PATCH" else None
    with pytest.raises(SurroundingsError):
        send(clerk, server)
    clock.move_to(clock.now() + timedelta(hours=23))
    assert [duty for duty in clerk.duties.due() if duty.action == "line"] == []
    clock.move_to(clock.now() + timedelta(hours=30))
    told = [duty for duty in clerk.duties.due() if duty.action == "line"]
    assert [(duty.kind, duty.title, duty.words) for duty in told] == [
        ("mine", "第 1 号包还没有发出去", "网络断了 2 天")
    ]
    server.state.plan = lambda _method, _number: None
    send(clerk, server, cause=Cause.RESUMED)
    assert [duty for duty in clerk.duties.due() if duty.action == "line"] == []


def test_a_bundle_that_cannot_be_made_does_not_hold_up_the_one_before(
    as_person: Open, issued: str, server: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = as_person("李春梅")
    server.state.plan = lambda method, _number: DOWN if method == "PATCH" else None
    with pytest.raises(SurroundingsError):
        send(clerk, server)
    server.state.plan = lambda _method, _number: None

    def blocked(*_args: object, **_named: object) -> None:
        raise Refusal("有一条记录不能外发。", code="blocked")

    monkeypatch.setattr(Exchange, "export", blocked)
    monkeypatch.setattr(Run, "_is_news", lambda *_args: True)
    with pytest.raises(Refusal) as told:
        send(clerk, server)
    assert told.value.code == "blocked"
    assert len(server.state.whole) == 1


def test_a_bundle_answered_by_stick_leaves_the_outbox(
    as_person: Open, issued: str, server: County, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    send(clerk, server)
    server.answer()
    path = tmp_path / "by-stick.mingbai-receipt"
    path.write_bytes(next(iter(server.state.receipts.values())))
    clerk.exchange.receive_receipt(path)
    asked = server.state.asked.count("GET")
    assert send(clerk, server) == UploadResult((), (), ())
    assert files(clerk) == []
    assert server.state.asked.count("GET") == asked


def test_a_damaged_file_in_the_outbox_is_made_anew(as_person: Open, issued: str, server: County) -> None:
    clerk = as_person("李春梅")
    server.state.plan = lambda method, _number: Act(status=403) if method == "POST" else None
    with pytest.raises(Refusal):
        send(clerk, server)
    path = next((clerk.desk.home.folder / "outbox").glob("*.mingbai"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    server.state.plan = lambda _method, _number: None
    assert [bundle.sequence for bundle in send(clerk, server).sent] == [2]
    server.answer()
    assert send(clerk, server).receipts[0].accepted == 1


def test_unasked_nothing_is_sent_again_that_went_by_stick(
    as_person: Open, issued: str, server: County, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    clerk.exchange.export(tmp_path)
    assert send(clerk, server, cause=Cause.AUTOMATIC) == UploadResult((), (), ())
    assert [bundle.sequence for bundle in send(clerk, server).sent] == [2]


def test_without_a_server_no_connection_is_made(as_person: Open, issued: str, server: County) -> None:
    clerk = as_person("李春梅")
    with pytest.raises(Refusal) as told:
        clerk.upload.send()
    assert told.value.code == "no-server"
    assert server.state.asked == []
    assert not (clerk.desk.home.folder / "outbox").exists()


def test_an_office_without_a_grant_sends_nothing(as_person: Open, server: County) -> None:
    with pytest.raises(Refusal) as told:
        send(as_person("王得福"), server)
    assert told.value.code == "not-enrolled"
    assert server.state.asked == []


def test_a_stopped_upload_waits_to_be_asked_again(as_person: Open, issued: str, server: County) -> None:
    admin, clerk = as_person("系统管理员"), as_person("李春梅")
    admin.line.set(LineSettings(server=server.url, proxy="none"))
    server.state.plan = lambda method, _number: DOWN if method == "PATCH" else None
    with pytest.raises(SurroundingsError):
        clerk.upload.send(wait=0, patience=QUICK, chunk=1024)
    assert clerk.upload.state().resumes
    clerk.upload.pause()
    assert not clerk.upload.state().resumes
    server.state.plan = lambda _method, _number: None
    clerk.upload.send(wait=0)
    assert not clerk.upload.state().paused


def test_only_the_administrator_sets_the_line_and_only_what_can_work(as_person: Open) -> None:
    line = LineSettings(server="https://shangbao.example.cn/", kbps=100, from_hour=8, until_hour=18)
    with pytest.raises(Refusal) as told:
        as_person("李春梅").line.set(line)
    assert told.value.code == "wrong-role"
    admin = as_person("系统管理员")
    assert admin.line.set(line).value.server == "https://shangbao.example.cn"
    assert as_person("李春梅").line.read() == replace(line, server="https://shangbao.example.cn")
    for wrong in (
        replace(line, server="http://a.cn"),
        replace(line, proxy="socks://a"),
        replace(line, kbps=-1),
    ):
        with pytest.raises(Refusal):
            admin.line.set(wrong)
    assert admin.line.set(replace(line, server=" ")).value.server == ""


def test_a_file_that_is_no_certificate_is_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "ca.pem"
    with pytest.raises(SurroundingsError):
        with_authorities(LineSettings(), path)
    path.write_bytes(b"\xff\xfe binary")
    with pytest.raises(Refusal):
        with_authorities(LineSettings(), path)


def test_the_address_and_the_proxys_password_lie_in_no_plain_file(
    as_person: Open, issued: str, server: County
) -> None:
    admin = as_person("系统管理员")
    admin.line.set(LineSettings(server=server.url, proxy="http://li:geheim-2026@10.0.0.1:8080"))
    server.state.plan = lambda method, _number: DOWN if method == "PATCH" else None
    with pytest.raises(SurroundingsError):
        send(as_person("李春梅"), server)
    for path in admin.desk.home.folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"geheim-2026" not in data
            assert b"/files/f1" not in data


def test_progress_tells_which_bundle_and_no_words_of_a_stick(
    as_person: Open, issued: str, server: County
) -> None:
    steps: list[str] = []
    progress = Progress(lambda step: steps.append(step.text))
    line = LineSettings(server=server.url, kbps=60)
    as_person("李春梅").upload.send(line, wait=0, patience=QUICK, chunk=1024, progress=progress)
    assert any("第 1 号包" in text for text in steps)
    assert not any("U盘" in text for text in steps)
