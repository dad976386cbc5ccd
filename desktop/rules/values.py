"""One value of a form: from what was typed to its canonical text, and from there to the screen and the page.

The canonical text is what is stored, hashed and sent. Nothing here looks at more than one value.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from desktop.base.words import zh
from desktop.domain.form import FieldType, FormField
from desktop.rules.bank_account import parse_bank_account
from desktop.rules.characters import clean_line, clean_lines
from desktop.rules.choice import parse_choice, parse_yes_no
from desktop.rules.dates import date_words, parse_date, parse_date_range
from desktop.rules.document_number import parse_document_number
from desktop.rules.figures import parse_figure, places_of, to_decimal
from desktop.rules.id_number import parse_id_number
from desktop.rules.person_name import parse_person_name
from desktop.rules.phone import parse_phone
from desktop.rules.refused import ValueRefused

FIGURES = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY, FieldType.AREA})
_WORDS = frozenset(
    {
        FieldType.TEXT,
        FieldType.LONG_TEXT,
        FieldType.ADDRESS,
        FieldType.PLACE,
        FieldType.PERSON_NAME,
        FieldType.YES_NO,
    }
)
_NOTHING = frozenset({"-", "—", "——", "－", "/", "／", "无", "\\"})
_Parser = Callable[[FormField], Callable[[str], str]]


def _typed(parse: Callable[[str], str]) -> _Parser:
    return lambda _field: parse


def _by_field(parse: Callable[[FormField, str], str]) -> _Parser:
    return lambda field: partial(parse, field)


_PARSERS: dict[FieldType, _Parser] = {
    FieldType.TEXT: _typed(clean_line),
    FieldType.LONG_TEXT: _typed(clean_lines),
    FieldType.INTEGER: _by_field(parse_figure),
    FieldType.DECIMAL: _by_field(parse_figure),
    FieldType.MONEY: _by_field(parse_figure),
    FieldType.AREA: _by_field(parse_figure),
    FieldType.DATE: _typed(parse_date),
    FieldType.DATE_RANGE: _typed(parse_date_range),
    FieldType.CHOICE: _by_field(parse_choice),
    FieldType.YES_NO: _typed(parse_yes_no),
    FieldType.PERSON_NAME: _typed(parse_person_name),
    FieldType.ID_NUMBER: _typed(parse_id_number),
    FieldType.PHONE: _typed(parse_phone),
    FieldType.BANK_ACCOUNT: _typed(parse_bank_account),
    FieldType.ADDRESS: _typed(clean_line),
    FieldType.PLACE: _typed(clean_line),
    FieldType.DOCUMENT_NUMBER: _typed(parse_document_number),
    FieldType.ATTACHMENT: _typed(clean_line),
}


def parse_value(field: FormField, raw: str) -> str:
    """The canonical text of ``raw``; "" if nothing was typed, required or not. Raises ValueRefused.

    A lone dash or stroke in a column of figures, numbers or dates is an office's way of leaving it empty.

    Parsing a canonical text gives it back unchanged.
    """
    return parser_of(field)(raw)


def parser_of(field: FormField) -> Callable[[str], str]:
    """`parse_value` of one field, for a column of many rows."""
    words, parse = field.type in _WORDS, _PARSERS[field.type](field)

    def read(raw: str) -> str:
        if not raw or raw.isspace() or (not words and raw.strip() in _NOTHING):
            return ""
        return parse(raw)

    return read


def format_value(field: FormField, canonical: str) -> str:
    """The value for the screen: thousands marks in money and areas, dates in words. Text that is not canonical
    comes back as it is."""
    if field.type in FIGURES:
        value = to_decimal(canonical)
        if value is None:
            return canonical
        # A year is an integer without a unit: it never gets a thousands mark.
        marked = field.type is not FieldType.INTEGER or bool(field.unit)
        return _figure(value, _screen_places(field, canonical), "," if marked else "")
    return _as_words(field, canonical)


def printed_value(field: FormField, canonical: str) -> str:
    """The value for a cell of a printed list: fixed places, no thousands marks, dates in words."""
    if field.type in FIGURES:
        value = to_decimal(canonical)
        return canonical if value is None else _figure(value, _printed_places(field), "")
    return _as_words(field, canonical)


def _as_words(field: FormField, canonical: str) -> str:
    if field.type is FieldType.DATE:
        return date_words(canonical)
    if field.type is FieldType.DATE_RANGE and "/" in canonical:
        start, end = canonical.split("/", 1)
        return zh("{start}至{end}", start=date_words(start), end=date_words(end))
    return canonical


def _figure(value: Decimal, places: int, mark: str) -> str:
    exact = max(places, -int(value.as_tuple().exponent))
    return f"{value:{mark}.{exact}f}"


def _screen_places(field: FormField, canonical: str) -> int:
    if field.type is FieldType.DECIMAL:
        return len(canonical.partition(".")[2])
    return places_of(field)


def _printed_places(field: FormField) -> int:
    """Rates keep the places they have, figures in a column stand under each other with at most two."""
    return min(places_of(field), 2) if field.type is FieldType.DECIMAL else places_of(field)


__all__ = ["FIGURES", "ValueRefused", "format_value", "parse_value", "printed_value"]
