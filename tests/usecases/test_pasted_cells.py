"""What offices paste: hidden marks, units, impossible days, numbers that Excel has spoilt. Taken clean or not at all."""

import pytest

from desktop.base.errors import Refusal
from tests.conftest import Open
from tests.farmland import id_number

GOOD = {"village": "上滩村", "name": "马成英", "subsidy_area": "10.00", "amount": "1150.00"}


@pytest.mark.parametrize(
    ("key", "pasted", "kept"),
    [
        ("amount", "1,150.00元", "1150.00"),
        ("amount", "￥１，１５０．００", "1150.00"),
        ("amount", "1150", "1150.00"),
        ("subsidy_area", " 10.00亩\u200b", "10.00"),
        ("name", "\u202e马成英\u202c", "马成英"),
        ("name", "马成英\x07", "马成英"),
        ("name", "才让•卓玛", "才让·卓玛"),
        ("village", "上\u200d滩村\x00", "上滩村"),
        ("id_number", "'" + id_number(1), id_number(1)),
        ("id_number", id_number(1)[:6] + " " + id_number(1)[6:].lower(), id_number(1)),
        ("remark", "第一行\r\n第二行", "第一行 第二行"),
    ],
)
def test_a_pasted_cell_is_kept_clean(as_person: Open, drafted: str, key: str, pasted: str, kept: str) -> None:
    added = as_person("李春梅").records.save_rows(drafted, [], [{**GOOD, key: pasted}]).value
    assert added[0].values[key] == kept


@pytest.mark.parametrize(
    ("key", "pasted", "reason"),
    [
        ("id_number", "4.4E+17", "Excel把号码改坏了"),
        ("id_number", "632522199001011000", "Excel把号码改坏了"),
        ("id_number", "6325221990023010", "应当是18位"),
        ("id_number", "632522199002301234", "出生日期不对"),
        ("bank_account", "6.2E+18", "Excel把账号改坏了"),
        ("amount", "1,15元", "不是金额"),
        ("amount", "2月30日", "单位"),
        ("amount", "1.15E+03", "科学记数法"),
        ("subsidy_area", "10公顷", "单位"),
        ("name", "马成英、张海明", "好几个人"),
    ],
)
def test_a_cell_that_cannot_be_meant_is_refused_and_nothing_is_half_pasted(
    as_person: Open, drafted: str, key: str, pasted: str, reason: str
) -> None:
    clerk = as_person("李春梅")
    before = clerk.records.rows(drafted)
    with pytest.raises(Refusal, match=reason) as refused:
        clerk.records.save_rows(drafted, [], [GOOD, {**GOOD, key: pasted}])
    if key in {"id_number", "bank_account"}:
        assert pasted not in str(refused.value)
    assert clerk.records.rows(drafted) == before
