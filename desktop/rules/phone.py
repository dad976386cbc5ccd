"""Telephone numbers as typed: landlines with area code, mobiles, service numbers such as 12345."""

import re

from desktop.base.words import zh
from desktop.rules.characters import number_text
from desktop.rules.refused import ValueRefused

MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"\(?(0\d{2,3})\)?-?(\d{5,9})(?:(?:-|转)(\d{1,5}))?")
_LOCAL = re.compile(r"[2-9]\d{6,7}")
_SERVICE = re.compile(r"1\d{2,4}|9\d{4}|[48]00-?\d{3}-?\d{4}")
_LOST_ZERO = re.compile(r"97[0-79]\d{7}")
_SPLIT = re.compile(r"[、,;/|和或\n]+")
_QINGHAI = re.compile(r"097[0-79]")


def parse_phone(raw: str) -> str:
    """``0974-8500000``, ``13900000000`` or ``12345``; several numbers are joined with 、."""
    if MOBILE.fullmatch(raw) and raw.isascii():
        return raw
    parts = [
        number_text(part) for part in _SPLIT.split(raw.replace("，", ",").replace("；", ";")) if part.strip()
    ]
    if not parts:
        raise ValueRefused(zh("电话号码是空的。"), zh("例如：0974-8500000。"), "phone-wrong")
    return "、".join(_one(part) for part in parts)


def is_mobile(phone: str) -> bool:
    """True if one of the numbers in a canonical phone value is a mobile."""
    return any(MOBILE.fullmatch(part) for part in phone.split("、"))


def _one(text: str) -> str:
    text = re.sub(r"^\(?\+?86\)?-?(?=1[3-9]\d{9}$|1[3-9]\d-?\d{4}-?\d{4}$)", "", text)
    joined = text.replace("-", "")
    if MOBILE.fullmatch(joined):
        return joined
    if _SERVICE.fullmatch(text) or _LOCAL.fullmatch(text):
        return text
    if _LOST_ZERO.fullmatch(joined):
        advice = zh("请在区号前补上0，并先把这一列设成“文本”。")
        raise ValueRefused(zh("Excel把区号前面的0去掉了。"), advice, "phone-lost-zero")
    found = _LANDLINE.fullmatch(text)
    if found is None:
        length = len(re.sub(r"\D", "", text))
        if joined.startswith("1") and joined.isdigit():
            raise ValueRefused(
                zh("手机号应当是11位，这里是{length}位。", length=length), zh("请再看一遍。"), "phone-length"
            )
        raise ValueRefused(zh("这不是电话号码。"), zh("座机写成 0974-8500000，手机写11位。"), "phone-wrong")
    area, number, extension = found.groups()
    if _QINGHAI.fullmatch(area) and len(number) != 7:
        text = zh("青海的座机在区号后面是7位，这里是{number}位。", number=len(number))
        raise ValueRefused(text, zh("请再看一遍。"), "phone-length")
    if len(number) not in (7, 8):
        text = zh("座机在区号后面是7位或8位，这里是{number}位。", number=len(number))
        raise ValueRefused(text, zh("请再看一遍。"), "phone-length")
    return f"{area}-{number}" + (f"转{extension}" if extension else "")
