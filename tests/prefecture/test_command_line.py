"""`mingbai-prefecture` as it is called: what it prints and the status it ends with."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from desktop.base.errors import Refusal
from prefecture.intake import Intake
from tests.prefecture.conftest import CODE, UNIT, Command, County, contents, story
from tests.prefecture.test_taking_bundles_in import asked

MakeCounty = Callable[..., County]
ROWS = [{"name": "扎西·东智", "amount": "386.00"}]


def test_keys_are_made_once_and_only_for_a_prefecture(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = command("init", "--code", CODE, "--unit", UNIT)
    assert (again.status, "没有再做" in again.err) == (1, True)
    monkeypatch.setenv("MINGBAI_PREFECTURE_STORE", str(tmp_path / "new"))
    county = command("init", "--code", "632521", "--unit", UNIT)
    assert (county.status, "不是州、市" in county.err) == (1, True)
    made = command("init", "--code", CODE, "--unit", UNIT)
    assert (made.status, "核对码：" in made.out) == (0, True)
    key = tmp_path / "new" / "receiver.key"
    assert key.stat().st_mode & 0o077 == 0
    key.chmod(0o644)
    readable = command("look-again")
    assert (readable.status, "别人也能读" in readable.err) == (1, True)


def test_a_stick_is_taken_in_and_a_damaged_file_does_not_stop_the_others(
    command: Command, county_of: MakeCounty, tmp_path: Path
) -> None:
    county = county_of()
    whole = county.write(contents(story("a", ROWS)))
    damaged = tmp_path / "damaged.mingbai"
    damaged.write_bytes(whole.read_bytes()[:-1])
    said = command("intake", damaged, tmp_path / "missing.mingbai", whole, "--receipts", tmp_path / "out")
    assert said.status == 1
    assert "damaged.mingbai：" in said.err
    assert "missing.mingbai：找不到" in said.err
    assert "入库 1，重复 0，冲突 0，没收 0" in said.out
    assert len(list((tmp_path / "out").glob("*.mingbai-receipt"))) == 1
    assert "以前收过" in command("intake", whole).out
    assert "留存的 1 个包看过一遍，0 个没有收" in command("rebuild").out
    assert "收进 0 条" in command("look-again").out


def test_devices_are_listed_decided_about_and_stopped(
    command: Command, intake: Intake, county_of: MakeCounty, tmp_path: Path
) -> None:
    assert "还没有登记过电脑" in command("devices").out
    county = county_of()
    device = county.sender.device
    intake.take(county.write(contents(story("a", ROWS))))
    county.sequence, county.previous = 0, ""
    with suppress(Refusal):
        intake.take(county.write(contents(story("b", ROWS))))
    listed = command("devices").out
    assert "可用到 2029-12-31" in listed
    assert "要由人来定：1 号包以前收到过一个，内容不一样。等着 1 个包。" in listed
    assert command("decide", device, "perhaps").status == 2
    decided = command("decide", device, "explained")
    assert "1 号包入库 1 条" in decided.out
    assert command("decide", device, "explained").status == 1
    assert command("revocations", "--out", tmp_path).status == 1
    assert "停用了" in command("revoke", device, "--reason", "lost").out
    assert "已停用（电脑丢了）" in command("devices").out
    [written] = (
        tmp_path.glob("*.mingbai-revocations")
        if command("revocations", "--out", tmp_path).status == 0
        else []
    )
    own = command("take-revocations", written)
    assert (own.status, "没有登记过的单位" in own.err) == (1, True)
    assert asked(intake, "SELECT count(*) FROM records") == [(2,)]


@pytest.mark.parametrize(
    "options", [["--listen", "nowhere"], ["--listen", "127.0.0.1:x"], ["--only", "half"]]
)
def test_serving_needs_an_address_and_a_known_part(command: Command, options: list[str]) -> None:
    assert command("serve", *options).status == 1


def test_wrong_usage_and_a_database_away_have_their_own_status(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command("nonsense").status == 2
    monkeypatch.setenv("MINGBAI_PREFECTURE_DATABASE", "postgresql:///x?host=/nowhere")
    away = command("devices")
    assert (away.status, "没有丢" in away.err, "Traceback" in away.err) == (3, True, False)
