"""Figures as typed: integers, decimals, areas and money, read with Decimal and never with float."""

import re
from decimal import Decimal

from desktop.base.words import zh
from desktop.domain.form import FieldType, FormField
from desktop.rules.characters import number_text
from desktop.rules.refused import ValueRefused, shown

_PLAIN = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d*)?")
_CLEAN = re.compile(r"[0-9]{1,15}(?:\.[0-9]+)?")
_SCIENTIFIC = re.compile(r"-?\d+(\.\d+)?[Ee][+-]?\d+")
_UNITS = (
    "万元",
    "元整",
    "元",
    "圆整",
    "圆",
    "整",
    "公顷",
    "亩",
    "平方米",
    "平米",
    "㎡",
    "m2",
    "户",
    "人",
    "口",
    "天",
    "日",
    "层",
)
_MANY_DIGITS = 15
_SAME = {
    "平方米": "㎡",
    "平米": "㎡",
    "m2": "㎡",
    "圆": "元",
    "元整": "元",
    "圆整": "元",
    "整": "元",
    "日": "天",
    "口": "人",
}
_KINDS = {FieldType.MONEY: zh("金额"), FieldType.AREA: zh("面积"), FieldType.INTEGER: zh("整数")}
_EXAMPLES = {FieldType.MONEY: "1294.90", FieldType.AREA: "11.26", FieldType.INTEGER: "12"}


def parse_figure(field: FormField, raw: str) -> str:
    """Canonical plain digits: money and area with exactly their places, decimals without trailing zeros.

    A unit written behind the figure must be the field's own; 万元 behind money is turned into yuan.
    """
    if _CLEAN.fullmatch(raw):
        plain = _plain(field, raw)
        if plain:
            if field.maximum or field.minimum not in ("", "0"):
                _require_range(field, Decimal(plain))
            return plain
    number, unit = _split(field, number_text(raw), raw)
    value = _scaled(field, number, unit, raw)
    _require_range(field, value)
    return canonical_figure(field, value)


def canonical_figure(field: FormField, value: Decimal) -> str:
    """The one written form of ``value`` in this field; its places must fit."""
    if field.type is FieldType.INTEGER:
        return str(int(value))
    if field.type is FieldType.DECIMAL:
        text = f"{value:f}"
        return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
    return f"{value.quantize(Decimal(1).scaleb(-places_of(field))):f}"


def places_of(field: FormField) -> int:
    """Decimal places of a figure: money always has two, integers none."""
    if field.type is FieldType.MONEY:
        return 2
    return 0 if field.type is FieldType.INTEGER else field.places


def to_decimal(canonical: str) -> Decimal | None:
    """The value of a canonical figure, None if it is empty or not one."""
    try:
        value = Decimal(canonical)
    except ArithmeticError:
        return None
    return value if value.is_finite() else None


def _plain(field: FormField, digits: str) -> str:
    """The canonical text of plain digits, empty where the long way must judge. Rosters are mostly such figures."""
    whole, _, decimals = digits.partition(".")
    whole, places = whole.lstrip("0") or "0", places_of(field)
    if len(decimals) > places:
        return ""
    if field.type is FieldType.DECIMAL:
        decimals = decimals.rstrip("0")
        return f"{whole}.{decimals}" if decimals else whole
    return f"{whole}.{decimals.ljust(places, '0')}" if places else whole


def _split(field: FormField, text: str, raw: str) -> tuple[str, str]:
    text = text.removeprefix("人民币").removeprefix("¥").removeprefix("￥").removeprefix("\\")
    if field.unit and text.endswith(field.unit) and not (field.unit == "元" and text.endswith("万元")):
        return text.removesuffix(field.unit), ""
    unit = next((unit for unit in _UNITS if text.endswith(unit)), "")
    if unit and _SAME.get(unit, unit) != _SAME.get(field.unit, field.unit):
        if unit == "万元" and field.type is FieldType.MONEY:
            return text.removesuffix(unit), unit
        if field.unit:
            raise ValueRefused(
                zh("“{shown}”的单位和这一栏的“{unit}”不一样。", shown=shown(raw), unit=field.unit),
                zh("请换算成{unit}再填。", unit=field.unit),
            )
    return (text.removesuffix(unit) if unit else text), ""


def _scaled(field: FormField, number: str, unit: str, raw: str) -> Decimal:
    found = _PLAIN.fullmatch(number)
    if _SCIENTIFIC.fullmatch(number):
        text = zh("“{shown}”是科学记数法，看不出原来的数。", shown=shown(raw))
        raise ValueRefused(text, zh("请把单元格设成“数值”，把数完整写出来。"), "figure-damaged")
    if found is None or not (found[2] or (found[3] or ".") != "."):
        kind = _KINDS.get(field.type, zh("数"))
        text = zh("“{shown}”不是{kind}。", shown=shown(raw), kind=kind)
        raise ValueRefused(
            text, zh("请只写数字，例如 {type}。", type=_EXAMPLES.get(field.type, "7.5")), "figure-wrong"
        )
    digits = (found[2] or "0").replace(",", "")
    if len(digits.lstrip("0")) > _MANY_DIGITS:
        raise ValueRefused(
            zh("这个数太长，不像是真的。"), zh("请看一下是不是把号码填到了这一栏。"), "figure-long"
        )
    value = Decimal(f"{found[1]}{digits}{found[3] or ''}".rstrip("."))
    if unit == "万元":
        value *= 10_000
    allowed = places_of(field)
    if -_exponent(value) > allowed:
        if field.type is FieldType.INTEGER:
            raise ValueRefused(zh("“{shown}”要填整数。", shown=shown(raw)), "", "figure-places")
        text = zh("“{shown}”的小数超过了{allowed}位。", shown=shown(raw), allowed=allowed)
        raise ValueRefused(text, zh("请四舍五入到{allowed}位小数。", allowed=allowed), "figure-places")
    return abs(value) if value == 0 else value


def _exponent(value: Decimal) -> int:
    """Exponent of the last digit that is not zero; whole numbers give 0 or more."""
    text = f"{value:f}"
    return -len(text.split(".")[1].rstrip("0")) if "." in text else 0


def _require_range(field: FormField, value: Decimal) -> None:
    unit = field.unit
    if field.minimum and value < Decimal(field.minimum):
        raise ValueRefused(
            zh("“{label}”不能小于 {minimum}{unit}。", label=field.label, minimum=field.minimum, unit=unit),
            zh("请再核对一下。"),
            "figure-range",
        )
    if field.maximum and value > Decimal(field.maximum):
        raise ValueRefused(
            zh("“{label}”不能大于 {maximum}{unit}。", label=field.label, maximum=field.maximum, unit=unit),
            zh("请再核对一下。"),
            "figure-range",
        )
