"""A long roster in another order, and what a fragment finds in it."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.record import RecordContent
from desktop.storage.roster_order import reading
from desktop.usecases.roster_table import RosterOrder
from tests.conftest import Open
from tests.farmland import FARMLAND

AREAS = ("9.50", "108.00", "", "20.00", "9.50")
NAMES = ("张三", "才让东智", "马成", "扎西", "卓玛")


@pytest.fixture
def show(as_person: Open) -> Callable[..., list[str]]:
    clerk = as_person("李春梅")
    content = RecordContent(title="补贴", formed_on=clerk.desk.clock.today())
    record = clerk.records.new(FARMLAND, "farmland_subsidy", content).value
    for name, area in zip(NAMES, AREAS, strict=True):
        clerk.records.add_row(record, {"name": name, "village": "上滩村", "subsidy_area": area})

    def rows(**order: object) -> list[str]:
        found = clerk.table.arrange(record, RosterOrder(**order))  # type: ignore[arg-type]
        shown = clerk.table.rows(record, found.rows)
        assert [row.position for row in shown] == list(found.positions)
        return [row.values.get("name", "") for row in shown]

    return rows


def test_figures_are_sorted_by_size_and_empty_cells_come_last(show: Callable[..., list[str]]) -> None:
    assert show(column="subsidy_area") == ["张三", "卓玛", "扎西", "才让东智", "马成"]
    assert show(column="subsidy_area", descending=True) == ["才让东智", "扎西", "张三", "卓玛", "马成"]


def test_a_fragment_finds_rows_in_any_cell_and_names_by_initials(show: Callable[..., list[str]]) -> None:
    assert show(text="东智") == ["才让东智"]
    assert show(text="crd") == ["才让东智"]
    assert show(text="108.0") == ["才让东智"]
    assert show(text="上滩", column="name") == ["才让东智", "马成", "扎西", "张三", "卓玛"]


def test_the_names_of_columns_and_json_marks_are_never_found(show: Callable[..., list[str]]) -> None:
    for text in ("subsidy_area", "village", '":"', "{", ","):
        assert show(text=text) == []


def test_only_chosen_positions_are_shown(show: Callable[..., list[str]]) -> None:
    assert show(positions=frozenset({2, 4})) == ["才让东智", "扎西"]


@given(st.lists(st.text(max_size=6)))
def test_the_order_of_words_is_one_order(words: list[str]) -> None:
    once = sorted(words, key=reading)
    again = list(reversed(once))
    assert sorted(again, key=reading) == once
