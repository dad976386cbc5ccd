"""A bundle's way: export, verification, import of many row versions and large attachments, and of a hundred new rows.

The peers do the least that any exchange must with the same bytes: SHA-256, SM3, a durable plain write. Beside the import stands
what storage alone takes for the same rows, when they come from nowhere: a receiver cannot be quicker than that.
"""

import hashlib
import itertools
import os
import secrets
import shutil
import subprocess
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from bench import homes
from bench.ground import Ground
from bench.measure import MB, Result, Sample, result, rounds, timed
from desktop.domain.account import Role
from desktop.domain.organisation import Level, Organisation
from desktop.storage import rosters
from desktop.usecases.exchange import verify_file
from desktop.usecases.office import Session

_COUNTY = Organisation(code="632299", unit="云滩县人民政府办公室", level=Level.COUNTY, short_name="云滩县")
_FLOW = (homes.PERSON, "周海明", "马生莲", "祁建国")
PLAIN, RESTIC = "SHA-256 + SM3 + plain write", "restic backup"
STORED = "the same rows put into the tables, nothing else"
TARGET = "≤ 2"


def run(ground: Ground) -> list[Result]:
    found = _few_of_many(ground) + _whole(ground, 10_000, 10)
    return found if ground.quick else found + _whole(ground, 100_000, 100)


def _whole(ground: Ground, rows: int, megabytes: int) -> list[Result]:
    work = ground.work / f"whole-{rows}"
    work.mkdir()
    below, above = enrolled(work, homes.with_rows(10_000))
    with closing(below) as township, closing(above) as county:
        record = issued(township, work, rows, megabytes)
        stick = work / "stick"
        stick.mkdir()
        first = township.exchange.export(stick).value
        content, numbers = first.path.read_bytes(), itertools.count()
        county.close()
        source = work / "county"

        def put_on_stick() -> Sample:
            written: list[Path] = []
            taken = timed(lambda: written.append(township.exchange.export(stick).value.path))
            written[
                0
            ].unlink()  # as the plain write's file goes: memory that was never used before costs a third more
            return taken

        def take_in() -> Sample:
            place = work / f"county-{next(numbers)}"
            shutil.copytree(source, place)
            with closing(homes.office().open(place, "王得福", homes.PASSPHRASE)) as session:
                taken = timed(lambda: session.exchange.import_(first.path, work / "receipts"))
            shutil.rmtree(place)
            return taken

        received = homes.roster(township.desk.clock, rows, 2_000_000)

        def put_into_tables() -> Sample:
            place = homes.copy_of(homes.with_rows(10_000), work / f"stored-{next(numbers)}")
            with closing(homes.open_home(place)) as session:
                empty, database = homes.new_record(session, 901), session.desk.home.database

                def store() -> None:
                    with database.transaction() as writing:
                        rosters.replace_rows(writing, empty, 1, received)

                stored = timed(store)
            shutil.rmtree(place)
            return stored

        contestants: dict[str, Callable[[], Any]] = {
            "export": put_on_stick,
            "verify": lambda: verify_file(first.path),
            "import": take_in,
            STORED: put_into_tables,
            PLAIN: lambda: plain_write(content, work / "plain.bin"),
        }
        if shutil.which("restic"):
            contestants[RESTIC] = restic(work, first.path)
        found = rounds(contestants, ground.runs(5, 3), warm=0)
        assert township.records.row_count(record) == rows
    note = f"{rows:,} row versions, {megabytes} MB of attachments, {len(content) / MB:.0f} MB in all"
    return [
        result(
            f"bundle: {verb}",
            peer,
            found,
            verb,
            scale=rows,
            note=note,
            target=TARGET if peer == PLAIN else "",
        )
        for verb in ("export", "verify", "import")
        for peer in (PLAIN, RESTIC, *((STORED,) if verb == "import" else ()))
        if peer in found
    ]


def _few_of_many(ground: Ground) -> list[Result]:
    """The same hundred rows exported from a small home and from a large one."""
    sessions: list[Session] = []
    contestants: dict[str, Callable[[], Any]] = {}
    for count in ground.row_counts:
        place = ground.work / f"few-{count}"
        place.mkdir()
        below, above = enrolled(place, homes.with_rows(count))
        above.close()
        issued(below, place, 100, 0)
        (place / "stick").mkdir()
        sessions.append(below)
        contestants[f"{count:,} rows"] = partial(below.exchange.export, place / "stick")
    found = rounds(contestants, ground.runs(7, 5))
    for session in sessions:
        session.close()
    return [
        result("export 100 new rows", "10,000 rows", found, f"{count:,} rows", scale=count, target="≤ 1.3")
        for count in ground.row_counts[1:]
    ]


def enrolled(work: Path, home: Path) -> tuple[Session, Session]:
    """A copy of a home and a county, known to each other."""
    below = homes.open_home(homes.copy_of(home, work / "township"))
    above, _ = homes.office().create(work / "county", _COUNTY, "王得福", Role.ADMIN, homes.PASSPHRASE)
    request = below.exchange.request_enrolment(work).value
    _, grant = above.exchange.grant(request, work).value
    below.exchange.accept_grant(grant)
    return below, above


def issued(session: Session, work: Path, rows: int, megabytes: int) -> str:
    """A record with so many rows and attachments, brought through its four steps."""
    record = homes.new_record(session, 900)
    with session.desk.home.database.transaction() as writing:
        rosters.replace_rows(writing, record, 1, homes.roster(session.desk.clock, rows, 2_000_000))
    for number in range(megabytes // 10):
        path = work / f"scan-{number}.bin"
        path.write_bytes(secrets.token_bytes(10 * MB))
        session.attachments.add(record, path)
    for name in _FLOW:
        session.switch(name, homes.PASSPHRASE).flow.advance(record)
    return record


def plain_write(content: bytes, path: Path) -> None:
    hashlib.sha256(content).digest()
    hashlib.new("sm3", content).digest()
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def restic(work: Path, path: Path) -> Callable[[], Sample]:
    environment = {**os.environ, "RESTIC_PASSWORD": "bench", "RESTIC_CACHE_DIR": str(work / "restic-cache")}
    numbers = itertools.count()

    def backup() -> Sample:
        repository = str(work / f"restic-{next(numbers)}")
        call = ["restic", "--quiet", "--repo", repository]
        subprocess.run([*call, "init"], check=True, capture_output=True, env=environment)
        taken = timed(
            lambda: subprocess.run(
                [*call, "backup", str(path)], check=True, capture_output=True, env=environment
            )
        )
        shutil.rmtree(repository)
        return Sample(taken.seconds)

    return backup
