"""Documents of a few lines or one table, examined by the rules of numbers alone."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from desktop.catalogue.catalogue import load_catalogue
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, DocumentTable, Passage
from desktop.domain.finding import Finding
from desktop.rules.notice_numbers.number_rules import RULES

ROOT = Path(__file__).resolve().parents[3]
Examine = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def data() -> ExaminationData:
    return ExaminationData.of(load_catalogue(ROOT / "standards"))


def made(text: str, rows: Sequence[Sequence[str]] = ()) -> Document:
    """A text file of these lines, with at most one table."""
    passages = tuple(
        Passage(f"第 {n} 行", line) for n, line in enumerate(text.splitlines(), 1) if line.strip()
    )
    places = tuple(
        tuple(f"表 1 第 {r} 行第 {c} 列" for c in range(1, len(row) + 1)) for r, row in enumerate(rows, 1)
    )
    tables = (DocumentTable("表 1", tuple(map(tuple, rows)), places),) if rows else ()
    return Document("公示.docx", "docx", passages, tables)


@pytest.fixture(scope="session")
def examine(data: ExaminationData) -> Examine:
    """``examine(text, rows)``: the findings of every rule of numbers."""

    def run(text: str, rows: Sequence[Sequence[str]] = ()) -> list[Finding]:
        document = made(text, rows)
        return [finding for rule in RULES for finding in rule(document, data)]

    return run


@pytest.fixture(scope="session")
def codes(examine: Examine) -> Callable[..., list[str]]:
    """The codes of the findings that are more than information."""

    def run(text: str, rows: Sequence[Sequence[str]] = ()) -> list[str]:
        return [finding.code for finding in examine(text, rows) if finding.severity != "info"]

    return run
