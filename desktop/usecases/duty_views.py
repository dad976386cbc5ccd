"""What the board of things due shows. Frozen values; no verbs here."""

from dataclasses import dataclass
from datetime import date

from desktop.base.words import month_name, tr


@dataclass(frozen=True, slots=True)
class Duty:
    """Something due. ``kind``: late, today, running, returned, waiting, mine, care (of the data), standards (what the work
    relies on is running out) or upcoming, in the order of harm.

    ``action`` is a verb for the screen (edit, new, review, post, remove, objection, sync, decide, matter, care, show), ``action_words`` its
    button. ``matter`` is a code where the duty is not about a record that exists.
    """

    kind: str
    title: str
    context: str
    on: date | None
    words: str
    action: str
    action_words: str
    record: str = ""
    notice: str = ""
    matter: str = ""
    objection: str = ""


@dataclass(frozen=True, slots=True)
class DayMark:
    """A mark in the month calendar: ``kind`` is due or period_end."""

    day: date
    kind: str
    title: str


def day_words(day: date) -> str:
    return tr("{month}月{day}日", month=month_name(day.month), day=day.day)


def standing(due: date, today: date) -> tuple[str, str]:
    """How something due on a day stands today: its kind and its words."""
    late = (today - due).days
    if late > 0:
        return "late", tr("逾期 {days} 天", days=late)
    return ("today", tr("今天 24 时前")) if late == 0 else ("upcoming", tr("还剩 {days} 天", days=-late))
