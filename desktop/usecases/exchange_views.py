"""What screens and commands are shown of bundles, receipts and travel. Frozen values; no verbs here."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.base.words import zh


class TravelState(StrEnum):
    DRAFTING = "drafting"
    NOT_EXPORTED = "not_exported"
    AWAITING_RECEIPT = "awaiting_receipt"
    RECEIVED_TOWNSHIP = "received_township"
    RECEIVED_COUNTY = "received_county"
    RECEIVED_PREFECTURE = "received_prefecture"
    RETURNED = "returned"
    CONFLICT = "conflict"
    QUARANTINED = "quarantined"


TRAVEL_WORDS: dict[TravelState, str] = {
    TravelState.DRAFTING: zh("未导出"),
    TravelState.NOT_EXPORTED: zh("未导出"),
    TravelState.AWAITING_RECEIPT: zh("已导出待回执"),
    TravelState.RECEIVED_TOWNSHIP: zh("乡已收"),
    TravelState.RECEIVED_COUNTY: zh("县已收"),
    TravelState.RECEIVED_PREFECTURE: zh("州已收"),
    TravelState.RETURNED: zh("被退回"),
    TravelState.CONFLICT: zh("冲突"),
    TravelState.QUARANTINED: zh("待查"),
}


@dataclass(frozen=True, slots=True)
class ExportResult:
    """A finished bundle: its file, sequence number, and how much is in it. ``bytes`` is the file's size; ``left`` records
    did not fit and go with the next one, once this one's receipt is here."""

    path: Path
    sequence: int
    records: int
    rows: int
    bytes: int
    left: int = 0


@dataclass(frozen=True, slots=True)
class TravelLine:
    """How far a record has come. ``sequence`` is the last bundle it left in; ``at`` an ISO time; ``detail`` Chinese.
    ``here``: not the way up decides the state, but this office did or must."""

    record: str
    title: str
    state: TravelState
    sequence: int | None
    at: str
    detail: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class IncomingLine:
    """What an import would do with one record: new, updated, duplicate, conflict or quarantined."""

    record: str
    title: str
    outcome: str
    detail: str


@dataclass(frozen=True, slots=True)
class IncomingPreview:
    bundle: str
    sender: str
    sequence: int
    new: int
    updated: int
    duplicate: int
    conflict: int
    quarantined: int
    lines: tuple[IncomingLine, ...]


@dataclass(frozen=True, slots=True)
class IncomingResult:
    """Counts that add up to what was sent, and the signed receipt's file."""

    accepted: int
    duplicate: int
    conflict: int
    rejected: int
    receipt: Path


@dataclass(frozen=True, slots=True)
class ReceiptSummary:
    bundle: str
    sequence: int
    accepted: int
    duplicate: int
    conflict: int
    rejected: int
