"""What an office decided for itself on top of the standard: days off, masks, its real offices, how long it waits.

Reads the home's settings and lays them over the catalogue's values. It never loosens what the catalogue asks:
a mask can be added, none taken away. Changing them is `settings`.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from desktop.base.words import zh
from desktop.domain.calendar import WorkingCalendar
from desktop.domain.form import Form
from desktop.domain.masking import MaskingRules, Show
from desktop.domain.matter import Matter
from desktop.storage import settings
from desktop.usecases.desk import Desk

OWN_OFFICE = zh("本单位")
LOCAL_DAYS, OFFICES, MASK_NAMES = "local_days", "offices", "mask_names_on_boards"
RECEIPT_DAYS, USUAL_RECEIPT_DAYS = "receipt_days", 7
AUTO_LOCK, USUAL_AUTO_LOCK = "auto_lock_minutes", 15


@dataclass(frozen=True, slots=True)
class LocalDay:
    """A day off (``rest``) or worked (``work``) here alone, e.g. the founding day of an autonomous prefecture."""

    day: date
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class RealOffice:
    """Which office does here what the catalogue gives to a role."""

    name: str = ""
    address: str = ""
    phone: str = ""


def local_days(session: Session) -> list[LocalDay]:
    """By day."""
    found = settings.get(session, LOCAL_DAYS, [])
    return [LocalDay(date.fromisoformat(entry["day"]), entry["kind"], entry["name"]) for entry in found]


def offices(session: Session) -> dict[str, RealOffice]:
    """By role; `OWN_OFFICE` is the office this home belongs to."""
    return {role: RealOffice(**entry) for role, entry in settings.get(session, OFFICES, {}).items()}


def calendar_of(desk: Desk, session: Session) -> WorkingCalendar:
    """The State Council's calendar with the days of this place."""
    found = local_days(session)
    return desk.catalogue.calendar.with_local(
        {entry.day: entry.name for entry in found if entry.kind == "rest"},
        {entry.day: entry.name for entry in found if entry.kind == "work"},
    )


def masking_of(desk: Desk, session: Session) -> MaskingRules:
    """The masking rules with the masks this office added."""
    masking = desk.catalogue.masking
    if not settings.get(session, MASK_NAMES, False):
        return masking
    rules = tuple(
        replace(rule, board=Show.MASKED) if rule.id == "person_name" and rule.board is Show.FULL else rule
        for rule in masking.rules
    )
    return replace(masking, rules=rules)


def office_defaults(session: Session, form: Form, matter: Matter) -> dict[str, str]:
    """Where to object, from the office that stands behind the matter's first known publisher, else from our own."""
    known = offices(session)
    chosen = next((known[role] for role in (*matter.publishers, OWN_OFFICE) if role in known), RealOffice())
    keys = {field.key for field in form.fields}
    given = {
        "objection_unit": chosen.name,
        "objection_phone": chosen.phone,
        "objection_address": chosen.address,
    }
    return {key: text for key, text in given.items() if text and key in keys}
