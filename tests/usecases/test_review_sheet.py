"""The 审查单 says who decided what and why, and leaves room to sign."""

from pathlib import Path

import pytest

from desktop.domain.record import Disclosure
from tests.conftest import Open
from tests.pdfs import text_of


def words_of(pdf: bytes) -> str:
    return "".join(text_of(pdf).split())


@pytest.fixture
def returned_once(as_person: Open, drafted: str) -> str:
    as_person("李春梅").flow.submit(drafted)
    as_person("周海明").flow.return_(drafted, "第 2 行面积请再核一次")
    as_person("李春梅").flow.submit(drafted)
    as_person("周海明").flow.review(drafted, "已抽查三户，金额一致。")
    return drafted


def test_opinions_are_kept_through_returns(as_person: Open, returned_once: str) -> None:
    said = as_person("马生莲").sheets.opinions(returned_once)
    assert [(entry.who, entry.verb, entry.text) for entry in said] == [
        ("李春梅", "submitted", ""),
        ("周海明", "returned", "第 2 行面积请再核一次"),
        ("李春梅", "submitted", ""),
        ("周海明", "reviewed", "已抽查三户，金额一致。"),
    ]


def test_the_sheet_holds_names_opinions_and_the_way_back(
    as_person: Open, returned_once: str, tmp_path: Path
) -> None:
    out = as_person("马生莲").sheets.write(returned_once, tmp_path / "审查单.pdf")
    text = words_of(out.read_bytes())
    for part in (
        "政府信息公开审查单", "2026年耕地地力保护补贴发放情况", "主动公开", "周海明", "已抽查三户，金额一致。",
        "周海明退回：第2行面积请再核一次", "签发时编号", "云滩县青石滩乡人民政府", "2026年9月16日",
    ):  # fmt: skip
        assert part in text, part
    assert "632299197001010" not in text


def test_what_is_withheld_cites_its_article(as_person: Open, drafted: str) -> None:
    clerk = as_person("李春梅")
    content = clerk.records.get(drafted).content
    kept = {"disclosure": Disclosure.WITHHELD, "withheld_code": "process", "withheld_reason": "还在研究。"}
    clerk.records.save(drafted, content.model_copy(update=kept))
    text = words_of(clerk.sheets.pdf(drafted))
    assert "不予公开。依据《政府信息公开条例》第16条第2款：过程性信息" in text
    assert "还在研究。" in text


def test_an_issued_record_has_its_number_and_all_four_names(as_person: Open, issued: str) -> None:
    text = words_of(as_person("祁建国").sheets.pdf(issued))
    for name in ("李春梅", "周海明", "马生莲", "祁建国"):
        assert name in text
    assert as_person("祁建国").records.get(issued).record.index_number in text
