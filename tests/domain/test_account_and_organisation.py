"""Accounts and offices survive being written and read; what is none is refused with an ordinary error."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.account import Account, Role
from desktop.domain.organisation import Level, Organisation


@given(st.builds(Account, st.text(), st.sampled_from(Role), st.text(), st.booleans()))
def test_an_account_comes_back_as_it_was(account: Account) -> None:
    assert Account.from_json(json.loads(json.dumps(account.as_json()))) == account


@given(st.builds(Organisation, st.text(), st.text(), st.sampled_from(Level), st.text()))
def test_an_office_comes_back_as_it_was(office: Organisation) -> None:
    assert Organisation.from_json(json.loads(json.dumps(office.as_json()))) == office


@pytest.mark.parametrize(
    "change", [{"name": 7}, {"role": "king"}, {"role": None}, {"active": "no"}, {"created_at": None}]
)
def test_what_is_no_account_is_refused(change: dict[str, object]) -> None:
    sound = Account("李春梅", Role.DRAFTER).as_json()
    with pytest.raises((TypeError, ValueError)):
        Account.from_json({**sound, **change})


@pytest.mark.parametrize("change", [{"code": 7}, {"level": "moon"}, {"unit": None}, {"short_name": 1}])
def test_what_is_no_office_is_refused(change: dict[str, object]) -> None:
    sound = Organisation("632299101", "云滩县青石滩乡人民政府", Level.TOWNSHIP).as_json()
    with pytest.raises((TypeError, ValueError)):
        Organisation.from_json({**sound, **change})


def test_unknown_keys_are_left_alone_and_missing_ones_are_told() -> None:
    assert Account.from_json({"name": "甲", "role": "admin", "slot": {}}) == Account("甲", Role.ADMIN)
    with pytest.raises(KeyError):
        Organisation.from_json({"code": "1"})
