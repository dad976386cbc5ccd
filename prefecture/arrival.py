"""The first of the two answers: the bytes of a bundle are here, whole, and will not be lost.

The second, what became of each record, is the receipt of `desktop.sync.receipts`. Both are signed and hold nothing
personal.
"""

from typing import Literal

from pydantic import Field

from desktop.sync.models import FORMAT, Count, Header, Hex64, Identifier, Moment, Office, Signed
from desktop.sync.signing import sign_document
from prefecture.keys import Receiver


class Arrival(Signed):
    """``digest`` and ``size`` are those of the sealed bytes, as in the bundle's header."""

    format: Literal["1"] = FORMAT
    kind: Literal["arrival"] = "arrival"
    bundle: str = Identifier
    sequence: int = Count
    sender: str = Identifier
    digest: str = Hex64
    size: int = Count
    receiver: Office
    device: str = Field(max_length=64)
    arrived_at: str = Moment


def make_arrival(header: Header, receiver: Receiver, at: str) -> Arrival:
    """The signed note that the bundle of ``header`` lies here."""
    return sign_document(
        Arrival(
            bundle=header.bundle,
            sequence=header.sequence,
            sender=header.device,
            digest=header.sha256,
            size=header.size,
            receiver=receiver.office,
            device=receiver.device,
            arrived_at=at,
        ),
        receiver.signing_key,
    )
