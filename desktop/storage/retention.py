"""Which backups are kept and for how long. The numbers stand here and nowhere else; `sweep` alone deletes.

What a person may still look for (what a restore set aside, what was salvaged, what stood before an update) is never
deleted by the program.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.base.clock import CHINA
from desktop.base.files import discard
from desktop.storage.backup_list import Backup

KEPT_FOR_A_PERSON = ("before-restore", "salvaged", "before-update")


@dataclass(frozen=True, slots=True)
class Policy:
    """All of the last ``hours``, then the newest of each of so many days, weeks (from Monday) and months that have one."""

    hours: int = 4
    days: int = 14
    weeks: int = 8
    months: int = 24


USUAL = Policy()


def made_at(backup: Backup) -> datetime | None:
    """The time in its name, which is China's; None for a file that somebody named otherwise."""
    try:
        return datetime.strptime(backup.made_at, "%Y%m%dT%H%M%S").replace(tzinfo=CHINA)
    except ValueError:
        return None


def is_ours(backup: Backup) -> bool:
    """Made by the program as a backup; not what a person may still look for, nor a file somebody put there."""
    return made_at(backup) is not None and not backup.reason.startswith(KEPT_FOR_A_PERSON)


def to_drop(found: Iterable[Backup], now: datetime, policy: Policy = USUAL) -> list[Backup]:
    """Those that the policy no longer keeps. Never the newest, nor one that is dated after ``now``: a clock that was set
    back would otherwise empty the shelf. Days, weeks and months without a backup are not counted."""
    dated = [(at, backup) for backup in found if is_ours(backup) and (at := made_at(backup)) is not None]
    dated.sort(key=lambda each: (each[0], each[1].path.name), reverse=True)
    kept = {backup for _, backup in dated[:1]}
    kept.update(backup for at, backup in dated if now - at < timedelta(hours=policy.hours))
    for period, most in zip(_PERIODS, (policy.days, policy.weeks, policy.months), strict=True):
        first: dict[object, Backup] = {}
        for at, backup in dated:
            if at <= now:
                first.setdefault(period(at), backup)
        kept.update(list(first.values())[:most])
    return [backup for _, backup in dated if backup not in kept]


_PERIODS: tuple[Callable[[datetime], object], ...] = (
    lambda at: at.date(),
    lambda at: at.isocalendar()[:2],
    lambda at: (at.year, at.month),
)


def sweep(found: Iterable[Backup], now: datetime, whole: Callable[[Backup], bool]) -> list[Backup]:
    """Delete what is no longer kept; returns it. Where the newest is not whole nothing is deleted: an older one is then
    the newest to rely on."""
    backups = list(found)
    gone = to_drop(backups, now)
    if not gone:
        return []
    newest = max(filter(is_ours, backups), key=lambda each: (each.made_at, each.path.name))
    if not whole(newest):
        return []
    for backup in gone:
        # The slots last: a database without them opens still, with those of the home.
        discard(backup.path, backup.path.with_suffix(".json"))
    return gone
