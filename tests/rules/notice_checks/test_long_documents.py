"""What is worked out of a whole document is worked out once, not at each of its lines."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from desktop.base.paths import content_root
from desktop.catalogue.catalogue import load_catalogue
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, Passage
from desktop.rules.examiner import examine_document


@pytest.fixture(scope="module")
def data() -> ExaminationData:
    return ExaminationData.of(load_catalogue(content_root()))


def notice(lines: int) -> Document:
    """A list of so many lines under a title, neither signed nor dated: its day is looked for in all of it."""
    texts = [
        "关于2026年耕地地力保护补贴发放情况的公示",
        *(f"{number} 上滩村 一社 才让东智 {number}.50 115.00" for number in range(1, lines)),
    ]
    return Document(
        "名单.txt", "txt", tuple(Passage(f"第 {at} 行", text) for at, text in enumerate(texts, 1))
    )


@contextmanager
def counted() -> Iterator[list[int]]:
    """Counts calls of functions and continuations of generators."""
    calls = [0]

    def count(_frame: object, event: str, _argument: object) -> None:
        calls[0] += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(before)


def test_eight_times_the_lines_are_not_more_than_eight_times_the_work(data: ExaminationData) -> None:
    list(examine_document(notice(5), data))  # patterns are made once
    found = []
    for lines in (100, 800):
        document = notice(lines)
        with counted() as calls:
            list(examine_document(document, data))
        found.append(calls[0])
    assert found[1] <= 8 * found[0]
