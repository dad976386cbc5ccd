"""The yearly report: written with what is known, filled in with another program, read back and checked."""

from pathlib import Path

import openpyxl
import pytest

from desktop.base.errors import Refusal
from tests.conftest import Open


@pytest.fixture
def written(as_person: Open, issued: str, tmp_path: Path) -> Path:
    out = tmp_path / "年报.xlsx"
    told = as_person("李春梅").annual.write(out, 2026).value
    assert told[0] == "2026年签发 1 条：主动公开 1 条。"
    assert told[1].startswith("涉及 1 个领域：涉农补贴 1 条")
    return out


def filled(path: Path, out: Path, changes: dict[tuple[str, str, int], object]) -> Path:
    """As a clerk does it: 0 in every empty cell, then ``changes`` by sheet, row label and column of numbers from 1."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows(min_row=3):
            for cell in row[3:]:
                if cell.border.left.style and cell.value is None:
                    cell.value = 0
            for (name, label, column), value in changes.items():
                if sheet.title.startswith(name) and row[2].value == label:
                    row[2 + column].value = value
    book.save(out)
    return out


def codes(as_person: Open, path: Path, last: Path | None = None) -> list[str]:
    return [finding.code for finding in as_person("李春梅").annual.check(path, last)]


def test_an_empty_report_says_what_is_left_to_fill_in(as_person: Open, written: Path) -> None:
    assert set(codes(as_person, written)) == {"annual-empty"}


def test_a_report_filled_with_noughts_is_in_order(as_person: Open, written: Path, tmp_path: Path) -> None:
    assert codes(as_person, filled(written, tmp_path / "填好.xlsx", {})) == []


def test_what_does_not_fit_is_told_the_gravest_first(as_person: Open, written: Path, tmp_path: Path) -> None:
    book = filled(
        written,
        tmp_path / "填好.xlsx",
        {
            ("三", "本年新收政府信息公开申请数量", 1): 3,
            ("三", "予以公开", 1): 2,
            ("二", "规章", 3): "1",
            ("二", "行政许可", 1): "十二",
            ("二", "行政处罚", 1): -1,
        },
    )
    found = as_person("李春梅").annual.check(book)
    assert [finding.code for finding in found] == [
        "annual-number", "annual-number", "t3-balance", "t3-balance", "t2-rules-town", "annual-empty", "annual-empty",
    ]  # fmt: skip
    assert "“十二”不是数" in found[0].text


def test_what_was_left_over_is_carried_into_the_next_year(
    as_person: Open, written: Path, tmp_path: Path
) -> None:
    last = filled(
        written,
        tmp_path / "上年.xlsx",
        {("三", "本年新收政府信息公开申请数量", 1): 2, ("三", "结转下年度继续办理", 1): 2},
    )
    assert codes(as_person, last) == []
    as_person("李春梅").annual.write(tmp_path / "今年.xlsx", 2026, last)
    sheet = openpyxl.load_workbook(tmp_path / "今年.xlsx")["三、收到和处理政府信息公开申请情况"]
    carried = next(row for row in sheet.iter_rows() if row[2].value == "上年结转政府信息公开申请数量")
    assert [cell.value for cell in carried[3:5]] == [2, 0]
    wrong = filled(
        tmp_path / "今年.xlsx", tmp_path / "错.xlsx", {("三", "上年结转政府信息公开申请数量", 1): 1}
    )
    assert "t3-carry" in codes(as_person, wrong, last)


def test_sums_are_formulas_that_stay_empty_until_something_is_filled_in(written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["三、收到和处理政府信息公开申请情况"]
    new = next(row for row in sheet.iter_rows() if row[2].value == "本年新收政府信息公开申请数量")
    assert str(new[9].value).startswith("=IF(COUNT(D")
    assert "SUM(D" in str(new[9].value)


@pytest.mark.parametrize("year", [2020, 2027])
def test_a_year_without_this_format_is_refused_and_nothing_written(
    as_person: Open, homes: Path, tmp_path: Path, year: int
) -> None:
    with pytest.raises(Refusal, match="不能按现在的格式"):
        as_person("李春梅").annual.write(tmp_path / "a.xlsx", year)
    assert not (tmp_path / "a.xlsx").exists()


def test_another_workbook_or_a_moved_row_is_refused(as_person: Open, written: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written)
    book["三、收到和处理政府信息公开申请情况"].insert_rows(8)
    book.save(tmp_path / "动过.xlsx")
    with pytest.raises(Refusal, match="行和列改动过"):
        as_person("李春梅").annual.check(tmp_path / "动过.xlsx")
    other = openpyxl.Workbook()
    other.save(tmp_path / "别的.xlsx")
    with pytest.raises(Refusal, match="不是本程序写出的年度报告表"):
        as_person("李春梅").annual.check(tmp_path / "别的.xlsx")
