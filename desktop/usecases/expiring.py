"""What this office relies on and what is running out: announced working days, grants, legal bases that were replaced."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import Session

from desktop.base.words import tr
from desktop.storage import contacts
from desktop.storage.coverage import matters_in_work
from desktop.usecases.desk import Desk
from desktop.usecases.duty_views import Duty

SOON = timedelta(days=60)


def expiring(desk: Desk, session: Session, today: date) -> Iterator[Duty]:
    """Duties of the kind ``standards``."""
    yield from _calendar(desk, today)
    yield from _grants(desk, session, today)
    yield from _bases(desk, session)


def _calendar(desk: Desk, today: date) -> Iterator[Duty]:
    last = desk.catalogue.calendar.last_year
    end = date(last, 12, 31)
    if end - today > SOON:
        return
    yield Duty(
        "standards",
        tr("放假安排只到 {last}年", last=last),
        tr("{last}年的工作日还算不出来，请收县里发的日历包", last=last + 1),
        end,
        _left(end, today),
        "sync",
        tr("去同步"),
    )


def _grants(desk: Desk, session: Session, today: date) -> Iterator[Duty]:
    """The permission to send upward, and those this office gave to the devices below it."""
    upward = contacts.upward(session)
    below = [known for known in contacts.every(session) if not known.upward and not known.revoked_at]
    for contact in ([upward] if upward else []) + below:
        if not contact.valid_until:
            continue
        end = date.fromisoformat(contact.valid_until[:10])
        if end - today > SOON:
            continue
        what = tr("报送给") if contact.upward else tr("接收")
        yield Duty(
            "standards",
            tr("{what}{unit}的许可快到期", what=what, unit=contact.unit)
            if end >= today
            else tr("{what}{unit}的许可已到期", what=what, unit=contact.unit),
            tr("到期以后同步包不能再收发，请重新登记设备"),
            end,
            _left(end, today),
            "sync",
            tr("去同步"),
        )


def _bases(desk: Desk, session: Session) -> Iterator[Duty]:
    """One duty a matter with records in work: which of its bases was replaced by what."""
    for code in matters_in_work(session, desk.organisation.code):
        matter = desk.catalogue.find_matter(code)
        if matter is None:
            continue
        old = [basis for basis in matter.bases if basis.successor or basis.repealed]
        if not old:
            continue
        successor = desk.catalogue.bases.get(old[0].successor)
        now = tr("现为{words}", words=successor.words) if successor else old[0].repealed
        more = tr("，另有 {number} 件", number=len(old) - 1) if len(old) > 1 else ""
        yield Duty(
            "standards",
            tr("{name}：依据有变", name=matter.name),
            tr("《{title}》{now}{more}", title=old[0].title, now=now, more=more),
            None,
            tr("{number} 件依据", number=len(old)),
            "matter",
            tr("看一看"),
            matter=code,
        )


def _left(end: date, today: date) -> str:
    days = (end - today).days
    return tr("过期 {days} 天", days=-days) if days < 0 else tr("还剩 {days} 天", days=days)
