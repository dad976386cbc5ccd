"""Writes the test vectors: small files, good and bad, with what must be said of each (`expected.json`).

Run from the checkout: `python packaging/verify/make_vectors.py`. Keys and people are made up; the keys here are public.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.base.canonical import canonical_json, digest_of, sha256_hex
from desktop.domain.record import RosterRow, roster_digest
from desktop.sync import providers
from desktop.sync.bag import bag_entries
from desktop.sync.digests import sm3_hex
from desktop.sync.enrolment import make_grant, make_request, party_of
from desktop.sync.envelope import pieces
from desktop.sync.export import Contents, Label, Receiver, Sender, write_bundle
from desktop.sync.merge import Case
from desktop.sync.models import Header, Office, RecordLine, RevisionLine, RowLine
from desktop.sync.opened import unseal_bundle
from desktop.sync.receipts import make_receipt
from desktop.sync.revocation import Revoked, make_revocations
from desktop.sync.seal import recipient_of, seal
from desktop.sync.signing import public_key, sign_document
from desktop.sync.stored_zip import archive, checksum

VECTORS = Path(__file__).parent / "vectors"
TOWNSHIP = Office(code="632521103", unit="示例镇人民政府", level="township")
COUNTY = Office(code="632521", unit="示例县政务公开办公室", level="county")
AT = "2026-09-15T10:00:00+08:00"
DEVICE = "0199f000-0000-7000-8000-00000000000a"
RECORD = "0199f000-0000-7000-8000-0000000000r1"
Files = dict[str, bytes]


class Maker:
    """One suite's keys, a good bundle made with them, and the means to make bad ones that are signed all the same."""

    def __init__(self, suite: providers.Provider, key: bytes, identity: str, folder: Path) -> None:
        self.suite, self.key, self.identity = suite, key, identity
        made = write_bundle(
            contents(),
            Sender(DEVICE, TOWNSHIP, key),
            Receiver(COUNTY.code, recipient_of(identity)),
            Label("vector-1", 1, "", "2026.1", "0.1.0", AT),
            folder,
        )
        self.good = made.path.read_bytes()
        checked = unseal_bundle(made.path, identity)
        assert checked.archive is not None
        self.header = checked.header
        self.files: Files = {
            name.split("/", 1)[1]: checked.archive.read(name) for name in checked.archive.names
        }

    def payload(self) -> list[tuple[str, bytes]]:
        """The files below ``data/``, names without it."""
        return [
            (name.removeprefix("data/"), data)
            for name, data in self.files.items()
            if name.startswith("data/")
        ]

    def signed_bag(self, change: Callable[[Files], None]) -> bytes:
        """The clear archive with its payload changed, manifests and signature made anew: a lying sender."""
        payload = dict(self.payload())
        change(payload)
        return b"".join(archive(bag_entries("vector-1", payload.items(), {"Bag-Count": "1"}, self.key)))

    def altered_bag(self, change: Callable[[Files], None]) -> bytes:
        """The clear archive with any file changed and nothing made anew."""
        files = dict(self.files)
        change(files)
        return b"".join(archive((f"vector-1/{name}", data) for name, data in files.items()))

    def wrapped(self, clear: bytes, **changes: object) -> bytes:
        """``clear`` sealed, with a header that fits it but for ``changes``, signed."""
        sealed = BytesIO()
        digests = seal([clear], recipient_of(self.identity), sealed)
        fitting = {"size": digests.size, "sha256": digests.sha256, "sm3": digests.sm3}
        header = sign_document(
            Header.model_validate({**self.header.model_dump(), **fitting, **changes}), self.key
        )
        return b"".join(pieces(header, [sealed.getvalue()], checksum(sealed.getvalue())))

    def with_header(self, header: bytes) -> bytes:
        """The good sealed bytes under any header at all."""
        sealed = unwrapped(self.good)
        return b"".join(archive([(self.suite.payload, sealed), ("header.json", header)]))


def unwrapped(file: bytes) -> bytes:
    """The sealed bytes of a good file."""
    name = int.from_bytes(file[26:28], "little")
    return file[30 + name : 30 + name + int.from_bytes(file[18:22], "little")]


def contents() -> Contents:
    """One record of two rows, with an attachment."""
    rows = [
        RosterRow(row=f"r{place}", position=place, values={"name": name, "amount": "386.00"})
        for place, name in enumerate(("扎西·东智", "马得福"), start=1)
    ]
    picture = b"\x89PNG not a real picture"
    digest = sha256_hex(picture)
    content = {
        "record": RECORD, "matter": "m-1", "form": "dibao", "edition": "2026.1", "number": 1, "parent": "",
        "title": "示例低保名单", "formed_on": "2026-09-14", "disclosure": "proactive", "withheld_code": "",
        "withheld_reason": "", "values": {"year": "2026"}, "roster": roster_digest(rows), "roster_count": 2,
        "attachments": [digest],
    }  # fmt: skip
    revision = RevisionLine(
        number=1,
        parent="",
        digest=digest_of(content),
        made_at=AT,
        made_by="李春梅",
        device=DEVICE,
        content=content,
    )
    line = RecordLine.model_validate(
        {"record": RECORD, "organisation": TOWNSHIP.code, "matter": "m-1", "form": "dibao", "edition": "2026.1",
         "title": "示例低保名单", "disclosure": "proactive", "formed_on": "2026-09-14", "state": "issued", "revision": 1,
         "digest": revision.digest, "updated_at": AT, "roster_count": 2, "revisions": (revision,),
         "attachments": [{"digest": digest, "name": "照片.png", "media": "image/png", "size": len(picture)}]}
    )  # fmt: skip
    changes = tuple(
        RowLine(record=RECORD, revision=1, row=row.row, position=row.position, values=row.values)
        for row in rows
    )
    return Contents((line,), changes, attachments=(digest,), attachment={digest: picture}.__getitem__)


def _put(name: str, data: bytes) -> Callable[[Files], None]:
    return lambda files: files.__setitem__(name, data)


def _swap(name: str, old: bytes, new: bytes) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        assert old in files[name], (name, old)
        files[name] = files[name].replace(old, new)

    return change


def _twice(name: str) -> Callable[[Files], None]:
    return lambda files: files.__setitem__(name, files[name] * 2)


def _named_otherwise(files: Files) -> None:
    """Every attachment under the digest of something else."""
    for name in [name for name in files if name.startswith("attachments/")]:
        files[f"attachments/{sha256_hex(name.encode())}"] = files.pop(name)


def _backwards(name: str) -> Callable[[Files], None]:
    """The same lines in the other order: true, but not what was signed."""
    return lambda files: files.update({name: b"".join(reversed(files[name].splitlines(keepends=True)))})


Vector = tuple[str, bytes, bool, str]
"""Name, bytes, whether it is good, the code of the first fault (empty if good)."""


def outside(maker: Maker) -> list[Vector]:
    """What can be seen without the receiver's key."""
    good, header = maker.good, maker.header
    said = header.canonical()
    flipped = bytearray(good)
    flipped[len(good) // 3] ^= 1
    other = maker.suite.new_signing_key()
    broken = "bundle-broken"
    stranger = sign_document(header.model_copy(update={"key": public_key(other)}), other).canonical()
    other_sm3 = "" if header.sm3 else sm3_hex(unwrapped(good))
    sm3_said = sign_document(header.model_copy(update={"sm3": other_sm3}), maker.key).canonical()
    longer = sign_document(header.model_copy(update={"sequence": 2}), other).canonical()
    return [
        ("good", good, True, ""),
        ("cut-in-half", good[: len(good) // 2], False, broken),
        ("cut-by-one", good[:-1], False, broken),
        ("one-bit-turned", bytes(flipped), False, broken),
        ("byte-behind", good + b"\0", False, broken),
        ("byte-before", b"\0" + good, False, broken),
        ("twice", good + good, False, broken),
        ("another-signer", maker.with_header(stranger), True, ""),
        ("sm3-of-the-other-suite", maker.with_header(sm3_said), False, broken),
        ("signed-by-another-key", maker.with_header(longer), False, "signature-wrong"),
        ("newer", maker.with_header(said.replace(b'"format":"1"', b'"format":"2"')), False, "bundle-newer"),
        ("unknown-key", maker.with_header(said[:-1] + b',"z":1}'), False, broken),
        ("key-twice", maker.with_header(said[:-1] + b',"kind":"bundle"}'), False, broken),
        ("not-canonical", maker.with_header(said.replace(b'"kind":', b'"kind": ')), False, broken),
        ("fraction", maker.with_header(said.replace(b'"sequence":1', b'"sequence":1.0')), False, broken),
        ("deep", maker.with_header(b'{"a":' * 100 + b"1" + b"}" * 100), False, broken),
        ("payload-other-name", good.replace(maker.suite.payload.encode(), b"payload.xyz"), False, broken),
    ]


def inside(maker: Maker) -> list[Vector]:
    """What only the receiver sees."""
    lying, altered, wrap = maker.signed_bag, maker.altered_bag, maker.wrapped
    broken = "bundle-broken"
    bundle, records, rows = "bundle.json", "records.jsonl", "rows.jsonl"
    stray = b'{"position":1,"record":"stranger","revision":1,"row":"r1","values":{}}\n'
    return [
        ("no-bag", wrap(b"not an archive"), False, broken),
        (
            "file-altered",
            wrap(altered(_swap("data/rows.jsonl", b"386.00", b"999.00"))),
            False,
            "digest-wrong",
        ),
        ("file-unlisted", wrap(altered(_put("data/more.txt", b"x"))), False, "payload-unlisted"),
        ("attachment-named-otherwise", wrap(lying(_named_otherwise)), False, "digest-wrong"),
        ("manifest-gone", wrap(altered(lambda files: files.pop("manifest-sm3.txt") and None)), False, broken),
        (
            "tag-manifest-altered",
            wrap(altered(_backwards("tagmanifest-sha256.txt"))),
            False,
            "signature-wrong",
        ),
        ("name-climbs", wrap(b"".join(archive([("vector-1/../x", b"x")]))), False, broken),
        ("name-reserved", wrap(b"".join(archive([("vector-1/data/con.txt", b"x")]))), False, broken),
        ("names-differ-in-case", wrap(lying(_put("Rows.jsonl", b""))), False, broken),
        ("bytes-behind-the-bag", wrap(lying(lambda _: None) + b"\0"), False, broken),
        ("record-twice", wrap(lying(_twice(records))), False, broken),
        (
            "row-without-record",
            wrap(lying(lambda files: files.update({rows: files[rows] + stray}))),
            False,
            broken,
        ),
        ("last-line-cut", wrap(lying(lambda files: files.update({rows: files[rows][:-1]}))), False, broken),
        ("counts-wrong", wrap(lying(_swap(bundle, b'"rows":2', b'"rows":3'))), False, broken),
        ("revisions-wrong", wrap(lying(lambda _: None), revisions=7), False, broken),
        (
            "said-otherwise-inside",
            wrap(lying(_swap(bundle, b'"sequence":1', b'"sequence":9'))),
            False,
            broken,
        ),
        (
            "unknown-key-in-bundle",
            wrap(lying(_swap(bundle, b'{"bundle"', b'{"a":1,"bundle"'))),
            False,
            broken,
        ),
        ("line-of-a-later-version", wrap(lying(_swap(records, b'"version":1', b'"version":2'))), True, ""),
        ("content-not-its-digest", wrap(lying(_swap(records, "示例".encode(), "改过".encode()))), True, ""),
    ]


def documents(key: bytes, identity: str, header: Header) -> list[Vector]:
    """Receipt, list of revocations, request and grant, good and bad; all signed with ``key``."""
    county = party_of("county-device", COUNTY, key, recipient_of(identity))
    township = party_of(DEVICE, TOWNSHIP, key, recipient_of(identity))
    receipt = make_receipt(header, [(RECORD, 1, Case.NEW)], COUNTY, "county-device", key, AT).canonical()
    request = make_request(township, key, AT)
    grant = make_grant(request, county, key, date(2026, 9, 15), date(2029, 12, 31), AT).canonical()
    asked = request.canonical()
    gone = Revoked(device=DEVICE, organisation=TOWNSHIP.code, key=public_key(key), at=AT, reason="lost")
    listed = make_revocations(COUNTY, "county-device", key, 3, (gone,), AT).canonical()
    return [
        ("good.mingbai-receipt", receipt, True, ""),
        ("sums.mingbai-receipt", receipt.replace(b'"accepted":1', b'"accepted":2'), False, "receipt-sums"),
        (
            "altered.mingbai-receipt",
            receipt.replace(b'"revision":1', b'"revision":2'),
            False,
            "signature-wrong",
        ),
        ("good.mingbai-revocations", listed, True, ""),
        ("altered.mingbai-revocations", listed.replace(b'"lost"', b'"left"'), False, "signature-wrong"),
        ("good.mingbai-request", asked, True, ""),
        (
            "altered.mingbai-request",
            asked.replace("示例".encode(), "别的".encode()),
            False,
            "signature-wrong",
        ),
        ("good.mingbai-grant", grant, True, ""),
        ("altered.mingbai-grant", grant.replace(b"2029-12-31", b"2039-12-31"), False, "signature-wrong"),
    ]


def main() -> None:
    if VECTORS.exists():
        shutil.rmtree(VECTORS)
    VECTORS.mkdir()
    expected: list[dict[str, object]] = []
    for prefix, suite in (("", providers.USUAL), ("guomi-", providers.GUOMI)):
        key, identity = suite.new_signing_key(), suite.new_identity()
        with tempfile.TemporaryDirectory() as folder:
            maker = Maker(suite, key, identity, Path(folder))
        (VECTORS / f"{prefix}receiver.identity").write_text(f"# 只用于测试\n{identity}\n", encoding="utf-8")
        made = [(f"{name}.mingbai", *rest, False) for name, *rest in outside(maker)]
        made += [(f"{name}.mingbai", *rest, True) for name, *rest in inside(maker)]
        made += [(*one, False) for one in documents(key, identity, maker.header)]
        for name, data, good, code, sealed in made:
            (VECTORS / f"{prefix}{name}").write_bytes(data)
            expected.append(
                {"file": f"{prefix}{name}", "identity": f"{prefix}receiver.identity" if sealed or name == "good.mingbai" else "",
                 "key": public_key(key) if name.endswith(("receipt", "revocations")) else "", "ok": good, "code": code}
            )  # fmt: skip
    listed = [canonical_json(one).decode() for one in expected]
    (VECTORS / "expected.json").write_text("[\n" + ",\n".join(listed) + "\n]\n", encoding="utf-8")
    assert json.loads((VECTORS / "expected.json").read_text(encoding="utf-8")) == expected


if __name__ == "__main__":
    main()
