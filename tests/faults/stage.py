"""The state of two offices just before something is done, as plain folders that a test copies and spoils.

Knows nothing of faults. Everything is built by the use cases, with cheap keys and a clock that stands still.
"""

import contextlib
import json
import os
import random
import secrets
import socket
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from desktop.base.canonical import sha256_hex
from desktop.base.clock import CHINA, SteppingClock
from desktop.base.paths import content_root, templates_folder
from desktop.catalogue.catalogue import load_catalogue
from desktop.domain.account import Role
from desktop.domain.organisation import Level, Organisation
from desktop.domain.record import RecordContent
from desktop.storage.database import connect
from desktop.storage.home import DATABASE
from desktop.storage.keyslots import KdfCost
from desktop.sync import export
from desktop.sync.line.address import NO_PROXY
from desktop.usecases.line_settings import LineSettings
from desktop.usecases.office import Office, Session
from tests.farmland import FARMLAND, HEADS, VALUES, person

PASSPHRASE = "青石滩的风 2026"
PEOPLE = {"李春梅": Role.DRAFTER, "周海明": Role.REVIEWER, "马生莲": Role.SECRECY, "祁建国": Role.ISSUER}
CLERK, ADMIN, COUNTY_ADMIN = "李春梅", "系统管理员", "王得福"
TOWNSHIP = Organisation(
    code="632299101", unit="云滩县青石滩乡人民政府", level=Level.TOWNSHIP, short_name="青石滩乡"
)
COUNTY = Organisation(code="632299", unit="云滩县人民政府办公室", level=Level.COUNTY, short_name="云滩县")
CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
NOTES = "notes.json"
PAPER = "会议记录.txt"
"""In the spare folder, not yet attached to anything."""

export._IN_MEMORY = 1024
"""So that sealed bytes wait in a file, as those of a large bundle do, and that file can be spoilt too."""

CATALOGUE = load_catalogue(content_root())
"""Read once; the processes that are killed are copies of one that has it already."""


def office_at(hour: int) -> Office:
    """An office whose clock stands: what is done twice gets the same times."""
    still = SteppingClock(datetime(2026, 9, 16, hour, 0, tzinfo=CHINA), timedelta(0))
    return Office(CATALOGUE, templates_folder(), still, CHEAP)


def foreseeable(seed: int) -> None:
    """Make what the program draws by lot the same each time, so that two runs leave the same rows. Keys that libraries
    draw themselves stay different."""
    lot = random.Random(seed)
    secrets.token_hex = lambda size=32: lot.randbytes(size).hex()
    secrets.token_bytes = lambda size=32: lot.randbytes(size)


def notes(stage: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((stage / NOTES).read_text())
    return found


def free_port() -> int:
    """Below those that the system lends to callers, so that it is still free at the next try."""
    for port in range(20000 + os.getpid() % 9000, 32000):
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise RuntimeError("no port is free")


def sha256_of(path: Path) -> str:
    return sha256_hex(path.read_bytes())


def enter(stage: Path, name: str, hour: int = 10) -> Session:
    home = "county" if name == COUNTY_ADMIN else "township"
    return office_at(hour).open(stage / home, name, PASSPHRASE)


def issue(stage: Path, record: str) -> None:
    for name in PEOPLE:
        session = enter(stage, name)
        session.flow.advance(record)
        session.close()


def _roster(path: Path) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("清册")
    sheet.write_row(0, 0, HEADS)
    for down, row in enumerate((person(1), person(2, "李𬭎", "20.50"), person(3, "仁青·卓玛", "7.25")), 1):
        for across, value in enumerate(row):
            sheet.write(down, across, value if isinstance(value, int | str) else float(str(value)))
    book.close()
    return path


def draft(session: Session, stage: Path, title: str) -> str:
    """A complete farmland record of three households with an attachment."""
    content = RecordContent(title=title, formed_on=date(2026, 9, 14), values=VALUES)
    record = session.records.new(FARMLAND, "farmland_subsidy", content).value
    session.roster_import.apply(
        record, session.roster_import.read(record, _roster(stage / "spare" / "roster.xlsx"))
    )
    paper = stage / "spare" / f"{title}.txt"
    paper.write_text(f"{title}：会议记录摘要。", encoding="utf-8")
    session.attachments.add(record, paper)
    return record


def build(stage: Path) -> None:
    """Two enrolled offices; at the township one record issued and one being drafted; stick and spare folder empty."""
    foreseeable(1)
    for folder in ("stick", "receipts", "spare"):
        (stage / folder).mkdir(parents=True)
    (stage / "spare" / PAPER).write_text("会议记录" * 500, encoding="utf-8")
    office = office_at(8)
    township, _ = office.create(stage / "township", TOWNSHIP, ADMIN, Role.ADMIN, PASSPHRASE)
    county, _ = office.create(stage / "county", COUNTY, COUNTY_ADMIN, Role.ADMIN, PASSPHRASE)
    for name, role in PEOPLE.items():
        township.accounts.add(name, role, PASSPHRASE)
    _, grant = county.exchange.grant(
        township.exchange.request_enrolment(stage / "spare").value, stage / "spare"
    ).value
    township.exchange.accept_grant(grant)
    keys = {"township": township.desk.home._key.hex(), "county": county.desk.home._key.hex()}
    for session in (township, county):
        session.close()
    clerk = enter(stage, CLERK, 9)
    issued = draft(clerk, stage, "2026年耕地地力保护补贴发放情况")
    drafted = draft(clerk, stage, "2026年耕地地力保护补贴补发情况")
    clerk.close()
    issue(stage, issued)
    (stage / NOTES).write_text(json.dumps({"keys": keys, "issued": issued, "drafted": drafted}))


def carried(stage: Path) -> None:
    """Further on: a bundle lies on the stick."""
    foreseeable(2)
    clerk = enter(stage, CLERK)
    clerk.exchange.export(stage / "stick")
    clerk.close()


def answered(stage: Path) -> None:
    """Further on: the county has taken the bundle in, its receipt lies in ``receipts``; the township has a backup from
    before and a record more than it."""
    foreseeable(3)
    clerk = enter(stage, CLERK)
    clerk.care.backup()
    draft(clerk, stage, "备份以后起草的")
    clerk.close()
    county = enter(stage, COUNTY_ADMIN)
    county.exchange.import_(next((stage / "stick").glob("*.mingbai")), stage / "receipts")
    county.close()


def told(stage: Path) -> None:
    """Further on: the county gives the record back; the file that says so lies in ``receipts`` too."""
    foreseeable(4)
    county = enter(stage, COUNTY_ADMIN)
    county.down.return_(notes(stage)["issued"], ["basis"], "请核对")
    county.down.write(stage / "receipts", TOWNSHIP.code)
    county.close()


def connected(stage: Path) -> None:
    """Instead of a stick: the township knows the address of the county's server, which is still empty."""
    (stage / "server" / "down").mkdir(parents=True)
    known = notes(stage) | {"port": free_port()}
    (stage / NOTES).write_text(json.dumps(known))
    admin = enter(stage, ADMIN)
    admin.line.set(LineSettings(server=f"http://127.0.0.1:{known['port']}", proxy=NO_PROXY))
    admin.close()


STAGES: dict[str, tuple[Callable[[Path], None], ...]] = {
    "drafted": (build,),
    "carried": (build, carried),
    "answered": (build, carried, answered),
    "told": (build, carried, answered, told),
    "connected": (build, connected),
}

_DRAWN_ELSEWHERE = {"outgoing_bundles": {"digest", "previous", "size", "receipt"}}
"""Sealing draws its own keys, so these differ from run to run; a receipt names the digest it answers."""


def rows_of(stage: Path, home: str) -> dict[str, str]:
    """Every table's rows as text, read past the program: what a kill left, after the journal was rolled in. Empty
    without a database."""
    path = stage / home / DATABASE
    if not path.is_file():
        return {}
    connection = connect(path, bytes.fromhex(notes(stage)["keys"][home]), settings=())
    try:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"
        ).fetchall()
        found = {}
        for (table,) in tables:
            columns = [line[1] for line in connection.execute(f"PRAGMA table_info('{table}')")]
            kept = [name for name in columns if name not in _DRAWN_ELSEWHERE.get(table, ())]
            listed = ", ".join(f'"{name}"' for name in kept)
            found[table] = repr(
                sorted(map(repr, connection.execute(f"SELECT {listed} FROM '{table}'").fetchall()))
            )
        found["schema"] = str(connection.execute("PRAGMA user_version").fetchone()[0])
        return found
    finally:
        connection.close()
