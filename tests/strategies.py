"""Hypothesis strategies for the values of forms. What they give is canonical and valid."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from desktop.domain.idnumber import check_digit
from tests.factories import card

HAN = st.sampled_from("扎西卓玛才让东智仁青措吉加马李王张祁韩𬭎䶮㛃𬱖𫖯㕔欧阳文秀生龙玉兰")


def id_numbers() -> st.SearchStrategy[str]:
    def build(born: date, county: int, serial: int) -> str:
        first = f"{county}{born:%Y%m%d}{serial:03}"
        return first + check_digit(first)

    return st.builds(
        build,
        st.dates(date(1900, 1, 1), date(2025, 12, 31)),
        st.integers(110000, 659999),
        st.integers(0, 999),
    )


def cards() -> st.SearchStrategy[str]:
    return st.integers(0, 10**12 - 1).map(card)


def person_names() -> st.SearchStrategy[str]:
    part = st.text(HAN, min_size=1, max_size=4)
    return st.one_of(st.text(HAN, min_size=2, max_size=6), st.builds("{}·{}".format, part, part))


def amounts() -> st.SearchStrategy[Decimal]:
    """Yuan with at most two places."""
    return st.decimals(min_value=0, max_value=Decimal("9999999999.99"), places=2)


def document_numbers() -> st.SearchStrategy[str]:
    return st.builds(
        "{}〔{}〕{}号".format,
        st.sampled_from(("财农", "民发", "青政办", "国开办发", "农经发", "云财农")),
        st.integers(1990, 2026),
        st.integers(1, 9999),
    )
