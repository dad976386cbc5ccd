"""The headings of real notices, as ``notice_kinds.yaml`` lists them, are columns our forms know when a list comes in."""

import pytest

from desktop.domain.noticekind import NoticeKind
from desktop.files.roster_table import find_table
from desktop.files.workbook import Sheet
from tests import factories

KINDS = [kind for kind in factories.catalogue().notice_kinds.kinds if kind.columns]
# Numbers the program counts itself, signatures that stay on paper, rates that a form asks for once.
LEFT_OUT = {
    "序号", "签字", "农户签字", "签字（指印）", "补贴标准（元/亩）", "补助标准（元/亩）", "禁牧标准（元/亩）", "平衡标准（元/亩）",
    "核定载畜量（羊单位）",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_the_columns_of_a_kind_are_recognised(kind: NoticeKind) -> None:
    guess = find_table(Sheet("表", [list(kind.columns)], ()), factories.form(kind.code))
    assert guess is not None
    unknown = {head for at, head in enumerate(kind.columns) if at not in guess.columns}
    assert unknown <= LEFT_OUT
