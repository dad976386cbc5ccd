import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.paths import templates_folder
from desktop.printing.columns import measure
from desktop.printing.fonts import FontSet, Role, bundled
from desktop.printing.notice import Column

CELL = st.text("马扎西卓玛0123456789.，新建暖棚", max_size=60)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=6), st.sampled_from([442.0, 700.0]))
def test_columns_fill_the_room_and_every_line_fits_its_cell(rows: list[tuple[str, ...]], room: float) -> None:
    fonts = bundled(templates_folder(), office=False)
    columns = tuple(Column(str(n), "建设内容及规模", wrap=True) for n in range(4))
    found = measure(columns, rows, (), room, fonts)
    assert found.width == pytest.approx(room, abs=0.5)
    for row in rows:
        for text, lines, width in zip(row, found.cells(row), found.widths, strict=True):
            assert "".join(lines) == text
            for line in lines:
                half = found.size / 2  # a closing mark may hang by its empty half
                assert fonts.width(line, Role.BODY, found.size) <= width - 2 * found.pad + half


def test_short_columns_get_large_type(fonts: FontSet) -> None:
    columns = (Column("a", "序号"), Column("b", "户主姓名"))
    assert measure(columns, [("1", "扎西")], (), 442, fonts).size == 12.0


def test_figures_are_never_broken(fonts: FontSet) -> None:
    columns = (Column("a", "金额", "right", "元"), Column("b", "说明", "left", wrap=True))
    found = measure(columns, [("1234567890.12", "草" * 300)], (), 442, fonts)
    assert found.cells(("1234567890.12", "草" * 300))[0] == ["1234567890.12"]


def test_a_unit_stands_below_its_head_when_the_column_is_narrow(fonts: FontSet) -> None:
    columns = tuple(Column(str(n), "确权面积", "right", "亩") for n in range(8))
    heads = measure(columns, [("1.00",) * 8], (), 442, fonts).head()
    assert heads[0] == ["确权面积", "（亩）"]
