"""亩, 公顷 and ㎡ into one another."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.area_units import SQUARE_METRES, converted, other_units, rounded, written_area

UNITS = st.sampled_from(sorted(SQUARE_METRES))
AREAS = st.decimals(min_value=0, max_value=10**9, places=4)


@given(AREAS, UNITS, UNITS)
def test_there_and_back_loses_nothing(value, unit, to):
    assert converted(converted(value, unit, to), to, unit) == Fraction(value)


def test_fifteen_mu_are_a_hectare():
    assert converted(Decimal(15), "亩", "公顷") == 1
    assert converted(Decimal(1), "公顷", "㎡") == 10_000
    assert rounded(converted(Decimal(1), "亩", "㎡"), 2) == Decimal("666.67")


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("2公顷", (Decimal(2), "公顷")),
        ("１，３３４．５ 平方米", (Decimal("1334.5"), "㎡")),
        ("9.4亩", (Decimal("9.4"), "亩")),
        ("9.4", None),
        ("两亩", None),
        ("亩", None),
    ],
)
def test_an_area_that_names_its_unit_is_read(raw, meant):
    assert written_area(raw) == meant


def test_the_other_units_are_told_with_marks_and_a_unit_that_is_none_says_nothing():
    assert other_units(Decimal("3127.46"), "亩") == "2,084,973.33 ㎡，208.4973 公顷"
    assert other_units(Decimal(3), "元") == ""
