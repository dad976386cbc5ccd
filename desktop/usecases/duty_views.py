"""What the board of things due shows. Frozen values; no verbs here."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Duty:
    """Something due. ``kind``: late, today, running, returned, waiting, mine or upcoming, in the order of harm.

    ``action`` is a verb for the screen (edit, review, post, remove, export, show), ``action_words`` its button.
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


@dataclass(frozen=True, slots=True)
class DayMark:
    """A mark in the month calendar: ``kind`` is due or period_end."""

    day: date
    kind: str
    title: str
