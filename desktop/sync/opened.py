"""A bundle opened by its receiver: everything in it read and checked, nothing yet compared or applied.

One record that cannot be read does not spoil the others: it is set apart with the reason.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from desktop.base.errors import Refusal
from desktop.base.progress import Progress
from desktop.base.words import sentences, tr, zh
from desktop.domain.finding import Finding, blocks
from desktop.sync.bag import base_of, check_bag
from desktop.sync.check import (
    VerifyReport,
    check_header,
    check_sums,
    counting,
    refusal_finding,
    verify_bundle,
)
from desktop.sync.envelope import Envelope, Payload, read_envelope
from desktop.sync.inner_sums import InnerSums
from desktop.sync.merge import Case
from desktop.sync.models import RECORD_VERSION, BundleInfo, Header, PostingLine, RecordLine, RowLine
from desktop.sync.parts import opening
from desktop.sync.read import LIMITS, Archive, Limits, lines, parse_json, parse_model
from desktop.sync.refusals import EXPORT_AGAIN, NOTHING_TOUCHED, broken, not_found, unreadable
from desktop.sync.row_lines import AnyRow, Plain, WrittenRow, read_rows, record_of
from desktop.sync.seal import unseal


@dataclass(frozen=True, slots=True)
class Apart:
    """A record that this program cannot read, with what belongs to it: plain data, kept as it came."""

    case: Case
    record: str
    revision: int
    content: Plain
    rows: tuple[Plain, ...]
    postings: tuple[Plain, ...]


@dataclass(frozen=True)
class OpenedBundle:
    """``rows`` and ``postings`` are by record id, rows in the order of the bundle."""

    header: Header
    info: BundleInfo
    records: tuple[RecordLine, ...]
    apart: tuple[Apart, ...]
    rows: dict[str, tuple[AnyRow, ...]]
    postings: dict[str, tuple[PostingLine, ...]]
    archive: Archive = field(repr=False)

    def attachment(self, digest: str) -> bytes:
        """The bytes of an attachment; they were checked against the manifests when the bundle was opened."""
        return self.archive.read(f"{base_of(self.archive)}/data/attachments/{digest}")

    @property
    def attachments(self) -> tuple[str, ...]:
        """The digests of all attachments in the bundle."""
        mark = f"{base_of(self.archive)}/data/attachments/"
        return tuple(name.removeprefix(mark) for name in self.archive.names if name.startswith(mark))

    def has_attachment(self, digest: str) -> bool:
        return f"{base_of(self.archive)}/data/attachments/{digest}" in self.archive.entries


@dataclass(frozen=True, slots=True)
class Checked:
    """The clear archive of a sealed bundle with all that was found wrong; ``archive`` is None if it stayed shut. What it holds
    counts only if nothing was found."""

    header: Header
    archive: Archive | None
    findings: list[Finding]
    read: "OpenedBundle | Refusal | None" = None

    def require_whole(self) -> None:
        """Raises Refusal with all faults in its words."""
        faults = blocks(self.findings)
        if faults or self.read is None:
            raise Refusal(
                sentences(*dict.fromkeys(finding.text for finding in faults)),
                safe=NOTHING_TOUCHED,
                todo=EXPORT_AGAIN,
                code=faults[0].code if faults else "bundle-broken",
            )

    def content(self) -> OpenedBundle:
        """Raises Refusal also if the bundle as a whole does not hang together."""
        self.require_whole()
        if not isinstance(self.read, OpenedBundle):
            raise self.read or broken()
        return self.read


def unseal_bundle(
    path: Path, identity: str, progress: Progress | None = None, limits: Limits = LIMITS
) -> Checked:
    """Check outside, unseal, check the bag. Raises what makes further looking pointless.

    The sealed bytes are read once: what is unsealed in memory is proven to be what the header tells of before it is looked at.
    """
    with InnerSums(limits) as inner:
        try:
            with opening(path) as stream:
                envelope = read_envelope(path, stream, limits)
                findings, clear = _unsealed(envelope, stream, identity, progress, limits, inner)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
            raise not_found(path) from error
        except OSError as error:
            raise unreadable(error, path) from error
        if blocks(findings):
            return Checked(envelope.header, None, findings)
        archive = Archive(BytesIO(clear), limits)
        archive.require_plain_layout()
        read: OpenedBundle | Refusal
        try:
            read = read_content(envelope.header, archive, limits)
        except Refusal as refusal:
            read = refusal
        findings += check_bag(archive, envelope.header.key, inner.result())
        return Checked(envelope.header, archive, findings, read)


def _unsealed(
    envelope: Envelope,
    stream: BinaryIO,
    identity: str,
    progress: Progress | None,
    limits: Limits,
    inner: InnerSums,
) -> tuple[list[Finding], bytes]:
    """What is wrong outside the seal, and the clear bytes, which count only if nothing is. That a file is broken is said
    rather than what the breakage did to the unsealing. ``inner`` is shown the clear bytes."""
    size = envelope.header.size
    step = counting(progress, zh("正在核对和打开"), size)
    findings, payload = check_header(envelope.header), Payload(envelope, stream)
    clear, refused = b"", None
    if not findings:
        try:
            clear = unseal(payload, size, identity, limits.total, step, inner.take)
        except Refusal as refusal:
            refused = refusal
    findings += check_sums(envelope, payload.sums(step))
    if refused and not findings:
        raise refused
    return findings, clear


def open_bundle(
    path: Path, identity: str, progress: Progress | None = None, limits: Limits = LIMITS
) -> OpenedBundle:
    """The checked content of a bundle sealed to ``identity`` (age, ``AGE-SECRET-KEY-1…``).

    Raises Refusal with all faults in its words if anything at all is wrong; the sender is not yet looked up.
    """
    return unseal_bundle(path, identity, progress, limits).content()


def read_content(header: Header, archive: Archive, limits: Limits = LIMITS) -> OpenedBundle:
    """The bag's payload as values. Raises Refusal if the bundle as a whole does not hang together."""
    base = base_of(archive)
    info = parse_model(BundleInfo, archive.read(f"{base}/data/bundle.json"), limits)
    told = (header.bundle, header.device, header.organisation, header.receiver, header.sequence)
    if (info.bundle, info.device, info.organisation.code, info.receiver, info.sequence) != told:
        raise broken(tr("包的外面和里面说的不一样"))
    said = [parse_json(raw, limits) for raw in lines(archive.read(f"{base}/data/records.jsonl"))]
    rows = read_rows(archive.read(f"{base}/data/rows.jsonl"), limits)
    postings = _by_record(archive.read(f"{base}/data/postings.jsonl"), limits)
    names = Counter(record_of(line) for line in said)
    if any(times > 1 for times in names.values()):
        raise broken(tr("同一条记录写了两次"))
    if (rows.keys() | postings.keys()) - names.keys():
        raise broken(tr("有的名单找不到它的记录"))
    read = [
        _read_record(line, rows.get(line["record"], ()), postings.get(line["record"], ())) for line in said
    ]
    whole = [item for item in read if isinstance(item, _Whole)]
    opened = OpenedBundle(
        header,
        info,
        tuple(item.line for item in whole),
        tuple(item for item in read if isinstance(item, Apart)),
        {item.line.record: item.rows for item in whole},
        {item.line.record: item.postings for item in whole},
        archive,
    )
    _check_counts(opened)
    return opened


@dataclass(frozen=True, slots=True)
class _Whole:
    """A record that could be read, with its rows and postings."""

    line: RecordLine
    rows: tuple[AnyRow, ...]
    postings: tuple[PostingLine, ...]


def _by_record(data: bytes, limits: Limits) -> dict[str, tuple[Plain, ...]]:
    found: dict[str, list[Plain]] = {}
    for raw in lines(data):
        said = parse_json(raw, limits)
        found.setdefault(record_of(said), []).append(said)
    return {record: tuple(group) for record, group in found.items()}


def _read_record(
    said: Plain, rows: Sequence[WrittenRow | Plain], postings: tuple[Plain, ...]
) -> "_Whole | Apart":
    try:
        return _Whole(
            RecordLine.model_validate(said),
            tuple(row if isinstance(row, WrittenRow) else RowLine.model_validate(row) for row in rows),
            tuple(PostingLine.model_validate(posting) for posting in postings),
        )
    except ValidationError:
        version, revision = said.get("version"), said.get("revision")
        newer = isinstance(version, int) and version > RECORD_VERSION
        number = revision if isinstance(revision, int) and 0 <= revision <= 1_000_000 else 0
        case = Case.NEWER_PROGRAM if newer else Case.FAULTY
        plain = tuple(row.plain() if isinstance(row, WrittenRow) else row for row in rows)
        return Apart(case, said["record"], int(number), said, plain, postings)


def _check_counts(opened: OpenedBundle) -> None:
    counts = opened.info.counts
    revisions = sum(len(line.revisions) for line in opened.records)
    found = (
        len(opened.records) + len(opened.apart),
        sum(map(len, opened.rows.values())) + sum(len(item.rows) for item in opened.apart),
        sum(map(len, opened.postings.values())) + sum(len(item.postings) for item in opened.apart),
        len(opened.attachments),
    )
    if found != (counts.records, counts.rows, counts.postings, counts.attachments) or counts.revisions != (
        opened.header.revisions
    ):
        raise broken(tr("件数对不上"))
    if not opened.apart and revisions != counts.revisions:
        raise broken(tr("件数对不上"))


def verify_with_key(path: Path, identity: str, progress: Progress | None = None) -> VerifyReport:
    """As `verify_bundle`, and beyond the seal: the bag, its manifests and signature, and whether its content reads."""
    outside = verify_bundle(path, progress)
    if not outside.ok:
        return outside
    try:
        checked = unseal_bundle(path, identity, progress)
        found = [finding for finding in checked.findings if finding not in outside.findings]
        if checked.archive is not None and not blocks(found):
            checked.content()
    except Refusal as refusal:
        found = [refusal_finding(refusal, path.name)]
    return replace(outside, ok=not blocks(found), findings=(*outside.findings, *found))
