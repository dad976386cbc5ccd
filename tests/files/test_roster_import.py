from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from desktop.base.errors import Cancelled, Refusal
from desktop.base.progress import Progress
from desktop.domain.form import Form
from desktop.files.broken_cells import BrokenCell
from desktop.files.refused_copy import write_refused_copy
from desktop.files.roster_rows import ImportedRows, read_rows
from desktop.files.roster_table import NoRoster, TableGuess, choose_sheet, find_table, require_fit
from desktop.files.workbook import Sheet, read_workbook
from desktop.rules.row_checks import RowChecker
from desktop.rules.values import parser_of
from tests import factories

HEADS = [
    "序号",
    "村",
    "组",
    "户主姓名",
    "身份证号码",
    "确权面积（亩）",
    "补贴面积(亩)",
    "补贴金额\n（元）",
    "一卡通账号",
    "联系电话",
]


def line(number: int, **changes: object) -> list[object]:
    values = {
        "no": number, "village": "上滩村", "group": "一社", "name": factories.NAMES[number % 10],
        "id": factories.id_number(number), "confirmed": 11.26, "area": 11.26, "amount": 1294.9,
        "card": factories.card(number), "phone": factories.mobile(number), **changes,
    }  # fmt: skip
    return list(values.values())


def imported(
    path: Path, code: str = "farmland_subsidy", mapping: Mapping[str, str] | None = None, **values: str
) -> tuple[TableGuess, ImportedRows]:
    form = factories.form(code)
    workbook = read_workbook(path)
    guess = choose_sheet(workbook, form, mapping)
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == guess.sheet)
    checker = RowChecker(form, values)
    return guess, read_rows(
        sheet, form, guess, parser_of, lambda row: [(fault.key, fault.text) for fault in checker.check(row)]
    )


def names(rows: ImportedRows) -> list[str]:
    return [row.values["name"] for row in rows.rows]


def test_cells_that_are_equal_in_python_are_each_read_as_what_they_are() -> None:
    """Whatever was read before: 1.0, 是 and 1, and an error beside the letters of an error."""
    kinds = [
        {"group": 1.0},
        {"group": True},
        {"group": 1},
        {"village": "#REF!"},
        {"village": BrokenCell("#REF!")},
    ]
    page = Sheet("清册", [HEADS, *(line(at, **changes) for at, changes in enumerate(kinds * 2, 1))])  # type: ignore[list-item]
    form = factories.form("farmland_subsidy")
    guess = find_table(page, form)
    assert guess is not None
    rows = read_rows(page, form, guess, parser_of)
    groups = ["1", "是", "1", "一社"]
    assert [row.values["group"] for row in rows.rows] == groups * 2
    assert [(fault.source_row, fault.letter, fault.text) for fault in rows.faults] == [
        (6, "B", "#REF!"),
        (11, "B", "#REF!"),
    ]


def test_a_table_as_offices_keep_it_is_read_whole(xlsx) -> None:
    cells: Sequence[Sequence[object]] = [
        ["青石滩乡2026年耕地地力保护补贴发放清册"],
        ["填报单位：青石滩乡人民政府", None, None, None, None, None, None, "单位：亩、元"],
        HEADS,
        line(1),
        line(2),
        [None] * 10,
        [None, "小计", None, None, None, 22.52, 22.52, 2589.8],
        line(3, name="仁青•卓玛", phone=None),
        [4],
        ["", "合  计", None, None, None, 33.78, 33.78, 3884.7],
        [],
        ["填表人：李春梅　　审核人：周海明"],
    ]
    guess, rows = imported(xlsx(cells, ["A1:J1"]))
    assert (guess.head_first, guess.head_last, guess.missing) == (2, 2, ())
    assert [row.source_row for row in rows.rows] == [4, 5, 8]
    assert names(rows)[2] == "仁青·卓玛"
    assert rows.rows[0].values["amount"] == "1294.90"
    assert rows.rows[0].values["id_number"] == factories.id_number(1)
    assert "phone" not in rows.rows[2].values
    assert rows.faults == ()
    assert rows.totals == ()
    assert any("小计" in note for note in rows.notes)
    assert any("填表人" in note for note in rows.notes)


@pytest.mark.parametrize("merges", [(), ("A1:E1",)])
@pytest.mark.parametrize("below", [[], [[None]]], ids=["rows follow", "an empty line follows"])
def test_a_title_above_is_no_part_of_the_first_heading(
    xlsx, merges: Sequence[str], below: Sequence[Sequence[object]]
) -> None:
    heads = ["序号", "村", "户主姓名", "面积（亩）", "补贴金额"]
    row = [1, "上滩村", "扎西", 11.26, 1294.9]
    for title in ("2026年补贴面积花名册", "2026年耕地地力保护补贴发放花名册"):
        source = xlsx([[title], heads, *below, row], merges)
        guess = find_table(read_workbook(source).sheets[0], factories.form("farmland_subsidy"))
        assert guess is not None
        assert [heading.text for heading in guess.headings] == heads
        assert (guess.head_first, guess.missing) == (1, ("补贴面积",))


def test_two_lines_of_heads_merged_over_their_columns_are_joined(xlsx) -> None:
    upper = [
        "序号",
        "村（组）",
        "户主",
        "身份证号",
        "草原承包面积(亩)",
        "禁牧补助",
        None,
        "草畜平衡奖励",
        None,
        "合计金额",
    ]
    lower = [None, None, None, None, None, "面积", "金额", "面积", "金额", None]
    row = [1, "上滩村", "扎西", factories.id_number(1), 300, 100, 1236, 200, 500, 1736]
    merges = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:G1", "H1:I1", "J1:J2"]
    for areas in (merges, []):
        guess, rows = imported(xlsx([upper, lower, row], areas), "grassland_subsidy", prohibit_rate="12.36")
        assert guess.head_last == 1
        assert list(guess.columns.values()) == [
            "village", "name", "id_number", "contracted_area", "prohibited_area", "prohibited_amount",
            "balance_area", "balance_amount", "amount",
        ]  # fmt: skip
        assert rows.rows[0].values["balance_amount"] == "500.00"


@pytest.mark.parametrize("code", sorted(code for code, form in factories.forms().items() if form.roster))
def test_every_label_and_every_alias_of_every_form_is_recognised(code: str, xlsx) -> None:
    form = factories.form(code)
    longest = max(len(column.aliases) for column in form.roster)
    for at in range(-1, longest):
        heads = [column.label if at < 0 else column.aliases[at % max(len(column.aliases), 1)] if column.aliases else column.label
                 for column in form.roster]  # fmt: skip
        if len(set(heads)) < len(heads):
            continue
        sheet = read_workbook(xlsx([heads])).sheets[0]
        guess = find_table(sheet, form)
        assert guess is not None
        assert [guess.columns.get(place) for place in range(len(heads))] == [
            column.key for column in form.roster
        ]


def test_the_best_of_several_sheets_is_taken(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    notes = book.active
    assert notes is not None
    notes.append(["填表说明"])
    half = book.create_sheet("汇总")
    half.append(["村", "补贴金额"])
    half.append(["上滩村", 1])
    full = book.create_sheet("花名册")
    full.append(HEADS)
    full.append(line(1))
    book.save(tmp_path / "a.xlsx")
    guess, rows = imported(tmp_path / "a.xlsx")
    assert guess.sheet == "花名册"
    assert len(rows.rows) == 1


def test_numbers_that_excel_damaged_are_refused_and_never_guessed(xlsx) -> None:
    damaged = float(factories.id_number(1)[:15] + "000")
    cells = [
        HEADS,
        line(1, id=damaged),
        line(2, id="6.32522E+17"),
        line(3, card=float("629999000000000000")),
        line(4),
    ]
    _, rows = imported(xlsx(cells))
    assert names(rows) == [factories.NAMES[4]]
    assert [(fault.source_row, fault.letter) for fault in rows.faults] == [(2, "E"), (3, "E"), (4, "I")]
    assert all("Excel把" in fault.reason for fault in rows.faults)


def test_one_wrong_cell_refuses_its_row_and_all_faults_of_it_are_told(xlsx) -> None:
    cells = [HEADS, line(1, name=None, id="63252219750520001X", amount="一千"), line(2)]
    _, rows = imported(xlsx(cells))
    assert len(rows.rows) == 1
    assert rows.refused_rows == 1
    assert {fault.label for fault in rows.faults} == {"户主姓名", "身份证号", "补贴金额"}


def test_a_row_that_does_not_add_up_is_refused_with_the_reckoning(xlsx) -> None:
    _, rows = imported(xlsx([HEADS, line(1, amount=1249.9), line(2)]), rate="115")
    (fault,) = rows.faults
    assert (fault.source_row, fault.letter) == (2, "H")
    assert "1,294.90" in fault.reason
    assert "1,249.90" in fault.reason


def test_a_wrong_total_is_told_and_totals_that_left_out_refused_rows_are_not(xlsx) -> None:
    bad = line(2, id="1")
    for stated, count in ((1294.9 + 1294.9, 0), (1294.9, 0), (9999, 1)):
        cells = [HEADS, line(1), bad, ["合计", None, None, None, None, None, None, stated]]
        _, rows = imported(xlsx(cells))
        assert len(rows.totals) == count


def test_hidden_further_decimals_are_rounded_as_excel_shows_them_and_told(xlsx) -> None:
    _, rows = imported(xlsx([HEADS, line(1, amount=1294.8967)]))
    assert rows.rows[0].values["amount"] == "1294.90"
    assert any("四舍五入" in note for note in rows.notes)
    _, rows = imported(xlsx([HEADS, line(1, amount="1294.8967")]))
    assert rows.rows == ()


def test_words_merged_over_rows_count_for_each_and_amounts_do_not(xlsx) -> None:
    cells = [HEADS, line(1), line(2, village=None, amount=None)]
    _, rows = imported(xlsx(cells, ["B2:B3", "H2:H3"]))
    assert [row.values["village"] for row in rows.rows] == ["上滩村"]
    assert [(fault.source_row, fault.label) for fault in rows.faults] == [(3, "补贴金额")]


@pytest.mark.parametrize("blank", [None, " "])
def test_an_empty_cell_below_merged_ones_stays_empty(xlsx, blank: str | None) -> None:
    cells = [HEADS, line(1), line(2, village=blank), line(3, village=blank), line(4)]
    _, rows = imported(xlsx(cells, ["B2:B3"]))
    assert [row.source_row for row in rows.rows] == [2, 3, 5]
    assert [(fault.source_row, fault.label) for fault in rows.faults] == [(4, "村")]


def test_amounts_in_ten_thousand_yuan_are_not_taken_for_yuan(xlsx) -> None:
    heads = [*HEADS[:7], "补贴金额（万元）", *HEADS[8:]]
    guess, _ = imported(xlsx([heads, line(1)]))
    assert guess.missing == ("补贴金额",)
    with pytest.raises(Refusal, match="单位是万元") as refused:
        require_fit(guess, factories.form())
    assert "没有改动" in refused.value.safe
    guess, _ = imported(xlsx([["单位：万元"], [*HEADS[:7], "补贴金额", *HEADS[8:]], line(1)]))
    assert guess.missing == ("补贴金额",)


def test_a_clerk_may_say_which_column_is_what(xlsx) -> None:
    heads = [*HEADS[:7], "数额", *HEADS[8:]]
    guess, _ = imported(xlsx([heads, line(1)]))
    assert guess.missing == ("补贴金额",)
    for mapping in ({"H": "amount"}, {"数额": "amount"}):
        _, rows = imported(xlsx([heads, line(1)]), mapping=mapping)
        assert rows.rows[0].values["amount"] == "1294.90"
    _, rows = imported(xlsx([HEADS, line(1)]), mapping={"J": ""})
    assert "phone" not in rows.rows[0].values


def test_a_table_of_something_else_is_refused_with_the_columns_that_are_wanted(xlsx) -> None:
    with pytest.raises(NoRoster, match="没有找到") as refused:
        imported(xlsx([["日期", "摘要", "收入", "支出"], ["2026-01-01", "x", 1, 2]]))
    assert "补贴面积" in refused.value.todo


def test_heads_repeated_on_every_page_are_passed_over(xlsx) -> None:
    _, rows = imported(xlsx([HEADS, line(1), HEADS, line(2)]))
    assert len(rows.rows) == 2
    assert any("表头" in note for note in rows.notes)


def test_a_long_reading_can_be_cancelled(xlsx) -> None:
    form: Form = factories.form()
    sheet = read_workbook(xlsx([HEADS, line(1)])).sheets[0]
    guess = find_table(sheet, form)
    assert guess is not None
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        read_rows(sheet, form, guess, parser_of, progress=progress)


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_refused_rows_come_back_coloured_with_the_reason(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    make = request.getfixturevalue(kind)
    source = make([["标题"], HEADS, line(1, id="1"), line(2), line(3, name=None)])
    before = source.read_bytes()
    guess, rows = imported(source)
    out = tmp_path / "退回.xlsx"
    write_refused_copy(source, guess.sheet, rows.faults, out)
    assert source.read_bytes() == before
    page = openpyxl.load_workbook(out)[guess.sheet]
    marked = {cell.coordinate for row in page.iter_rows() for cell in row if cell.comment}
    assert marked == {"E3", "D5"}
    assert "18位" in page["E3"].comment.text
    assert page["E3"].fill.fgColor.rgb != page["A3"].fill.fgColor.rgb != page["A4"].fill.fgColor.rgb
    assert page["H4"].value == 1294.9
    listed = list(openpyxl.load_workbook(out)["退回的行"].iter_rows(values_only=True))
    assert [(entry[0], entry[1]) for entry in listed[1:]] == [(3, "E"), (5, "D")]


def test_a_corrected_copy_is_read_again_from_its_own_sheet(xlsx, tmp_path: Path) -> None:
    source = xlsx([HEADS, line(1, id="1"), line(2)])
    guess, rows = imported(source)
    out = tmp_path / "退回.xlsx"
    write_refused_copy(source, guess.sheet, rows.faults, out)
    book = openpyxl.load_workbook(out)
    book[guess.sheet]["E2"] = factories.id_number(1)
    book.save(out)
    again, rows = imported(out)
    assert again.sheet == guess.sheet
    assert len(rows.rows) == 2


def test_the_refused_copy_is_written_whole_or_not_at_all(xlsx, tmp_path: Path) -> None:
    source = xlsx([HEADS, line(1, id="1")])
    guess, rows = imported(source)
    with pytest.raises(Refusal.__mro__[1]):
        write_refused_copy(source, guess.sheet, rows.faults, tmp_path / "没有" / "退回.xlsx")
    assert not (tmp_path / "没有").exists()
