"""Good rows come in, bad rows come back coloured, and nothing is half taken."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from desktop.base.errors import Refusal, SurroundingsError
from tests.conftest import Open
from tests.farmland import person


def test_bad_rows_come_back_coloured_with_the_reason(
    as_person: Open, drafted: str, roster_file: Callable[..., Path], tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    damaged, wrong_sum = person(5), person(6)
    damaged[4] = float(str(damaged[4])[:15] + "000")
    wrong_sum[6] = 1249.90
    preview = clerk.roster_import.read(drafted, roster_file([person(4), damaged, wrong_sum]))
    assert [fault.source_row for fault in preview.faults] == [4, 5]
    assert "改坏" in preview.faults[0].reason
    result = clerk.roster_import.apply(drafted, preview, tmp_path / "退回.xlsx").value
    assert (result.taken, result.refused) == (1, 2)
    sheet = openpyxl.load_workbook(tmp_path / "退回.xlsx")["清册"]
    assert sheet["E4"].comment is not None
    assert sheet["E4"].fill.fgColor.rgb != "00000000"
    assert sheet["E3"].comment is None


def test_an_import_is_undone_as_a_whole(
    as_person: Open, drafted: str, roster_file: Callable[..., Path]
) -> None:
    clerk = as_person("李春梅")
    before = clerk.records.rows(drafted)
    clerk.roster_import.apply(drafted, clerk.roster_import.read(drafted, roster_file([person(8), person(9)])))
    assert clerk.records.row_count(drafted) == 2
    clerk.imports.undo(drafted)
    assert [row.values for row in clerk.records.rows(drafted)] == [row.values for row in before]


def test_rows_can_be_added_behind(as_person: Open, drafted: str, roster_file: Callable[..., Path]) -> None:
    clerk = as_person("李春梅")
    preview = clerk.roster_import.read(drafted, roster_file([person(8)]))
    clerk.roster_import.apply(drafted, preview, replace=False)
    assert [row.position for row in clerk.records.rows(drafted)] == [1, 2, 3, 4]


def test_columns_that_do_not_fit_are_named_and_nothing_is_taken(
    as_person: Open, drafted: str, roster_file: Callable[..., Path]
) -> None:
    clerk = as_person("李春梅")
    before = clerk.records.rows(drafted)
    heads = ("序号", "村", "社", "户主姓名", "身份证号", "颜色", "大小", "一卡通账号")
    preview = clerk.roster_import.read(drafted, roster_file([person(1)], heads=heads))
    assert "补贴金额" in preview.missing
    with pytest.raises(Refusal, match="补贴金额"):
        clerk.roster_import.apply(drafted, preview)
    assert clerk.records.rows(drafted) == before


def test_a_mapping_to_a_column_the_form_lacks_is_refused(
    as_person: Open, drafted: str, roster_file: Callable[..., Path]
) -> None:
    with pytest.raises(Refusal, match="colour"):
        as_person("李春梅").roster_import.read(drafted, roster_file([person(1)]), mapping={"F": "colour"})


def test_a_copy_that_cannot_be_written_leaves_the_roster(
    as_person: Open, drafted: str, roster_file: Callable[..., Path], tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    before = clerk.records.rows(drafted)
    bad = person(5)
    bad[3] = ""
    preview = clerk.roster_import.read(drafted, roster_file([person(4), bad]))
    with pytest.raises(SurroundingsError, match="找不到这个文件夹"):
        clerk.roster_import.apply(drafted, preview, tmp_path / "没有" / "退回.xlsx")
    assert clerk.records.rows(drafted) == before


@pytest.mark.parametrize("content", [b"", b"name,amount\n", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_is_refused(
    as_person: Open, drafted: str, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(content)
    with pytest.raises(Refusal):
        as_person("李春梅").roster_import.read(drafted, path)
