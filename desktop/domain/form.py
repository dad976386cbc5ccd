"""A form 表单: the typed fields and roster columns a matter is recorded with, each with its class."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.finding import Severity


class FieldType(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    AREA = "area"
    DATE = "date"
    DATE_RANGE = "date_range"
    CHOICE = "choice"
    YES_NO = "yes_no"
    PERSON_NAME = "person_name"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    BANK_ACCOUNT = "bank_account"
    ADDRESS = "address"
    PLACE = "place"
    DOCUMENT_NUMBER = "document_number"
    ATTACHMENT = "attachment"


class DisclosureClass(StrEnum):
    """Who may see a value. ``internal`` goes up but is never posted; ``local`` never leaves the laptop."""

    PUBLIC = "public"
    MASKED = "masked"
    INTERNAL = "internal"
    LOCAL = "local"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of the form, or one column of its roster.

    ``unit`` is what stands after the value (元, 亩). ``places`` are the decimal places of decimal, money and
    area. ``aliases`` are headings under which offices' own tables name the column. ``total`` marks roster
    columns that are summed. ``computed_from`` names a roster sum (``sum:amount``) or ``count`` that fills it.
    ``rare`` fields lie folded below the form until somebody needs them.
    """

    key: str
    label: str
    type: FieldType
    disclosure: DisclosureClass = DisclosureClass.PUBLIC
    required: bool = True
    unit: str = ""
    help: str = ""
    places: int = 2
    choices: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    total: bool = False
    computed_from: str = ""
    default: str = ""
    minimum: str = ""
    maximum: str = ""
    rare: bool = False


@dataclass(frozen=True, slots=True)
class RowCheck:
    """An arithmetic rule over one roster row or the whole: ``left`` equals ``right`` within ``tolerance``.

    Both sides are sums of products over keys, e.g. ``subsidy_area * rate``; form values may take part. One
    without roster columns may name ``count`` and roster sums (``sum:amount``). A difference beyond
    ``tolerance`` but not beyond ``warn_within`` is only a warning (amounts rounded to whole yuan).
    """

    code: str
    left: str
    right: str
    relation: str = "=="
    tolerance: str = "0"
    text: str = ""
    severity: Severity = Severity.BLOCK
    warn_within: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """``code`` is also the notice kind and the folder in ``templates/``.

    ``any_matter``: the form may be chosen for every other matter too (通告, 村级财务 and the like).
    """

    code: str
    name: str
    matters: tuple[str, ...]
    fields: tuple[FormField, ...]
    roster: tuple[FormField, ...] = ()
    checks: tuple[RowCheck, ...] = ()
    roster_title: str = ""
    verification: str = ""
    notes: tuple[str, ...] = ()
    any_matter: bool = False

    def column(self, key: str) -> FormField:
        return next(column for column in self.roster if column.key == key)

    def field(self, key: str) -> FormField:
        return next(entry for entry in self.fields if entry.key == key)
