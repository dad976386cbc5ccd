"""Tables that do not say everything: columns named once, a village for the whole sheet, one sheet for each village."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from desktop.base.errors import Refusal
from desktop.usecases.roster_import import ALL_SHEETS, SHEET_NAME
from tests.conftest import Open
from tests.farmland import HEADS, person

STRANGE = ("序号", "村", "社", "户主姓名", "身份证号", "甲列", "乙列", "一卡通账号")
NAMED = {"F": "subsidy_area", "G": "amount"}
NO_VILLAGE = ("序号", "社", "户主姓名", "身份证号", "补贴面积（亩）", "补贴金额（元）", "一卡通账号")


def without_village(row: list[object]) -> list[object]:
    return [row[0], *row[2:]]


@pytest.fixture
def by_village(tmp_path: Path) -> Callable[..., Path]:
    def write(sheets: dict[str, list[list[object]]]) -> Path:
        path = tmp_path / "各村.xlsx"
        book = xlsxwriter.Workbook(path)
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, NO_VILLAGE)
            for down, row in enumerate(rows, 1):
                for across, value in enumerate(without_village(row)):
                    sheet.write(down, across, value if isinstance(value, str | int) else float(str(value)))
        book.close()
        return path

    return write


def test_columns_named_by_hand_are_known_in_the_next_table_of_that_layout(
    as_person: Open, drafted: str, roster_file: Callable[..., Path]
) -> None:
    clerk = as_person("李春梅")
    first = roster_file([person(4)], heads=STRANGE)
    assert clerk.roster_import.read(drafted, first).missing == ("补贴面积", "补贴金额")
    clerk.roster_import.apply(drafted, clerk.roster_import.read(drafted, first, mapping=NAMED))
    second = clerk.roster_import.read(drafted, roster_file([person(5), person(6)], "下个月.xlsx", STRANGE))
    assert second.recalled
    assert [row.values["amount"] for row in second.rows] == ["1150.00", "1150.00"]
    other = clerk.roster_import.read(
        drafted, roster_file([person(5)], "别的.xlsx", (*STRANGE[:5], "丙列", "乙列", "卡号"))
    )
    assert not other.recalled


def test_a_naming_that_was_only_tried_is_not_kept(
    as_person: Open, drafted: str, roster_file: Callable[..., Path]
) -> None:
    clerk = as_person("李春梅")
    path = roster_file([person(4)], heads=STRANGE)
    clerk.roster_import.read(drafted, path, mapping=NAMED)
    assert not clerk.roster_import.read(drafted, path).recalled


def test_what_the_whole_sheet_means_is_said_once(
    as_person: Open, drafted: str, roster_file: Callable[..., Path]
) -> None:
    clerk = as_person("李春梅")
    path = roster_file([without_village(person(4)), without_village(person(5))], heads=NO_VILLAGE)
    assert clerk.roster_import.read(drafted, path).missing == ("村",)
    preview = clerk.roster_import.read(drafted, path, constants={"village": " 下滩村\u202e "})
    assert not preview.missing
    clerk.roster_import.apply(drafted, preview)
    assert [row.values["village"] for row in clerk.records.rows(drafted)] == ["下滩村", "下滩村"]


def test_a_constant_must_be_readable_and_a_column_of_the_form(
    as_person: Open, drafted: str, roster_file: Callable[..., Path]
) -> None:
    clerk = as_person("李春梅")
    path = roster_file([person(4)])
    with pytest.raises(Refusal, match="不是金额"):
        clerk.roster_import.read(drafted, path, constants={"amount": "很多"})
    with pytest.raises(Refusal, match="colour"):
        clerk.roster_import.read(drafted, path, constants={"colour": "红"})


def test_all_sheets_come_in_at_once_each_with_its_village(
    as_person: Open, drafted: str, by_village: Callable[..., Path], tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    wrong = person(6)
    wrong[6] = "一千元"
    path = by_village({"上滩村": [person(4)], "下滩村": [person(5), wrong], "说明": []})
    preview = clerk.roster_import.read(drafted, path, ALL_SHEETS, constants={"village": SHEET_NAME})
    assert [row.values["village"] for row in preview.rows] == ["上滩村", "下滩村"]
    assert [row.position for row in preview.rows] == [1, 2]
    before = clerk.records.rows(drafted)
    result = clerk.roster_import.apply(drafted, preview, tmp_path / "退回.xlsx").value
    assert (result.taken, result.refused) == (2, 1)
    assert openpyxl.load_workbook(tmp_path / "退回.xlsx")["下滩村"]["F3"].comment is not None
    clerk.imports.undo(drafted)
    assert [row.values for row in clerk.records.rows(drafted)] == [row.values for row in before]


@pytest.mark.parametrize(
    ("villages", "copies"),
    [
        (("上滩村", "下滩村"), {"退回（上滩村）.xlsx", "退回（下滩村）.xlsx"}),
        (("上滩<一社>", '下滩"二社"'), {"退回（上滩_一社_）.xlsx", "退回（下滩_二社_）.xlsx"}),
        (("上滩|社", "上滩<社"), {"退回（1）.xlsx", "退回（2）.xlsx"}),
    ],
)
def test_faults_of_several_sheets_come_back_in_a_copy_each_under_a_name_every_disk_takes(
    as_person: Open,
    drafted: str,
    by_village: Callable[..., Path],
    tmp_path: Path,
    villages: tuple[str, str],
    copies: set[str],
) -> None:
    clerk = as_person("李春梅")
    rows = [person(4), person(6)]
    for row in rows:
        row[3] = "1"
    path = by_village({villages[0]: [rows[0], person(7)], villages[1]: [rows[1]]})
    preview = clerk.roster_import.read(drafted, path, ALL_SHEETS, constants={"village": SHEET_NAME})
    assert preview.refused == 2
    clerk.roster_import.apply(drafted, preview, tmp_path / "退回.xlsx")
    assert {made.name for made in tmp_path.glob("退回*")} == copies


def test_the_heads_the_tests_leave_out_are_those_of_a_usual_table() -> None:
    assert set(NO_VILLAGE) == set(HEADS) - {"村"}
