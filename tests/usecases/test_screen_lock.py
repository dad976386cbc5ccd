"""A PIN leads back into an open home, and only there; three wrong ones end its use."""

import json
from pathlib import Path

import pytest

from desktop.base.errors import Refusal
from desktop.domain.account import Role
from tests.conftest import PASSPHRASE, Open

PIN = "284915"


@pytest.fixture
def with_pin(as_person: Open):
    reviewer = as_person("周海明")
    reviewer.lock.set_pin(PIN, PASSPHRASE)
    return as_person("李春梅")


def test_a_colleague_takes_over_with_a_pin(with_pin) -> None:
    session = with_pin.unlock("周海明", PIN, pin=True)
    assert (session.account.name, session.account.role) == ("周海明", Role.REVIEWER)
    assert with_pin.account.name == "李春梅"


def test_three_wrong_pins_and_the_passphrase_is_needed(with_pin) -> None:
    for left in (2, 1):
        with pytest.raises(Refusal, match=f"还可以再试 {left} 次"):
            with_pin.unlock("周海明", "111222", pin=True)
    for pin in ("111222", PIN):
        with pytest.raises(Refusal, match="请用口令"):
            with_pin.unlock("周海明", pin, pin=True)
    assert not with_pin.lock.takes_pin("周海明")
    with pytest.raises(Refusal):
        with_pin.unlock("周海明", "不是口令", pin=False)
    assert not with_pin.lock.takes_pin("周海明")
    assert with_pin.unlock("周海明", PASSPHRASE, pin=False).account.name == "周海明"
    assert with_pin.unlock("周海明", PIN, pin=True).account.name == "周海明"


def test_a_right_pin_forgets_the_wrong_ones(with_pin) -> None:
    for _ in range(3):
        with pytest.raises(Refusal):
            with_pin.unlock("周海明", "111222", pin=True)
        assert with_pin.unlock("周海明", PIN, pin=True)


@pytest.mark.parametrize(
    "pin", ["12345", "1234567", "12345a", "１２３４５６", "", "000000", "123456", "987654", "890123"]
)
def test_a_pin_is_six_digits_that_are_not_guessed_at_once(as_person: Open, pin: str) -> None:
    clerk = as_person("李春梅")
    with pytest.raises(Refusal):
        clerk.lock.set_pin(pin, PASSPHRASE)
    assert not clerk.lock.takes_pin("李春梅")


def test_setting_a_pin_asks_for_the_passphrase(as_person: Open) -> None:
    clerk = as_person("李春梅")
    with pytest.raises(Refusal, match="口令不对"):
        clerk.lock.set_pin(PIN, "别人坐在这里")
    assert not clerk.lock.takes_pin("李春梅")


def test_without_a_pin_only_the_passphrase_leads_in(as_person: Open) -> None:
    clerk = as_person("李春梅")
    with pytest.raises(Refusal, match="还没有设 PIN"):
        clerk.unlock("马生莲", PIN, pin=True)
    clerk.lock.set_pin(PIN, PASSPHRASE)
    clerk.lock.remove_pin()
    assert not clerk.lock.takes_pin("李春梅")


def test_a_role_changed_by_hand_does_not_come_in_by_pin(with_pin, homes: Path) -> None:
    path = homes / "township" / "home.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    for account in data["accounts"]:
        if account["name"] == "周海明":
            account["role"] = "issuer"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(Refusal, match="请用口令"):
        with_pin.unlock("周海明", PIN, pin=True)


def test_nothing_of_a_pin_stands_in_clear_on_the_disk(with_pin, homes: Path) -> None:
    for path in (homes / "township").rglob("*"):
        if path.is_file() and path.name != "lock":
            assert PIN.encode() not in path.read_bytes(), path


def test_the_minutes_are_those_of_the_settings(as_person: Open) -> None:
    as_person("系统管理员").settings.set_auto_lock(5)
    assert as_person("李春梅").lock.minutes() == 5
