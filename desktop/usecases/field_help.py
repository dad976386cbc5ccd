"""What a form's field can say of its text while it is typed and when it is left: words beside it, the complaint, the
tidy writing. Pure functions over the field's declaration; nothing is stored, nothing beyond one value is looked at.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.base.words import tr, zh
from desktop.domain.form import FieldType, FormField
from desktop.domain.idnumber import birth_date, sex
from desktop.rules.area_units import SQUARE_METRES, converted, other_units, rounded, written_area
from desktop.rules.bank_account import is_card_shaped, passes_luhn
from desktop.rules.characters import number_text
from desktop.rules.document_number import repairs_in
from desktop.rules.figures import places_of
from desktop.rules.refused import ValueRefused, shown
from desktop.rules.uppercase import money_in_capitals
from desktop.rules.values import format_value, parse_value

_WEEKDAYS = (zh("星期一"), zh("星期二"), zh("星期三"), zh("星期四"), zh("星期五"), zh("星期六"), zh("星期日"))
ID_LENGTH = 18
_TWO_DATES = re.compile(r"(\d{8})[-~至到/]?(\d{8})")


@dataclass(frozen=True, slots=True)
class Look:
    """``beside`` stands next to the field. ``fault`` is shown when the field is left, ``at_once`` already while it is
    typed. ``tidy`` is what the field shows once left; with ``rewritten`` it is another text than saving would make of
    what was typed, so it must be handed on."""

    beside: str = ""
    fault: str = ""
    tidy: str = ""
    at_once: bool = False
    rewritten: bool = False


def look(field: FormField, raw: str) -> Look:
    """What ``raw`` is worth in ``field``. An empty text is never at fault: what must be filled is asked at submitting."""
    if not raw.strip():
        return Look(tidy=raw)
    if field.type is FieldType.LONG_TEXT:
        return _long_text(raw)
    try:
        text = _prepared(field, raw)
        value = parse_value(field, text)
    except ValueRefused as refused:
        return Look(_underway(field, raw), refused.text + refused.advice, raw, at_once=_is_whole(field, raw))
    tidy = format_value(field, value) if value else ""
    beside = _beside(field, value, raw)
    if text != raw and field.unit:
        beside = tr("{shown} 就是 {tidy} {unit}", shown=shown(raw), tidy=tidy, unit=field.unit)
    return Look(beside, "", tidy, rewritten=text != raw)


def day_of(raw: str) -> date | None:
    """The day a date field's text names, in any of the writings offices use; None if it names none."""
    try:
        return date.fromisoformat(parse_value(_DAY, raw))
    except (ValueError, ValueRefused):
        return None


_DAY = FormField("day", zh("日期"), FieldType.DATE)


def _long_text(raw: str) -> Look:
    """Brackets and serials of document numbers in running text are put right (GB/T 9704); nothing else is touched."""
    repairs = repairs_in(raw)
    if not repairs:
        return Look(tidy=raw)
    tidy, right = raw, tr("、").join(dict.fromkeys(repair.right for repair in repairs))
    for repair in reversed(repairs):
        tidy = tidy[: repair.start] + repair.right + tidy[repair.end :]
    return Look(tr("文号写成 {right}", right=right), "", tidy, rewritten=True)


def _prepared(field: FormField, raw: str) -> str:
    """An area in another unit is turned into the field's own, two dates without a sign between them are parted."""
    if field.type is FieldType.DATE_RANGE:
        found = _TWO_DATES.fullmatch(number_text(raw))
        return tr("{first}至{last}", first=found[1], last=found[2]) if found else raw
    written = written_area(raw) if field.unit in SQUARE_METRES else None
    if written is None or written[1] == field.unit:
        return raw
    exact = converted(*written, field.unit)
    figure = rounded(exact, places_of(field))
    if figure != exact:
        text = tr(
            "“{shown}”换算成{unit}除不尽，这一栏记到小数点后 {places} 位。",
            shown=shown(raw),
            unit=field.unit,
            places=places_of(field),
        )
        raise ValueRefused(
            text, tr("请对照台账填{unit}数，约 {figure}。", unit=field.unit, figure=figure), "area-unit"
        )
    return f"{figure}"


def _is_whole(field: FormField, raw: str) -> bool:
    """An ID number of full length is judged at its last key, while the book is still open beside the keyboard."""
    return field.type is FieldType.ID_NUMBER and len(number_text(raw).replace("-", "")) == ID_LENGTH


def _underway(field: FormField, raw: str) -> str:
    digits = len(number_text(raw).replace("-", ""))
    if field.type is FieldType.ID_NUMBER and digits < ID_LENGTH:
        return tr("已输入 {digits} 位，还差 {left} 位", digits=digits, left=ID_LENGTH - digits)
    return ""


def _beside(field: FormField, value: str, raw: str) -> str:
    if not value:
        return ""
    if field.type is FieldType.DOCUMENT_NUMBER:
        return tr("写成 {value}", value=value) if value != raw.strip() else ""
    if field.type in {FieldType.MONEY, FieldType.AREA, FieldType.DECIMAL}:
        return _of_figure(field, Decimal(value))
    if field.type is FieldType.DATE:
        day, words = _weekday(value), format_value(field, value)
        return day if raw.strip() == words else tr("{words}，{day}", words=words, day=day)
    words_of = _WORDS.get(field.type)
    return words_of(value) if words_of else ""


def _weekday(iso: str) -> str:
    return tr(_WEEKDAYS[date.fromisoformat(iso).weekday()])


def _of_days(iso: str) -> str:
    start, end = (date.fromisoformat(part) for part in iso.split("/"))
    return tr("首尾都算，共 {days} 天", days=(end - start).days + 1)


def _of_figure(field: FormField, value: Decimal) -> str:
    if field.type is FieldType.MONEY:
        return tr("大写：{capitals}", capitals=money_in_capitals(value))
    if field.unit == "万元":
        yuan = value * 10_000
        try:
            return tr("合 {yuan:,.2f} 元，大写：{capitals}", yuan=yuan, capitals=money_in_capitals(yuan))
        except ValueRefused:
            return ""
    others = other_units(value, field.unit)
    return tr("合 {others}", others=others) if others else ""


def _of_person(number: str) -> str:
    born = birth_date(number)
    assert born is not None  # parsed numbers have one
    return tr(
        "{year}年{month}月{day}日出生，{sex}", year=born.year, month=born.month, day=born.day, sex=sex(number)
    )


def _of_account(account: str) -> str:
    grouped = " ".join(account[at : at + 4] for at in range(0, len(account), 4))
    doubtful = is_card_shaped(account) and not passes_luhn(account)
    return tr("{grouped}　核对位不对，请对照卡面再看一遍", grouped=grouped) if doubtful else grouped


_WORDS: dict[FieldType, Callable[[str], str]] = {
    FieldType.DATE_RANGE: _of_days,
    FieldType.ID_NUMBER: _of_person,
    FieldType.BANK_ACCOUNT: _of_account,
}
