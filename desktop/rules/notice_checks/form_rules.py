"""The rules of privacy, form and names in the order they run. A rule takes a document and yields findings."""

from collections.abc import Callable, Iterator

from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding
from desktop.rules.notice_checks import (
    hidden_content,
    homes,
    masks,
    minors,
    personal_conditions,
    personal_numbers,
)

Rule = Callable[[Document, ExaminationData], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    personal_numbers.check,
    masks.check,
    personal_conditions.check,
    minors.check,
    homes.check,
    hidden_content.check,
)
