"""Whatever the screen speaks: papers and lists an office hands out are the same, what a person reads on the screen is not."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.base.errors import Refusal
from desktop.base.words import speak
from desktop.ui.languages import phrases
from desktop.usecases.office import Session
from tests.conftest import Open
from tests.pdfs import text_of

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture
def english() -> Iterator[dict[str, str]]:
    """The phrases to speak with; Chinese is spoken again afterwards."""
    yield phrases("en")
    speak({})


def handed_out(session: Session, record: str, folder: Path) -> list[str]:
    """The text of all that leaves the office of a record that hangs."""
    folder.mkdir()
    notice = session.notices.notices_of(record)[-1]
    papers = [
        session.sheets.pdf(record),
        session.certificates.pdf(notice.id),
        session.rounds.pdf(),
        session.notices.preview(record).pdf,
    ]
    session.handover.write("李春梅", "周海明", folder / "移交.pdf")
    papers.append((folder / "移交.pdf").read_bytes())
    listed = [f"{line.name}：{line.text}" for entry in session.directory.entries() for line in entry.lines]
    return [*(text_of(paper) for paper in papers), *listed]


def test_papers_and_lists_are_chinese_whatever_the_screen_speaks(
    as_person: Open, issued: str, tmp_path: Path, english: dict[str, str]
) -> None:
    clerk = as_person("李春梅")
    notice = clerk.notices.make(issued, None).value
    clerk.notices.post(notice.id, "上滩村公示栏", date(2026, 9, 16))
    before = handed_out(clerk, issued, tmp_path / "zh")
    speak(english)
    assert handed_out(clerk, issued, tmp_path / "en") == before


def test_the_history_of_a_record_is_kept_in_codes_and_chinese(
    as_person: Open, drafted: str, english: dict[str, str]
) -> None:
    speak(english)
    as_person("李春梅").flow.submit(drafted)
    as_person("周海明").flow.return_(drafted, "第 2 行面积请再核一次")
    session = as_person("李春梅")
    assert [line.words for line in session.records.get(drafted).history][:2] == ["Returned", "Submit"]
    speak({})
    assert [line.words for line in session.records.get(drafted).history][:2] == ["退回", "提交审核"]


def test_refusals_and_duties_are_said_in_the_language_of_the_screen(
    as_person: Open, drafted: str, english: dict[str, str]
) -> None:
    speak(english)
    session = as_person("李春梅")
    title = session.records.get(drafted).record.title
    with pytest.raises(Refusal) as refused:
        session.flow.review(drafted)
    said = str(refused.value).replace(title, "")
    assert said
    assert not CHINESE.search(said)
    session.flow.submit(drafted)
    duties = [duty for duty in as_person("周海明").duties.due() if duty.record == drafted]
    assert duties
    assert not any(CHINESE.search(f"{duty.words}{duty.action_words}") for duty in duties)
