"""Days and times as lists show them: 今天 10:42, 9月14日, 2025年; and how far a limit is. Words only."""

from datetime import date, datetime

from desktop.base.words import month_name, tr


def day_words(day: date, today: date) -> str:
    """今天, 9月21日, or 2025年9月21日 in another year. A date is one word: no spaces inside."""
    if day == today:
        return tr("今天")
    short = tr("{month}月{day}日", month=month_name(day.month), day=day.day)
    return short if day.year == today.year else tr("{year}年{short}", year=day.year, short=short)


def clock_words(moment: str) -> str:
    """10:42 of an aware ISO text; empty for an empty text."""
    return moment[11:16]


def moment_words(moment: str, today: date) -> str:
    """今天 10:42, 9月14日, or 2025年 of an aware ISO text; empty for an empty text."""
    if not moment:
        return ""
    day = datetime.fromisoformat(moment).date()
    if day == today:
        return tr("今天 {clock_words}", clock_words=clock_words(moment))
    return day_words(day, today) if day.year == today.year else tr("{year}年", year=day.year)


def limit_words(day: date | None, today: date) -> tuple[str, str]:
    """The limit in words and its colour meaning: late, due or none."""
    if day is None:
        return "—", ""
    left = (day - today).days
    if left < 0:
        return tr("逾期 {part} 天", part=-left), "late"
    if left == 0:
        return tr("今天"), "due"
    return day_words(day, today), ""
