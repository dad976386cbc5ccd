"""What is not published by oneself names the article that allows it."""

from datetime import date

import pytest

from desktop.base.paths import content_root
from desktop.catalogue.catalogue import load_catalogue
from desktop.domain.finding import Severity
from desktop.domain.record import Disclosure, RecordContent
from desktop.rules.withholding import check_withholding, reason_words, reasons_for

LISTS = load_catalogue(content_root()).code_lists
PROACTIVE, ON_REQUEST, WITHHELD = Disclosure


def content(disclosure: Disclosure, code: str = "", reason: str = "") -> RecordContent:
    return RecordContent(
        title="人事安排", formed_on=date(2026, 9, 14), disclosure=disclosure, withheld_code=code,
        withheld_reason=reason,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("disclosure", "code", "reason", "usual", "found"),
    [
        (PROACTIVE, "", "", PROACTIVE, []),
        (WITHHELD, "", "", PROACTIVE, ["reason-missing"]),
        (WITHHELD, "", "", WITHHELD, ["reason-missing"]),
        (WITHHELD, "internal", "", PROACTIVE, []),
        (WITHHELD, "", "人事管理", PROACTIVE, ["reason-article"]),
        (WITHHELD, "partial", "", PROACTIVE, ["reason-unknown"]),
        (ON_REQUEST, "", "", PROACTIVE, ["reason-missing"]),
        (ON_REQUEST, "", "", ON_REQUEST, []),
        (ON_REQUEST, "partial", "", PROACTIVE, []),
        (ON_REQUEST, "internal", "", ON_REQUEST, ["reason-unknown"]),
    ],
)
def test_a_reason_is_asked_for_where_the_law_asks_for_one(disclosure, code, reason, usual, found):
    made = list(check_withholding(content(disclosure, code, reason), usual, LISTS))
    assert [finding.code for finding in made] == found
    assert all((finding.severity is Severity.BLOCK) == (finding.code != "reason-article") for finding in made)


def test_the_printed_reason_cites_the_article_first():
    words = reason_words(content(WITHHELD, "internal", "人事调整方案"), LISTS)
    assert words == (
        "依据《政府信息公开条例》第16条第1款：内部事务信息（人事管理、后勤管理、内部工作流程等）。人事调整方案"
    )
    assert reason_words(content(WITHHELD, "", "说明"), LISTS) == "说明"


@pytest.mark.parametrize("disclosure", [ON_REQUEST, WITHHELD])
def test_every_reason_cites_an_article(disclosure):
    reasons = reasons_for(disclosure, LISTS)
    assert len(reasons) >= 3
    assert all(reason.cite.startswith("条例第") for reason in reasons)
    assert reasons_for(PROACTIVE, LISTS) == ()
