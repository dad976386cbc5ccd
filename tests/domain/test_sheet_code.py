"""What is printed in the code square reads back the same, also after a scanner put it on one line."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.sheet_code import CERTIFICATE, NOTICE, SheetCode, read_sheet_code

words = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40)
titles = words.map(str.strip).filter(bool)
days = st.dates(date(2020, 1, 1), date(2099, 12, 31))
codes = st.builds(
    SheetCode,
    kind=st.sampled_from([NOTICE, CERTIFICATE]),
    number=st.from_regex(r"[0-9]{9}/[0-9]{4}-[0-9A-F]{4}-[0-9]{5}", fullmatch=True),
    title=titles,
    start=days,
    end=days,
    digest=st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    signature=st.binary(min_size=64, max_size=64).map(bytes.hex),
)


@given(codes)
def test_it_reads_back_as_it_was(code: SheetCode) -> None:
    assert read_sheet_code(code.text()) == code
    assert read_sheet_code(f" {code.text()} \r\n") == code


@given(codes)
def test_line_breaks_may_have_become_spaces(code: SheetCode) -> None:
    read = read_sheet_code(code.text().replace("\n", " "))
    assert read is not None
    assert read.signed_text() == code.signed_text()


@given(st.text(max_size=200))
def test_other_words_are_no_code(text: str) -> None:
    read = read_sheet_code(text)
    assert read is None or len(read.signature) == 128
