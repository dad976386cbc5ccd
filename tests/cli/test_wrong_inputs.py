"""What a person gives by mistake: each answer says what happened, that nothing was touched, and what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Command
from tests.farmland import FARMLAND, VALUES

Give = Callable[..., str]


@pytest.fixture
def give(mingbai: Command, homes: Path) -> Give:
    """What the drafter is told, who must have been refused."""

    def refused(*words: object) -> str:
        answer = mingbai("--home", homes / "township", "--as", "李春梅", *words)
        assert answer.status in {1, 3}, answer
        assert answer.out == ""
        return answer.err

    return refused


@pytest.mark.parametrize(
    ("data", "what", "todo"),
    [
        (b"a: [1\n b", "第 2 行不是能读懂的 YAML", "UTF-8"),
        ("title: 补贴".encode("gbk"), "“记录.yaml”不是能读懂的 YAML", "UTF-8"),
        ("- 一\n- 二".encode(), "应是“名称: 内容”的写法", "title: 低保名单"),
        ("formed_on: 昨天".encode(), "日期“昨天”不对", "2026-09-14"),
        ("heading: 补贴".encode(), "不认识的项：heading", "title"),
    ],
)
def test_a_data_file_that_is_not_one(give: Give, tmp_path: Path, data: bytes, what: str, todo: str) -> None:
    path = tmp_path / "记录.yaml"
    path.write_bytes(data)
    said = give("record", "new", FARMLAND, "--data", path)
    assert what in said
    assert "什么都没有改动。" in said
    assert todo in said


@pytest.mark.parametrize("code", ["99", "6322991", "６３２２９９", "62x299"])
def test_a_home_is_made_for_a_division_only(mingbai: Command, tmp_path: Path, code: str) -> None:
    home = tmp_path / "home"
    office = ("--org", code, "--unit", "青石滩乡", "--level", "township")
    answer = mingbai("--home", home, "init", *office, "--account", "李春梅", "--role", "admin")
    assert answer.status == 1
    assert f"“{code}”不是行政区划代码。什么都没有改动。代码是 6 位、9 位或 12 位数字" in answer.err
    assert not home.exists()


def test_a_title_too_long_for_a_bundle_is_held_back_before_it_is_handed_in(
    mingbai: Command, give: Give, homes: Path, tmp_path: Path
) -> None:
    path = tmp_path / "记录.yaml"
    path.write_text(
        yaml.safe_dump({"title": "长" * 5000, "formed_on": "2026-09-14", "values": VALUES}), "utf-8"
    )
    at = ("--home", homes / "township", "--as", "李春梅")
    record = mingbai(*at, "--json", "record", "new", FARMLAND, "--data", path).json["record"]
    assert "标题有 5000 个字，太长了" in mingbai(*at, "record", "show", record).out
    assert "太长了" in give("record", "submit", record)
