"""The rules of arithmetic and dates in the order they run. A rule takes a document and yields findings."""

from collections.abc import Callable, Iterator

from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding
from desktop.rules.notice_numbers import (
    impossible_dates,
    odd_years,
    period_days,
    period_end,
    period_minimum,
    reversed_dates,
    signing_date,
)

RULES: tuple[Callable[[Document, ExaminationData], Iterator[Finding]], ...] = (
    impossible_dates.check,
    reversed_dates.check,
    odd_years.check,
    period_days.check,
    period_minimum.check,
    period_end.check,
    signing_date.check,
)
