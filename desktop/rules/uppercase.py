"""Money in capitals 大写金额 (支付结算办法 附一): 66603.50 is 陆万陆仟陆佰零叁元伍角."""

from decimal import Decimal

from desktop.base.words import zh
from desktop.rules.refused import ValueRefused

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_LARGEST = Decimal("9999999999999999.99")


def money_in_capitals(amount: str | Decimal) -> str:
    """``amount`` in yuan with at most two places; 整 closes whole yuan and whole jiao is left as it is."""
    value = Decimal(amount)
    if abs(value) > _LARGEST or value != value.quantize(Decimal("0.01")):
        raise ValueRefused(
            zh("“{amount}”写不成大写金额。", amount=amount), zh("请写到分，不超过万亿。"), "capitals"
        )
    fen = int(abs(value) * 100)
    yuan, jiao, cent = fen // 100, fen // 10 % 10, fen % 10
    text = "负" if value < 0 else ""
    if yuan:
        text += f"{_whole(yuan)}元"
    if not jiao and not cent:
        return text + "整" if yuan else "零元整"
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif yuan:
        text += "零"
    return text + (f"{_DIGITS[cent]}分" if cent else "")


def _whole(number: int) -> str:
    groups = []
    while number:
        groups.append(number % 10_000)
        number //= 10_000
    text, gap = "", False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            gap = bool(text)
            continue
        if text and (gap or group < 1000):
            text += "零"
        text += _group(group) + _GROUPS[place]
        gap = False
    return text


def _group(number: int) -> str:
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return text
