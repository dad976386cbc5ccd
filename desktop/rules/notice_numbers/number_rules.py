"""The rules of arithmetic and dates in the order they run. A rule takes a document and yields findings."""

from collections.abc import Callable, Iterator

from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding
from desktop.rules.notice_numbers import (
    attendance,
    balances,
    capitals,
    counts,
    counts_beside_lists,
    counts_in_text,
    counts_of_things,
    impossible_dates,
    increases,
    odd_years,
    percentages,
    period_days,
    period_end,
    period_minimum,
    rate_times_area,
    rates_in_tables,
    reversed_dates,
    row_totals,
    shares_in_tables,
    signing_date,
    sums_in_tables,
    sums_in_text,
    sums_of_sections,
    text_against_table,
    unit_conversion,
)

RULES: tuple[Callable[[Document, ExaminationData], Iterator[Finding]], ...] = (
    sums_in_text.check,
    sums_of_sections.check,
    sums_in_tables.check,
    text_against_table.check,
    rate_times_area.check,
    rates_in_tables.check,
    row_totals.check,
    balances.check,
    unit_conversion.check,
    percentages.check,
    increases.check,
    shares_in_tables.check,
    capitals.check,
    counts.check,
    counts_beside_lists.check,
    counts_in_text.check,
    attendance.check,
    counts_of_things.check,
    impossible_dates.check,
    reversed_dates.check,
    odd_years.check,
    period_days.check,
    period_minimum.check,
    period_end.check,
    signing_date.check,
)
