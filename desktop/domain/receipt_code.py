"""The text in the code square of a printed receipt: whose bundle, what became of it, which receipt. Written and read here.

Nothing personal is in it, and it proves nothing by itself: it is compared with the receipt it names.
"""

import re
from dataclasses import dataclass

KIND = "MINGBAI-HZ1"
SHOWN = 16
_SHAPE = re.compile(
    r"MINGBAI-HZ1\s+(\d{6,12})\s+([0-9A-Za-z._-]{1,64})\s+(\d{1,9})\s+([0-9A-Za-z._-]{1,64})\s+"
    r"(\d{1,9})/(\d{1,9})/(\d{1,9})/(\d{1,9})\s+([0-9a-f]{16})\s+([0-9a-f]{16})(?![0-9a-f])"
)


@dataclass(frozen=True, slots=True)
class ReceiptCode:
    """``digest`` and ``signature``: the first 16 hexadecimal digits of the sealed bytes' SHA-256, and of the receipt's own
    signature. ``organisation`` and ``device`` are the sender's."""

    organisation: str
    device: str
    sequence: int
    bundle: str
    accepted: int
    duplicate: int
    conflict: int
    rejected: int
    digest: str
    signature: str

    def text(self) -> str:
        """As it is printed, a line each."""
        counts = f"{self.accepted}/{self.duplicate}/{self.conflict}/{self.rejected}"
        return "\n".join(
            (
                KIND,
                self.organisation,
                self.device,
                str(self.sequence),
                self.bundle,
                counts,
                self.digest,
                self.signature,
            )
        )


def read_receipt_code(text: str) -> ReceiptCode | None:
    """The code in ``text`` as a scanner or a copy gave it (line breaks may have become spaces); else None."""
    found = _SHAPE.search(text)
    if found is None:
        return None
    organisation, device, sequence, bundle, *counts, digest, signature = found.groups()
    accepted, duplicate, conflict, rejected = map(int, counts)
    return ReceiptCode(
        organisation,
        device,
        int(sequence),
        bundle,
        accepted,
        duplicate,
        conflict,
        rejected,
        digest,
        signature,
    )
