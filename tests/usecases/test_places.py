"""Finding a place by name, by initials, by going down the tree."""

import pytest

from desktop.usecases.places import MOST_HITS, Places, choice_letters

GUIDE = "632523100"


@pytest.fixture
def places(catalogue):
    return Places(catalogue.divisions, GUIDE)


def names(hits):
    return [hit.name for hit in hits]


def test_nothing_typed_offers_the_townships_of_ones_own_county(places):
    assert "贵德县河西镇" in names(places.find(""))
    assert all(name.startswith("贵德县") for name in names(places.find("")))


def test_initials_find_a_place_and_ones_own_county_comes_first(places):
    assert names(places.find("hxz"))[0] == "贵德县河西镇"
    assert names(places.find("GDX"))[0] == "贵德县"


def test_a_place_written_out_brings_what_lies_below_it(places):
    assert names(places.find("青海省"))[0] == "西宁市"
    assert set(names(places.find("湟源县"))) == set(names(places.find("青海省西宁市湟源县")))
    assert all(name.startswith("湟源县") for name in names(places.find("湟源县")))


def test_same_names_are_told_apart_by_what_they_lie_in(places):
    hits = [hit for hit in places.find("河西") if hit.name.endswith("河西街道")]
    assert len({(hit.name, hit.within) for hit in hits}) == len(hits) >= 2


def test_any_part_of_a_name_finds_at_most_a_screenful(places):
    hits = places.find("镇")
    assert len(hits) == MOST_HITS
    assert hits[0].name.startswith("贵德县")


def test_what_is_not_there_is_not_found(places):
    assert places.find("没有这个地方") == []
    assert places.find("zzzzzz") == []


def test_an_office_the_list_does_not_know_begins_at_the_top(catalogue):
    assert names(Places(catalogue.divisions, "632299101").find("")) == ["青海省"]


def test_villages_with_a_board_come_first_and_other_boards_are_no_places(catalogue):
    boards = ["乡政府公示栏", "上滩村公示栏", "下滩村村务公开栏", "滨河社区公告栏", "上滩村公示栏"]
    places = Places(catalogue.divisions, GUIDE, lambda: boards)
    assert names(places.find(""))[:4] == ["上滩村", "下滩村", "滨河社区", "贵德县河阴镇"]
    assert names(places.find("stc"))[0] == "上滩村"
    assert names(places.find("滩"))[:2] == ["上滩村", "下滩村"]


def test_choices_get_their_initials():
    assert choice_letters(["分配计划", "实施前", "A类"]) == ["fpjh", "ssq", "al"]
