"""Words for what use cases tell in codes: times, dates, amounts. No Qt, no decisions. The login screen waits for this module."""

from datetime import date, datetime

from desktop.base.words import month_name, tr
from desktop.domain.account import ROLE_WORDS, Role

WEEKDAYS = (
    tr("星期一"), tr("星期二"), tr("星期三"), tr("星期四"), tr("星期五"), tr("星期六"), tr("星期日"),
)  # fmt: skip


def role_words(role: Role) -> str:
    return tr(ROLE_WORDS[role])


def day(on: date, today: date | None = None) -> str:
    """9月16日; with the year where it is not ``today``'s; 今天 for today."""
    if today is not None and on == today:
        return tr("今天")
    if today is not None and on.year == today.year:
        return tr("{month}月{day}日", month=month_name(on.month), day=on.day)
    return (
        tr("{year}年{month}月{day}日", year=on.year, month=on.month, day=on.day)
        if today is not None
        else tr("{month}月{day}日", month=month_name(on.month), day=on.day)
    )


def weekday(on: date) -> str:
    return WEEKDAYS[on.weekday()]


def clock_time(at: datetime) -> str:
    return f"{at:%H:%M}"


def moment_words(at: str, today: date) -> str:
    """An ISO time as the lists show it: 今天 10:42, 9月14日, 2025年3月1日. Empty stays empty."""
    if not at:
        return ""
    when = datetime.fromisoformat(at)
    return tr("今天 {when:%H:%M}", when=when) if when.date() == today else day(when.date(), today)


def backup_words(made: str, today: date) -> str:
    """How old the newest backup is, from the time in its name (YYYYMMDDTHHMMSS; empty: there is none)."""
    if not made:
        return tr("还没有备份")
    at = datetime.strptime(made, "%Y%m%dT%H%M%S")  # noqa: DTZ007  # local, as the name is
    on = f"{day(at.date(), today)} " if at.date() != today else ""
    return tr("上次备份 {on}{at:%H:%M}", on=on, at=at)


def size_words(count: int) -> str:
    """Bytes as people say them: 38.0 MB."""
    for unit, size in (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return tr("{count} 字节", count=count)
