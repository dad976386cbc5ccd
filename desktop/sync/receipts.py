"""Receipts 回执: what became of each record of a bundle, signed by the office that received it.

Two levels: the bytes arrived whole; each record is in (or why not). Without personal data, so it travels in clear.
Makes, reads and judges; what a receipt changes here is done in `travel`.
"""

from collections import Counter
from pathlib import Path
from typing import Literal

from pydantic import Field

from desktop.base.canonical import canonical_json, sha256_hex
from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.words import tr
from desktop.sync.merge import Case
from desktop.sync.models import (
    FORMAT,
    Code,
    Count,
    Header,
    Hex64,
    Identifier,
    Moment,
    Office,
    Part,
    Signed,
    short_name,
)
from desktop.sync.read import LIMITS, parse_json, parse_model
from desktop.sync.refusals import NOTHING_TOUCHED, newer, not_found, unreadable
from desktop.sync.signing import document_holds, sign_document

SUFFIX = ".mingbai-receipt"
Status = Literal["accepted", "duplicate", "conflict", "rejected"]

STATUS: dict[Case, Status] = {
    Case.NEW: "accepted",
    Case.THEIRS_NEWER: "accepted",
    Case.MOVED_ON: "accepted",
    Case.UNCHANGED: "duplicate",
    Case.OURS_NEWER: "duplicate",
    Case.BOTH_CHANGED: "conflict",
    Case.CONFLICT_KNOWN: "conflict",
}
"""Every other case is rejected, with the case as its reason."""


class ReceiptLine(Part):
    """One record of the bundle. ``why`` is the merge case; it explains a rejection and needs no words of a citizen."""

    record: str = Identifier
    revision: int = Count
    status: Status
    why: str = Field(max_length=40)


class ReceiptCounts(Part):
    """The sums of the lines."""

    accepted: int = Count
    duplicate: int = Count
    conflict: int = Count
    rejected: int = Count


class Receipt(Signed):
    """``digest`` and ``size`` are those of the sealed bytes as they arrived: level one. ``lines`` is level two."""

    format: Literal["1"] = FORMAT
    kind: Literal["receipt"] = "receipt"
    bundle: str = Identifier
    sequence: int = Count
    sender: str = Identifier
    organisation: str = Code
    digest: str = Hex64
    size: int = Count
    receiver: Office
    device: str = Identifier
    received_at: str = Moment
    records: int = Count
    counts: ReceiptCounts
    lines: tuple[ReceiptLine, ...] = Field(default=(), strict=False)

    @property
    def name(self) -> str:
        """By what another document refers to it: the SHA-256 of its bytes."""
        return sha256_hex(self.canonical())


def _tally(lines: tuple[ReceiptLine, ...]) -> ReceiptCounts:
    found = Counter(line.status for line in lines)
    return ReceiptCounts(
        accepted=found["accepted"],
        duplicate=found["duplicate"],
        conflict=found["conflict"],
        rejected=found["rejected"],
    )


def make_receipt(
    header: Header,
    outcomes: list[tuple[str, int, Case]],
    receiver: Office,
    device: str,
    key: bytes,
    received_at: str,
) -> Receipt:
    """The signed receipt for a bundle. ``outcomes``: (record, revision, case) for every record of the bundle;
    ``device`` and ``key`` (raw Ed25519) are the receiver's own."""
    lines = tuple(
        ReceiptLine(record=record, revision=revision, status=STATUS.get(case, "rejected"), why=str(case))
        for record, revision, case in outcomes
    )
    receipt = Receipt(
        bundle=header.bundle,
        sequence=header.sequence,
        sender=header.device,
        organisation=header.organisation,
        digest=header.sha256,
        size=header.size,
        receiver=receiver,
        device=device,
        received_at=received_at,
        records=len(lines),
        counts=_tally(lines),
        lines=lines,
    )
    return sign_document(receipt, key)


def receipt_name(receipt: Receipt) -> str:
    """The file's name: whose bundle, which number."""
    return f"mingbai-{receipt.organisation}-{short_name(receipt.sender)}-{receipt.sequence:06d}{SUFFIX}"


def receipt_bytes(receipt: Receipt) -> bytes:
    return receipt.canonical()


def write_receipt(receipt: Receipt, folder: Path) -> Path:
    """The receipt as a file in ``folder``, whole or not at all."""
    path = folder / receipt_name(receipt)
    write_atomically(path, receipt_bytes(receipt))
    return path


def _no_receipt(what: str, code: str) -> Refusal:
    return Refusal(what, safe=NOTHING_TOUCHED, todo=tr("请县里重新发一次这个回执。"), code=code)


def read_receipt(path: Path, keys: dict[str, str]) -> Receipt:
    """The receipt in ``path``, believed only if signed by a device we know. ``keys``: device id → Ed25519 public key.

    Refuses: no receipt, altered, unknown signer, sums that do not add up.
    """
    try:
        if path.stat().st_size > LIMITS.line:
            raise _no_receipt(tr("这个文件不是回执，或已经不完整。"), "receipt-broken")
        data = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise not_found(path) from error
    except OSError as error:
        raise unreadable(error, path) from error
    return parse_receipt(data, keys)


def parse_receipt(data: bytes, keys: dict[str, str]) -> Receipt:
    """As `read_receipt`, from bytes."""
    try:
        said = parse_json(data)
        if (
            isinstance(said, dict)
            and said.get("kind") == "receipt"
            and said.get("format") not in {FORMAT, None}
        ):
            raise newer()
        receipt = parse_model(Receipt, data)
    except Refusal as refusal:
        if refusal.code == "bundle-newer":
            raise
        raise _no_receipt(tr("这个文件不是回执，或已经不完整。"), "receipt-broken") from refusal
    key = keys.get(receipt.device)
    if key is None:
        raise _no_receipt(
            tr("这个回执来自没有登记过的单位（{unit}）。", unit=receipt.receiver.unit),
            "receipt-unknown-signer",
        )
    if not document_holds(receipt, key) or data != canonical_json(said):
        raise _no_receipt(tr("这个回执的签名对不上，可能被改动过。"), "receipt-forged")
    sums = receipt.counts
    total = sums.accepted + sums.duplicate + sums.conflict + sums.rejected
    if _tally(receipt.lines) != sums or not receipt.records == len(receipt.lines) == total:
        raise _no_receipt(tr("这个回执里的件数加起来对不上。"), "receipt-sums")
    if len({line.record for line in receipt.lines}) != len(receipt.lines):
        raise _no_receipt(tr("这个回执里同一条记录写了两次。"), "receipt-sums")
    return receipt
