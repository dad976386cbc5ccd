"""Cutting words to a width of columns."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.base.columns import cut


def test_a_chinese_character_takes_two_columns() -> None:
    assert cut("国有土地上房屋征收", 18) == "国有土地上房屋征收"
    assert cut("国有土地上房屋征收与补偿", 18) == "国有土地上房屋征…"
    assert cut("Rural homestead approval", 18) == "Rural homestead…"
    assert cut("U盘 23", 5) == "U盘…"


@given(st.text(), st.integers(min_value=0, max_value=40))
def test_what_is_cut_begins_as_the_whole_and_never_grows(text: str, columns: int) -> None:
    made = cut(text, columns)
    assert made == text or text.startswith(made.removesuffix("…"))
    assert len(made) <= max(1, columns)
    assert cut(text, 2 * len(text)) == text
