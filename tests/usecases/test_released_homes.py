"""The home of every released version opens with all that is in it, and so does the one the next release will keep."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desktop import __version__
from desktop.base.clock import CHINA
from desktop.base.paths import content_root
from desktop.storage import migrate
from desktop.storage.migrations import STEPS
from desktop.usecases.record_views import RecordFilter
from tests import released_homes, released_schemas
from tests.usecases import killed_migration
from tests.usecases.killed_migration import TWO_STEPS

KEPT = sorted(path.parent for path in released_homes.FOLDER.glob("*/home.json"))
CHANGELOG = (content_root() / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def next_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released_homes.make(tmp_path_factory.mktemp("released") / "home")


@pytest.fixture(params=["the next one", *KEPT], ids=lambda kept: getattr(kept, "name", kept))
def home(request: pytest.FixtureRequest, tmp_path: Path, next_one: Path) -> Path:
    kept = request.param if isinstance(request.param, Path) else next_one
    shutil.copytree(kept, tmp_path / "home")
    return tmp_path / "home"


def test_a_released_home_opens_with_all_that_is_in_it(home: Path) -> None:
    later = released_homes.office(datetime(2026, 9, 18, 9, 0, tzinfo=CHINA))
    found = later.diagnose(home, "系统管理员", released_homes.PASSPHRASE).findings
    assert [finding.code for finding in found] == ["no-backup"]
    require_whole(home)


def require_whole(home: Path) -> None:
    later = released_homes.office(datetime(2026, 9, 18, 9, 0, tzinfo=CHINA))
    passphrase = released_homes.PASSPHRASE
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


@pytest.fixture(scope="module")
def one_who_dies() -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", killed_migration.__name__]
    with subprocess.Popen(
        command, cwd=content_root(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.stdin.close()


def opened_by(one_who_dies: subprocess.Popen[str], home: Path, step: int, at: int) -> None:
    """A process of the later program opens the home and is killed in the middle of a step."""
    one_who_dies.stdin.write(json.dumps([str(home), step, at]) + "\n")
    one_who_dies.stdin.flush()
    assert int(one_who_dies.stdout.readline()) == -signal.SIGKILL


@pytest.mark.parametrize(
    ("step", "at"), [(step, at) for step, lines in enumerate(TWO_STEPS) for at in range(len(lines) + 1)]
)
def test_a_released_home_whose_migration_is_killed_anywhere_is_brought_up_whole(
    home: Path, step: int, at: int, one_who_dies: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_by(one_who_dies, home, step, at)
    monkeypatch.setattr(migrate, "STEPS", (*STEPS, *TWO_STEPS))
    monkeypatch.setattr(migrate, "NEWEST", len(STEPS) + len(TWO_STEPS))
    require_whole(home)
    later = released_homes.office(datetime(2026, 9, 18, 10, 0, tzinfo=CHINA))
    session = later.open(home, "李春梅", released_homes.PASSPHRASE)
    try:
        with session.desk.home.database.reading() as reading:
            connection = reading.connection()
            titles = {row[0] for row in connection.exec_driver_sql("SELECT title FROM later")}
            assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == migrate.NEWEST
            assert [row[0] for row in connection.exec_driver_sql("SELECT village FROM boards")] == [""]
        assert titles == {f"{released_homes.TITLE}。", "没写完的一条。"}
    finally:
        session.close()
    assert list((home / "backups").glob("*-before-update*.db"))


def test_a_kept_home_is_never_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(released_homes, "FOLDER", tmp_path)
    kept = released_homes.keep("0.1.0")
    assert sorted(path.name for path in kept.iterdir()) == ["attachments", "home.json", "mingbai.db"]
    assert sum(path.stat().st_size for path in kept.rglob("*") if path.is_file()) < 600_000
    assert released_schemas.read(tmp_path) == {"0.1.0": released_schemas.digests()}
    with pytest.raises(SystemExit):
        released_homes.keep("0.1.0")


def test_no_step_that_was_released_was_edited_and_no_version_went_out_without_its_home() -> None:
    kept, steps = released_schemas.read(released_homes.FOLDER), released_schemas.digests()
    assert released_schemas.edited(kept, steps) == []
    assert released_schemas.forgotten(CHANGELOG, __version__, kept, steps) == ""
    assert {place.name for place in KEPT} == set(kept)


def test_what_would_be_forgotten_at_a_release_is_told() -> None:
    making, out = "## 0.1.0 (not yet released)\n- x\n", "## 0.1.0 — 2026-12-01\n- x\n"
    steps = ["a", "b"]
    assert released_schemas.forgotten(making, "0.1.0", {}, steps) == ""
    assert "python -m tests.released_homes 0.1.0" in released_schemas.forgotten(out, "0.1.0", {}, steps)
    assert released_schemas.forgotten(out, "0.1.0", {"0.1.0": steps}, steps) == ""
    assert "raise the version" in released_schemas.forgotten(out, "0.1.0", {"0.1.0": ["a"]}, steps)
    later = f"## 0.2.0 — 2027-01-05\n{out}"
    assert released_schemas.forgotten(later, "0.2.0", {"0.1.0": steps}, steps) == "", (
        "nothing changed in the database"
    )
    assert "released_homes 0.2.0" in released_schemas.forgotten(later, "0.2.0", {"0.1.0": ["a"]}, steps)
    assert released_schemas.edited({"0.1.0": ["a", "b"]}, ["a", "b", "c"]) == []
    assert [words[:6] for words in released_schemas.edited({"0.1.0": ["a", "b"]}, ["a", "x"])] == ["Step 2"]
    assert len(released_schemas.edited({"0.1.0": ["a", "b"]}, ["a"])) == 1, "a step that was taken away"


def test_the_layout_of_a_step_is_free_and_its_words_are_not() -> None:
    assert released_schemas.digests([("CREATE  TABLE\n a (b)",)]) == released_schemas.digests(
        [("CREATE TABLE a (b)",)]
    )
    assert released_schemas.digests([("CREATE TABLE a (b)",)]) != released_schemas.digests(
        [("CREATE TABLE a (c)",)]
    )
