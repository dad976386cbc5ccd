"""What the board of things due shows. Frozen values; no verbs here."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Duty:
    """Something due. ``kind``: late, today, running, returned, waiting, mine, standards (what the work relies on is
    running out) or upcoming, in the order of harm.

    ``action`` is a verb for the screen (edit, new, review, post, remove, sync, matter, show), ``action_words`` its
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


@dataclass(frozen=True, slots=True)
class DayMark:
    """A mark in the month calendar: ``kind`` is due or period_end."""

    day: date
    kind: str
    title: str
