"""The offices below 各乡镇: how far each has come with what falls to it, when it was last heard of, what is missing. Reads only,
but for the table it writes.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session

from desktop.domain.calendar import WorkingCalendar
from desktop.domain.exchange import Contact, IncomingBundle
from desktop.domain.flow import ISSUED_STATES
from desktop.domain.matter import Matter, Tier
from desktop.domain.organisation import Level
from desktop.domain.timelimit import StageKind
from desktop.files.coverage_book import write_coverage
from desktop.storage import bundles, contacts, returned, travel
from desktop.storage.coverage import Dated, dated_records
from desktop.sync.quarantine import CONFLICT, QUARANTINED, read_payload
from desktop.usecases.county_views import MatterGap, TownshipLine
from desktop.usecases.desk import Desk
from desktop.usecases.local_rules import calendar_of
from desktop.usecases.rhythm import period_of

_BELOW = {Level.PREFECTURE: Level.COUNTY, Level.COUNTY: Level.TOWNSHIP, Level.TOWNSHIP: Level.VILLAGE}
_TIERS = {Level.COUNTY: Tier.COUNTY, Level.TOWNSHIP: Tier.TOWNSHIP, Level.VILLAGE: Tier.VILLAGE}
_HEADS = (
    "单位", "代码", "已加入", "应公开事项", "有现行记录", "逾期", "还没有", "最长逾期天数", "上次收到包",
    "没到的包", "冲突", "待查", "退回未改", "记录",
)  # fmt: skip
_GAP_HEADS = ("单位", "领域", "事项", "代码", "情况", "逾期天数")
_GAP_WORDS = {"late": "逾期", "missing": "还没有"}


@dataclass(frozen=True, slots=True)
class _Reckoned:
    matters: int
    gaps: tuple[MatterGap, ...]
    records: int


@dataclass(frozen=True, slots=True)
class Townships:
    desk: Desk

    def lines(self) -> list[TownshipLine]:
        """Every office below by division code, whether it has joined or not."""
        with self.desk.home.database.reading() as session:
            known = self._known(session)
            held = _held_by(session)
            given_back = Counter(entry.organisation for entry in returned.standing(session))
            arrived = bundles.incoming(session)
            matters = self._matters()
            return [
                self._line(session, code, unit, known.get(code, []), arrived, held, given_back, matters)
                for code, unit in self._units(known)
            ]

    def gaps(self, organisation: str) -> tuple[MatterGap, ...]:
        """The matters of one office that are late or have no record in force."""
        with self.desk.home.database.reading() as session:
            return self._reckon(session, organisation, self._matters()).gaps

    def report(self, out: Path) -> list[TownshipLine]:
        """All of it as a workbook; returns the lines written."""
        lines = self.lines()
        gaps = [
            (line.unit, gap.field, gap.name, gap.matter, _GAP_WORDS[gap.state], gap.days if gap.state == "late" else "")
            for line in lines
            for gap in self.gaps(line.code)
        ]  # fmt: skip
        title = f"{self.desk.organisation.unit}：下级公开情况（{self.desk.clock.today().isoformat()}）"
        write_coverage(out, title, _HEADS, [_cells(line) for line in lines], _GAP_HEADS, gaps)
        return lines

    def _known(self, session: Session) -> dict[str, list[Contact]]:
        found: dict[str, list[Contact]] = {}
        for contact in contacts.every(session):
            if not contact.upward:
                found.setdefault(contact.organisation, []).append(contact)
        return found

    def _units(self, known: Mapping[str, Sequence[Contact]]) -> list[tuple[str, str]]:
        """(code, name): enrolled ones by their own name, the others as the division table has them."""
        units = {code: devices[-1].unit for code, devices in known.items()}
        for division in self.desk.catalogue.divisions.children(self.desk.organisation.code):
            if division.administrative:
                units.setdefault(division.code, division.name)
        return sorted(units.items())

    def _matters(self) -> dict[str, Matter]:
        below = _BELOW.get(self.desk.organisation.level)
        tier = _TIERS.get(below) if below else None
        return {matter.code: matter for matter in self.desk.catalogue.matters if tier in matter.tiers}

    def _line(
        self,
        session: Session,
        code: str,
        unit: str,
        devices: Sequence[Contact],
        arrived: Sequence[IncomingBundle],
        held: Mapping[tuple[str, str], int],
        given_back: Mapping[str, int],
        matters: Mapping[str, Matter],
    ) -> TownshipLine:
        reckoned = self._reckon(session, code, matters)
        due = reckoned.matters
        states = Counter(gap.state for gap in reckoned.gaps)
        own = {device.device for device in devices}
        missing = {number for device in own for number in bundles.missing_sequences(session, device)}
        return TownshipLine(
            code, unit, any(not device.revoked_at for device in devices), due,
            due - states["late"] - states["missing"], states["late"], states["missing"],
            max((gap.days for gap in reckoned.gaps if gap.state == "late"), default=0),
            max((bundle.imported_at for bundle in arrived if bundle.device in own), default=""),
            tuple(sorted(missing)), held.get((code, CONFLICT), 0), held.get((code, QUARANTINED), 0),
            given_back.get(code, 0), reckoned.records,
        )  # fmt: skip

    def _reckon(self, session: Session, code: str, matters: Mapping[str, Matter]) -> _Reckoned:
        """What falls to the office's tier, and what it publishes beyond that."""
        today, calendar = self.desk.clock.today(), calendar_of(self.desk, session)
        known = {matter.code: matter for matter in self.desk.catalogue.matters}
        found: dict[str, list[Dated]] = {}
        for entry in dated_records(session, code, frozenset(known)):
            if entry.state in ISSUED_STATES and entry.day <= today:
                found.setdefault(entry.matter, []).append(entry)
        due = {**matters, **{matter: known[matter] for matter in found}}
        gaps = tuple(self._gaps(due, found, today, calendar))
        return _Reckoned(len(due), gaps, sum(map(len, found.values())))

    def _gaps(
        self,
        matters: Mapping[str, Matter],
        found: Mapping[str, list[Dated]],
        today: date,
        calendar: WorkingCalendar,
    ) -> Iterator[MatterGap]:
        for code, matter in matters.items():
            field = self.desk.catalogue.field(matter.field).name
            entries = found.get(code, [])
            if not entries:
                yield MatterGap(code, matter.name, field, "missing", 0)
                continue
            days = _days_late(matter, entries, today, calendar)
            if days:
                yield MatterGap(code, matter.name, field, "late", days)


def _days_late(matter: Matter, entries: Sequence[Dated], today: date, calendar: WorkingCalendar) -> int:
    """How long this period's record is overdue, else by how much the newest came too late; 0: in time."""
    newest = max(entries, key=lambda entry: entry.day)
    for stage in matter.time_limit.stages:
        if stage.kind is not StageKind.RECURRING:
            continue
        period = period_of(stage, today, newest.day, calendar)
        if period is not None and newest.day < period.start and today > period.due:
            return (today - period.due).days
    if newest.publish_by is not None and newest.day > newest.publish_by:
        return (newest.day - newest.publish_by).days
    return 0


def _held_by(session: Session) -> dict[tuple[str, str], int]:
    """By office and kind: how many things received wait for a decision."""
    counted: Counter[tuple[str, str]] = Counter()
    for held in travel.held(session):
        counted[str(read_payload(held.payload).record.get("organisation", "")), held.kind] += 1
    return dict(counted)


def _cells(line: TownshipLine) -> list[str | int]:
    return [
        line.unit, line.code, "是" if line.joined else "否", line.matters, line.current, line.late, line.missing,
        line.late_days, line.contact_at[:10], "、".join(map(str, line.missing_bundles)), line.conflicts, line.waiting,
        line.returned, line.records,
    ]  # fmt: skip
