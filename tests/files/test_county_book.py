"""The official table as written: reading it back gives exactly what was written, for all fields."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.paths import content_root
from desktop.catalogue.catalogue import Catalogue, load_catalogue
from desktop.catalogue.county.names import ChannelNames
from desktop.domain.county_table import CountyRow
from desktop.domain.matter import Channels, Field, Matter
from desktop.files.county import cells
from desktop.files.county.book import listed, write_official_table
from desktop.files.county.rows import read_rows
from desktop.files.tables import read_grids
from desktop.files.workbook import Merge, read_workbook


@pytest.fixture(scope="module")
def content() -> Catalogue:
    return load_catalogue(content_root())


def written(matter: Matter) -> dict[str, object]:
    channels = (*(channel.name for channel in matter.channels.all_of), *matter.channels.other)
    return {
        "code": matter.code, "levels": (matter.level1, matter.level2, matter.level3),
        "elements": [(element.text, element.disclosure, element.optional) for element in matter.elements],
        "bases": [(basis.title, basis.doc_no) for basis in matter.bases], "limit": matter.time_limit.text,
        "publishers": matter.publishers, "channels": channels,
        "any_of": tuple(channel.name for channel in matter.channels.any_of),
        "audience": (matter.audience.public, matter.audience.specific), "disclosure": matter.disclosure,
        "tiers": tuple(str(tier) for tier in matter.tiers),
    }  # fmt: skip


def read_back(row: CountyRow) -> dict[str, object]:
    return {
        "code": row.code, "levels": (row.level1, row.level2, row.level3),
        "elements": [(each.text, each.disclosure or row.disclosure, each.optional) for each in row.elements],
        "bases": [(basis.title, basis.doc_no) for basis in row.bases], "limit": row.time_limit,
        "publishers": row.publishers, "channels": row.channels, "any_of": row.channels_any,
        "audience": (row.public, row.specific), "disclosure": row.disclosure, "tiers": row.tiers,
    }  # fmt: skip


def test_all_fields_come_back_without_loss(content: Catalogue, tmp_path: Path) -> None:
    write_official_table(content.fields, tmp_path / "目录.xlsx")
    known = ChannelNames(content.channels.values())
    grids = read_grids(tmp_path / "目录.xlsx")
    assert [grid.name for grid in grids] == [field.name for field in content.fields]
    for field, grid in zip(content.fields, grids, strict=True):
        rows = read_rows("目录.xlsx", [grid], known.known).rows
        assert [read_back(row) for row in rows] == [written(matter) for matter in field.matters]


def test_what_may_be_chosen_from_is_kept_apart_from_what_must_be_used(
    content: Catalogue, tmp_path: Path
) -> None:
    field = content.field("SHJZ")
    first, second, third = tuple(content.channels.values())[:3]
    matter = replace(field.matters[0], channels=Channels((first,), (second, third), ("牧民夜校",)))
    write_official_table([replace(field, matters=(matter,))], tmp_path / "目录.xlsx")
    known = ChannelNames(content.channels.values())
    row = read_rows("目录.xlsx", read_grids(tmp_path / "目录.xlsx"), known.known).rows[0]
    assert row.channels == (first.name, "牧民夜校")
    assert row.channels_any == (second.name, third.name)


# What would mislead a reader of lists: the signs between items, numbers, brackets, inside one item.
ITEM = st.builds(
    lambda first, rest: first + "".join(rest),
    st.sampled_from(["名单", "县级办法", "2型说明", "《条例》"]),
    st.lists(
        st.sampled_from(["、名单", "；公示", "（县级）", "2.乡", "3、办", "1. 村", "，应当公开"]), max_size=4
    ),
).filter(lambda text: text == cells.tidy(text))


@given(st.lists(ITEM, min_size=2, max_size=6))
def test_any_list_of_items_is_read_back_as_it_was_written(items: list[str]) -> None:
    assert list(cells.items_of(listed(items, cells.items_of)).items) == items


def test_the_head_has_two_rows_merged_as_the_official_one(content: Catalogue, tmp_path: Path) -> None:
    field: Field = content.field("SHJZ")
    write_official_table([field], tmp_path / "目录.xlsx")
    sheet = read_workbook(tmp_path / "目录.xlsx").sheets[0]
    assert sheet.cell(0, 0).text == "社会救助领域基层政务公开标准目录"
    assert {Merge(1, 0, 2, 0), Merge(1, 1, 1, 3)} <= set(sheet.merges)
    assert [sheet.cell(2, column).text for column in (1, 2, 3)] == ["一级事项", "二级事项", "三级事项"]
