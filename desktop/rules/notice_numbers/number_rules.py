"""The rules of arithmetic and dates in the order they run. A rule takes a document and yields findings."""

from collections.abc import Callable, Iterator

from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding

RULES: tuple[Callable[[Document, ExaminationData], Iterator[Finding]], ...] = ()
