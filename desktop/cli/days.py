"""A day as it is typed on the command line."""

from datetime import date

from desktop.base.errors import Refusal


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refusal(f"日期“{text}”不对。", todo="请写成 2026-09-16 这样。", code="bad-date") from error
