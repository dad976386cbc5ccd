import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.form import FieldType, FormField
from desktop.rules.bank_account import passes_luhn
from desktop.rules.values import ValueRefused, parse_value
from tests.factories import id_number
from tests.strategies import cards, id_numbers

ID = FormField("id_number", "身份证号", FieldType.ID_NUMBER)
ACCOUNT = FormField("bank_account", "账号", FieldType.BANK_ACCOUNT)
PHONE = FormField("phone", "电话", FieldType.PHONE)


@given(id_numbers())
def test_a_right_number_is_taken_however_it_is_typed(number: str) -> None:
    wide = number.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ"))
    spaced = f" {number[:6]} {number[6:14]} {number[14:]}"
    assert {parse_value(ID, text) for text in (number, wide, spaced, number.lower(), f"'{number}")} == {
        number
    }


@given(id_numbers(), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: str, place: int, shift: int) -> None:
    digit = number[place]
    other = str((int(digit) + shift) % 10) if digit != "X" else str(shift)
    wrong = number[:place] + other + number[place + 1 :]
    with pytest.raises(ValueRefused) as refused:
        parse_value(ID, wrong)
    assert wrong not in str(refused.value)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("6.32522E+17", "id-damaged"),
        ("6.32522199001010E+17", "id-damaged"),
        ("632522199001010000", "id-damaged"),
        (id_number(7)[:17], "id-length"),
        (id_number(7)[:6] + "19750230" + id_number(7)[14:], "id-birth"),
        ("632522********0007", "id-masked"),
        ("见附件", "id-characters"),
        ("0" + id_number(7)[1:], "id-characters"),
    ],
)
def test_each_way_of_being_wrong_has_its_own_reason(raw: str, code: str) -> None:
    with pytest.raises(ValueRefused) as refused:
        parse_value(ID, raw)
    assert refused.value.code == code
    assert refused.value.advice


def test_an_old_number_of_fifteen_digits_is_taken() -> None:
    assert parse_value(ID, "632522750520123") == "632522750520123"


@given(cards())
def test_a_card_is_taken_and_its_luhn_check_notices_a_slip(number: str) -> None:
    assert parse_value(ACCOUNT, f"{number[:4]} {number[4:8]}-{number[8:]}") == number
    slipped = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert passes_luhn(number)
    assert not passes_luhn(slipped)


@pytest.mark.parametrize("raw", ["6.299E+18", "6299990000000010000", "123", "农行贵德支行", "6299****1234"])
def test_what_is_no_account_is_refused(raw: str) -> None:
    with pytest.raises(ValueRefused) as refused:
        parse_value(ACCOUNT, raw)
    assert refused.value.advice


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("0974—8500000", "0974-8500000"),
        ("(0974)8500000", "0974-8500000"),
        ("０９７４８５０００００", "0974-8500000"),
        ("199 0000 0001", "19900000001"),
        ("+86-19900000001", "19900000001"),
        ("12345", "12345"),
        ("0974-8500000、0974-8500001", "0974-8500000、0974-8500001"),
    ],
)
def test_phones_are_brought_to_one_form(raw: str, canonical: str) -> None:
    assert parse_value(PHONE, raw) == canonical
    assert parse_value(PHONE, canonical) == canonical


@pytest.mark.parametrize(
    ("raw", "words"),
    [("0974-850000", "7位"), ("1990000000", "11位"), ("9748500000", "去掉了"), ("没有", "不是电话")],
)
def test_wrong_phones_say_what_is_wrong(raw: str, words: str) -> None:
    with pytest.raises(ValueRefused, match=words):
        parse_value(PHONE, raw)
