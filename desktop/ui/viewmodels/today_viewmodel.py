"""What is due, in the order of harm, and the month beside it. State without widgets."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.words import month_name, tr
from desktop.domain.account import Role
from desktop.ui import text
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.ui.viewmodels.short_titles import short_titles
from desktop.usecases.duty_views import DayMark, Duty
from desktop.usecases.office import Session

# key, words, kind of state whose colour and shape it takes; in the order of harm.
GROUPS: tuple[tuple[str, str, str], ...] = (
    ("late", tr("已逾期"), "late"),
    ("today", tr("今天到期"), "due"),
    ("mine", tr("等我办"), "running"),
    ("running", tr("公示期内"), "running"),
    ("returned", tr("退回给我"), "returned"),
    ("waiting", tr("等待回执"), "draft"),
    ("care", tr("数据保管"), "due"),
    ("standards", tr("标准过期"), "due"),
)
WHEN_ANY = frozenset({"mine", "care", "standards"})
"""Groups that stand in the strip only when there is something in them."""

MINE_NOW = frozenset({"late", "today", "mine", "returned"})
CONCERNED = frozenset({Topic.RECORDS, Topic.NOTICES, Topic.BUNDLES, Topic.ROSTERS, Topic.SETTINGS})
ROWS_PER_GROUP = 50


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of the month and what falls on it. ``kind``: work, weekend, rest (a holiday), makeup; empty if unknown."""

    day: date
    kind: str
    marks: tuple[DayMark, ...]
    late: bool


@dataclass(frozen=True, slots=True)
class Month:
    """The cells of a month in order; ``note`` says what could not be worked out."""

    year: int
    month: int
    cells: tuple[DayCell, ...]
    note: str = ""


class TodayViewModel(QObject):
    """Reads on the worker; ``updated`` tells that there is something new to show."""

    updated = Signal()

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._go = session, ask, tasks, go
        self.today = session.desk.clock.today()
        self.duties: list[Duty] = []
        self.filter = "all"
        self.day: date | None = None
        self.month = Month(self.today.year, self.today.month, ())
        self.loaded = False
        self.refusal: MingbaiError | None = None
        changed.happened.connect(self._concerned)

    @property
    def context(self) -> str:
        return tr(
            "{month}月{day}日 {weekday}",
            month=month_name(self.today.month),
            day=self.today.day,
            weekday=text.weekday(self.today),
        )

    @property
    def counts(self) -> list[tuple[str, int, str, str]]:
        """(key, number, words, kind) for the strip; groups that never apply to this account stay at 0."""
        listed = [duty for duty in self.duties if duty.kind != "upcoming"]
        found = [("all", len(listed), tr("全部"), "")]
        for key, words, kind in GROUPS:
            number = sum(duty.kind == key for duty in listed)
            if number or key not in WHEN_ANY:
                found.append((key, number, words, kind))
        return found

    @property
    def groups(self) -> list[tuple[str, str, list[Duty]]]:
        """(kind of state, words, duties) that the filter lets through, empty groups left out."""
        if self.day is not None:
            on_day = [duty for duty in self.duties if duty.on == self.day]
            return [("due", tr("{day}的事", day=text.day(self.day, self.today)), on_day)] if on_day else []
        chosen = [group for group in GROUPS if self.filter in {"all", group[0]}]
        grouped = ((kind, words, [d for d in self.duties if d.kind == key]) for key, words, kind in chosen)
        return [group for group in grouped if group[2]]

    @property
    def upcoming(self) -> list[Duty]:
        """What comes next, nearest first."""
        ahead = [d for d in self.duties if d.on is not None and d.on > self.today]
        return sorted(ahead, key=lambda duty: duty.on or date.max)[:6]

    @property
    def upcoming_titles(self) -> list[str]:
        """What tells the coming duties apart, in the order of ``upcoming``."""
        own = self._session.desk.organisation
        names = (own.unit, own.short_name)
        return short_titles([duty.title for duty in self.upcoming], names, self.today.year)

    @property
    def may_write(self) -> bool:
        """Whether this account begins records; others are not offered it."""
        return self._session.account.role is Role.DRAFTER

    @property
    def first(self) -> Duty | None:
        """The duty whose button is the filled one: the first that does harm, else the first this account must do."""
        shown = [duty for _, _, duties in self.groups for duty in duties]
        return next((duty for duty in shown if is_mine(duty)), None)

    def show_place(self, place: Place) -> None:
        self.reload()

    def reload(self) -> None:
        self.today = self._session.desk.clock.today()
        year, month = self.month.year, self.month.month
        self._tasks.run(
            lambda progress: (self._session.duties.due(), self._read_month(year, month)),
            self._loaded,
            self._refused,
        )

    def choose(self, key: str) -> None:
        self.filter, self.day = key, None
        self.updated.emit()

    def choose_day(self, day: date) -> None:
        """Lists what falls on ``day``; the same day again shows everything."""
        self.day = None if day == self.day else day
        self.filter = "all"
        self.updated.emit()

    def turn_month(self, by: int) -> None:
        first = date(self.month.year, self.month.month, 1)
        target = first - timedelta(days=1) if by < 0 else first + timedelta(days=31)
        year, month = target.year, target.month
        self._tasks.run(lambda progress: self._read_month(year, month), self._turned, self._ask.tell)

    def act(self, duty: Duty) -> None:
        """Goes where the duty is done."""
        self._go(place_of(duty))

    def new_record(self) -> None:
        self._go(Place("records", tab="new"))

    def search(self) -> None:
        self._go(Place("records", tab="search"))

    def _read_month(self, year: int, month: int) -> Month:
        marks = self._session.duties.month(year, month)
        day, note, cells = date(year, month, 1), "", []
        while day.month == month:
            try:
                kind = self._session.duties.day_kind(day)
            except MingbaiError as unknown:
                kind, note = "", unknown.what
            own = tuple(mark for mark in marks if mark.day == day)
            late = day < self.today and any(mark.kind == "due" for mark in own)
            cells.append(DayCell(day, kind, own, late))
            day += timedelta(days=1)
        return Month(year, month, tuple(cells), note)

    def _loaded(self, found: tuple[list[Duty], Month]) -> None:
        self.duties, self.month = found
        self.loaded, self.refusal = True, None
        if not any(key == self.filter for key, *_ in self.counts):
            self.filter = "all"
        self.updated.emit()

    def _turned(self, month: Month) -> None:
        self.month = month
        self.updated.emit()

    def _refused(self, error: MingbaiError) -> None:
        self.loaded, self.refusal = True, error
        self.updated.emit()

    def _concerned(self, changes: Changes) -> None:
        if self.loaded and changes & CONCERNED:
            self.reload()


def is_mine(duty: Duty) -> bool:
    """Whether this account must do something about it now; what is late at a colleague's it can only look at."""
    looks_only = duty.kind in {"late", "today"} and duty.action in {"show", "matter"}
    return duty.kind in MINE_NOW and not looks_only


def place_of(duty: Duty) -> Place:
    """Where a duty's action is done."""
    hanging = Place("boards", record=duty.record, notice=duty.notice)
    places = {
        "new": Place("records", tab="new", matter=duty.matter),
        "matter": Place("catalogue", matter=duty.matter),
        "edit": Place("record", record=duty.record),
        "review": Place("review", record=duty.record),
        "post": Place("preview", record=duty.record, tab="post"),
        "remove": replace(hanging, tab="remove"),
        "sync": Place("sync"),
        "line": Place("sync", tab="line"),
        "decide": Place("sync", tab="decisions"),
        "care": Place("settings", tab="care"),
    }
    return places.get(duty.action, hanging if duty.notice else Place("record", record=duty.record))
