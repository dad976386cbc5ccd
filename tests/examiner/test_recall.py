"""The examiner against the corpus: what it must find, and how rarely it may cry wolf."""

import pytest

from tests.examiner.corpus import notices
from tests.examiner.judging import Verdict, tally, verdicts
from tests.examiner.report import DOCUMENT, details

LEAST_RECALL = 0.95
LEAST_RECALL_OF_A_CODE = 0.8
LEAST_RECALL_HELD_OUT = 0.85
MOST_FALSE_ALARMS = 0.2


@pytest.fixture(scope="module")
def open_half() -> list[Verdict]:
    return [verdict for verdict in verdicts() if not verdict.notice.heldout]


@pytest.fixture(scope="module")
def held_out() -> list[Verdict]:
    return [verdict for verdict in verdicts() if verdict.notice.heldout]


def test_the_examiner_finds_what_a_careful_reader_finds(open_half: list[Verdict]) -> None:
    counts = tally(open_half)
    assert counts.recall >= LEAST_RECALL, details(open_half)


def test_no_kind_of_defect_is_a_blind_spot(open_half: list[Verdict]) -> None:
    counts = tally(open_half)
    weak = {
        code: counts.recall_of(code)
        for code in counts.planted
        if counts.recall_of(code) < LEAST_RECALL_OF_A_CODE
    }
    assert weak == {}, details(open_half)


def test_it_finds_nearly_as_much_where_no_rule_was_made_for_it(held_out: list[Verdict]) -> None:
    counts = tally(held_out)
    assert counts.recall >= LEAST_RECALL_HELD_OUT, f"{counts.recall:.3f}"


def test_a_clean_notice_is_left_in_peace(open_half: list[Verdict], held_out: list[Verdict]) -> None:
    for half in (open_half, held_out):
        counts = tally(half)
        assert sum(counts.false_alarms.values()) / counts.clean < MOST_FALSE_ALARMS, details(half)


def test_every_code_told_in_the_corpus_is_explained_in_the_docs() -> None:
    page = DOCUMENT.read_text("utf-8")
    told = {finding.code for verdict in verdicts() for finding in verdict.findings}
    planted = {defect.codes[0] for notice in notices() for defect in notice.defects}
    assert {code for code in told | planted if f"`{code}`" not in page} == set()
