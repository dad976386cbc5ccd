"""The one source of time. Tests and the sample township give another clock; nobody else asks the system."""

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "UTC+08:00")


class Clock:
    """China standard time from the computer's clock."""

    def now(self) -> datetime:
        """Aware time at UTC+8, whole seconds."""
        return datetime.now(CHINA).replace(microsecond=0)

    def today(self) -> date:
        return self.now().date()


class SteppingClock(Clock):
    """Starts at a given moment and moves on by ``step`` at each question: for samples and tests."""

    def __init__(self, start: datetime, step: timedelta = timedelta(seconds=1)) -> None:
        self._at = start.astimezone(CHINA).replace(microsecond=0)
        self._step = step

    def now(self) -> datetime:
        at = self._at
        self._at += self._step
        return at

    def today(self) -> date:
        return self._at.date()

    def move_to(self, moment: datetime) -> None:
        self._at = moment.astimezone(CHINA).replace(microsecond=0)
