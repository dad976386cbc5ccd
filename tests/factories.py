"""Valid objects by default, for every room's tests. All persons, numbers and places are invented: 632522 with serials
that the table below builds, cards under the unassigned prefix 629999."""

from datetime import date
from functools import cache
from pathlib import Path

from desktop.catalogue.catalogue import Catalogue, load_catalogue
from desktop.catalogue.forms import load_forms
from desktop.domain.form import FieldType, Form, FormField
from desktop.domain.idnumber import check_digit
from desktop.domain.masking import MaskingRules
from desktop.domain.record import RecordContent, RosterRow

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("扎西", "卓玛措", "才让东智", "仁青·卓玛", "马文秀", "李𬭎", "王䶮", "张㛃", "欧阳海明", "完么才让")
VILLAGES = ("上滩村", "下滩村", "东沟村")


@cache
def catalogue() -> Catalogue:
    return load_catalogue(ROOT)


def masking() -> MaskingRules:
    return catalogue().masking


@cache
def forms() -> dict[str, Form]:
    """The forms of ``standards/forms`` by code."""
    found, findings = load_forms(ROOT)
    assert not findings
    return {form.code: form for form in found}


def form(code: str = "farmland_subsidy") -> Form:
    return forms()[code]


def id_number(serial: int, born: date = date(1975, 5, 20)) -> str:
    """A number with a right check digit that nobody has: the county code is real, the person is not."""
    first = f"632522{born:%Y%m%d}{serial % 1000:03}"
    return first + check_digit(first)


def card(serial: int) -> str:
    """19 digits that pass Luhn, under a prefix assigned to no bank."""
    body = f"629999{serial:012}"
    digits = [int(digit) for digit in reversed(body)]
    total = sum(
        (digit * 2 - 9 if digit > 4 else digit * 2) if place % 2 == 0 else digit
        for place, digit in enumerate(digits)
    )
    return body + str(-total % 10)


def mobile(serial: int) -> str:
    return f"199{serial:08}"


def content(form: Form, **values: str) -> RecordContent:
    """Content with every field filled that a clerk must fill; ``values`` go before."""
    filled = {
        field.key: field.default or field_value(field)
        for field in form.fields
        if not field.computed_from and (field.required or field.default)
    }
    return RecordContent(
        title=f"2026年{form.name}情况", formed_on=date(2026, 9, 1), values={**filled, **values}
    )


def rows(form: Form, count: int = 3) -> list[RosterRow]:
    """Rows with every column filled and every sum right."""
    return [
        RosterRow(row=f"row-{number:05}", position=number, values=row_values(form, number))
        for number in range(1, count + 1)
    ]


def row_values(form: Form, number: int = 1) -> dict[str, str]:
    values = {column.key: field_value(column, number) for column in form.roster}
    return {**values, **_SUMS.get(form.code, {})}


def field_value(field: FormField, number: int = 1) -> str:
    """A canonical value for any field."""
    by_key = {"rate": "115", "prohibit_rate": "12.36", "balance_rate": "2.5", "standard_monthly": "520.00"}
    by_type = {
        FieldType.INTEGER: {"year": "2026", "notice_days": "30", "birth_year": "1960"}.get(field.key, "3"),
        FieldType.DECIMAL: "12.5",
        FieldType.MONEY: "520.00",
        FieldType.AREA: f"{11:.{field.places}f}",
        FieldType.DATE: "2026-10-20",
        FieldType.DATE_RANGE: "2026-01-01/2026-12-31",
        FieldType.CHOICE: field.choices[0] if field.choices else "",
        FieldType.YES_NO: "是",
        FieldType.PERSON_NAME: NAMES[number % len(NAMES)],
        FieldType.ID_NUMBER: id_number(number),
        FieldType.PHONE: mobile(number) if field.key == "phone" else "0974-8500000",
        FieldType.BANK_ACCOUNT: card(number),
        FieldType.PLACE: VILLAGES[number % len(VILLAGES)],
        FieldType.DOCUMENT_NUMBER: "财农〔2023〕11号",
    }
    return by_key.get(field.key) or by_type.get(field.type) or f"{field.label}若干"


_SUMS = {
    "dibao": {"household_size": "3", "monthly_amount": "1290.00"},
    "farmland_subsidy": {
        "confirmed_area": "11.26", "deducted_area": "0.26", "subsidy_area": "11.00", "amount": "1265.00"
    },
    "grassland_subsidy": {
        "contracted_area": "300.00", "prohibited_area": "100.00", "prohibited_amount": "1236.00",
        "balance_area": "200.00", "balance_amount": "500.00", "amount": "1736.00",
    },
    "land_compensation": {
        "area": "1.0000", "rate": "39.6", "land_fee": "158400.00", "settlement_fee": "237600.00",
        "crops_fee": "1000.00", "amount": "397000.00",
    },
    "farm_machinery": {"quantity": "2", "unit_amount": "520.00", "amount": "1040.00"},
    "grain_to_green": {"converted_area": "11.50", "qualified_area": "11.00", "amount": "1265.00"},
    "one_case_one_vote": {"invest": "1040.00", "award": "520.00", "collective": "300.00", "raised": "220.00"},
    "other_subsidy": {"quantity": "12.5", "rate": "115", "amount": "1437.50"},
}  # fmt: skip
