"""Makes a bundle of given contents and puts it on a stick: bag → seal → envelope → proven file.

Knows no database: what goes in is decided in `collect`, what is remembered of it by the caller.
"""

import dataclasses
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from desktop.base.canonical import canonical_json
from desktop.base.errors import Refusal
from desktop.base.files import surroundings
from desktop.base.progress import Progress
from desktop.base.words import tr, zh
from desktop.domain.form import Form
from desktop.sync.bag import bag_entries
from desktop.sync.digests import Sums, one_ahead, sums_of
from desktop.sync.envelope import SUFFIX, length, pieces
from desktop.sync.models import (
    BundleInfo,
    Counts,
    Header,
    Office,
    Part,
    PostingLine,
    RecordLine,
    RowLine,
    SealedContent,
    short_name,
)
from desktop.sync.read import LIMITS
from desktop.sync.row_lines import AnyRow, lines_of
from desktop.sync.seal import seal
from desktop.sync.sealed_bytes import SealedBytes
from desktop.sync.signing import public_key, sign_document
from desktop.sync.stored_zip import archive
from desktop.sync.table_schema import roster_schemas
from desktop.sync.write import write_verified

_IN_MEMORY = 256 << 20
"""Whoever opens a bundle holds the whole of it; so much may wait in memory here."""
_ATTACHMENTS = "attachments/"
"""Below it every file is named by its SHA-256."""


@dataclass(frozen=True)
class Contents:
    """What a bundle carries. ``rows`` and ``postings`` in the order they are written; ``attachments`` are digests,
    ``attachment`` gives the bytes of one, which are proven against its digest here; ``forms`` describe what the records'
    values mean to a stranger; ``sm3`` is that of attachments, as far as it is known."""

    records: tuple[RecordLine, ...]
    rows: tuple[AnyRow, ...] = ()
    postings: tuple[PostingLine, ...] = ()
    attachments: tuple[str, ...] = ()
    attachment: Callable[[str], bytes] = lambda _: b""
    forms: tuple[tuple[str, Form], ...] = ()
    sm3: Mapping[str, str] = field(default_factory=dict)

    @property
    def counts(self) -> Counts:
        return Counts(
            records=len(self.records),
            revisions=sum(len(line.revisions) for line in self.records),
            rows=len(self.rows),
            postings=len(self.postings),
            attachments=len(self.attachments),
        )


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes the bundle; ``signing_key`` is the private key."""

    device: str
    organisation: Office
    signing_key: bytes


@dataclass(frozen=True, slots=True)
class Receiver:
    """To whom it is sealed: division code and the key to seal to."""

    organisation: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Label:
    """What distinguishes one bundle from another. ``previous``: SHA-256 of the sealed bytes of the one before."""

    bundle: str
    sequence: int
    previous: str
    edition: str
    program: str
    made_at: str


@dataclass(frozen=True, slots=True)
class Exported:
    """``digest`` is the SHA-256 of the sealed bytes, ``size`` the length of the file in bytes. ``left`` records did not fit
    and wait for the next bundle. ``sm3``: of the attachments of which it was not known before."""

    path: Path
    bundle: str
    sequence: int
    digest: str
    records: int
    revisions: int
    rows: int
    size: int
    left: int = 0
    sm3: Mapping[str, str] = field(default_factory=dict)


def file_prefix(sender: Sender) -> str:
    """What the names of all bundles of a device begin with."""
    return f"mingbai-{sender.organisation.code}-{short_name(sender.device)}-"


def write_bundle(
    contents: Contents,
    sender: Sender,
    receiver: Receiver,
    label: Label,
    folder: Path,
    *,
    remember: Callable[[Header], AbstractContextManager[None]] = lambda _: nullcontext(),
    scratch: Path | None = None,
    largest: int | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Write the bundle into ``folder``, whole and proven, or not at all.

    ``remember`` is entered with the header when the file has been proven and left when it has its name: what it stores
    there makes the sequence number used. ``scratch`` is where sealed bytes may wait if they do not fit in memory.
    ``largest`` is the most bytes one file may have; a larger bundle becomes numbered parts.
    """
    if not contents.records:
        raise Refusal(
            tr("没有要发的内容：签发过的记录对方都已经收到。"),
            safe=tr("什么都没有写。"),
            todo=tr("有新签发的记录后再发。"),
            code="nothing-to-send",
        )
    counts = contents.counts
    with _waiting(scratch) as sealed:
        info = BundleInfo(
            bundle=label.bundle,
            device=sender.device,
            organisation=sender.organisation,
            receiver=receiver.organisation,
            sequence=label.sequence,
            previous=label.previous,
            edition=label.edition,
            program=label.program,
            made_at=label.made_at,
            counts=counts,
        )
        known: dict[str, Sums] = {}
        bag = bag_entries(
            label.bundle,
            _payload(contents, info, known, progress),
            _bag_info(info),
            sender.signing_key,
            _require_registered,
            known,
        )
        sums = seal(archive(bag, known), receiver.recipient, sealed)
        unsigned = Header(
            bundle=label.bundle,
            device=sender.device,
            organisation=sender.organisation.code,
            receiver=receiver.organisation,
            sequence=label.sequence,
            revisions=counts.revisions,
            size=sums.size,
            sha256=sums.sha256,
            sm3=sums.sm3,
            key=public_key(sender.signing_key),
        )
        header = sign_document(unsigned, sender.signing_key)
        path = write_verified(
            folder,
            f"{file_prefix(sender)}{label.sequence:06d}{SUFFIX}",
            lambda: pieces(header, sealed, sums.crc),
            length(header),
            prefix=file_prefix(sender),
            largest=largest,
            publishing=lambda: remember(header),
            progress=progress,
        )
    return Exported(
        path,
        label.bundle,
        label.sequence,
        header.sha256,
        counts.records,
        counts.revisions,
        counts.rows,
        length(header),
        sm3={found.sha256: found.sm3 for found in known.values() if found.sha256 not in contents.sm3},
    )


@contextmanager
def _waiting(scratch: Path | None) -> Iterator[SealedBytes]:
    """Where sealed bytes wait, on the disk if they are many. A disk that gives up is told as one that does."""
    try:
        with SealedBytes(_IN_MEMORY, scratch) as sealed:
            yield sealed
    except OSError as error:
        raise surroundings(error, scratch or Path(tempfile.gettempdir())) from error


def _payload(
    contents: Contents, info: BundleInfo, known: dict[str, Sums], progress: Progress | None
) -> Iterator[tuple[str, bytes]]:
    """The files below ``data/``. Of an attachment the sums are ``known`` when it comes: it was read and summed up beside,
    while the one before it was sealed."""
    yield "bundle.json", info.canonical()
    yield "records.jsonl", _json_lines(contents.records)
    rows = lines_of(contents.rows)
    _require_readable(len(rows), contents)
    yield "rows.jsonl", rows
    yield "postings.jsonl", _json_lines(contents.postings)
    yield from _line_schemas()
    forms = [{"matter": matter, "form": _plain(dataclasses.asdict(form))} for matter, form in contents.forms]
    yield "schema/forms.json", canonical_json(forms)
    for name, descriptor in sorted(roster_schemas(contents.forms).items()):
        yield f"schema/rosters/{name}", canonical_json(descriptor)

    def summed_up(digest: str) -> tuple[bytes, Sums]:
        data = contents.attachment(digest)
        return data, sums_of(data, contents.sm3.get(digest))

    found = one_ahead(summed_up, contents.attachments)
    for done, (digest, (data, sums)) in enumerate(zip(contents.attachments, found, strict=True)):
        if progress is not None:
            progress.step(zh("正在打包附件"), done, len(contents.attachments))
        known[f"{info.bundle}/data/{_ATTACHMENTS}{digest}"] = sums
        yield f"{_ATTACHMENTS}{digest}", data


@cache
def _line_schemas() -> tuple[tuple[str, bytes], ...]:
    """The same in every bundle; making them takes as long as a small bundle."""
    models: tuple[tuple[str, type[Part]], ...] = (
        ("record", RecordLine), ("row", RowLine), ("posting", PostingLine), ("bundle", BundleInfo), ("content", SealedContent),
    )  # fmt: skip
    return tuple((f"schema/{name}.json", canonical_json(model.model_json_schema())) for name, model in models)


def _require_readable(size: int, contents: Contents) -> None:
    """What a receiver would not read does not leave. `fitting` lets a record go alone that is too large for any bundle."""
    if size > LIMITS.entry:
        raise Refusal(
            tr("“{title}”的名单太长，一个包装不下。", title=contents.records[-1].title),
            safe=tr("什么都没有写。"),
            todo=tr("请更正这条记录，把名单分成几条记录来发。"),
            code="roster-too-large",
        )


def _require_registered(name: str, found: Sums) -> None:
    if name.startswith(_ATTACHMENTS) and name.removeprefix(_ATTACHMENTS) != found.sha256:
        raise Refusal(
            tr("有一个附件和登记时不一样了，没有打包。"),
            safe=tr("什么都没有写。"),
            todo=tr("请打开记录，把这个附件删掉再加一次。"),
            code="attachment-altered",
        )


def _json_lines(values: Sequence[Part]) -> bytes:
    return b"".join(value.canonical() + b"\n" for value in values)


def _plain(value: Any) -> Any:
    """Data classes' tuples as lists: canonical JSON knows no tuples."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, bool | int | None) else str(value)


def _bag_info(info: BundleInfo) -> dict[str, str]:
    return {
        "Source-Organization": " ".join(info.organisation.unit.split()),
        "Bagging-Date": info.made_at[:10],
        "External-Identifier": info.bundle,
        "Bag-Group-Identifier": info.device,
        "Bag-Count": str(info.sequence),
        "Bag-Software-Agent": f"Mingbai {info.program}".strip(),
    }
