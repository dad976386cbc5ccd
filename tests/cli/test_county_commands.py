"""`catalogue import`, `export` and `diff` as scripts call them."""

from pathlib import Path

import openpyxl
import pytest

from desktop.base.paths import standards_folder
from tests.cli.conftest import Command

KEYS = (
    "level1", "level2", "level3", "elements", "bases", "time_limit", "publishers", "channels", "audience", "disclosure",
    "tiers", "match", "uncertain",
)  # fmt: skip


@pytest.fixture
def table(mingbai: Command, tmp_path: Path) -> Path:
    """社会救助 as written by the program, one matter renamed and one added by the county."""
    path = tmp_path / "云滩县.xlsx"
    assert mingbai("catalogue", "export", path, "--field", "社会救助").status == 0
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["C5"] = "监督检查情况"
    sheet.append([99, "牧区救助", "雪灾牧户救助", "", "1.对象名单 2.饲草料数量", "", "发放后5个工作日内", "民政局",
                  "■政府网站 □政府公报", "√", "", "√", "", "", "√", "√", ""])  # fmt: skip
    book.save(path)
    return path


def test_every_row_read_is_printed_with_what_was_not_sure(mingbai: Command, table: Path) -> None:
    said = mingbai("--json", "catalogue", "import", table, "--field", "社会救助").json
    assert all(set(KEYS) <= set(row) for row in said["rows"])
    last = said["rows"][-1]
    assert (last["level1"], last["level2"], last["elements"]) == (
        "牧区救助",
        "雪灾牧户救助",
        ["对象名单", "饲草料数量"],
    )
    assert (last["channels"], last["tiers"], last["audience"]) == (
        ["政府网站"],
        ["county", "township"],
        "全社会",
    )
    assert (last["match"], last["disclosure"]) == (None, "proactive")
    assert "bases" in last["uncertain"]
    assert said["rows"][0]["match"] == {
        "code": "SHJZ-001",
        "path": "综合业务 › 政策法规文件",
        "score": 1.0,
        "sure": True,
    }
    assert {each["kind"] for each in said["differences"]} == {"renamed", "added"}


def test_reading_changes_nothing_and_accepting_one_point_changes_that_one(
    mingbai: Command, homes: Path, table: Path
) -> None:
    home = ("--home", homes / "township", "--as", "系统管理员", "--json")
    key = "renamed:SHJZ-002"
    said = mingbai(*home, "catalogue", "import", table, "--field", "社会救助", "--accept", key).json
    assert said["accepted"] == [{"kind": "renamed", "code": "SHJZ-002"}]
    again = mingbai(*home, "catalogue", "import", table, "--field", "社会救助", "--accept", key)
    assert again.status == 1
    assert "没有“renamed:SHJZ-002”这条差别" in again.err


def test_a_home_writes_the_catalogue_it_uses(
    mingbai: Command, homes: Path, table: Path, tmp_path: Path
) -> None:
    home = ("--home", homes / "township", "--as", "系统管理员", "--json")
    assert (
        mingbai(*home, "catalogue", "import", table, "--accept", "all", "--reason", "按本县实际").status == 0
    )
    own, national = tmp_path / "本县.xlsx", tmp_path / "国家.xlsx"
    mine = mingbai(*home, "catalogue", "export", own, "--field", "社会救助").json["matters"]
    theirs = mingbai("--json", "catalogue", "export", national, "--field", "社会救助").json["matters"]
    assert mine == theirs + 1
    assert "牧区救助" in {cell.value for cell in openpyxl.load_workbook(own).worksheets[0]["B"]}


def test_a_record_is_begun_under_a_matter_of_ones_own(
    mingbai: Command, homes: Path, table: Path, tmp_path: Path
) -> None:
    home = ("--home", homes / "township", "--as")
    mingbai(*home, "系统管理员", "catalogue", "import", table, "--accept", "all", "--reason", "按本县实际")
    data = tmp_path / "记录.yaml"
    data.write_text("title: 雪灾牧户救助名单\nformed_on: 2026-09-16\n", "utf-8")
    assert mingbai(*home, "李春梅", "--json", "record", "new", "SHJZ-901", "--data", data).status == 0
    listed = mingbai(*home, "李春梅", "--json", "record", "list", "--matter", "SHJZ-901").json
    assert [line["title"] for line in listed] == ["雪灾牧户救助名单"]


def test_a_folder_and_a_table_are_compared(mingbai: Command, table: Path) -> None:
    found = mingbai("--json", "catalogue", "diff", standards_folder(), table, "--field", "社会救助").json
    assert {each["kind"] for each in found["differences"]} == {"renamed", "added"}
    assert mingbai("catalogue", "diff", standards_folder(), standards_folder()).out.strip() == "没有不同。"


def test_a_file_that_is_no_table_is_refused_in_words(mingbai: Command, tmp_path: Path) -> None:
    (tmp_path / "表.xlsx").write_text("不是表", "utf-8")
    answer = mingbai("catalogue", "import", tmp_path / "表.xlsx", "--field", "社会救助")
    assert answer.status == 1
    assert "不是Excel文件" in answer.err
    unknown = mingbai("catalogue", "export", tmp_path / "出.xlsx", "--field", "天文")
    assert (unknown.status, (tmp_path / "出.xlsx").exists()) == (1, False)
