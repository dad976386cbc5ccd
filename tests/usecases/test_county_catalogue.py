"""The county's own catalogue at work: read its table, take over point by point, take back, write out, compare."""

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from desktop.base.errors import Refusal
from desktop.base.paths import content_root
from desktop.catalogue.catalogue import Catalogue
from desktop.domain.county_table import DifferenceKind
from desktop.domain.matter import Layer
from desktop.domain.record import RecordContent
from desktop.usecases.county_table import compare, export_table, read_county_table
from desktop.usecases.office import Office
from tests.conftest import PASSPHRASE, Open

FIELD = "社会救助"


@pytest.fixture
def county_table(catalogue: Catalogue, tmp_path: Path) -> Path:
    """The national table of 社会救助 as a county changed it: one row gone, one renamed, one retimed, one added."""
    path = tmp_path / "云滩县社会救助目录.xlsx"
    export_table(catalogue, path, FIELD)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for merged in list(sheet.merged_cells.ranges):
        if merged.min_row > 3:
            name = sheet.cell(merged.min_row, 2).value
            sheet.unmerge_cells(merged.coord)
            for row in range(merged.min_row, merged.max_row + 1):
                sheet.cell(row, 2, name)
    sheet.delete_cols(sheet.max_column)
    sheet.cell(5, 3, "监督检查情况")
    sheet.cell(6, 7, "制定之日起5个工作日内")
    sheet.append([99, "牧区救助", "雪灾牧户救助", "", "1.对象名单 2.饲草料数量", "《社会救助暂行办法》", "发放后5个工作日内",
                  "民政局", "■政府网站", "√", "", "√", "", "", "√", "√", ""])  # fmt: skip
    sheet.delete_rows(4)
    book.save(path)
    return path


def test_the_table_is_compared_and_nothing_changes(as_person: Open, county_table: Path) -> None:
    session = as_person("系统管理员")
    reading = session.county_catalogue.read(county_table)
    assert reading.field.name == FIELD
    kinds = {each.key.split(":")[0]: each.theirs or each.ours for each in reading.differences}
    assert kinds == {
        "dropped": "综合业务 › 政策法规文件",
        "renamed": "综合业务 › 监督检查情况",
        "limit": "制定之日起5个工作日内",
        "added": "牧区救助 › 雪灾牧户救助",
    }
    assert session.county_catalogue.entries() == ()
    assert session.desk.catalogue is session.desk.shelf.national


def test_accepted_points_hold_at_once_for_all_and_after_reopening(
    as_person: Open, county_table: Path, office: Office, homes: Path
) -> None:
    admin = as_person("系统管理员")
    reading = admin.county_catalogue.read(county_table, FIELD)
    made = admin.county_catalogue.accept(
        reading, [each.key for each in reading.differences], "按本县实际"
    ).value
    assert {entry.kind for entry in made} == set(DifferenceKind)
    clerk = as_person("李春梅")
    assert clerk.desk.catalogue.matter("SHJZ-901").layer is Layer.LOCAL
    assert clerk.openness.matter("SHJZ-901").matter.path == "牧区救助 › 雪灾牧户救助"
    assert "SHJZ-901" in {line.code for line in clerk.openness.matters("SHJZ")}
    assert "SHJZ-001" not in {line.code for line in clerk.openness.matters("SHJZ")}
    assert admin.county_catalogue.read(county_table, FIELD).differences == ()
    clerk.close()
    again = office.open(homes / "township", "李春梅", PASSPHRASE)
    assert again.desk.catalogue.matter("SHJZ-002").level2 == "监督检查情况"
    assert again.desk.catalogue.matter("SHJZ-003").time_limit.text == "制定之日起5个工作日内"
    again.close()


def test_one_point_may_be_accepted_and_the_rest_left(as_person: Open, county_table: Path) -> None:
    admin = as_person("系统管理员")
    reading = admin.county_catalogue.read(county_table, FIELD)
    admin.county_catalogue.accept(reading, ["renamed:SHJZ-002"], "")
    assert {each.kind for each in admin.county_catalogue.read(county_table, FIELD).differences} == {
        DifferenceKind.ADDED, DifferenceKind.DROPPED, DifferenceKind.LIMIT,
    }  # fmt: skip


def test_a_matter_is_left_out_only_with_a_reason(as_person: Open, county_table: Path) -> None:
    admin = as_person("系统管理员")
    reading = admin.county_catalogue.read(county_table, FIELD)
    with pytest.raises(Refusal, match="写明理由"):
        admin.county_catalogue.accept(reading, [each.key for each in reading.differences], " ")
    assert admin.county_catalogue.entries() == ()


def test_only_the_administrator_changes_the_catalogue(as_person: Open, county_table: Path) -> None:
    clerk = as_person("李春梅")
    reading = clerk.county_catalogue.read(county_table, FIELD)
    with pytest.raises(Refusal, match="要由“管理”的账户"):
        clerk.county_catalogue.accept(reading, [reading.differences[0].key], "理由")


def test_what_was_taken_over_can_be_taken_back(as_person: Open, county_table: Path) -> None:
    admin = as_person("系统管理员")
    reading = admin.county_catalogue.read(county_table, FIELD)
    made = admin.county_catalogue.accept(
        reading, [each.key for each in reading.differences], "按本县实际"
    ).value
    assert admin.county_catalogue.take_back(made).value == len(made)
    assert admin.desk.catalogue is admin.desk.shelf.national


def test_an_added_matter_with_records_keeps_its_meaning(as_person: Open, county_table: Path) -> None:
    admin = as_person("系统管理员")
    reading = admin.county_catalogue.read(county_table, FIELD)
    keys = [each.key for each in reading.differences if each.kind is DifferenceKind.ADDED]
    made = admin.county_catalogue.accept(reading, keys, "").value
    clerk = as_person("李春梅")
    content = RecordContent(title="雪灾牧户救助名单", formed_on=clerk.desk.clock.today())
    record = clerk.records.new("SHJZ-901", content=content).value
    assert clerk.records.head(record).record.matter == "SHJZ-901"
    with pytest.raises(Refusal, match="已经有记录"):
        as_person("系统管理员").county_catalogue.take_back(made)


def test_the_field_is_found_without_being_named(
    catalogue: Catalogue, county_table: Path, tmp_path: Path
) -> None:
    assert read_county_table(catalogue, county_table).field.code == "SHJZ"
    plain = tmp_path / "表.xlsx"
    book = openpyxl.load_workbook(county_table)
    book.worksheets[0]["A1"] = "目录"
    book.save(plain)
    assert read_county_table(catalogue, plain).field.code == "SHJZ"
    with pytest.raises(Refusal, match="没有“天文”这个领域"):
        read_county_table(catalogue, plain, "天文")


def test_the_catalogue_in_use_is_written_and_reads_back_the_same(
    as_person: Open, county_table: Path, tmp_path: Path
) -> None:
    admin = as_person("系统管理员")
    reading = admin.county_catalogue.read(county_table, FIELD)
    admin.county_catalogue.accept(reading, [each.key for each in reading.differences], "按本县实际")
    assert admin.county_catalogue.export(tmp_path / "本县.xlsx", FIELD) == len(reading.rows)
    again = admin.county_catalogue.read(tmp_path / "本县.xlsx", FIELD)
    assert again.differences == ()
    assert all(match is not None and match.sure for match in again.matches)


def test_folders_and_tables_are_compared_either_way(
    catalogue: Catalogue, county_table: Path, copied_content: Callable[[], Path]
) -> None:
    changed = copied_content()
    file = changed / "fields" / "social-assistance.yaml"
    file.write_text(file.read_text("utf-8").replace("level2: 监督检查", "level2: 监督与检查", 1), "utf-8")
    assert [(each.kind, each.code) for each in compare(catalogue, content_root(), changed)] == [
        (DifferenceKind.RENAMED, "SHJZ-002")
    ]
    forth = compare(catalogue, content_root(), county_table, FIELD)
    back = compare(catalogue, county_table, content_root(), FIELD)
    assert len(forth) == len(back) == 4
    assert {each.kind for each in forth if each.code == "SHJZ-001"} == {DifferenceKind.DROPPED}
    assert {each.kind for each in back if each.code == "SHJZ-001"} == {DifferenceKind.ADDED}
    assert compare(catalogue, county_table, county_table) == ()


@pytest.fixture
def copied_content(tmp_path: Path) -> Callable[[], Path]:
    def copy() -> Path:
        return Path(shutil.copytree(content_root() / "standards", tmp_path / "standards"))

    return copy
