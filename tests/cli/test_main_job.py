"""The whole main job by commands alone, as scripts at county and prefecture level call them."""

from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Command
from tests.farmland import FARMLAND, VALUES, person


def test_from_draft_to_receipt(mingbai: Command, homes: Path, tmp_path: Path, roster_file) -> None:
    def at(name: str, *words: object) -> object:
        answer = mingbai("--home", homes / "township", "--as", name, "--json", *words)
        assert answer.status == 0, answer.err
        return answer.json

    data = tmp_path / "记录.yaml"
    data.write_text(
        yaml.safe_dump(
            {"title": "补贴发放情况", "formed_on": "2026-09-14", "values": VALUES}, allow_unicode=True
        ),
        "utf-8",
    )
    record = at("李春梅", "record", "new", FARMLAND, "--data", data)["record"]  # type: ignore[index]
    bad = person(9)
    bad[3] = ""
    roster = roster_file([person(1), person(2, "李𬭎", "20.50"), bad])
    answer = mingbai(
        "--home", homes / "township", "--as", "李春梅", "--json", "record", "import", record, roster,
        "--errors", tmp_path / "退回.xlsx",
    )  # fmt: skip
    assert answer.status == 1
    assert (answer.json["taken"], answer.json["refused"]) == (2, 1)
    assert (tmp_path / "退回.xlsx").is_file()
    assert "第 5 行" in answer.err
    at("李春梅", "record", "submit", record, "--reason", "请审")
    at("周海明", "record", "review", record)
    at("马生莲", "record", "review", record)
    assert at("祁建国", "record", "issue", record)["state"] == "issued"  # type: ignore[index]
    listed = at("李春梅", "record", "list")
    assert [sorted(line) for line in listed] == [["digest", "matter", "record", "revision", "state", "title"]]  # type: ignore[attr-defined]
    notice = at("李春梅", "notice", "make", record, "--out", tmp_path / "公示.pdf")["notice"]  # type: ignore[index]
    assert (tmp_path / "公示.pdf").read_bytes().startswith(b"%PDF")
    at("李春梅", "notice", "post", notice, "--board", "上滩村公示栏", "--on", "2026-09-16")
    assert len(at("李春梅", "notice", "register", "--year", "2026")) == 1  # type: ignore[arg-type]
    assert [duty["kind"] for duty in at("李春梅", "due")] == ["running"]  # type: ignore[attr-defined]
    stick = tmp_path / "U盘"
    stick.mkdir()
    bundle = at("李春梅", "bundle", "export", "--to", stick)["file"]  # type: ignore[index]
    report = mingbai("--json", "bundle", "verify", bundle)
    assert report.status == 0
    assert sorted(report.json) == ["bundle", "device", "findings", "ok", "revisions", "sequence"]
    county = ("--home", homes / "county", "--as", "王得福", "--json", "bundle", "import", bundle)
    assert mingbai(*county, "--dry-run").json["new"] == 1
    imported = mingbai(*county).json
    assert imported["accepted"] == 1
    assert at("李春梅", "bundle", "receipt", imported["receipt"])["accepted"] == 1  # type: ignore[index]
    assert at("李春梅", "bundle", "status")["records"][0]["state"] == "received_county"  # type: ignore[index]
    assert at("系统管理员", "audit", "verify")["ok"] is True  # type: ignore[index]
    assert Path(at("系统管理员", "backup")["file"]).is_file()  # type: ignore[index]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("record", "show", "nothing"), 1, "找不到这条记录"),
        (("record", "new", "XXXX-999", "--data", "missing.yaml"), 3, "missing.yaml"),
        (("notice", "make", "nothing", "--out", "a.pdf"), 1, "找不到"),
        (("notice", "post", "nothing", "--board", "a", "--on", "2月30日"), 1, "日期"),
        (("bundle", "verify", "missing.mingbai"), 1, "missing.mingbai"),
        (("record", "import"), 2, "缺少“record”"),
        (("record", "new", "SNBT-002"), 2, "缺少“--data”"),
        (("lost",), 2, "“backup”的值不对：备份文件和 --device，请写其中一个"),
        (("record", "no-such-verb"), 2, "没有这个命令"),
        (("--colour", "record"), 2, "--colour"),
    ],
)
def test_wrong_words_get_a_chinese_sentence_and_their_status(
    mingbai: Command, homes: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    answer = mingbai("--home", homes / "township", "--as", "李春梅", *words)
    assert answer.status == status
    assert said in answer.err
    assert answer.out == ""


def test_a_wrong_passphrase_is_refused(
    mingbai: Command, homes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGBAI_PASSPHRASE", "不是这个")
    answer = mingbai("--home", homes / "township", "--as", "李春梅", "record", "list")
    assert answer.status == 1
    assert "口令不对" in answer.err


def test_without_an_account_the_accounts_are_named(mingbai: Command, homes: Path) -> None:
    answer = mingbai("--home", homes / "township", "record", "list")
    assert answer.status == 1
    assert "李春梅" in answer.err


def test_a_folder_without_a_home_is_refused(mingbai: Command, tmp_path: Path) -> None:
    answer = mingbai("--home", tmp_path / "空", "--as", "李春梅", "record", "list")
    assert answer.status == 1
    assert answer.err


def test_a_new_home_prints_its_recovery_code_once(mingbai: Command, tmp_path: Path) -> None:
    words = (
        "--home",
        tmp_path / "新",
        "--json",
        "init",
        "--org",
        "632299102",
        "--unit",
        "云滩县东沟乡人民政府",
    )
    answer = mingbai(*words, "--level", "township", "--account", "马玉兰", "--role", "admin")
    assert answer.status == 0
    assert len(answer.json["recovery_code"].split("-")) == 8
    again = mingbai(*words, "--level", "township", "--account", "马玉兰", "--role", "admin")
    assert again.status == 1
    assert "已经有数据" in again.err
    added = mingbai("--home", tmp_path / "新", "--json", "account", "add", "才让", "--role", "drafter")
    assert added.json["role"] == "drafter"
    assert len(mingbai("--home", tmp_path / "新", "--json", "account", "list").json) == 2
