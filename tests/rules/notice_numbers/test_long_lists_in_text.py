"""A list over many pages is read as many tables: what is known of the whole text is worked out once, not once a table."""

from collections.abc import Iterator

import pytest

from desktop.catalogue.catalogue import Catalogue
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, DocumentTable, Passage
from desktop.rules.notice_checks import places
from desktop.rules.notice_numbers import counts, counts_beside_lists, tables_read


class Counted(tuple[Passage, ...]):
    """Passages that count how often they are gone through."""

    times = 0

    def __iter__(self) -> Iterator[Passage]:
        type(self).times += 1
        return super().__iter__()


def long_list(pages: int, name: str) -> Document:
    """Pages of three persons each, told as tables and as the lines they were read from."""
    passages: list[Passage] = []
    tables: list[DocumentTable] = []
    for page in range(pages):
        rows = [("序号", "姓名", "金额"), *((f"{page * 3 + at}", "马文海", "100") for at in (1, 2, 3))]
        lines = [f"第{page * 5 + at}行" for at in range(len(rows))]
        passages += [Passage(line, "    ".join(row)) for line, row in zip(lines, rows, strict=True)]
        tables.append(
            DocumentTable(lines[0], tuple(rows), tuple((line,) * 3 for line in lines), in_passages=True)
        )
    return Document(name, "txt", Counted(passages), tuple(tables))


@pytest.mark.parametrize(
    "rule", [counts.check, counts_beside_lists.check, tables_read.grids_of, places.check]
)
def test_the_text_is_gone_through_as_often_for_forty_tables_as_for_four(rule, catalogue: Catalogue) -> None:
    data = ExaminationData.of(catalogue, "")
    gone: list[int] = []
    for pages in (4, 40):
        document = long_list(pages, f"{rule.__module__}-{pages}")
        Counted.times = 0
        list(rule(document, data))
        gone.append(Counted.times)
    assert gone[0] == gone[1]


def test_the_row_with_the_next_number_on_the_next_page_is_seen() -> None:
    document = long_list(2, "two pages")
    assert tables_read.runs_on(document, document.tables[0])
    assert not tables_read.runs_on(document, document.tables[1])


def test_what_is_remembered_of_a_document_is_found_without_reading_it() -> None:
    """A file looked at again is as long as the first time: to compare the two for every rule took as long as all rules."""
    first, again = long_list(2, "a"), long_list(2, "a")
    assert first.passages == again.passages
    assert len({first, again, first}) == 2
