"""The home of every released version opens with all that is in it, and so does the one the next release will keep."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from desktop.base.clock import CHINA
from desktop.usecases.record_views import RecordFilter
from tests import released_homes

KEPT = sorted(released_homes.FOLDER.glob("*")) if released_homes.FOLDER.is_dir() else []


@pytest.fixture(params=["the next one", *KEPT], ids=lambda kept: getattr(kept, "name", kept))
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if isinstance(request.param, Path):
        shutil.copytree(request.param, tmp_path / "home")
        return tmp_path / "home"
    return released_homes.make(tmp_path / "home")


def test_a_released_home_opens_with_all_that_is_in_it(home: Path) -> None:
    later = released_homes.office(datetime(2026, 9, 18, 9, 0, tzinfo=CHINA))
    passphrase = released_homes.PASSPHRASE
    assert later.diagnose(home, "系统管理员", passphrase).findings[0].code == "no-backup"
    for name in released_homes.PEOPLE.values():
        later.open(home, name, passphrase).close()
    session = later.open(home, "李春梅", passphrase)
    try:
        lines = session.records.page(RecordFilter(), 0, 10)
        assert sorted(line.title for line in lines) == sorted([released_homes.TITLE, "没写完的一条"])
        posted = next(line for line in lines if line.title == released_homes.TITLE).id
        rows = [row.values for row in session.records.rows(posted)]
        assert [(row["village"], row["name"], row["subsidy_area"], row["amount"]) for row in rows] == list(
            released_homes.ROWS
        )
        assert [paper.board for paper in session.handover.inventory("李春梅").hanging] == [
            released_homes.BOARD
        ]
        assert len(session.attachments.of(posted)) == 1
        entries, findings = session.care.verify_audit()
        assert entries > 10
        assert findings == []
        session.care.backup()
        assert session.care.diagnose().well
    finally:
        session.close()


def test_a_kept_home_is_never_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(released_homes, "FOLDER", tmp_path)
    kept = released_homes.keep("0.1.0")
    assert sorted(path.name for path in kept.iterdir()) == ["attachments", "home.json", "mingbai.db"]
    with pytest.raises(SystemExit):
        released_homes.keep("0.1.0")
