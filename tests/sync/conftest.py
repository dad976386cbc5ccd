"""Two offices that know each other, and bundles of small made-up contents. Nobody in here exists."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.base.canonical import digest_of, sha256_hex
from desktop.base.clock import CHINA, SteppingClock
from desktop.domain.account import Account, Role
from desktop.domain.organisation import Level, Organisation
from desktop.domain.record import RosterRow, roster_digest
from desktop.storage.home import create_home, open_home
from desktop.sync.export import Contents, Exported, Label, Receiver, Sender, write_bundle
from desktop.sync.models import AttachmentLine, Office, PostingLine, RecordLine, RevisionLine, RowLine
from desktop.sync.seal import new_identity, recipient_of
from tests.sync.two_homes import CHEAP, PASSPHRASE, Offices, Side

TOWNSHIP = Office(code="632521103", unit="青海省海南藏族自治州共和县倒淌河镇人民政府", level="township")
COUNTY = Office(code="632521", unit="共和县人民政府办公室", level="county")


@dataclass(frozen=True)
class Pair:
    """A township that sends and a county that receives."""

    sender: Sender
    receiver: Receiver
    identity: str
    county_key: bytes


@pytest.fixture(scope="session")
def pair() -> Pair:
    identity = new_identity()
    return Pair(
        Sender(
            "0199f000-0000-7000-8000-00000000000a", TOWNSHIP, Ed25519PrivateKey.generate().private_bytes_raw()
        ),
        Receiver(COUNTY.code, recipient_of(identity)),
        identity,
        Ed25519PrivateKey.generate().private_bytes_raw(),
    )


def revision_of(
    record: str, number: int, parent: str, rows: list[RosterRow], values: dict[str, str], *files: str
) -> RevisionLine:
    content = {
        "record": record,
        "matter": "m-1",
        "form": "dibao",
        "edition": "2026.1",
        "number": number,
        "parent": parent,
        "title": f"低保名单 {record}",
        "formed_on": "2026-09-14",
        "disclosure": "proactive",
        "withheld_code": "",
        "withheld_reason": "",
        "values": values,
        "roster": roster_digest(rows),
        "roster_count": len(rows),
        "attachments": list(files),
    }
    return RevisionLine(
        number=number,
        parent=parent,
        digest=digest_of(content),
        made_at="2026-09-14T09:00:00+08:00",
        made_by="李春梅",
        device="laptop",
        content=content,
    )


def chain_of(record: str, length: int, values: dict[str, str] | None = None) -> list[RevisionLine]:
    """``length`` revisions, each with its number among the values."""
    found: list[RevisionLine] = []
    for number in range(1, length + 1):
        parent = found[-1].digest if found else ""
        found.append(revision_of(record, number, parent, [], {"n": str(number), **(values or {})}))
    return found


def line_of(record: str, revisions: list[RevisionLine], since: int = 0, **more: object) -> RecordLine:
    """The record's line with the revisions after number ``since``."""
    head = revisions[-1]
    fields = {
        "record": record,
        "organisation": TOWNSHIP.code,
        "matter": "m-1",
        "form": "dibao",
        "edition": "2026.1",
        "title": head.content["title"],
        "disclosure": "proactive",
        "formed_on": "2026-09-14",
        "state": "issued",
        "revision": head.number,
        "digest": head.digest,
        "updated_at": "2026-09-14T09:00:00+08:00",
        "roster_count": head.content["roster_count"],
        "revisions": tuple(entry for entry in revisions if entry.number > since),
    }
    return RecordLine(**{**fields, **more})


def small_contents() -> Contents:
    """One record with two rows, a posting and an attachment."""
    rows = [
        RosterRow(row=f"r{position}", position=position, values={"name": name, "amount": "386.00"})
        for position, name in enumerate(("扎西·东智", "马得福"), start=1)
    ]
    picture = b"\x89PNG not a real picture"
    digest = sha256_hex(picture)
    record = "0199f000-0000-7000-8000-0000000000r1"
    line = line_of(
        record,
        [revision_of(record, 1, "", rows, {"year": "2026"}, digest)],
        attachments=(
            AttachmentLine(digest=digest, name="公示照片.png", media="image/png", size=len(picture)),
        ),
    )
    return Contents(
        records=(line,),
        rows=tuple(
            RowLine(record=record, revision=1, row=row.row, position=row.position, values=row.values)
            for row in rows
        ),
        postings=(
            PostingLine(record=record, notice={"id": "n1", "pages": 2}, posting={"id": "p1", "year": 2026}),
        ),
        attachments=(digest,),
        attachment={digest: picture}.__getitem__,
    )


def label_of(sequence: int = 1, bundle: str = "", previous: str = "") -> Label:
    return Label(
        bundle or f"bundle-{sequence}", sequence, previous, "2026.1", "0.1.0", "2026-09-15T10:00:00+08:00"
    )


@pytest.fixture(scope="session")
def making() -> SimpleNamespace:
    """The makers above, for tests that build their own contents."""
    return SimpleNamespace(
        chain=chain_of, line=line_of, revision=revision_of, contents=small_contents, label=label_of,
        township=TOWNSHIP, county=COUNTY,
    )  # fmt: skip


@pytest.fixture
def write(pair: Pair, tmp_path: Path) -> Callable[..., Exported]:
    """Writes contents (the small ones by default) from the township to the county on a stick."""
    stick = tmp_path / "stick"
    stick.mkdir()

    def writing(contents: Contents | None = None, sequence: int = 1, **more: object) -> Exported:
        chosen = small_contents() if contents is None else contents
        return write_bundle(chosen, pair.sender, pair.receiver, label_of(sequence), stick, **more)  # type: ignore[arg-type]

    return writing


@pytest.fixture(scope="session")
def homes_of_two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A township's and a county's home, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("exchange")
    clock = SteppingClock(datetime(2026, 9, 14, 8, 0, tzinfo=CHINA))
    for name, office in (
        ("township", Organisation(code="632521103", unit="倒淌河镇人民政府", level=Level.TOWNSHIP)),
        ("county", Organisation(code="632521", unit="共和县人民政府办公室", level=Level.COUNTY)),
    ):
        account = Account(name="陈立新", role=Role.ADMIN)
        create_home(folder / name, office, account, PASSPHRASE, clock, CHEAP).home.close()
    return folder


@pytest.fixture
def offices(homes_of_two: Path, tmp_path: Path) -> Iterator[Offices]:
    shutil.copytree(homes_of_two, tmp_path / "homes")
    clock = SteppingClock(datetime(2026, 9, 16, 8, 0, tzinfo=CHINA))
    sides = [
        Side(open_home(tmp_path / "homes" / name, "陈立新", PASSPHRASE, clock), clock)
        for name in ("township", "county")
    ]
    township, county = sides
    for here, there, upward in ((township, county, True), (county, township, False)):
        here.enrol(there, upward=upward)
    stick = tmp_path / "stick"
    stick.mkdir()
    yield Offices(township, county, stick)
    for side in sides:
        side.home.close()
