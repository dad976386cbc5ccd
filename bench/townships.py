"""Townships that write bundles to the prefecture, made without homes: hundreds of them cost seconds, not hours.

The bundles are real: sealed records as the form wants them, rosters proven by their digests, signed and sealed by the
program's own writer. Nobody in them exists.
"""

import itertools
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench import homes
from bench.people import household
from desktop.base.canonical import digest_of, sha256_hex
from desktop.domain.record import RosterRow, roster_digest
from desktop.sync.enrolment import make_request, party_of, write_document
from desktop.sync.export import Contents, Label, Receiver, Sender, write_bundle
from desktop.sync.models import AttachmentLine, Office, PostingLine, RecordLine, RevisionLine, RowLine
from desktop.sync.seal import new_identity, recipient_of

PREFECTURE = "632200"
_AT = "2026-09-15T10:00:00+08:00"
_NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Township:
    """An office with a device of its own."""

    code: str
    key: bytes = field(default_factory=lambda: Ed25519PrivateKey.generate().private_bytes_raw())
    device: str = field(default_factory=lambda: f"0199f000-0000-7000-8000-{next(_NUMBERS):012d}")

    @property
    def office(self) -> Office:
        return Office(code=self.code, unit=f"第{self.code}乡人民政府", level="township")

    def request(self, folder: Path) -> Path:
        """Its signed request to be let in."""
        party = party_of(self.device, self.office, self.key, recipient_of(new_identity()))
        return write_document(make_request(party, self.key, _AT), folder)


def bundle_of(township: Township, contents: Contents, receiver: Receiver, folder: Path) -> Path:
    """Its first bundle, with these contents."""
    stick = folder / f"stick-{township.code}-{next(_NUMBERS)}"
    stick.mkdir(parents=True)
    label = Label(f"bundle-{township.code}-{next(_NUMBERS)}", 1, "", "2026.1", "0.1.0", _AT)
    sender = Sender(township.device, township.office, township.key)
    return write_bundle(contents, sender, receiver, label, stick).path


def records_of(
    code: str, rosters: int, rows: int, *, plain: int = 0, scans: int = 0, scan_bytes: int = 0
) -> Contents:
    """``rosters`` records of ``rows`` rows each and ``plain`` records without; the first ``scans`` have an attachment. Each
    hangs on a board."""
    lines: list[RecordLine] = []
    changes: list[RowLine] = []
    files: dict[str, bytes] = {}
    for number in range(rosters + plain):
        record = f"{code}-{next(_NUMBERS)}"
        scan = secrets.token_bytes(scan_bytes) if number < scans else b""
        if scan:
            files[sha256_hex(scan)] = scan
        laid = [
            RosterRow(row=f"{record}-{at}", position=at, values=household(number * rows + at))
            for at in range(1, (rows if number < rosters else 0) + 1)
        ]
        lines.append(_sealed(record, code, laid, scan))
        changes += [
            RowLine(record=record, revision=1, row=row.row, position=row.position, values=row.values)
            for row in laid
        ]
    hung = tuple(_posting(line) for line in lines)
    return Contents(tuple(lines), tuple(changes), hung, tuple(files), files.__getitem__)


def _sealed(record: str, code: str, laid: list[RosterRow], scan: bytes) -> RecordLine:
    title, files = f"2026年耕地地力保护补贴发放情况（{record}）", [sha256_hex(scan)] if scan else []
    content = {
        "record": record, "matter": homes.MATTER, "form": homes.FORM, "edition": "2026.1", "number": 1, "parent": "",
        "title": title, "formed_on": "2026-09-14", "disclosure": "proactive", "withheld_code": "", "withheld_reason": "",
        "values": homes.VALUES, "roster": roster_digest(laid), "roster_count": len(laid), "attachments": files,
    }  # fmt: skip
    revision = RevisionLine(
        number=1, parent="", digest=digest_of(content), made_at=_AT, made_by="李春梅", device="laptop", content=content
    )  # fmt: skip
    return RecordLine(
        record=record, organisation=code, matter=homes.MATTER, form=homes.FORM, edition="2026.1", title=title,
        disclosure="proactive", formed_on="2026-09-14", state="posted", revision=1, digest=revision.digest, updated_at=_AT,
        roster_count=len(laid), revisions=(revision,), index_number=record, publish_by="2026-09-30",
        attachments=tuple(
            AttachmentLine(digest=digest, name="附件.png", media="image/png", size=len(scan)) for digest in files
        ),
    )  # fmt: skip


def _posting(line: RecordLine) -> PostingLine:
    notice: dict[str, str | int | None] = {
        "id": f"n-{line.record}", "record": line.record, "revision": 1, "title": line.title, "kind": "general",
    }  # fmt: skip
    sheet: dict[str, str | int | None] = {
        "id": f"p-{line.record}", "notice": f"n-{line.record}", "board": "乡政府公示栏", "number": "2026-001", "year": 2026,
        "posted_on": "2026-09-15", "posted_by": "李春梅", "due_down_on": "2026-09-22", "removed_on": None,
    }  # fmt: skip
    return PostingLine(record=line.record, notice=notice, posting=sheet)
