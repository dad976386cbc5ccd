"""The settings of a home: real offices behind the catalogue's roles, boards, local days off, masks, waiting times.

What they mean for records and notices is in `local_rules`. How the window looks is not kept here.
"""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.words import month_name, tr, zh
from desktop.domain.account import Role
from desktop.domain.form import FieldType, FormField
from desktop.rules.values import parse_value
from desktop.storage import notices, postings, records
from desktop.storage import settings as stored
from desktop.usecases import local_rules
from desktop.usecases.desk import Desk
from desktop.usecases.local_rules import LocalDay, RealOffice
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import is_ours
from desktop.usecases.records import deadline

T = TypeVar("T", bool, int)
_UNTOUCHED = zh("设置没有改动。")
_PHONE = FormField("phone", zh("电话"), FieldType.PHONE)
LOCK_MINUTES = (5, 10, 15, 30, 60)
RECEIPT_DAYS = (3, 7, 15, 30)


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """A role of the catalogue, how many matters name it, and the real office if one was set."""

    role: str
    matters: int
    office: RealOffice


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A board and how many sheets hang on it now."""

    name: str
    hanging: int


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """Everything the settings place shows. ``refusal`` says why this account may only look; empty if it may change."""

    offices: tuple[OfficeLine, ...]
    boards: tuple[BoardLine, ...]
    local_days: tuple[LocalDay, ...]
    mask_names_on_boards: bool
    receipt_days: int
    auto_lock_minutes: int
    refusal: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Only the administrator changes them, once the home has one."""

    desk: Desk

    def read(self) -> LocalSettings:
        with self.desk.home.database.reading() as session:
            known = local_rules.offices(session)
            hanging = self._hanging(session)
            return LocalSettings(
                offices=tuple(
                    OfficeLine(role, count, known.get(role, RealOffice())) for role, count in self._roles()
                ),
                boards=tuple(BoardLine(name, hanging[name]) for name in notices.boards(session)),
                local_days=tuple(local_rules.local_days(session)),
                mask_names_on_boards=bool(stored.get(session, local_rules.MASK_NAMES, False)),
                receipt_days=int(
                    stored.get(session, local_rules.RECEIPT_DAYS, local_rules.USUAL_RECEIPT_DAYS)
                ),
                auto_lock_minutes=int(
                    stored.get(session, local_rules.AUTO_LOCK, local_rules.USUAL_AUTO_LOCK)
                ),
                refusal=self._refusal(),
            )

    def set_office(self, role: str, name: str, address: str = "", phone: str = "") -> Outcome[RealOffice]:
        """The real office behind a role; an empty name takes it away again."""
        self._require()
        if role not in dict(self._roles()):
            raise Refusal(tr("目录里没有“{role}”这个公开主体。", role=role), safe=_UNTOUCHED, code="no-role")
        clean = parse_value(_PHONE, phone) if phone.strip() else ""
        office = RealOffice(name.strip(), address.strip(), clean)
        with self.desk.home.database.transaction() as session:
            known = {role: asdict(entry) for role, entry in local_rules.offices(session).items()}
            if office.name:
                known[role] = asdict(office)
            else:
                known.pop(role, None)
            self._put(session, local_rules.OFFICES, known, role)
        return Outcome(office, changed(Topic.SETTINGS))

    def rename_board(self, old: str, new: str) -> Outcome[str]:
        """The name for sheets to come; the register keeps the old name, and numbers begin anew under the new one."""
        self._require()
        clean = new.strip()
        with self.desk.home.database.transaction() as session:
            self._require_empty(session, old)
            if not clean or clean in notices.boards(session):
                raise Refusal(
                    tr("已经有“{clean}”了。", clean=clean) if clean else tr("公示栏要有名字。"),
                    safe=_UNTOUCHED,
                    todo=tr("请换一个名字。"),
                    code="bad-board-name",
                )
            notices.rename_board(session, old, clean)
            self.desk.note(session, "board-renamed", old, name=clean)
        return Outcome(clean, changed(Topic.NOTICES, Topic.SETTINGS))

    def retire_board(self, name: str) -> Outcome[str]:
        """No longer offered for posting; what hung there stays in the register."""
        self._require()
        with self.desk.home.database.transaction() as session:
            self._require_empty(session, name)
            notices.retire_board(session, name)
            self.desk.note(session, "board-retired", name)
        return Outcome(name, changed(Topic.NOTICES, Topic.SETTINGS))

    def add_local_day(self, day: date, kind: str, name: str) -> Outcome[LocalDay]:
        """A day off or worked here alone; ``kind`` is rest or work. The same day again is replaced."""
        self._require()
        if kind not in {"rest", "work"}:
            raise Refusal(tr("只能是放假（rest）或上班（work）。"), safe=_UNTOUCHED, code="bad-day-kind")
        if not name.strip():
            raise Refusal(
                tr("请写明是什么日子。"), safe=_UNTOUCHED, todo=tr("例如：州庆日放假。"), code="no-day-name"
            )
        if self.desk.catalogue.calendar.is_working_day(day) is (kind == "work"):
            usual = tr("上班") if kind == "work" else tr("休息")
            raise Refusal(
                tr(
                    "{month}月{day}日全国本来就{usual}，不用加。",
                    month=month_name(day.month),
                    day=day.day,
                    usual=usual,
                ),
                safe=_UNTOUCHED,
                code="usual-day",
            )
        made = LocalDay(day, kind, name.strip())
        with self.desk.home.database.transaction() as session:
            self._put_days(session, [*self._other_days(session, day), made], day)
        return Outcome(made, changed(Topic.SETTINGS, Topic.RECORDS))

    def remove_local_day(self, day: date) -> Outcome[date]:
        self._require()
        with self.desk.home.database.transaction() as session:
            self._put_days(session, self._other_days(session, day), day)
        return Outcome(day, changed(Topic.SETTINGS, Topic.RECORDS))

    def mask_names_on_boards(self, masked: bool) -> Outcome[bool]:
        """Whether notices for boards mask names too. On the web names are masked in any case."""
        return self._set(local_rules.MASK_NAMES, masked)

    def set_receipt_days(self, days: int) -> Outcome[int]:
        """After so many days without a receipt a bundle counts as overdue."""
        if not 1 <= days <= 90:
            raise Refusal(tr("等回执的天数在 1 到 90 之间。"), safe=_UNTOUCHED, code="bad-days")
        return self._set(local_rules.RECEIPT_DAYS, days)

    def set_auto_lock(self, minutes: int) -> Outcome[int]:
        """After so many minutes without a key the window locks."""
        if not 1 <= minutes <= 240:
            raise Refusal(tr("自动锁定的时间在 1 到 240 分钟之间。"), safe=_UNTOUCHED, code="bad-minutes")
        return self._set(local_rules.AUTO_LOCK, minutes)

    def _set(self, key: str, value: T) -> Outcome[T]:
        self._require()
        with self.desk.home.database.transaction() as session:
            self._put(session, key, value, str(value))
        return Outcome(value, changed(Topic.SETTINGS))

    def _put(self, session: Session, key: str, value: Any, what: str) -> None:
        stored.put(session, key, value)
        self.desk.note(session, "setting-changed", key, value=what)

    def _put_days(self, session: Session, days: list[LocalDay], touched: date) -> None:
        """Keeps the days and counts anew by when the records not yet issued must be public."""
        plain = [
            {"day": entry.day.isoformat(), "kind": entry.kind, "name": entry.name}
            for entry in sorted(days, key=lambda entry: entry.day)
        ]
        self._put(session, local_rules.LOCAL_DAYS, plain, touched.isoformat())
        for record in records.waiting_with_deadline(session, date.max):
            matter = self.desk.catalogue.find_matter(record.matter)
            if matter is not None and is_ours(self.desk, record):
                due, _ = deadline(self.desk, session, matter, record.formed_on)
                records.put(session, record.model_copy(update={"publish_by": due}))

    def _other_days(self, session: Session, day: date) -> list[LocalDay]:
        return [entry for entry in local_rules.local_days(session) if entry.day != day]

    def _roles(self) -> list[tuple[str, int]]:
        """Our own office first, then the roles by how many matters they publish."""
        named = Counter(role for matter in self.desk.catalogue.matters for role in matter.publishers)
        return [(local_rules.OWN_OFFICE, len(self.desk.catalogue.matters)), *named.most_common()]

    def _hanging(self, session: Session) -> Counter[str]:
        found = postings.page(session, organisation=self.desk.organisation.code, hanging=True)
        return Counter(posting.board for posting in found)

    def _require_empty(self, session: Session, board: str) -> None:
        if board not in notices.boards(session):
            raise Refusal(
                tr("没有“{board}”这块公示栏。", board=board),
                safe=_UNTOUCHED,
                todo=tr("请刷新后再看。"),
                code="no-board",
            )
        if hanging := self._hanging(session)[board]:
            raise Refusal(
                tr("“{board}”上还挂着 {hanging} 份公示。", board=board, hanging=hanging),
                safe=_UNTOUCHED,
                todo=tr("请等撤下以后再改。"),
                code="board-in-use",
            )

    def _refusal(self) -> str:
        accounts = self.desk.home.accounts()
        if self.desk.account.role is Role.ADMIN or all(known.role is not Role.ADMIN for known in accounts):
            return ""
        return tr("这些设置由“管理”账户来改，您现在只能看。")

    def _require(self) -> None:
        if refusal := self._refusal():
            raise Refusal(refusal, safe=_UNTOUCHED, todo=tr("请换管理员来做。"), code="wrong-role")
