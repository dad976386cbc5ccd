"""What the examiner's rules of arithmetic and dates go by: ``arithmetic.yaml`` and ``dates.yaml``. Words and limits only."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from desktop.catalogue.content import Node

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArithmeticWords:
    """How totals, rates and parts of a whole are recognised. ``nearly_percent``: how far apart is still a slip."""

    subtotal_rows: Words = ()
    total_rows: Words = ()
    grand_rows: Words = ()
    not_summed: Words = ()
    total_headings: Words = ()
    deducted_headings: Words = ()
    rate_headings: Words = ()
    amount_headings: Words = ()
    person_headings: Words = ()
    overlapping: Words = ()
    partition_ends: Words = ()
    complements: Words = ()
    sources_of_money: Words = ()
    nearly_percent: int = 0
    most_roundings: int = 0
    percent_steps: int = 1


@dataclass(frozen=True, slots=True)
class DateLimits:
    """Limits in years and days; ``binding_marks`` are the origins of a shortest period that are held against a document."""

    most_years_apart: int = 1
    longest_period_days: int = 366
    furthest_year_ahead: int = 100
    earliest_year: int = 1900
    binding_marks: Words = ()
    holiday_source: str = ""
    counting_source: str = ""
    without_minimum: Words = ()


NO_ARITHMETIC = ArithmeticWords()
NO_LIMITS = DateLimits()


def read_arithmetic(node: Node) -> ArithmeticWords:
    return ArithmeticWords(**_values(node, ArithmeticWords))


def read_date_limits(node: Node) -> DateLimits:
    return DateLimits(**_values(node, DateLimits))


def _values(node: Node, build: type[ArithmeticWords | DateLimits]) -> dict[str, Any]:
    """Every field under its own name; whole numbers, texts and lists of words as the field is declared."""
    readers: dict[Any, Callable[[str], object]] = {int: node.number, str: node.text, Words: node.texts}
    for field in fields(build):
        node.child(field.name)
    return {field.name: readers[field.type](field.name) for field in fields(build)}
