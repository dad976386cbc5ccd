"""`mingbai check`: any file is looked through without a home; the answer and the status are what scripts rely on."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.farmland import id_number
from tests.files.packages import added, docx, paragraph


@pytest.fixture
def bad_notice(tmp_path: Path) -> Path:
    path = tmp_path / "公示.txt"
    path.write_text(f"关于补贴发放的公示\n王小明，身份证号{id_number(1)}，补贴12元。\n", "utf-8")
    return path


def test_findings_come_with_their_place_and_the_status_says_so(mingbai: Command, bad_notice: Path) -> None:
    answer = mingbai("--json", "check", bad_notice)
    assert answer.status == 1
    [found] = answer.json["files"]
    assert found["file"] == str(bad_notice)
    first = found["findings"][0]
    assert (first["code"], first["severity"], first["place"]) == ("personal-id-number", "block", "第 2 行")
    assert {"text", "advice"} <= first.keys()
    assert id_number(1) not in answer.out


def test_words_for_people_name_the_gravity_and_end_in_one_sentence(
    mingbai: Command, bad_notice: Path
) -> None:
    answer = mingbai("check", bad_notice)
    assert "必须改　第 2 行" in answer.out
    assert answer.out.strip().splitlines()[-1].endswith("改好以前请不要公开。")


def test_a_file_with_nothing_but_hints_passes(mingbai: Command, tmp_path: Path) -> None:
    path = tmp_path / "说明.txt"
    path.write_text("办事大厅周一至周五开放，请带上材料。\n", "utf-8")
    answer = mingbai("--json", "check", path)
    assert (answer.status, answer.json["files"][0]["findings"]) == (0, [])


def test_hidden_words_are_told_with_their_hiding_place(mingbai: Command, tmp_path: Path) -> None:
    path = tmp_path / "公示.docx"
    hidden = paragraph(f"身份证号{id_number(2)}", "<w:vanish/>")
    path.write_bytes(docx(paragraph("关于补贴发放的公示") + hidden))
    found = mingbai("--json", "check", path).json["files"][0]["findings"]
    told = [each for each in found if each["code"] == "personal-id-number"]
    assert [each["severity"] for each in told] == ["block"]
    assert "段" in told[0]["place"]


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_looked_at(
    mingbai: Command, bad_notice: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "坏的.docx"
    broken.write_bytes(b"PK\x03\x04" + b"\0" * 60)
    answer = mingbai("--json", "check", broken, tmp_path / "没有.pdf", bad_notice)
    assert answer.status == 1
    codes = [[finding["code"] for finding in each["findings"]] for each in answer.json["files"]]
    assert codes[0] == codes[1] == ["file-unreadable"]
    assert "personal-id-number" in codes[2]


def test_a_folder_is_looked_through_without_lock_files(mingbai: Command, tmp_path: Path) -> None:
    folder = tmp_path / "待发" / "里层"
    folder.mkdir(parents=True)
    (folder / "一.txt").write_text("公示", "utf-8")
    (folder.parent / "二.csv").write_text("甲,乙\n", "utf-8")
    (folder / "~$三.docx").write_bytes(b"x")
    (folder / "程序.exe").write_bytes(b"x")
    names = [Path(each["file"]).name for each in mingbai("--json", "check", folder.parent).json["files"]]
    assert sorted(names) == ["一.txt", "二.csv"]


def test_a_folder_with_nothing_to_read_is_refused_in_words(mingbai: Command, tmp_path: Path) -> None:
    answer = mingbai("check", tmp_path)
    assert answer.status == 1
    assert "没有程序能看的文件" in answer.err


def test_masks_that_show_a_number_together_are_told_in_both_files(mingbai: Command, tmp_path: Path) -> None:
    number = id_number(3)
    for name, shown in (("甲", number[:10] + "*" * 8), ("乙", "*" * 8 + number[8:])):
        (tmp_path / f"{name}.txt").write_text(f"姓名\t身份证号\n王小明\t{shown}\n李二\t无\n", "utf-8")
    files = mingbai("--json", "check", tmp_path / "甲.txt", tmp_path / "乙.txt").json["files"]
    assert [("mask-joinable" in [each["code"] for each in file["findings"]]) for file in files] == [
        True,
        True,
    ]


def test_a_part_that_cannot_be_read_is_said(mingbai: Command, tmp_path: Path) -> None:
    path = tmp_path / "公示.docx"
    path.write_bytes(added(docx(paragraph("通知")), {"word/embeddings/a.docx": b"PK\x03\x04broken"}))
    found = mingbai("--json", "check", path).json["files"][0]["findings"]
    assert ("part-unread", "warn") in [(each["code"], each["severity"]) for each in found]
