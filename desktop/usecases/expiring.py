"""What this office relies on and what is running out: announced working days, grants, legal bases that were replaced."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import Session

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
        f"放假安排只到 {last}年",
        f"{last + 1}年的工作日还算不出来，请收县里发的日历包",
        end,
        _left(end, today),
        "sync",
        "去同步",
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
        what = "报送给" if contact.upward else "接收"
        yield Duty(
            "standards",
            f"{what}{contact.unit}的许可快到期" if end >= today else f"{what}{contact.unit}的许可已到期",
            "到期以后同步包不能再收发，请重新登记设备",
            end,
            _left(end, today),
            "sync",
            "去同步",
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
        now = f"现为{successor.words}" if successor else old[0].repealed
        more = f"，另有 {len(old) - 1} 件" if len(old) > 1 else ""
        yield Duty(
            "standards",
            f"{matter.name}：依据有变",
            f"《{old[0].title}》{now}{more}",
            None,
            f"{len(old)} 件依据",
            "matter",
            "看一看",
            matter=code,
        )


def _left(end: date, today: date) -> str:
    days = (end - today).days
    return f"过期 {-days} 天" if days < 0 else f"还剩 {days} 天"
