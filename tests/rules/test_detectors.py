import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.detectors import find_personal_numbers, tail_of
from tests.factories import card, id_number, mobile
from tests.strategies import cards, id_numbers

WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
ORDINARY = (
    "根据《财政部 农业农村部关于下达资金预算的通知》（财农〔2023〕11号）文件精神，现将2026年9月14日至9月21日的情况公示。",
    "全县共补贴15.207059万亩，兑付补贴资金912.42354万元，惠及30697户农户，合计109489100.50元。",
    "监督电话：0974-8500000、0974-8500001，邮编：811700，举报电话12317、12345、12388。",
    "面积为11.8078公顷（177.1174亩），东经100°37′21.3456″，北纬36°16′45.1234″。",
    "统一社会信用代码：11632500015000000A，91630000710400000X，916300007104000019",
    "网址 http://www.example.gov.cn/info/1025/9052840.htm?id=20240819112030123456",
    "补贴通过一卡通发放，咨询电话0974-8500000。一折通办理时间：2026-09-14至2026-10-14。",
    "2019 2020 2021 2022 2023 2024 2025 2026，1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18",
    "资金总额13800000000元，其中中央13912345678.50元。",
    "项目编号：5000002025001234567890123，合同号HT-2026-0001",
    "项目代码：632523202403150017，632523201903150018",
)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_notice_text_raises_no_alarm(text: str) -> None:
    assert find_personal_numbers(text) == []


@given(
    id_numbers(),
    st.sampled_from(("", "户主", "号码：", "ID", "12 ", "（")),
    st.sampled_from(("", "。", " 3", "）", "号")),
)
def test_an_identity_number_is_found_in_every_writing(number: str, before: str, after: str) -> None:
    for written in (
        number, number.lower(), number.translate(WIDE), f"{number[:6]} {number[6:14]} {number[14:]}",
        f"{number[:6]}-{number[6:14]}-{number[14:]}", "\u200b".join(number),
    ):  # fmt: skip
        text = before + written + after
        (hit,) = find_personal_numbers(text)
        assert (hit.kind, text[hit.start : hit.end]) == ("id_number", written)
        assert tail_of(text, hit) == number[-4:]


@given(id_numbers())
def test_an_identity_number_with_a_blank_after_every_digit_is_found(number: str) -> None:
    assert [hit.kind for hit in find_personal_numbers(f"号码：{' '.join(number)}。")] == ["id_number"]


@given(cards())
def test_a_card_is_found_whole_or_in_groups_of_four(number: str) -> None:
    grouped = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    for written in (number, grouped, grouped.replace(" ", "-"), number.translate(WIDE)):
        assert [hit.kind for hit in find_personal_numbers(f"卡 {written}，")] == ["bank_card"]


@pytest.mark.parametrize("written", ["{}", "+86{}", "86-{}", "tel{}", "手机:{}，", "{}（本人）"])
def test_a_mobile_is_found(written: str) -> None:
    assert [hit.kind for hit in find_personal_numbers(written.format(mobile(7)))] == ["mobile"]
    spaced = f"{mobile(7)[:3]} {mobile(7)[3:7]} {mobile(7)[7:]}"
    assert [hit.kind for hit in find_personal_numbers(written.format(spaced))] == ["mobile"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"残疾人证 {id_number(3)}43", "disability_card"),
        (f"残疾人证 {id_number(3)}43B1", "disability_card"),
        ("身份证632522750520123", "id_number"),
        (f"公民身份号码：{id_number(3)[:17]}{(int(id_number(3)[16]) + 5) % 10}", "id_number"),
        # A slip in the last figure, and no word that says what the number is.
        (f"王小明 {id_number(3)[:17]}{(int(id_number(3)[16]) + 5) % 10} 1200元", "id_number"),
        (f"{id_number(3)[:14]}****", "id_partly"),
        ("一折通账号：2806 1000 1234 5", "account"),
        ("存折 280610001234567", "account"),
        ("户名：某县人民政府 账号：280610001234567", "unit_account"),
        ("护照号E12345678", "document"),
        ("车牌青A·8K2L1", "plate"),
        ("青H12345", "plate"),
    ],
)
def test_other_numbers_are_told_by_kind(text: str, kind: str) -> None:
    assert [hit.kind for hit in find_personal_numbers(text)] == [kind]


def test_a_number_masked_by_the_rule_is_no_alarm() -> None:
    assert find_personal_numbers(f"{id_number(3)[:6]}********{id_number(3)[-4:]}") == []


def test_several_numbers_in_one_line_are_all_found_in_order() -> None:
    text = f"扎西 {id_number(1)} {card(2)} {mobile(3)} 卓玛 {id_number(4)}"
    assert [hit.kind for hit in find_personal_numbers(text)] == [
        "id_number",
        "bank_card",
        "mobile",
        "id_number",
    ]


@given(st.text(max_size=80))
def test_hits_lie_within_the_text_and_never_overlap(text: str) -> None:
    hits = find_personal_numbers(text)
    ends = [0, *(hit.end for hit in hits)]
    assert all(before <= hit.start < hit.end <= len(text) for before, hit in zip(ends, hits, strict=False))
