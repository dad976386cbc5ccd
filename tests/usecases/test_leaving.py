"""Handing over to a new clerk, retiring an account, and what is known of a laptop that was lost."""

from datetime import date
from pathlib import Path

import pytest

from desktop.base.clock import SteppingClock
from desktop.base.errors import Refusal
from desktop.domain.account import Role
from desktop.storage import home_file
from desktop.usecases.lost import from_backup
from desktop.usecases.office import Office
from tests.conftest import PASSPHRASE, Open
from tests.pdfs import running_text


def test_a_retired_account_lets_nobody_in_and_its_history_stays(
    as_person: Open, office: Office, homes: Path, drafted: str
) -> None:
    admin = as_person("系统管理员")
    admin.accounts.retire("李春梅", "调离")
    admin.accounts.add("韩雪", Role.DRAFTER, "新来的人的口令")
    assert "李春梅" not in [account.name for account in admin.accounts.list()]
    known = home_file.read(homes / "township")
    assert [account.active for account in known.accounts if account.name == "李春梅"] == [False]
    admin.close()
    with pytest.raises(Refusal, match="没有“李春梅”"):
        office.open(homes / "township", "李春梅", PASSPHRASE)
    successor = office.open(homes / "township", "韩雪", "新来的人的口令")
    assert successor.records.get(drafted).record.drafted_by == "李春梅"
    successor.close()


@pytest.mark.parametrize(
    ("who", "whom", "why", "code"),
    [
        ("李春梅", "周海明", "调离", "wrong-role"),
        ("系统管理员", "周海明", " ", "no-reason"),
        ("系统管理员", "系统管理员", "调离", "account-needed"),
        ("系统管理员", "没有这个人", "调离", "no-account"),
    ],
)
def test_who_is_needed_is_not_retired(as_person: Open, who: str, whom: str, why: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        as_person(who).accounts.retire(whom, why)
    assert refused.value.code == code
    assert "周海明" in [account.name for account in as_person("系统管理员").accounts.list()]


def test_the_sheet_lists_what_is_open_and_what_hangs(
    as_person: Open, issued: str, clock: SteppingClock, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    assert [line.words for line in clerk.handover.inventory("李春梅").open] == ["已签发"]
    notice = clerk.notices.make(issued, None).value
    clerk.notices.post(notice.id, "上滩村公示栏", date(2026, 9, 16))
    found = clerk.handover.write("李春梅", "韩雪", tmp_path / "移交.pdf")
    assert (found.drafted, found.unanswered) == (1, ())
    assert [(paper.board, paper.title) for paper in found.hanging] == [("上滩村公示栏", notice.title)]
    words = running_text((tmp_path / "移交.pdf").read_bytes())
    for expected in ("公开工作移交清单", "李春梅的公开工作移交给韩雪", "上滩村公示栏", "监交人", "没有抄过"):
        assert expected in words, expected
    with pytest.raises(Refusal):
        clerk.handover.write("李春梅", " ", tmp_path / "x.pdf")
    with pytest.raises(Refusal, match="没有“某人”"):
        clerk.handover.write("某人", "韩雪", tmp_path / "x.pdf")


def test_a_backup_tells_what_was_on_a_lost_laptop_and_what_had_arrived(
    as_person: Open, issued: str, clock: SteppingClock, tmp_path: Path
) -> None:
    clerk, stick = as_person("李春梅"), tmp_path / "stick"
    before = clerk.care.carry(stick).value.path
    stick.joinpath("up").mkdir()
    bundle = clerk.exchange.export(stick / "up").value.path
    county = as_person("王得福")
    receipt = county.exchange.import_(bundle, stick).value.receipt
    clerk.exchange.receive_receipt(receipt)
    after = clerk.care.carry(stick).value.path
    early, late = (from_backup(path, "周海明", PASSPHRASE, clock) for path in (before, after))
    assert [(line.travel, line.arrived) for line in early.lines] == [("没有发出去", False)]
    assert [(line.travel, line.arrived) for line in late.lines] == [("县已收", True)]
    assert late.arrived == 1
    assert late.until.startswith("2026-09-16T")
    with pytest.raises(Refusal, match="口令"):
        from_backup(after, "周海明", "不是它", clock)
    data = bytearray(after.read_bytes())
    data[5000] ^= 1
    after.write_bytes(bytes(data))
    with pytest.raises(Refusal, match="损坏"):
        from_backup(after, "周海明", PASSPHRASE, clock)
    seen = county.lost.of_device(clerk.desk.home.device.id)
    assert (seen.last, seen.missing) == (1, ())
    assert [line.title for line in seen.records] == [late.lines[0].title]
    assert county.lost.of_device(seen.unit) == seen
    with pytest.raises(Refusal, match="没有认出"):
        county.lost.of_device("别的")
