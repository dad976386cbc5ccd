"""The noticeboard's commands on a real home: from posting to certificate, and what a stranger's sheet gets."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.conftest import Open
from tests.files.test_photo import telephone_photo
from tests.usecases.test_noticeboard import code_on

At = Callable[..., list[object]]


@pytest.fixture
def at(homes: Path) -> At:
    def arguments(who: str, *words: object) -> list[object]:
        return ["--home", homes / "township", "--as", who, "--json", *words]

    return arguments


@pytest.fixture
def issued_home(as_person: Open, issued: str) -> str:
    """The record is issued; the home is left to the commands."""
    as_person("李春梅").close()
    return issued


def test_a_sheet_goes_its_way_by_commands(mingbai: Command, at: At, issued_home: str, tmp_path: Path) -> None:
    clerk = "李春梅"
    sheet = tmp_path / "公示.pdf"
    notice = mingbai(*at(clerk, "notice", "make", issued_home, "--out", sheet)).json["notice"]
    mingbai(*at(clerk, "notice", "post", notice, "--board", "上滩村公示栏", "--on", "2026-09-16"))
    (tmp_path / "IMG_1.jpg").write_bytes(telephone_photo())
    photos = mingbai(*at(clerk, "notice", "photo", notice, tmp_path / "IMG_1.jpg", "--out", tmp_path))
    assert [photo["taken_at"] for photo in photos.json] == ["2026-09-16T10:20:30"]
    assert b"HUAWEI" not in (tmp_path / "photo-01.jpg").read_bytes()
    added = mingbai(*at(clerk, "notice", "objection", "add", notice, "--text", "面积少了", "--who", "才让"))
    assert (added.json["number"], "who" in added.json) == (1, False)
    down = mingbai(*at(clerk, "notice", "remove", notice, "--board", "上滩村公示栏", "--on", "2026-09-16"))
    assert "没有答复" in down.err
    answer = ("notice", "objection", "answer", "1", "--text", "量过", "--outcome", "unfounded")
    assert mingbai(*at(clerk, *answer)).json["outcome"] == "unfounded"
    names = mingbai(*at(clerk, "notice", "objection", "list", "--names")).json
    assert [entry["who"] for entry in names] == ["才让"]
    certificate = tmp_path / "证明.pdf"
    assert mingbai(*at(clerk, "notice", "certificate", notice, "--out", certificate)).status == 0
    checked = mingbai(*at(clerk, "verify-sheet", code_on(certificate.read_bytes())))
    assert (checked.status, checked.json["ok"]) == (0, True)
    text = code_on(sheet.read_bytes())
    assert mingbai(*at(clerk, "verify-sheet", text)).json["verdict"] == "current"
    forged = mingbai(*at(clerk, "verify-sheet", text.replace("2026-09-23", "2026-09-30")))
    assert (forged.status, forged.json["verdict"]) == (1, "altered")
    round_ = mingbai(*at(clerk, "notice", "rounds", "--on", "2026-09-30", "--out", tmp_path / "单.pdf"))
    assert round_.json["down"] == []
    assert (tmp_path / "单.pdf").is_file()


def test_refusals_are_sentences(mingbai: Command, at: At, issued_home: str, tmp_path: Path) -> None:
    for words, said in (
        (("verify-sheet",), "请给出二维码的文字"),
        (("verify-sheet", "abc"), "不是本程序"),
        (("notice", "statement", issued_home, "--out", tmp_path / "x.pdf"), "没有更正过"),
        (("notice", "photo", "nothing"), "没有登记过张贴"),
        (("notice", "objection", "answer", "7", "--text", "a", "--outcome", "upheld"), "找不到这条异议"),
    ):
        refused = mingbai(*at("李春梅", *words))
        assert refused.status == 1
        assert said in refused.err
    assert not (tmp_path / "x.pdf").exists()


def test_a_block_is_let_through_by_command_only_by_a_second_person(
    mingbai: Command, at: At, drafted: str, as_person: Open
) -> None:
    clerk = as_person("李春梅")
    content = clerk.records.get(drafted).content
    title = f"{content.title}（咨询13897001234）"
    clerk.records.save(drafted, content.model_copy(update={"title": title}))
    clerk.close()
    words = (
        "record",
        "override",
        drafted,
        "--finding",
        "personal-mobile",
        "--place",
        "标题",
        "--reason",
        "值班手机，本人同意",
    )
    assert mingbai(*at("李春梅", *words)).status == 1
    assert mingbai(*at("李春梅", "record", "submit", drafted)).status == 1
    assert mingbai(*at("马生莲", *words)).json["by"] == "马生莲"
    assert mingbai(*at("李春梅", "record", "submit", drafted)).status == 0
