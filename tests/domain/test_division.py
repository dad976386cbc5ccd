"""The divisions of Qinghai as a tree."""

import pytest

from desktop.base.paths import content_root
from desktop.catalogue.regulations import read_divisions
from desktop.domain.division import DivisionLevel, DivisionNotFound, Divisions


def _qinghai() -> Divisions:
    divisions, findings = read_divisions(content_root() / "standards/divisions/qinghai.csv", "qinghai.csv")
    assert findings == []
    return divisions


QINGHAI = _qinghai()


def test_the_province_holds_eight_prefectures_and_all_counties() -> None:
    (province,) = QINGHAI.children("")
    assert province.name == "青海省"
    assert len(QINGHAI.children(province.code)) == 8
    counties = [division for division in QINGHAI if division.level is DivisionLevel.COUNTY]
    assert len(counties) == 45
    assert sum(county.administrative for county in counties) == 44


def test_every_division_hangs_on_one_that_exists() -> None:
    for division in QINGHAI:
        assert QINGHAI.path(division.code)[0].code == "630000"
        if division.level is not DivisionLevel.PROVINCE:
            assert division in QINGHAI.children(division.parent)


def test_a_full_name_goes_from_the_province_down() -> None:
    (township,) = QINGHAI.find("河西镇", within="632523")
    assert QINGHAI.full_name(township.code) == "青海省海南藏族自治州贵德县河西镇"


def test_a_village_code_finds_its_township() -> None:
    (township,) = QINGHAI.find("河西镇", within="632523")
    assert QINGHAI.get(township.code + "201") is township


def test_an_exact_name_comes_before_names_that_hold_it() -> None:
    assert QINGHAI.find("城东区")[0].code == "630102"
    assert QINGHAI.find("共和")[0].name.startswith("共和")
    assert QINGHAI.find("  ") == ()


@pytest.mark.parametrize("code", ["", "63", "999999", "abc"])
def test_an_unknown_code_is_refused(code: str) -> None:
    with pytest.raises(DivisionNotFound) as refused:
        QINGHAI.get(code)
    assert "没有找到" in refused.value.what
