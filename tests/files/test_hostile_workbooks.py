import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from desktop.base.errors import Refusal
from desktop.files.roster_rows import read_rows
from desktop.files.roster_table import find_table
from desktop.files.workbook import Merge, Sheet, read_workbook
from desktop.rules.values import parser_of
from tests import factories

WORDS = st.sampled_from(
    (
        "户主姓名",
        "补贴金额",
        "补贴面积",
        "村",
        "身份证号",
        "合计",
        "小计",
        "序号",
        "填表人：",
        "",
        " ",
        "上滩村",
        "扎西",
        "1",
        "1.5",
    )
)
CELLS = st.one_of(
    WORDS, st.text(max_size=6), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.booleans()
)
MERGES = st.builds(
    lambda top, left, down, right: Merge(top, left, top + down, left + right), *[st.integers(0, 5)] * 4
)


@given(st.lists(st.lists(CELLS, max_size=8), max_size=10), st.lists(MERGES, max_size=3))
def test_any_sheet_is_read_or_left_without_an_error(rows: list, merges: list[Merge]) -> None:
    sheet = Sheet("表", rows, tuple(merges))
    for code in ("farmland_subsidy", "grassland_subsidy"):
        form = factories.form(code)
        guess = find_table(sheet, form)
        if guess is None:
            continue
        found = read_rows(sheet, form, guess, parser_of)
        assert len(found.rows) + found.refused_rows == len(guess.data_rows)
        assert len(set(guess.columns.values())) == len(guess.columns)
        for row in found.rows:
            assert all(row.values.get(column.key) for column in form.roster if column.required)


def workbook_bytes() -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    for number in range(1, 20):
        page.append(["上滩村", "扎西", factories.id_number(number), 11.26, 1294.9])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


WHOLE = workbook_bytes()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=40))
def test_a_workbook_with_altered_bytes_is_read_or_refused_in_words(
    tmp_path: Path, at: int, junk: bytes
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(WHOLE[:at] + junk + WHOLE[at + len(junk) :])
    with contextlib.suppress(Refusal):
        read_workbook(path)


@pytest.mark.parametrize(
    "head", [b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"), b"\x09\x08\x10\x00\x00\x06\x05\x00"]
)
def test_a_right_beginning_alone_is_no_workbook(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "a.xls"
    for rest in (b"", b"\0" * 600, b"\xff" * 600, head * 80):
        path.write_bytes(head + rest)
        with pytest.raises(Refusal):
            read_workbook(path)
