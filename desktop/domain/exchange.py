"""What a laptop remembers of its exchange: known devices, bundles sent and received, and how far records travelled."""

from sqlmodel import SQLModel

from desktop.domain.organisation import Level


class ContactFields(SQLModel):
    """A device of another office that was enrolled here, or this laptop's county (``upward``).

    ``signing_key`` is an Ed25519 public key, 64 hexadecimal digits; ``recipient`` an age X25519 recipient (age1…).
    ``statement`` is the signed grant as it was received or given, JSON text. Times are ISO texts, empty = open.
    """

    device: str
    organisation: str
    unit: str
    level: Level
    signing_key: str
    recipient: str
    upward: bool = False
    granted_at: str = ""
    valid_until: str = ""
    revoked_at: str = ""
    statement: str = ""


class Contact(ContactFields):
    model_config = {"frozen": True}


class OutgoingFields(SQLModel):
    """A bundle that left. ``digest`` is the SHA-256 of the sealed bytes, ``previous`` that of the bundle before.

    ``receipt_at`` is empty until its receipt came back.
    """

    sequence: int
    bundle: str
    receiver: str
    digest: str
    previous: str = ""
    size: int = 0
    exported_at: str = ""
    exported_by: str = ""
    receipt_at: str = ""


class OutgoingBundle(OutgoingFields):
    """``contents`` are (record id, revision) pairs in the order of the bundle."""

    model_config = {"frozen": True}
    contents: tuple[tuple[str, int], ...] = ()


class IncomingFields(SQLModel):
    """A bundle that arrived. ``summary`` is JSON text: the outcome of each record, for receipts and for taking back."""

    bundle: str
    device: str
    organisation: str
    sequence: int
    digest: str
    previous: str = ""
    imported_at: str = ""
    imported_by: str = ""
    undone_at: str = ""
    undone_by: str = ""
    undone_reason: str = ""
    summary: str = "{}"


class IncomingBundle(IncomingFields):
    """``receipt`` is the signed receipt that was given for it."""

    model_config = {"frozen": True}
    receipt: bytes = b""


class TravelFields(SQLModel):
    """How far one revision of a record has come. ``state`` is the exchange's own word, ``detail`` Chinese."""

    record: str
    revision: int
    state: str
    sequence: int | None = None
    at: str = ""
    detail: str = ""


class Travel(TravelFields):
    model_config = {"frozen": True}


class HeldFields(SQLModel):
    """Something received that could not simply be taken in: a conflicting version, or one not understood 待查; and the
    version of ours that gave way to another.

    ``kind`` is ``conflict``, ``quarantined`` or ``branch``; ``reason`` Chinese; ``resolved`` empty until it was decided,
    ``resolved_reason`` in the words of who did.
    """

    id: str
    bundle: str
    record: str
    revision: int
    kind: str
    reason: str
    held_at: str
    resolved: str = ""
    resolved_at: str = ""
    resolved_by: str = ""
    resolved_reason: str = ""


class Held(HeldFields):
    """``payload`` is what came, unchanged, as the exchange wrote it."""

    model_config = {"frozen": True}
    payload: bytes


class ReturnedFields(SQLModel):
    """A record that this office gave back to the one that sent it. It holds for this revision; a correction ends it.

    ``text`` is what was written beside the reasons; ``at`` an ISO time.
    """

    record: str
    revision: int
    digest: str
    organisation: str
    text: str = ""
    at: str = ""
    by: str = ""


class Returned(ReturnedFields):
    """``reasons`` are codes of the list return_reasons."""

    model_config = {"frozen": True}
    reasons: tuple[str, ...] = ()
