"""A real PostgreSQL, a prefecture with its keys, and counties that write real bundles to it. Nobody in here exists."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.base.canonical import digest_of, sha256_hex
from desktop.base.clock import CHINA, SteppingClock
from desktop.base.errors import SurroundingsError
from desktop.catalogue.catalogue import Catalogue
from desktop.domain.record import RosterRow, roster_digest
from desktop.sync.enrolment import make_request, party_of, write_document
from desktop.sync.export import Contents, Exported, Label, Receiver, Sender, write_bundle
from desktop.sync.models import AttachmentLine, Office, PostingLine, RecordLine, RevisionLine, RowLine
from desktop.sync.seal import new_identity, recipient_of
from prefecture import cli
from prefecture.content import Known
from prefecture.database.connection import connected, migrate
from prefecture.enrol import enrol
from prefecture.intake import Intake
from prefecture.keys import create_receiver
from prefecture.store import Store
from prefecture.temporary import TemporaryPostgres, binaries, temporary_postgres

NUMBERS = itertools.count(1)
MORNING = datetime(2026, 9, 16, 9, 0, tzinfo=CHINA)
CODE, UNIT = "632200", "云州人民政府办公室"


@pytest.fixture(scope="session")
def postgres() -> Iterator[TemporaryPostgres]:
    try:
        binaries()
    except SurroundingsError:
        pytest.skip("no PostgreSQL here; packaging/system.sh tests installs it")
    with temporary_postgres(durable=False) as server:
        yield server


@pytest.fixture(scope="session")
def database(postgres: TemporaryPostgres) -> str:
    return postgres.database("test")


@pytest.fixture
def url(database: str) -> str:
    """An empty database with our tables. One for all tests: a database is a thousand files, and files cost time."""
    with connected(database) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    migrate(database)
    return database


@pytest.fixture
def intake(url: str, tmp_path: Path, catalogue: Catalogue) -> Intake:
    """A prefecture ready to take bundles in."""
    store = Store(tmp_path / "store")
    clock = SteppingClock(MORNING)
    receiver = create_receiver(store.folder, CODE, UNIT, clock)
    store.prepare()
    return Intake(url, store, receiver, catalogue, clock)


@dataclass
class County:
    """A county's laptop that writes bundles to the prefecture."""

    sender: Sender
    receiver: Receiver
    folder: Path
    previous: str = ""
    sequence: int = 0
    made: list[Exported] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.sender.organisation.code

    def write(self, contents: Contents, **label: object) -> Path:
        """The next bundle with ``contents``."""
        self.sequence += 1
        chosen = Label(
            f"bundle-{self.code}-{next(NUMBERS)}", self.sequence, self.previous, "2026.1", "0.1.0", "2026-09-15T10:00:00+08:00"
        )  # fmt: skip
        folder = self.folder / f"{self.code}-{next(NUMBERS)}"
        folder.mkdir(parents=True)
        done = write_bundle(contents, self.sender, self.receiver, replace(chosen, **label), folder)  # type: ignore[arg-type]
        self.previous = done.digest
        self.made.append(done)
        return done.path


@pytest.fixture
def county_of(intake: Intake, tmp_path: Path) -> Callable[..., County]:
    """`county_of("632299")`: an enrolled county. ``enrolled=False``: a stranger."""

    def make(code: str = "632299", *, enrolled: bool = True, level: str = "county") -> County:
        key = Ed25519PrivateKey.generate().private_bytes_raw()
        office = Office(code=code, unit=f"县{code}人民政府办公室", level=level)  # type: ignore[arg-type]
        device = f"0199f000-0000-7000-8000-{next(NUMBERS):012d}"
        if enrolled:
            party = party_of(device, office, key, recipient_of(new_identity()))
            request = make_request(party, key, "2026-09-01T09:00:00+08:00")
            enrol(intake.url, intake.receiver, write_document(request, tmp_path), tmp_path, intake.clock)
        return County(
            Sender(device, office, key),
            Receiver(CODE, intake.receiver.party.recipient),
            tmp_path / "sticks",
        )

    return make


@dataclass(frozen=True)
class Story:
    """A record as it grows: revisions, and for each the row changes that lead to it."""

    line: RecordLine
    rows: tuple[RowLine, ...]
    state: tuple[RosterRow, ...]
    postings: tuple[PostingLine, ...] = ()
    files: tuple[bytes, ...] = ()

    def since(self, number: int) -> "Story":
        """What a bundle carries if revisions up to ``number`` were acknowledged."""
        line = self.line.model_copy(
            update={"revisions": tuple(r for r in self.line.revisions if r.number > number)}
        )
        return replace(self, line=line, rows=tuple(row for row in self.rows if row.revision > number))


MATTER, FORM = "SHJZ-005", "general"


def story(
    record: str,
    rows: list[dict[str, str]],
    *,
    organisation: str = "632299101",
    values: dict[str, str] | None = None,
    files: tuple[bytes, ...] = (),
    **card: object,
) -> Story:
    """A record at revision 1."""
    laid = tuple(RosterRow(row=f"r{n}", position=n, values=row) for n, row in enumerate(rows, 1))
    changes = tuple(
        RowLine(record=record, revision=1, row=row.row, position=row.position, values=row.values)
        for row in laid
    )
    return _sealed(record, (), laid, changes, organisation, values or {}, files, card)


def next_revision(before: Story, rows: list[dict[str, str]], **card: object) -> Story:
    """The story with one more revision, whose roster is ``rows``."""
    number = before.line.revision + 1
    laid = tuple(RosterRow(row=f"r{n}", position=n, values=row) for n, row in enumerate(rows, 1))
    old = {row.row: row for row in before.state}
    changed = [
        RowLine(record=before.line.record, revision=number, row=row.row, position=row.position, values=row.values)
        for row in laid
        if old.get(row.row) != row
    ]  # fmt: skip
    gone = [
        RowLine(record=before.line.record, revision=number, row=row, position=old[row].position, values=None)
        for row in old
        if row not in {new.row for new in laid}
    ]
    return _sealed(
        before.line.record, before.line.revisions, laid, (*before.rows, *changed, *gone), before.line.organisation,
        dict(before.line.revisions[-1].content["values"]), before.files,
        {"matter": before.line.matter, "form": before.line.form, **card},
    )  # fmt: skip


def _sealed(
    record: str,
    earlier: tuple[RevisionLine, ...],
    laid: tuple[RosterRow, ...],
    changes: tuple[RowLine, ...],
    organisation: str,
    values: dict[str, str],
    files: tuple[bytes, ...],
    card: dict[str, object],
) -> Story:
    digests = tuple(sha256_hex(file) for file in files)
    matter, form = str(card.get("matter", MATTER)), str(card.get("form", FORM))
    title = str(card.get("title", f"城乡低保对象公示 {record}"))
    content = {
        "record": record, "matter": matter, "form": form, "edition": "2026.1", "number": len(earlier) + 1,
        "parent": earlier[-1].digest if earlier else "", "title": title,
        "formed_on": str(card.get("formed_on", "2026-09-14")), "disclosure": str(card.get("disclosure", "proactive")),
        "withheld_code": "", "withheld_reason": "", "values": values, "roster": roster_digest(list(laid)),
        "roster_count": len(laid), "attachments": list(digests),
    }  # fmt: skip
    revision = RevisionLine(
        number=len(earlier) + 1, parent=str(content["parent"]), digest=digest_of(content),
        made_at="2026-09-14T09:00:00+08:00", made_by="李春梅", device="laptop", content=content,
    )  # fmt: skip
    fields: dict[str, object] = {
        "record": record, "organisation": organisation, "matter": matter, "form": form, "edition": "2026.1", "title": title,
        "disclosure": content["disclosure"], "formed_on": content["formed_on"], "state": "issued",
        "revision": revision.number, "digest": revision.digest, "updated_at": "2026-09-14T09:00:00+08:00",
        "roster_count": len(laid), "revisions": (*earlier, revision), "index_number": f"{organisation}-2026-{record}",
        "attachments": tuple(
            AttachmentLine(digest=digest, name=f"附件{n}.png", media="image/png", size=len(file))
            for n, (digest, file) in enumerate(zip(digests, files, strict=True), 1)
        ),
    }  # fmt: skip
    return Story(RecordLine(**{**fields, **card}), changes, laid, (), files)  # type: ignore[arg-type]


def posted(told: Story, *, removed: bool = False) -> Story:
    """The story with one sheet on a board."""
    notice = {
        "id": f"n-{told.line.record}", "record": told.line.record, "revision": told.line.revision, "title": told.line.title,
        "kind": "general",
    }  # fmt: skip
    sheet: dict[str, str | int | None] = {
        "id": f"p-{told.line.record}", "notice": str(notice["id"]), "board": "乡政府公示栏", "number": "2026-001", "year": 2026,
        "posted_on": date(2026, 9, 15).isoformat(), "posted_by": "李春梅", "due_down_on": "2026-09-22",
        "removed_on": "2026-09-23" if removed else None,
    }  # fmt: skip
    state = "taken_down" if removed else "posted"
    return replace(
        told,
        line=told.line.model_copy(update={"state": state}),
        postings=(PostingLine(record=told.line.record, notice=notice, posting=sheet),),  # type: ignore[arg-type]
    )


def contents(*stories: Story) -> Contents:
    """A bundle of these."""
    files = {sha256_hex(file): file for told in stories for file in told.files}
    return Contents(
        records=tuple(told.line for told in stories),
        rows=tuple(row for told in stories for row in told.rows),
        postings=tuple(hung for told in stories for hung in told.postings),
        attachments=tuple(files),
        attachment=files.__getitem__,
    )


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str


Command = Callable[..., Said]


@pytest.fixture
def command(intake: Intake, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """`command("devices")` on the database and store of ``intake``, with its catalogue."""
    monkeypatch.setattr("prefecture.opening.known", lambda *_: Known(intake.catalogue))
    monkeypatch.setenv("MINGBAI_PREFECTURE_DATABASE", intake.url)
    monkeypatch.setenv("MINGBAI_PREFECTURE_STORE", str(intake.store.folder))

    def call(*arguments: object) -> Said:
        capsys.readouterr()
        status = cli.run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Said(status, printed.out, printed.err)

    return call
