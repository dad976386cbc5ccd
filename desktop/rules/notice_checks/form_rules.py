"""The rules of privacy, form and names in the order they run. A rule takes a document and yields findings."""

from collections.abc import Callable, Iterator

from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding
from desktop.rules.notice_checks import (
    document_numbers,
    hidden_content,
    homes,
    laws,
    marks,
    masks,
    minors,
    names,
    parts,
    personal_conditions,
    personal_numbers,
    phones,
    placeholders,
    places,
    titles,
)

Rule = Callable[[Document, ExaminationData], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    marks.check,
    personal_numbers.check,
    masks.check,
    personal_conditions.check,
    minors.check,
    homes.check,
    hidden_content.check,
    titles.check,
    parts.check,
    document_numbers.check,
    phones.check,
    places.check,
    laws.check,
    placeholders.check,
    names.check,
)
