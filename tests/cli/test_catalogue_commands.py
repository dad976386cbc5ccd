"""The catalogue by commands, in the shapes that scripts rely on."""

import shutil
from pathlib import Path

import pytest

from desktop.base.paths import standards_folder
from tests.cli.conftest import Command

AREAS = (
    "土地利用总体规划", "税费收缴", "征地补偿", "拆迁安置", "环境治理", "公共事业投入", "公共文化服务", "扶贫救灾",
    "劳动就业", "社会保险", "社会救助", "社会福利", "户籍管理", "宅基地审批", "涉农补贴", "医疗卫生",
)  # fmt: skip


def test_all_fields_are_listed(mingbai: Command) -> None:
    fields = mingbai("--json", "catalogue", "fields").json
    assert len(fields) == 27
    assert sorted(fields[0]) == ["aliases", "code", "layer", "matters", "name"]


@pytest.mark.parametrize("area", AREAS)
def test_each_area_of_the_mission_is_found_under_its_own_name(mingbai: Command, area: str) -> None:
    answer = mingbai("--json", "catalogue", "show", area)
    assert answer.status == 0, answer.err
    assert answer.json


def test_a_matter_is_shown_whole(mingbai: Command) -> None:
    shown = mingbai("--json", "catalogue", "show", "SNBT-002").json
    for key in (
        "code", "level1", "level2", "level3", "elements", "bases", "time_limit", "publishers", "channels", "audience",
        "disclosure", "tiers", "layer", "verification",
    ):  # fmt: skip
        assert key in shown


def test_the_shipped_content_has_no_error(mingbai: Command) -> None:
    report = mingbai("--json", "catalogue", "check").json
    assert report["errors"] == 0
    assert report["fields"] == 27
    assert report["matters"] >= 624
    assert report["elements"] >= 3900


def test_one_broken_file_is_named_with_its_line_and_the_rest_stands(mingbai: Command, tmp_path: Path) -> None:
    shutil.copytree(standards_folder(), tmp_path / "standards")
    broken = tmp_path / "standards" / "fields" / "taxation.yaml"
    broken.write_text(broken.read_text("utf-8").replace("matters:", "matters: [", 1), "utf-8")
    answer = mingbai("--json", "catalogue", "check", tmp_path / "standards")
    assert answer.status == 1
    assert answer.json["fields"] == 26
    assert any("taxation.yaml" in finding["place"] for finding in answer.json["findings"])


def test_coverage_is_told_per_field(mingbai: Command, homes: Path) -> None:
    answer = mingbai("--home", homes / "township", "--as", "李春梅", "--json", "catalogue", "coverage")
    assert len(answer.json) == 27
    assert all(line["missing"] == line["matters"] for line in answer.json)


def test_a_matter_that_does_not_exist_is_refused_with_advice(mingbai: Command) -> None:
    answer = mingbai("catalogue", "show", "QQQQ-001")
    assert answer.status == 1
    assert "没有“QQQQ-001”" in answer.err
