"""Homes with many rows, built once through the program's own storage and kept under ``out/bench/cache``.

A record holds 2,500 rows, as the largest real ones do; its rows go in by `rosters.replace_rows`, the way of an import,
twenty records to a transaction. The name of a home holds a digest of the schema: a change of it builds anew.
"""

import hashlib
import shutil
import time
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

from bench.people import household
from desktop.base.clock import CHINA, Clock, SteppingClock
from desktop.base.ids import new_ids
from desktop.base.paths import content_root, templates_folder
from desktop.catalogue.catalogue import Catalogue, load_catalogue
from desktop.domain.account import Role
from desktop.domain.organisation import Level, Organisation
from desktop.domain.record import RecordContent, RosterRow
from desktop.storage import rosters
from desktop.storage.keyslots import KdfCost
from desktop.storage.migrations import m0001_first
from desktop.usecases.office import Office, Session

_ROOT = Path(__file__).resolve().parent.parent
CACHE = _ROOT / "out" / "bench" / "cache"
MATTER, FORM = "SNBT-002", "farmland_subsidy"
PERSON, PASSPHRASE = "李春梅", "青石滩的风 2026"
VALUES = {
    "year": "2026",
    "rate": "115.00",
    "basis_docs": "财农〔2023〕11号",
    "notice_days": "7",
    "objection_unit": "青石滩乡农业农村服务中心",
    "objection_phone": "0970-8600123",
    "supervision_phone": "12317",
}
_PLACE = Organisation(
    code="632299101", unit="云滩县青石滩乡人民政府", level=Level.TOWNSHIP, short_name="青石滩乡"
)
_START = datetime(2026, 9, 16, 9, 0, tzinfo=CHINA)
_PER_RECORD = 2500
_CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
_loaded: list[Catalogue] = []


def catalogue() -> Catalogue:
    if not _loaded:
        _loaded.append(load_catalogue(content_root()))
    return _loaded[0]


def office(clock: Clock | None = None) -> Office:
    return Office(
        catalogue(), templates_folder(), clock or SteppingClock(_START + timedelta(days=60)), _CHEAP
    )


def open_home(folder: Path) -> Session:
    """As a drafter, who may write."""
    return office().open(folder, PERSON, PASSPHRASE)


def with_rows(count: int, per_record: int = _PER_RECORD) -> Path:
    """The cached home with ``count`` rows; built if it is not there yet. Not to be written to: see `copy_of`."""
    folder = CACHE / f"home-{count}-{per_record}-{schema()}"
    if folder.is_dir():
        return folder
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.parent.mkdir(parents=True, exist_ok=True)
    begun = time.perf_counter()
    _build(part, count, per_record)
    part.rename(folder)
    print(f"built a home of {count:,} rows in {time.perf_counter() - begun:.0f} s", flush=True)
    return folder


def one_roster(count: int) -> Path:
    """As `with_rows`, all rows in a single record."""
    return with_rows(count, count)


def schema() -> str:
    return hashlib.sha256("".join(m0001_first.STATEMENTS).encode()).hexdigest()[:8]


def exchange() -> str:
    """As `schema`, with the sources of bundles: what is kept of bundles holds as long as these stay what they are."""
    sources = sorted((_ROOT / "desktop" / "sync").rglob("*.py"))
    return f"{schema()}-{hashlib.sha256(b''.join(path.read_bytes() for path in sources)).hexdigest()[:8]}"


def copy_of(home: Path, to: Path) -> Path:
    """A copy to write in."""
    return Path(shutil.copytree(home, to))


def _build(folder: Path, count: int, per_record: int) -> None:
    clock = SteppingClock(_START)
    session, _ = office(clock).create(folder, _PLACE, "系统管理员", Role.ADMIN, PASSPHRASE)
    with closing(session):
        session.accounts.add(PERSON, Role.DRAFTER, PASSPHRASE)
        for name, role in (("周海明", Role.REVIEWER), ("马生莲", Role.SECRECY), ("祁建国", Role.ISSUER)):
            session.accounts.add(name, role, PASSPHRASE)
        clerk = session.switch(PERSON, PASSPHRASE)
        for first in range(0, count, per_record * 20):
            records = [
                (new_record(clerk, start // per_record + 1), start)
                for start in range(first, min(count, first + per_record * 20), per_record)
            ]
            with clerk.desk.home.database.transaction() as writing:
                for record, start in records:
                    rows = roster(clock, min(per_record, count - start), start)
                    rosters.replace_rows(writing, record, 1, rows)


def new_record(clerk: Session, serial: int = 1) -> str:
    content = RecordContent(
        title=f"2026年耕地地力保护补贴发放情况（第{serial}批）", formed_on=date(2026, 9, 14), values=VALUES
    )
    return clerk.records.new(MATTER, FORM, content).value


def roster(clock: Clock, count: int, start: int = 0) -> list[RosterRow]:
    ids = new_ids(clock, count)
    return [RosterRow(row=new, position=at, values=household(start + at)) for at, new in enumerate(ids, 1)]
