"""The corpus itself: large, varied, and without a whole number of a person."""

import re
from collections import Counter
from pathlib import Path

from tests.examiner.corpus import card_number, id_number, notices

FREQUENT = (
    "personal-id-number personal-bank-card personal-account personal-mobile personal-plate personal-address"
    " personal-birth-date personal-minor personal-illness personal-disability personal-id-partly mask-joinable"
    " sum-wrong rate-times-area unit-conversion percentage-wrong capitals-differ row-total-wrong count-wrong"
    " date-reversed date-impossible period-too-short days-differ end-on-holiday signed-after-posting date-year-odd"
    " no-title no-signer no-sign-date no-period no-phone no-basis title-word-differs brackets-wrong"
    " document-number-damaged phone-digits place-unknown law-repealed law-renumbered secret-mark internal-report"
    " placeholder-left name-dot glyph-missing"
).split()


def test_the_corpus_is_as_large_and_as_varied_as_promised() -> None:
    faulty = [notice for notice in notices() if not notice.clean]
    clean = [notice for notice in notices() if notice.clean]
    assert len(faulty) >= 150
    assert len(clean) >= 60
    assert len({notice.kind for notice in clean}) >= 20
    assert {notice.format for notice in notices()} == {"txt", "docx", "xlsx", "xls", "pdf", "jpg"}
    assert sum(notice.heldout for notice in notices()) * 4 > len(notices())


def test_every_frequent_code_is_planted_four_times_or_more() -> None:
    planted = Counter(code for notice in notices() for defect in notice.defects for code in defect.codes)
    assert {code: planted[code] for code in FREQUENT if planted[code] < 4} == {}


def test_no_file_of_the_corpus_holds_a_whole_number_of_a_person() -> None:
    """They are written without their check digit; only the few deliberately spelt with blanks or as the old 15 digits stay."""
    for path in (Path(__file__).parent / "corpus").rglob("*.yaml"):
        text = path.read_text("utf-8")
        for number in re.findall(r"(?<![\d:])\d{17}[\dXx](?!\d)", text):
            assert id_number(number[:17]) != number.upper(), path.name


def test_a_completed_number_carries_its_check_digit() -> None:
    assert id_number("11010519491231002") == "11010519491231002X"
    assert card_number("7992739871") == "79927398713"
