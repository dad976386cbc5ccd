"""What the prefecture has to say comes down: by stick and over the line, signed, whole, with numbers that only grow."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.base.errors import Refusal
from desktop.sync.down import DownFile, parse_down, read_down
from desktop.sync.line.down import down_request
from prefecture.conflicts import Keep, decide
from prefecture.database.connection import connected
from prefecture.devices import revoke
from prefecture.down import current, write_all
from prefecture.intake import Intake
from tests.prefecture.conftest import Command, County, contents, next_revision, story
from tests.prefecture.serving import serving
from tests.prefecture.test_taking_bundles_in import A, B, asked
from tests.prefecture.test_two_versions import digests, parted, the_one  # noqa: F401 (fixture)

MakeCounty = Callable[..., County]
AT = "2026-09-16T09:00:00+08:00"


def read(intake: Intake, data: bytes) -> DownFile:
    return parse_down(data, {intake.receiver.device: intake.receiver.party.key})


def now(intake: Intake, organisation: str = "632299") -> DownFile | None:
    data = current(intake, organisation)
    return None if data is None else read(intake, data)


def test_while_there_is_nothing_to_say_nothing_is_written(
    intake: Intake, county_of: MakeCounty, tmp_path: Path
) -> None:
    intake.take(county_of().write(contents(story("a", A))))
    assert now(intake) is None
    assert write_all(intake, tmp_path / "out") == []
    assert not (tmp_path / "out").exists()
    with pytest.raises(Refusal, match="没有给“632221”登记过"):
        write_all(intake, tmp_path, "632221")


def test_a_decision_comes_down_and_the_number_grows_only_with_news(
    intake: Intake, parted: Any, county_of: MakeCounty, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    mine = parted[2]
    county_of("632221")
    decide(intake, the_one(intake), Keep.THEIRS, "乙的对", "卓玛")
    [written] = write_all(intake, tmp_path)
    assert (written.number, written.settled, written.path.name) == (
        1,
        1,
        "mingbai-632299-000001.mingbai-return",
    )
    down = read_down(written.path, {intake.receiver.device: intake.receiver.party.key})
    [said] = down.settled
    assert ([one.digest for one in said.gave_way], said.text) == (digests(mine)[1:], "乙的对")
    assert write_all(intake, tmp_path)[0].number == 1
    revoke(intake, parted[0].sender.device, "left")
    numbers = {one.path.name[8:14]: one.number for one in write_all(intake, tmp_path)}
    assert numbers == {"632221": 2, "632299": 3}, "each file of this device has a number of its own"
    stopped = now(intake)
    assert stopped is not None
    [listed] = stopped.revocations
    assert [one.device for one in listed.revoked] == [parted[0].sender.device]


def test_numbers_grow_on_when_the_database_came_back_from_an_older_backup(
    intake: Intake, parted: Any  # noqa: F811
) -> None:  # fmt: skip
    decide(intake, the_one(intake), Keep.OURS, "甲的对", "卓玛")
    first = now(intake)
    with connected(intake.url) as connection:
        connection.execute("TRUNCATE downs")
    again = now(intake)
    assert first is not None
    assert again is not None
    assert (first.number, again.number, again.settled) == (1, 2, first.settled)
    (intake.store.folder / "down.number").write_text("many")
    with connected(intake.url) as connection:
        connection.execute("TRUNCATE downs")
    with pytest.raises(Refusal, match="不是一个数"):
        now(intake)


def test_what_waited_and_came_in_is_told(intake: Intake, county_of: MakeCounty) -> None:
    county, told = county_of(), story("a", A)
    second = next_revision(told, B)
    first = county.write(contents(told))
    assert intake.take(county.write(contents(second.since(1)))).rejected == 1
    assert now(intake) is None
    intake.take(first)
    down = now(intake)
    assert down is not None
    [line] = down.standing
    assert (line.record, line.revision, line.status, line.sequence, line.have) == ("a", 2, "accepted", 2, 2)
    assert line.digest == second.line.digest


def test_an_office_hears_only_of_its_own_records(intake: Intake, parted: Any, county_of: MakeCounty) -> None:  # noqa: F811
    for code, level in (("632221", "county"), ("632299101", "township"), ("632299102", "township")):
        county_of(code, level=level)
    decide(intake, the_one(intake), Keep.OURS, "甲的对", "卓玛")
    assert [bool(now(intake, code)) for code in ("632299", "632299101", "632299102", "632221")] == [
        True,
        True,
        False,
        False,
    ]


def question(county: County, have: int = 0, **lie: Any) -> bytes:
    said = {
        "device": county.sender.device, "organisation": county.code, "have": have, "at": AT,
        "key": county.sender.signing_key, **lie,
    }  # fmt: skip
    return down_request(**said)


def test_over_the_line_it_is_given_to_the_office_itself_and_to_nobody_else(
    intake: Intake, parted: Any, county_of: MakeCounty  # noqa: F811
) -> None:  # fmt: skip
    county, other = parted[0], county_of("632221")
    with serving(intake) as address, httpx.Client(base_url=address, trust_env=False) as client:
        assert client.post("/down", content=question(county)).status_code == 204
        decide(intake, the_one(intake), Keep.OURS, "甲的对", "卓玛")
        given = client.post("/down", content=question(county))
        assert (given.status_code, given.headers["content-type"]) == (200, "application/json")
        down = read(intake, given.content)
        assert [one.text for one in down.settled] == ["甲的对"]
        assert client.post("/down", content=question(county, down.number)).status_code == 204
        assert client.post("/down", content=question(county, down.number - 1)).status_code == 200
        assert client.post("/down", content=question(other)).status_code == 204, "nothing of another county's"
        strangers = [
            question(county, key=Ed25519PrivateKey.generate().private_bytes_raw()),
            question(other, organisation="632299"),
            question(county, device="nobody"),
            question(county).replace(b'"have":0', b'"have":1'),
        ]
        for asked_for in strangers:
            assert client.post("/down", content=asked_for).status_code == 403
        for broken in (b"", b"{}", b"\xff", question(county)[:-1], b'{"a":' * 700, question(county) + b" "):
            assert client.post("/down", content=broken).status_code in {403, 422}
        assert client.post("/down", content=b"x" * 5000).status_code == 413
        assert client.get("/down").status_code == 405
        revoke(intake, county.sender.device, "lost")
        assert client.post("/down", content=question(county)).status_code == 403
    assert asked(intake, "SELECT organisation FROM downs") == [("632299",)]


def test_the_commands_list_compare_decide_and_write(
    command: Command, intake: Intake, parted: Any, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    held_id = the_one(intake)
    assert f"{held_id}　632299101　记录 a　修订 2　等人来定" in command("conflicts").out
    shown = command("conflicts", held_id)
    assert "标题：甲 ｜ 乙" in shown.out
    assert "现在用的（ours）：修订 2，李春梅" in shown.out
    assert "两个版本到修订 1 为止是一样的" in shown.out
    assert "400.00" not in shown.out
    assert "不公开的栏目还有 1 处不同" in shown.out
    assert "名单第 1 行，amount：400.00 ｜ 420.00" in command("conflicts", held_id, "--all").out
    assert "没有要告诉下级的" in command("down", "--out", tmp_path).out
    assert command("settle", held_id, "both", "--reason", "对", "--by", "卓玛").status == 2
    assert command("settle", held_id, "theirs").status == 2
    assert command("settle", held_id, "theirs", "--reason", " ", "--by", "卓玛").status == 1
    assert command("settle", "nothing", "theirs", "--reason", "对", "--by", "卓玛").status == 1
    done = command("settle", held_id, "theirs", "--reason", "乙的对", "--by", "卓玛")
    assert (done.status, "换成另一个版本" in done.out) == (0, True)
    assert "已经定过了" in command("settle", held_id, "ours", "--reason", "对", "--by", "卓玛").err
    assert "没有等人定的冲突" in command("conflicts").out
    kept = command("conflicts", "--record", "a").out
    assert "定了，用了这个版本：乙的对（卓玛）" in kept
    assert "定了，原来在用，让出来了：乙的对（卓玛）" in kept
    assert "第 1 份，定了 1 个冲突" in command("down", "--out", tmp_path).out
    assert len(list(tmp_path.glob("*.mingbai-return"))) == 1
    assert "以前定过的冲突" not in command("rebuild").out
