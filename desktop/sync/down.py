"""The file down 带下去的文件 (`*.mingbai-return`): what the office above says of a lower office's records. Makes, reads and judges.

It is always the whole: returns, devices stopped, what became of what was not simply taken in, how far records came further up. So a lost
stick costs nothing, and of two files the one with the higher number holds. Signed; no citizen's data, so it travels in clear.
"""

from pathlib import Path
from typing import Literal

from pydantic import Field

from desktop.base.canonical import canonical_json
from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.words import tr
from desktop.sync.models import (
    FORMAT,
    Code,
    Count,
    Hex64,
    Identifier,
    Moment,
    Office,
    Part,
    PublicKey,
    Signed,
)
from desktop.sync.read import LIMITS, parse_json, parse_model
from desktop.sync.receipts import Receipt, Status
from desktop.sync.refusals import NOTHING_TOUCHED, newer, not_found, unreadable
from desktop.sync.revocation import Revocations
from desktop.sync.settled import Settled, all_hold
from desktop.sync.signing import document_holds, sign_document

SUFFIX = ".mingbai-return"
Standing = Literal["accepted", "conflict", "replaced", "dropped", "taken_back"]


class ReturnLine(Part):
    """A revision given back. ``reasons`` are codes of return_reasons, ``words`` their names as the sender's list has them,
    ``text`` what was written beside."""

    record: str = Identifier
    revision: int = Field(ge=1, le=1_000_000)
    digest: str = Hex64
    reasons: tuple[str, ...] = Field(default=(), strict=False)
    words: tuple[str, ...] = Field(default=(), strict=False)
    text: str = Field(default="", max_length=2000)
    at: str = Moment


class StandingLine(Part):
    """What now holds of a revision for which the receipt said something else, or no longer holds.

    ``replaced``: another version is in force; ``dropped``: will not be taken in; ``taken_back``: its bundle, number
    ``sequence``, was taken back. ``have`` is the newest revision of the record in force there, 0: none.
    """

    record: str = Identifier
    revision: int = Field(ge=1, le=1_000_000)
    digest: str = Hex64
    status: Standing
    sequence: int = Count
    have: int = Count
    text: str = Field(default="", max_length=2000)


class UpwardLine(Part):
    """How far a revision came beyond the sender; ``receipt`` is the SHA-256 of the receipt that says so."""

    record: str = Identifier
    revision: int = Field(ge=1, le=1_000_000)
    status: Status
    receipt: str = Hex64


class AboveKey(Part):
    """A device of the office above the sender, whose receipts are handed on."""

    device: str = Identifier
    organisation: Office
    key: str = PublicKey


class DownFile(Signed):
    """``number`` counts up per sending device; ``organisation`` is the division whose records it speaks of."""

    format: Literal["1"] = FORMAT
    kind: Literal["return"] = "return"
    number: int = Field(ge=1, le=2**53 - 1)
    sender: Office
    device: str = Identifier
    organisation: str = Code
    made_at: str = Moment
    returns: tuple[ReturnLine, ...] = Field(default=(), strict=False)
    standing: tuple[StandingLine, ...] = Field(default=(), strict=False)
    upward: tuple[UpwardLine, ...] = Field(default=(), strict=False)
    receipts: tuple[Receipt, ...] = Field(default=(), strict=False)
    above: tuple[AboveKey, ...] = Field(default=(), strict=False)
    settled: tuple[Settled, ...] = Field(default=(), strict=False)
    revocations: tuple[Revocations, ...] = Field(default=(), max_length=1, strict=False)


def down_name(down: DownFile) -> str:
    """The file's name: for whom, which number."""
    return f"mingbai-{down.organisation}-{down.number:06d}{SUFFIX}"


def write_down(down: DownFile, key: bytes, folder: Path) -> Path:
    """Sign with the raw Ed25519 key and write, whole or not at all."""
    path = folder / down_name(down)
    write_atomically(path, sign_document(down, key).canonical())
    return path


def is_down_file(path: Path) -> bool:
    """Whether the file says of itself that it is one; nothing is believed yet."""
    return path.name.endswith(SUFFIX)


def read_down(path: Path, keys: dict[str, str]) -> DownFile:
    """The file in ``path``, believed only if signed by a device we know. ``keys``: device id → Ed25519 public key.

    Refuses: not such a file, altered, unknown signer, or saying of the office further up what its receipts do not.
    """
    try:
        if path.stat().st_size > LIMITS.line:
            raise _none(tr("这个文件不是上级带下来的文件，或已经不完整。"), "down-broken")
        data = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise not_found(path) from error
    except OSError as error:
        raise unreadable(error, path) from error
    return parse_down(data, keys)


def parse_down(data: bytes, keys: dict[str, str]) -> DownFile:
    """As `read_down`, from bytes."""
    try:
        said = parse_json(data)
        if (
            isinstance(said, dict)
            and said.get("kind") == "return"
            and said.get("format") not in {FORMAT, None}
        ):
            raise newer()
        down = parse_model(DownFile, data)
    except Refusal as refusal:
        if refusal.code == "bundle-newer":
            raise
        raise _none(tr("这个文件不是上级带下来的文件，或已经不完整。"), "down-broken") from refusal
    key = keys.get(down.device)
    if key is None:
        raise _none(
            tr("这个文件来自没有登记过的单位（{unit}）。", unit=down.sender.unit), "down-unknown-signer"
        )
    if not document_holds(down, key) or data != canonical_json(said):
        raise _none(tr("这个文件的签名对不上，可能被改动过。"), "down-forged")
    _check_upward(down)
    signers = {**{entry.device: entry.key for entry in down.above}, down.device: key}
    if not all_hold(down.settled, signers, down.organisation):
        raise _none(tr("这个文件里附的“定了哪个版本”签名对不上。"), "down-settled-forged")
    return down


def _check_upward(down: DownFile) -> None:
    """Every word about the office further up stands in a receipt which that office signed."""
    keys = {entry.device: entry.key for entry in down.above}
    said: set[tuple[str, str, int, str]] = set()
    for receipt in down.receipts:
        key = keys.get(receipt.device)
        if key is None or not document_holds(receipt, key):
            raise _none(tr("这个文件里附的上级回执签名对不上。"), "down-receipt-forged")
        name = receipt.name
        said |= {(name, line.record, line.revision, line.status) for line in receipt.lines}
    if any((line.receipt, line.record, line.revision, line.status) not in said for line in down.upward):
        raise _none(tr("这个文件说的和附的上级回执对不上。"), "down-receipt-differs")


def _none(what: str, code: str) -> Refusal:
    return Refusal(what, safe=NOTHING_TOUCHED, todo=tr("请上级重新写一次这个文件。"), code=code)
