"""A time limit 公开时限 as the catalogue states it: stages to publish in, and apart from them the notice period.

Values only: nothing here knows a calendar or computes a date.
"""

from dataclasses import dataclass
from enum import StrEnum

from desktop.base.words import zh


class StageKind(StrEnum):
    """``before``: at the latest so long ahead of the event. ``standing``: kept open all the time."""

    WITHIN = "within"
    BEFORE = "before"
    RECURRING = "recurring"
    REALTIME = "realtime"
    PROMPT = "prompt"
    ON_EVENT = "on_event"
    STANDING = "standing"
    NOT_SET = "not_set"


class TimeUnit(StrEnum):
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    HOUR = "hour"
    MONTH = "month"


UNIT_WORDS: dict[TimeUnit, str] = {
    TimeUnit.WORKING_DAY: zh("个工作日"),
    TimeUnit.CALENDAR_DAY: zh("日"),
    TimeUnit.HOUR: zh("小时"),
    TimeUnit.MONTH: zh("个月"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time, e.g. 7 working days."""

    amount: int
    unit: TimeUnit

    @property
    def words(self) -> str:
        return zh("{amount}{unit}", amount=self.amount, unit=UNIT_WORDS[self.unit])


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of publishing. ``start`` is the event it counts from, ``span`` is set for within and before.

    ``applies_to`` narrows it to part of the elements, ``channels`` to some channels (ids), ``period`` names the
    rhythm of a recurring stage (quarter, year, 20_working_days), ``notice`` is a notice period of this stage alone.
    """

    kind: StageKind
    start: str = ""
    span: Span | None = None
    name: str = ""
    text: str = ""
    applies_to: str = ""
    period: str = ""
    channels: tuple[str, ...] = ()
    notice: Span | None = None


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """``text`` is the catalogue's wording; ``notice`` the notice period 公示期, separate from publishing.

    ``derived`` is true where the stages were read out of the text by us. ``statutory_override``: 法律法规另有规定
    的从其规定.
    """

    text: str
    stages: tuple[Stage, ...]
    notice: Span | None = None
    derived: bool = False
    statutory_override: bool = False

    @property
    def publish_within(self) -> Stage | None:
        """The first counted stage that holds for the whole matter, if there is one."""
        counted = (stage for stage in self.stages if stage.kind is StageKind.WITHIN)
        return next((stage for stage in counted if not stage.applies_to), None)
