"""What a clerk does, cut into steps after each of which the program says it is done. To be stopped at any point.

An operation knows how to begin, its steps, how to end, and what must be true whenever nothing is in the way. It knows
nothing of kills and disk faults.
"""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from desktop.base.errors import Refusal, SurroundingsError
from desktop.domain.account import Role
from desktop.domain.record import RecordContent
from desktop.storage import migrate
from desktop.storage.backup_list import list_backups
from desktop.storage.database import check_whole
from desktop.storage.home import DATABASE
from desktop.storage.restore import restore
from desktop.sync.check import verify_bundle
from desktop.sync.down import SUFFIX as DOWN
from desktop.sync.receipts import SUFFIX as RECEIPT
from desktop.sync.receipts import parse_receipt
from desktop.sync.write import MARKER
from desktop.usecases.office import Session
from desktop.usecases.upload_state import ways
from tests.farmland import VALUES
from tests.faults import stage as stages
from tests.faults.county_line import listening
from tests.faults.stage import (
    ADMIN,
    CLERK,
    COUNTY_ADMIN,
    PAPER,
    PASSPHRASE,
    PEOPLE,
    TOWNSHIP,
    enter,
    notes,
    office_at,
)

Facts = dict[str, Any]

_CHUNK = 8 << 10
"""Of an upload: a bundle goes in several."""


@dataclass(frozen=True)
class Operation:
    """``steps`` get what ``begin`` gave. ``facts`` opens the home afresh and says what there is; ``always`` raises
    AssertionError if what was left behind is not as it must be after any accident."""

    name: str
    stage: str
    home: str
    begin: Callable[[Path], AbstractContextManager[Any]]
    steps: tuple[Callable[[Any, Path], None], ...]
    facts: Callable[[Path], Facts]
    always: Callable[[Path], None] = field(default=lambda folder: None)


@contextlib.contextmanager
def _as(folder: Path, name: str) -> Iterator[Session]:
    session = enter(folder, name)
    try:
        yield session
    finally:
        session.close()


@contextlib.contextmanager
def _closed(folder: Path) -> Iterator[None]:
    """Nothing is open beforehand."""
    yield


def _clerk(folder: Path) -> AbstractContextManager[Session]:
    return _as(folder, CLERK)


def _county(folder: Path) -> AbstractContextManager[Session]:
    return _as(folder, COUNTY_ADMIN)


def _sound(session: Session, home: Path) -> None:
    """Pages, structure and chains of an open home hold."""
    _, findings = session.care.verify_audit()
    assert findings == [], [finding.text for finding in findings]
    assert check_whole(home / DATABASE, session.desk.home._key) == []


def _township_facts(folder: Path) -> Facts:
    with _clerk(folder) as session:
        _sound(session, folder / "township")
        found: Facts = {}
        for line in session.exchange.status():
            view = session.records.get(line.record)
            rows = [row.values for row in session.records.rows(line.record)]
            files = [
                (entry.name, len(session.desk.home.attachments.get(entry.digest)))
                for entry in session.attachments.of(line.record)
            ]
            found[view.content.title] = [
                str(view.record.state),
                view.content.values,
                rows,
                files,
                str(line.state),
            ]
        found["numbers missing"] = session.exchange.missing()
        return found


def _county_facts(folder: Path) -> Facts:
    with _county(folder) as session:
        _sound(session, folder / "county")
        found: Facts = {}
        for line in session.exchange.status():
            view = session.records.get(line.record)
            files = [
                (entry.name, len(session.desk.home.attachments.get(entry.digest)))
                for entry in session.attachments.of(line.record)
            ]
            found[view.content.title] = [
                str(view.record.state), view.content.values,
                [row.values for row in session.records.rows(line.record)], files,
            ]  # fmt: skip
        found["numbers missing"] = session.exchange.missing()
        return found


# Saving


def _save_words(session: Session, folder: Path) -> None:
    record = notes(folder)["drafted"]
    content = RecordContent(
        title="改过的标题", formed_on=date(2026, 9, 15), values={**VALUES, "rate": "120.00"}
    )
    session.records.save(record, content)


def _save_row(session: Session, folder: Path) -> None:
    record = notes(folder)["drafted"]
    row = session.records.rows(record)[0]
    session.records.save_row(record, row.with_values({**row.values, "name": "改过的名字"}))


def _remove_row(session: Session, folder: Path) -> None:
    record = notes(folder)["drafted"]
    found = [row.row for row in session.records.rows(record) if row.values["name"] == "李𬭎"]
    if found:
        session.records.remove_rows(record, found)


def _attach(session: Session, folder: Path) -> None:
    paper = folder / "spare" / PAPER
    record = notes(folder)["drafted"]
    if paper.name not in {line.name for line in session.attachments.of(record)}:
        session.attachments.add(record, paper)


# The way to issue


def _advance_as(name: str, upto: str) -> Callable[[None, Path], None]:
    def advance(_: None, folder: Path) -> None:
        with _as(folder, name) as session:
            record = notes(folder)["drafted"]
            if str(session.records.get(record).record.state) == upto:
                session.flow.advance(record)

    return advance


_STATES = ("draft", "submitted", "reviewed", "secrecy_reviewed")


# Exchange


def _export(session: Session, folder: Path) -> None:
    session.exchange.export(folder / "stick")


def _stick(folder: Path) -> None:
    """A file with a marker is whole, and its marker says so; without a database entry it is at most the newest one."""
    for path in (folder / "stick").glob("*.mingbai"):
        report = verify_bundle(path)
        assert report.ok, [finding.text for finding in report.findings]
    for marker in (folder / "stick").glob(f"*.mingbai{MARKER}"):
        digest, name = marker.read_text().split()
        assert name == marker.name.removesuffix(MARKER)
        assert stages.sha256_of(folder / "stick" / name) == digest


def _export_facts(folder: Path) -> Facts:
    names = sorted(path.name for path in (folder / "stick").iterdir())
    _stick(folder)
    return {
        **_township_facts(folder),
        "leftovers": [name for name in names if name.endswith(".part")],
        "unmarked": [name for name in names if name.endswith(".mingbai") and f"{name}{MARKER}" not in names],
    }


def _bundle(folder: Path) -> Path:
    return next((folder / "stick").glob("*.mingbai"))


def _import(session: Session, folder: Path) -> None:
    session.exchange.import_(_bundle(folder), folder / "receipts")


def _receipts_whole(folder: Path) -> None:
    for path in (folder / "receipts").glob(f"*{RECEIPT}"):
        with _county(folder) as session:
            device = session.desk.home.device
            parse_receipt(path.read_bytes(), {device.id: device.public_key})


def _import_facts(folder: Path) -> Facts:
    _receipts_whole(folder)
    names = sorted(path.name for path in (folder / "receipts").iterdir())
    return {**_county_facts(folder), "receipts": [name for name in names if name.endswith(RECEIPT)]}


def _receipt(session: Session, folder: Path) -> None:
    session.exchange.receive_receipt(next((folder / "receipts").glob(f"*{RECEIPT}")))


def _hear(session: Session, folder: Path) -> None:
    session.down.take_in(next((folder / "receipts").glob(f"*{DOWN}")))


# The line


@contextlib.contextmanager
def _at_the_line(folder: Path) -> Iterator[Session]:
    with listening(folder), _clerk(folder) as session:
        yield session


def _upload(session: Session, folder: Path) -> None:
    session.upload.send(wait=0, chunk=_CHUNK)


def _sent_once(folder: Path) -> None:
    """What was on its way when the accident came is told again at most; what had arrived never is."""
    counted = folder / "server" / "received"
    received = sum(map(int, counted.read_text().split())) if counted.exists() else 0
    files = [path for path in (folder / "server" / "files").glob("*") if path.is_file() and not path.suffix]
    arrived = _arrivals(folder)
    assert len(arrived) == len(set(arrived)), "a bundle was sent twice"
    assert received <= sum(path.stat().st_size for path in files) + _CHUNK, "more than a chunk was sent twice"


def _arrivals(folder: Path) -> list[str]:
    arrived = folder / "server" / "arrived"
    return arrived.read_text().splitlines() if arrived.exists() else []


def _upload_facts(folder: Path) -> Facts:
    _sent_once(folder)
    with _clerk(folder) as session, session.desk.home.database.reading() as reading:
        under_way = ways(reading)
    return {
        "under way": under_way,
        "here": _township_facts(folder),
        "there": _county_facts(folder),
        "bundles that arrived": len(_arrivals(folder)),
        "outbox": sorted(path.name for path in (folder / "township" / "outbox").iterdir()),
    }


# Care


def _backup(session: Session, folder: Path) -> None:
    session.care.backup(folder / "stick")


def _backups_whole(folder: Path) -> None:
    key = bytes.fromhex(notes(folder)["keys"]["township"])
    for path in [
        *(folder / "stick").glob("*.db"),
        *(entry.path for entry in list_backups(folder / "township")),
    ]:
        assert check_whole(path, key) == [], path.name


def _restore(_: None, folder: Path) -> None:
    oldest = list_backups(folder / "township")[-1].path
    restore(folder / "township", oldest, CLERK, PASSPHRASE, office_at(11).clock)


_NEXT_STEP = (
    "CREATE TABLE added (name VARCHAR NOT NULL PRIMARY KEY)",
    "INSERT INTO added SELECT id FROM records",
    "CREATE INDEX added_by_name ON added (name)",
)


def _migrate(_: None, folder: Path) -> None:
    """The program as it will be with one more step to its schema."""
    steps, newest = migrate.STEPS, migrate.NEWEST
    migrate.STEPS, migrate.NEWEST = (*steps, _NEXT_STEP), newest + 1
    try:
        with _clerk(folder) as session:
            session.records.get(notes(folder)["issued"])
            if session.only_reading:  # it opened, but the step to the new schema was not taken
                raise SurroundingsError(
                    "磁盘写不进去，只能看。", safe="数据没有动。", todo="请检查磁盘。", code="only-reading"
                )
    finally:
        migrate.STEPS, migrate.NEWEST = steps, newest


def _migrated_facts(folder: Path) -> Facts:
    rows = stages.rows_of(folder, "township")
    steps, newest = migrate.STEPS, migrate.NEWEST
    migrate.STEPS, migrate.NEWEST = (*steps, _NEXT_STEP), newest + 1
    try:
        return {**_township_facts(folder), "schema": rows["schema"], "added": rows["added"]}
    finally:
        migrate.STEPS, migrate.NEWEST = steps, newest


def _create(_: None, folder: Path) -> None:
    office = office_at(9)
    if office.exists(folder / "new"):
        return
    session, _code = office.create(folder / "new", TOWNSHIP, ADMIN, Role.ADMIN, PASSPHRASE)
    session.close()


def _created_facts(folder: Path) -> Facts:
    session = office_at(10).open(folder / "new", ADMIN, PASSPHRASE)
    try:
        _sound(session, folder / "new")
        return {"accounts": [account.name for account in session.desk.home.accounts()]}
    finally:
        session.close()


OPERATIONS = {
    operation.name: operation
    for operation in (
        Operation(
            "save", "drafted", "township", _clerk, (_save_words, _save_row, _remove_row, _attach), _township_facts
        ),
        Operation(
            "issue", "drafted", "township", _closed,
            tuple(_advance_as(name, state) for name, state in zip(PEOPLE, _STATES, strict=True)), _township_facts,
        ),
        Operation("export", "drafted", "township", _clerk, (_export,), _export_facts, _stick),
        Operation("import", "carried", "county", _county, (_import,), _import_facts, _receipts_whole),
        Operation("receipt", "answered", "township", _clerk, (_receipt,), _township_facts),
        Operation("file down", "told", "township", _clerk, (_hear,), _township_facts),
        Operation("upload", "connected", "township", _at_the_line, (_upload,), _upload_facts, _sent_once),
        Operation("backup", "carried", "township", _clerk, (_backup,), _township_facts, _backups_whole),
        Operation("restore", "answered", "township", _closed, (_restore,), _township_facts, _backups_whole),
        Operation("migration", "drafted", "township", _closed, (_migrate,), _migrated_facts),
        Operation("create", "drafted", "township", _closed, (_create,), _created_facts),
    )
}  # fmt: skip

ALREADY_DONE = {"nothing-to-send"}
"""Refusals that mean: what was asked for has been done before."""


def again(operation: Operation, folder: Path) -> None:
    """The whole operation once more, as a clerk would after an accident."""
    with operation.begin(folder) as opened:
        for step in operation.steps:
            try:
                step(opened, folder)
            except Refusal as refusal:
                if refusal.code not in ALREADY_DONE:
                    raise
