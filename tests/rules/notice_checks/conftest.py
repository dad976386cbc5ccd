"""Documents of a few lines, and the data of the real catalogue to examine them by."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from desktop.catalogue.catalogue import load_catalogue
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, DocumentTable, Part, Passage

ROOT = Path(__file__).resolve().parents[3]
MakeDocument = Callable[..., Document]


@pytest.fixture(scope="session")
def data() -> ExaminationData:
    return ExaminationData.of(load_catalogue(ROOT))


@pytest.fixture
def document() -> MakeDocument:
    """``document("line", "line", rows=[[…]])``: a text whose table has its own places."""

    def make(
        *lines: str,
        rows: Sequence[Sequence[str]] = (),
        part: Part = Part.BODY,
        name: str = "公示.docx",
        extra: Sequence[Passage] = (),
    ) -> Document:
        passages = tuple(Passage(f"第 {n} 行", line, part) for n, line in enumerate(lines, 1))
        tables: tuple[DocumentTable, ...] = ()
        if rows:
            places = tuple(
                tuple(f"表 1 第 {r} 行第 {c} 列" for c in range(1, len(row) + 1))
                for r, row in enumerate(rows, 1)
            )
            tables = (DocumentTable("表 1", tuple(map(tuple, rows)), places),)
        return Document(name, "docx", (*passages, *extra), tables)

    return make
