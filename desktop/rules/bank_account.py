"""Bank accounts as typed: cards and passbooks. Luhn tells of a slip on a card; passbooks need not follow it."""

import re

from desktop.base.words import zh
from desktop.rules.characters import number_text
from desktop.rules.refused import ValueRefused

_SCIENTIFIC = re.compile(r"\d(\.\d+)?[Ee]\+?\d{1,2}")
_SHORTEST, _LONGEST = 8, 32
_CARD_LENGTHS = range(16, 20)


def parse_bank_account(raw: str) -> str:
    """Digits only. Refuses what Excel has damaged; the message never repeats the account."""
    if raw.isascii() and raw.isdigit() and _SHORTEST <= len(raw) <= _LONGEST and not raw.endswith("000"):
        return raw  # as nearly all are
    text = number_text(raw).replace("-", "")
    damaged = (
        len(text) in _CARD_LENGTHS and text.endswith("0" * max(3, len(text) - 15)) and not passes_luhn(text)
    )
    if _SCIENTIFIC.fullmatch(text) or (text.isdigit() and damaged):
        advice = zh("请对照存折或卡重新输入，并先把这一列设成“文本”。")
        raise ValueRefused(zh("Excel把账号改坏了，后几位已经丢了。"), advice, "account-damaged")
    if "*" in text:
        raise ValueRefused(zh("账号被遮住了几位。"), zh("这一列只报上级，请填完整的账号。"), "account-masked")
    if not text.isascii() or not text.isdigit():
        raise ValueRefused(
            zh("账号里有不是数字的字。"), zh("请只填账号，开户行写到备注里。"), "account-characters"
        )
    if not _SHORTEST <= len(text) <= _LONGEST:
        raise ValueRefused(
            zh("账号是{text}位，不像银行账号。", text=len(text)),
            zh("请对照存折或卡再看一遍。"),
            "account-length",
        )
    return text


def is_card_shaped(account: str) -> bool:
    """True for 16 to 19 digits that begin as cards in use do."""
    return len(account) in _CARD_LENGTHS and account.isdigit() and account[0] in "34569"


def passes_luhn(digits: str) -> bool:
    """The check of ISO/IEC 7812 over a text of digits."""
    if not digits.isascii() or not digits.isdigit():
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
