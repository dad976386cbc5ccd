"""A county's catalogue table in the layouts counties use: every row and every cell is read as it was meant."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.base.errors import MingbaiError, Refusal
from desktop.catalogue.county.names import ChannelNames
from desktop.domain.county_table import CountyRow
from desktop.domain.matter import Channel
from desktop.domain.record import Disclosure
from desktop.files.county.rows import CountyTable, read_rows
from desktop.files.grids import grid_of_sheet
from desktop.files.tables import read_grids
from desktop.files.workbook import Merge, RawCell
from desktop.files.workbook import Sheet as WorkSheet
from tests.files.county_layouts import NAMES, ROWS, Sheet, Truth, grid, listed, table, write_docx

CHANNELS = ChannelNames(Channel(str(number), name) for number, name in enumerate(NAMES))
COUNTY_TOWN = (("县级", ("county",)), ("乡级", ("township",)))
TOWN_VILLAGE = (("镇级", ("township",)), ("村级", ("village",)))


def read(path: Path) -> CountyTable:
    return read_rows(path.name, read_grids(path), CHANNELS.known)


def meant(truth: Truth) -> dict[str, object]:
    return {
        "level1": truth.level1, "level2": truth.level2, "level3": truth.level3, "elements": truth.elements,
        "bases": truth.bases, "time_limit": truth.limit, "publishers": truth.publishers, "channels": truth.channels,
        "audience": (truth.public, truth.specific), "tiers": truth.tiers,
        "disclosure": Disclosure.PROACTIVE if truth.proactive else Disclosure.ON_REQUEST,
    }  # fmt: skip


def understood(row: CountyRow) -> dict[str, object]:
    channels = [(name, CHANNELS.find(name)) for name in row.channels]
    return {
        "level1": row.level1, "level2": row.level2, "level3": row.level3,
        "elements": tuple(element.text for element in row.elements),
        "bases": tuple(basis.words for basis in row.bases), "time_limit": row.time_limit,
        "publishers": row.publishers, "channels": tuple(found.name if found else name for name, found in channels),
        "audience": (row.public, row.specific), "tiers": row.tiers, "disclosure": row.disclosure,
    }  # fmt: skip


def village_rows() -> tuple[Truth, ...]:
    return tuple(
        replace(row, tiers=("township",) if "township" in row.tiers else ("village",)) for row in ROWS
    )


def joined_tiers() -> tuple[Truth, ...]:
    spread = {"county": ("county",), "township": ("township", "village")}
    return tuple(replace(row, tiers=tuple(t for tier in row.tiers for t in spread[tier])) for row in ROWS)


def with_third_level() -> tuple[Truth, ...]:
    return tuple(replace(row, level3=f"{row.level2}之{number}") for number, row in enumerate(ROWS, 1))


def numbered_names() -> tuple[Truth, ...]:
    first = [row.level1 for row in ROWS]
    return tuple(
        replace(row, level1=f"{sorted(set(first), key=first.index).index(row.level1) + 1}.{row.level1}",
                level2=f"{number}.1 {row.level2}") for number, row in enumerate(ROWS, 1)
    )  # fmt: skip


CITY = (("市级", ("city",)), ("县级", ("county",)), ("乡级", ("township",)))
COUNTY_CITY = (("市级", ("county",)), ("乡镇（街道）级", ("township",)))
JOINED = (("县级", ("county",)), ("乡、村级", ("township",)))
LAYOUTS: dict[str, tuple[Callable[[], Sheet], str, tuple[Truth, ...]]] = {
    "official": (table, "xlsx", ROWS),
    "town and village, Word, √口": (
        lambda: table(village_rows(), style="√口", tiers=TOWN_VILLAGE), "docx", village_rows()
    ),
    "乡、村级 in one column, web page, broken names": (
        lambda: table(style="broken", tiers=JOINED), "html", joined_tiers()
    ),
    "extra columns, ◆ boxes": (
        lambda: table(style="◆", extra=("责任科室", "联系电话", "五公开", "备注")), "xlsx", ROWS
    ),
    "nothing merged, ▲, lists with ；": (
        lambda: table(style="▲", merged=False, elements=listed), "xlsx", ROWS
    ),
    "同上 instead of merging, 口√": (lambda: table(style="口√", merged=False, same=True), "html", ROWS),
    "heads repeated on the next page, Word": (lambda: table(repeat_head_after=3), "docx", ROWS),
    "three levels, channels without boxes": (
        lambda: table(with_third_level(), style="plain", level3=True), "xlsx", with_third_level()
    ),
    "市 县 乡, old page in GBK": (lambda: table(tiers=CITY), "gbk", ROWS),
    "a city of county rank": (lambda: table(tiers=COUNTY_CITY, style="●", groups="特定群体"), "xlsx", ROWS),
    "web page named .xls": (lambda: table(style="☑"), "xls", ROWS),
    "Excel 97, ★ boxes": (lambda: table(style="★", extra=("备注",)), "old", ROWS),
    "numbers before the names": (lambda: table(numbered_names(), style="√"), "docx", ROWS),
}  # fmt: skip


def written(sheet: Sheet, kind: str, folder: Path) -> Path:
    if kind == "xlsx":
        return sheet.write_xlsx(folder / "表.xlsx")
    if kind == "old":
        return sheet.write_xls(folder / "表.xls")
    if kind == "docx":
        return sheet.write_docx(folder / "表.docx")
    return sheet.write_html(
        folder / f"表.{'xls' if kind == 'xls' else 'html'}", "gbk" if kind == "gbk" else "utf-8"
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_row_and_cell_of_the_layout_is_read(layout: str, tmp_path: Path) -> None:
    make, kind, truth = LAYOUTS[layout]
    found = read(written(make(), kind, tmp_path))
    assert [understood(row) for row in found.rows] == [meant(row) for row in truth]


def test_raw_cells_and_extra_columns_are_kept(tmp_path: Path) -> None:
    found = read(table(extra=("责任科室", "备注")).write_xlsx(tmp_path / "表.xlsx"))
    row = found.rows[1]
    assert row.extras == (("责任科室", "责任科室2"), ("备注", "备注2"))
    assert dict(row.raw)["公开内容（要素）"] == "1.社会救助信访通讯地址 2.社会救助投诉举报电话"
    assert row.place == "目录!5"
    assert found.title == "社会救助领域基层政务公开标准目录"


def test_a_table_that_goes_on_after_a_page_break_without_heads_is_one_table(tmp_path: Path) -> None:
    whole = table(merged=False)
    first, second = Sheet(whole.cells[:6], whole.merges), Sheet(whole.cells[6:], [])
    write_docx(tmp_path / "表.docx", [first, second])
    found = read(tmp_path / "表.docx")
    assert [row.level2 for row in found.rows] == [row.level2 for row in ROWS]
    assert found.rows[3].level1 == "最低生活保障"


def test_what_is_left_empty_is_taken_from_above_and_marked(tmp_path: Path) -> None:
    sheet = table(merged=False)
    sheet.cells[4][5] = ""
    sheet.cells[5][9] = sheet.cells[5][8] = ""
    found = read_rows("表", [grid(sheet.cells)], CHANNELS.known)
    assert found.rows[1].time_limit == ROWS[0].limit
    assert "time_limit" in found.rows[1].uncertain
    assert "audience" in found.rows[2].uncertain


def test_elements_spread_over_rows_of_one_merged_matter_belong_together(tmp_path: Path) -> None:
    sheet = table(ROWS[:1])
    more = list(sheet.cells[3])
    more[3] = "社会救助工作规程"
    sheet.cells.append(more)
    sheet.merges += [(3, column, 4, column) for column in range(len(more)) if column != 3]
    found = read(sheet.write_xlsx(tmp_path / "表.xlsx"))
    assert [element.text for element in found.rows[0].elements] == [*ROWS[0].elements, "社会救助工作规程"]
    assert len(found.rows) == 1


def test_a_head_cut_in_two_cells_and_a_paragraph_beside_the_basis(tmp_path: Path) -> None:
    top = "<td rowspan=2>{}</td>"
    page = (
        "<table><tr>" + top.format("序号") + "<td colspan=3>公开事项</td><td>公开内容</td>" + top.format("公开依据")
        + top.format("条款内容") + top.format("公开时限") + top.format("公开主体") + "<td colspan=2>公开对象</td></tr>"
        "<tr><td>一级 事项<td>二级<br>事项<td>三级事项<td>(要素)<td>全社 会<td>特定群体</tr>"
        "<tr><td>1<td rowspan=2>政策文件<td>规章<td>应急预案<td>汇总:①预案全文②响应等级<td>1. 《政府信息公开条例》(国务院 令第711号)"
        " 2《就业促进法》(根据《关于修改〈电力法〉的决定》修正)等法律法规<td>第二十条<td>20个工 作日内"
        "<td>人力资源 社会保障 部门、公共就业 服务机构<td>√<td></tr>"
        "<tr><td>2<td>办法<td>救助办法<td>办法全文<td>同上<td>同上<td>同上<td>同上<td>√<td></tr></table>"
    )  # fmt: skip
    (tmp_path / "表.html").write_text(page, "utf-8")
    first, second = read(tmp_path / "表.html").rows
    assert (first.path, second.path) == ("政策文件 › 规章 › 应急预案", "政策文件 › 办法 › 救助办法")
    assert [element.text for element in first.elements] == ["预案全文", "响应等级"]
    assert [basis.words for basis in first.bases] == [
        "《政府信息公开条例》（国务院令第711号）",
        "《就业促进法》",
    ]
    assert first.publishers == ("人力资源社会保障部门", "公共就业服务机构")
    assert (second.bases, second.time_limit, second.publishers) == (
        first.bases,
        "20个工作日内",
        first.publishers,
    )
    assert first.extras == (("条款内容", "第二十条"),)


def test_a_blank_form_ticks_nothing_and_says_so(tmp_path: Path) -> None:
    blank = replace(ROWS[0], channels=(), tiers=(), public=False)
    row = read(table([blank]).write_xlsx(tmp_path / "表.xlsx")).rows[0]
    assert row.channels == ()
    assert {"channels", "tiers", "audience"} <= set(row.uncertain)


def test_a_title_merged_to_the_last_row_and_column_makes_no_millions_of_cells() -> None:
    rows: list[list[RawCell]] = [list(row) for row in table(merged=False).cells]
    whole, below = Merge(0, 0, 0, 16_383), Merge(8, 0, 1_048_575, 0)
    laid = grid_of_sheet(WorkSheet("目录", rows, (whole, below, Merge(2_000, 0, 3_000, 5))))
    assert (len(laid.rows), laid.width) == (len(rows), len(rows[0]))
    assert [row.level2 for row in read_rows("表", [laid], CHANNELS.known).rows] == [
        row.level2 for row in ROWS
    ]


def test_remarks_below_the_table_are_no_matters(tmp_path: Path) -> None:
    sheet = table()
    sheet.cells.append(["注：标“■”的为必选渠道。", *[""] * (len(sheet.cells[0]) - 1)])
    found = read(sheet.write_xlsx(tmp_path / "表.xlsx"))
    assert len(found.rows) == len(ROWS)
    assert "没有读" in found.notes[0]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("空.xlsx", b"", "是空的"),
        ("文字.xlsx", "这不是表格".encode(), "不是Excel文件"),
        ("断.docx", b"PK\x03\x04word/document.xml", "不完整"),
        ("老.doc", bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"), "老格式的Word"),
        ("页.html", b"<html><body><p>no table</p></body></html>", "没有表格"),
        ("别的.html", b"<table><tr><td>a</td><td>b</td></tr></table>", "没有找到公开目录的表头"),
    ],
)
def test_a_wrong_file_is_refused_in_plain_words(name: str, data: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(MingbaiError) as refused:
        read(tmp_path / name)
    assert isinstance(refused.value, Refusal)
    assert says in str(refused.value)
    assert refused.value.todo


def test_a_word_file_with_entities_is_refused_unread(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "坏.docx", "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(Refusal, match="不完整或者坏了"):
        read(tmp_path / "坏.docx")
