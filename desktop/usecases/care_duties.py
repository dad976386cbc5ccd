"""What the care of the data asks of a person: a copy outside this laptop, a rehearsed restore, room on the disk. Reads only.

Nothing is asked in the first days of a home, and nothing of one that holds no record.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlmodel import Session

from desktop.base.words import tr
from desktop.domain.finding import Finding
from desktop.storage import audit, records, settings
from desktop.usecases import home_ground
from desktop.usecases.care import CARRIED, DRILLED
from desktop.usecases.desk import Desk
from desktop.usecases.duty_views import Duty, day_words

CARRY_EVERY = timedelta(days=14)
DRILL_EVERY = timedelta(days=90)
_STEPS = 200


def care_duties(desk: Desk, session: Session, today: date) -> Iterator[Duty]:
    """Duties of the kind ``care``."""
    # Opening under a wrong clock is itself a step, so the last one alone would always agree with it.
    newest = max((entry.at for entry in audit.page(session, limit=_STEPS)), default="")
    for finding in (
        *home_ground.room(desk.home.folder),
        *home_ground.place(desk.home.folder),
        *home_ground.clock(desk.clock.now(), newest),
    ):
        yield _of_finding(finding)
    if not records.count(session):
        return
    made = desk.home.device.made_at
    begun = datetime.fromisoformat(made).date() if made else today
    for key, every, title, never, words in (
        (CARRIED, CARRY_EVERY, tr("备份抄一份到U盘"), tr("还没有抄过；电脑坏了、丢了，全靠它"), tr("去备份")),
        (
            DRILLED,
            DRILL_EVERY,
            tr("练一次恢复"),
            tr("还没有练过；练一次，才知道备份真能恢复"),
            tr("去练一次"),
        ),
    ):
        done = settings.get(session, key)
        last = datetime.fromisoformat(done["at"]).date() if done else begun
        days = (today - last).days
        if timedelta(days=days) > every:
            context = tr("上一次在 {day}", day=day_words(last)) if done else never
            yield Duty("care", title, context, None, tr("{days} 天没做", days=days), "care", words)


def _of_finding(finding: Finding) -> Duty:
    return Duty(
        "care",
        tr("{place}：{text}", place=finding.place, text=finding.text),
        tr(finding.advice),
        None,
        tr("请处理"),
        "care",
        tr("看一看"),
    )
