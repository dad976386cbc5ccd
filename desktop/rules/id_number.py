"""Resident identity numbers as typed: cleaned, checked, and refused with the plain reason."""

import re

from desktop.base.words import zh
from desktop.domain.idnumber import birth_date, is_valid
from desktop.rules.characters import number_text
from desktop.rules.refused import ValueRefused

_SCIENTIFIC = re.compile(r"\d(\.\d+)?[Ee]\+?\d{1,2}")
_SHAPE = re.compile(r"\d{17}[\dX]|\d{15}")
DAMAGED = zh("Excel把号码改坏了，后几位已经丢了。")
DAMAGED_ADVICE = zh("请对照户口簿重新输入，并先把这一列设成“文本”。")
_FIRST_YEAR, _LAST_YEAR = 1870, 2100


def parse_id_number(raw: str) -> str:
    """18 characters with a capital X, or a 15-digit old number. The message never repeats the number."""
    if len(raw) == 18 and is_valid(raw) and _FIRST_YEAR <= int(raw[6:10]) <= _LAST_YEAR:
        return raw  # as nearly all are
    text = number_text(raw).replace("-", "").upper()
    if _SCIENTIFIC.fullmatch(text):
        raise ValueRefused(DAMAGED, DAMAGED_ADVICE, "id-damaged")
    if is_valid(text) and _in_living_memory(text):
        return text
    if len(text) == 18 and text.endswith("000"):
        raise ValueRefused(DAMAGED, DAMAGED_ADVICE, "id-damaged")
    if "*" in text:
        raise ValueRefused(zh("身份证号被遮住了几位。"), zh("这一列只报上级，请填完整的号码。"), "id-masked")
    if re.search(r"[^\dX]", text):
        raise ValueRefused(
            zh("身份证号里有不该有的字。"), zh("身份证号只有数字，最后一位可以是X。"), "id-characters"
        )
    if len(text) not in (15, 18):
        raise ValueRefused(
            zh("身份证号应当是18位，这里是{text}位。", text=len(text)),
            zh("请对照户口簿再看一遍。"),
            "id-length",
        )
    if not _SHAPE.fullmatch(text):
        raise ValueRefused(zh("身份证号里的X只能在最后一位。"), zh("请对照户口簿再看一遍。"), "id-characters")
    if birth_date(text) is None or not _in_living_memory(text):
        raise ValueRefused(zh("身份证号里的出生日期不对。"), zh("请对照户口簿看第7到14位。"), "id-birth")
    if text[0] == "0":
        raise ValueRefused(zh("身份证号开头不会是0。"), zh("请对照户口簿再看一遍。"), "id-characters")
    raise ValueRefused(zh("身份证号最后一位不对。"), zh("请对照户口簿再看一遍。"), "id-checksum")


def _in_living_memory(number: str) -> bool:
    born = birth_date(number)
    return born is not None and _FIRST_YEAR <= born.year <= _LAST_YEAR
