from hypothesis import given
from hypothesis import strategies as st

from desktop.printing.strips import Strip, deal, kept

HEIGHT = 100.0
STRIPS = st.lists(
    st.builds(Strip, height=st.sampled_from([10.0, 25.0, 40.0]), keep=st.booleans(), blank=st.booleans()),
    max_size=40,
)


@given(STRIPS)
def test_every_strip_is_placed_in_order_and_inside_its_page(strips: list[Strip]) -> None:
    pages = deal(strips, HEIGHT)
    placed = [item.strip for page in pages for item in page]
    assert [strip for strip in placed if not strip.blank] == [strip for strip in strips if not strip.blank]
    for page in pages:
        below = 0.0
        for item in page:
            assert item.top >= below
            below = item.top + item.strip.height
        assert below <= HEIGHT + 0.01


@given(STRIPS)
def test_no_page_begins_with_empty_space(strips: list[Strip]) -> None:
    assert not any(page[0].strip.blank for page in deal(strips, HEIGHT) if page)


@given(STRIPS)
def test_no_page_is_empty_unless_there_is_nothing_to_print(strips: list[Strip]) -> None:
    pages = deal(strips, HEIGHT)
    assert all(pages) or all(strip.blank for strip in strips)


def test_bound_strips_share_a_page() -> None:
    text = [Strip(30.0) for _ in range(3)]
    pages = deal([*text, *kept([Strip(10.0), Strip(10.0)])], HEIGHT)
    assert [len(page) for page in pages] == [3, 2]


def test_a_bound_group_too_tall_for_a_page_is_split() -> None:
    assert [len(page) for page in deal(kept([Strip(40.0) for _ in range(5)]), HEIGHT)] == [2, 2, 1]


def test_a_foot_strip_stands_at_the_bottom() -> None:
    (page,) = deal([Strip(10.0), Strip(20.0, foot=True)], HEIGHT)
    assert [item.top for item in page] == [0.0, 80.0]
