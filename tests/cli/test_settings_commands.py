"""`mingbai settings`: everything the settings place of the window holds, shown and changed by command."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.fixture
def settings(mingbai: Command, homes: Path) -> Command:
    def call(*arguments: object, name: str = "系统管理员"):
        return mingbai("--home", homes / "township", "--as", name, "--json", "settings", *arguments)

    return call


def test_each_setting_changed_by_command_is_shown_afterwards(settings: Command) -> None:
    assert settings("set", "office", "本单位", "青石滩乡政府", "--phone", "0970 8600123").status == 0
    assert settings("set", "board", "牧委会公示栏").status == 0
    assert settings("set", "board", "牧委会公示栏", "--rename", "一社公示栏").status == 0
    assert settings("set", "board", "上滩村公示栏", "--retire").status == 0
    assert settings("set", "day", "2026-10-12", "rest", "州庆日").status == 0
    assert settings("set", "masks", "masked").status == 0
    assert settings("set", "receipt-days", 15).status == 0
    assert settings("set", "auto-lock", 30).status == 0
    assert settings("set", "index-pattern", "{org}-{year}-{sequence:05d}", "--block", 3).status == 0
    shown = settings("show", name="李春梅").json
    assert shown["offices"]["本单位"] == {"name": "青石滩乡政府", "address": "", "phone": "0970-8600123"}
    assert [board["name"] for board in shown["boards"]] == ["乡政府公示栏", "一社公示栏"]
    assert shown["days"] == [{"day": "2026-10-12", "kind": "rest", "name": "州庆日"}]
    assert (shown["masks"], shown["receipt_days"], shown["auto_lock_minutes"]) == ("masked", 15, 30)
    assert shown["index_pattern"]["next"] == "632299101-2026-30001"
    assert shown["index_pattern"]["elsewhere"] == "632299101-2026-40001"
    assert settings("set", "day", "2026-10-12", "--remove").json == {"days": []}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("office", "没有的部门", "某局"), "没有“没有的部门”"),
        (("board", "乡政府公示栏", "--rename", "新栏", "--retire"), "不能一起做"),
        (("day", "10月12日", "rest", "州庆日"), "日期"),
        (("day", "2026-10-12", "party", "州庆日"), "只能是放假"),
        (("masks", "some"), "full"),
        (("receipt-days", 0), "1 到 90"),
        (("auto-lock", 999), "1 到 240"),
        (("index-pattern", "{org}-{year}-{sequence}"), "号段"),
    ],
)
def test_what_cannot_be_set_is_refused_and_nothing_changes(
    settings: Command, arguments: tuple[object, ...], words: str
) -> None:
    before = settings("show").json
    answer = settings("set", *arguments)
    assert answer.status == 1
    assert words in answer.err
    assert settings("show").json == before


def test_only_the_administrator_changes_settings(settings: Command) -> None:
    answer = settings("set", "masks", "masked", name="李春梅")
    assert answer.status == 1
    assert "管理员" in answer.err
