"""Words for what use cases tell in codes: times, dates, amounts. No Qt, no decisions. The login screen waits for this module."""

from datetime import date, datetime

from desktop.domain.account import ROLE_WORDS, Role

WEEKDAYS = "一二三四五六日"


def role_words(role: Role) -> str:
    return ROLE_WORDS[role]


def day(on: date, today: date | None = None) -> str:
    """9月16日; with the year where it is not ``today``'s; 今天 for today."""
    if today is not None and on == today:
        return "今天"
    if today is not None and on.year == today.year:
        return f"{on.month}月{on.day}日"
    return f"{on.year}年{on.month}月{on.day}日" if today is not None else f"{on.month}月{on.day}日"


def weekday(on: date) -> str:
    return f"星期{WEEKDAYS[on.weekday()]}"


def clock_time(at: datetime) -> str:
    return f"{at:%H:%M}"


def moment_words(at: str, today: date) -> str:
    """An ISO time as the lists show it: 今天 10:42, 9月14日, 2025年3月1日. Empty stays empty."""
    if not at:
        return ""
    when = datetime.fromisoformat(at)
    return f"今天 {when:%H:%M}" if when.date() == today else day(when.date(), today)


def backup_words(made: str, today: date) -> str:
    """How old the newest backup is, from the time in its name (YYYYMMDDTHHMMSS; empty: there is none)."""
    if not made:
        return "还没有备份"
    at = datetime.strptime(made, "%Y%m%dT%H%M%S")  # noqa: DTZ007  # local, as the name is
    on = f"{day(at.date(), today)} " if at.date() != today else ""
    return f"上次备份 {on}{at:%H:%M}"


def size_words(count: int) -> str:
    """Bytes as people say them: 38.0 MB."""
    for unit, size in (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count} 字节"
