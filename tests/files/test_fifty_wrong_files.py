"""Files that are not what they should be: each is refused in words that say what happened, what is safe and what to do,
or taken with exactly the rows that are right; nothing is ever half applied."""

import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from desktop.base.clock import SteppingClock
from desktop.base.errors import MingbaiError
from desktop.base.paths import templates_folder
from desktop.catalogue.catalogue import Catalogue
from desktop.domain.record import RecordContent
from desktop.usecases.office import Office, Session
from tests.conftest import CHEAP, MORNING, PASSPHRASE
from tests.farmland import FARMLAND, VALUES
from tests.files.fifty_wrong_files import DAYS, REFUSED, TAKEN, WHOLE
from tests.files.wrong_files import Make, book, good, roster


@pytest.fixture(scope="module")
def clerk(
    built_offices: Path, tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue
) -> Iterator[Session]:
    """One home for the whole table: a wrong file must not leave a trace, so the next may use it."""
    folder = tmp_path_factory.mktemp("wrong") / "home"
    shutil.copytree(built_offices / "township", folder)
    session = Office(catalogue, templates_folder(), SteppingClock(MORNING), CHEAP).open(
        folder, "李春梅", PASSPHRASE
    )
    yield session
    session.close()


def begun(clerk: Session, matter: str, form: str, values: Mapping[str, str], rows: Make) -> str:
    """A draft with one row of its own, which a refused file must leave as it is."""
    content = RecordContent(title="补贴", formed_on=date(2026, 9, 14), values=dict(values))
    record = clerk.records.new(matter, form, content).value
    with TemporaryDirectory() as folder:
        clerk.roster_import.apply(record, clerk.roster_import.read(record, rows(Path(folder))))
    return record


@pytest.fixture(scope="module")
def farmland(clerk: Session) -> str:
    return begun(clerk, FARMLAND, "farmland_subsidy", VALUES, roster(good(99)))


def state(clerk: Session, record: str) -> tuple[object, ...]:
    """All that a reader could see of the record: content, rows with their ids and places, when it was last touched."""
    found = clerk.records.get(record)
    return found, tuple(clerk.records.rows(record)), tuple(clerk.imports.of(record))


def assert_plain_words(refusal: MingbaiError) -> None:
    """What happened, what is safe, what to do: Chinese sentences that can be written down anywhere."""
    for sentence in (refusal.what, refusal.safe, refusal.todo):
        assert re.search(r"[\u4e00-\u9fff]{2}", sentence), sentence
        assert sentence.endswith("。")
        assert "！" not in sentence
        assert not re.search(
            r"Traceback|Error|Exception|None|[a-z]{12,}", sentence.replace("password.xlsx", "")
        )
        sentence.encode("utf-8")
    assert "没有动" in refusal.safe or "没有改动" in refusal.safe


def test_there_are_well_over_fifty() -> None:
    assert len(REFUSED) + len(TAKEN) + len(DAYS) >= 100


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_in_plain_words_and_leaves_no_trace(
    clerk: Session, farmland: str, tmp_path: Path, name: str
) -> None:
    make, code, words = REFUSED[name]
    path = make(tmp_path)
    before = state(clerk, farmland)
    with pytest.raises(MingbaiError) as refusal:
        clerk.roster_import.apply(farmland, clerk.roster_import.read(farmland, path))
    assert_plain_words(refusal.value)
    assert refusal.value.code == code
    assert words in refusal.value.what + refusal.value.todo
    assert state(clerk, farmland) == before


def test_a_file_that_another_program_holds_is_told(
    clerk: Session, farmland: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows answers while Excel has the file open."""
    path = WHOLE(tmp_path)

    def held(_self: Path) -> bytes:
        raise PermissionError(
            13, "The process cannot access the file because it is being used by another process"
        )

    monkeypatch.setattr(Path, "read_bytes", held)
    before = state(clerk, farmland)
    with pytest.raises(MingbaiError, match="打不开") as refusal:
        clerk.roster_import.read(farmland, path)
    monkeypatch.undo()
    assert_plain_words(refusal.value)
    assert "别的程序" in refusal.value.todo
    assert state(clerk, farmland) == before


@pytest.mark.parametrize("name", TAKEN)
def test_of_a_file_with_faults_exactly_the_right_rows_come_in(
    clerk: Session, farmland: str, tmp_path: Path, name: str
) -> None:
    case = TAKEN[name]
    path = case.make(tmp_path)
    preview = clerk.roster_import.read(farmland, path)
    by_row: dict[int, str] = {}
    for fault in preview.faults:
        by_row[fault.source_row] = by_row.get(fault.source_row, "") + fault.reason
    assert by_row.keys() == case.refused.keys()
    for row, words in case.refused.items():
        assert words in by_row[row]
    told = "\n".join(preview.skipped)
    for words in case.notes:
        assert words in told
    result = clerk.roster_import.apply(farmland, preview).value
    assert (result.taken, result.refused) == (case.rows, len(case.refused))
    kept = clerk.records.rows(farmland)
    assert len(kept) == case.rows
    if case.value[0]:
        assert kept[0].values[case.value[0]] == case.value[1]
    clerk.imports.undo(farmland)
    assert [row.values["name"] for row in clerk.records.rows(farmland)] == ["才让东智"]


@pytest.mark.parametrize("name", DAYS)
def test_a_day_is_read_as_it_stands_or_its_row_is_refused(clerk: Session, tmp_path: Path, name: str) -> None:
    cell, words = DAYS[name]
    heads = ("日期", "凭证号", "摘要", "收入", "支出", "结余")
    path = book([heads, [cell, "记1", "办公费", "", 10, 90], ["2026-04-01", "记2", "电费", "", 5, 85]])(
        tmp_path
    )
    record = clerk.records.new("FP-024", "village_finance").value
    preview = clerk.roster_import.read(record, path)
    if words.startswith("2026-"):
        assert [row.values["date"] for row in preview.rows] == [words, "2026-04-01"]
        assert preview.faults == ()
        return
    assert [(fault.source_row, fault.label) for fault in preview.faults] == [(2, "日期")]
    assert words in preview.faults[0].reason
    assert [row.values["date"] for row in preview.rows] == ["2026-04-01"]
