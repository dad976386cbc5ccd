"""The text in the code square of a sheet: number, title, days, start of a digest, signature. Written and read here.

Nothing personal is in it. Whether it is true is not known here: that needs keys and records.
"""

import base64
import re
from dataclasses import dataclass
from datetime import date

NOTICE, CERTIFICATE = "MINGBAI1", "MINGBAI-ZM1"
DIGEST_SHOWN = 16
_SHAPE = re.compile(
    r"(MINGBAI1|MINGBAI-ZM1)\s+(\S+)\s+(.+?)\s+(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)\s+([0-9a-f]{16})\s+(\S+)",
    re.DOTALL,
)
_SIGNATURE = 64  # bytes, Ed25519


@dataclass(frozen=True, slots=True)
class SheetCode:
    """``kind`` is NOTICE or CERTIFICATE. ``start`` and ``end`` are the notice period, or the days a sheet hung.

    ``digest`` holds the first 16 hexadecimal digits: of the revision, or of the register's chain.
    """

    kind: str
    number: str
    title: str
    start: date
    end: date
    digest: str
    signature: str = ""

    def signed_text(self) -> bytes:
        """What the signature covers."""
        days = f"{self.start}/{self.end}"
        return "\n".join((self.kind, self.number, self.title, days, self.digest)).encode()

    def text(self) -> str:
        """As it is printed; ``signature`` is hexadecimal inside, base 85 on paper."""
        return f"{self.signed_text().decode()}\n{base64.b85encode(bytes.fromhex(self.signature)).decode()}"


def read_sheet_code(text: str) -> SheetCode | None:
    """The code in ``text`` as a scanner, a copy or a typist gave it (line breaks may have become spaces); else None."""
    found = _SHAPE.search(text)
    if found is None:
        return None
    kind, number, title, start, end, digest, signature = found.groups()
    try:
        raw = base64.b85decode(signature)
        days = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return None
    if len(raw) != _SIGNATURE:
        return None
    return SheetCode(kind, number, " ".join(title.split("\n")), *days, digest, raw.hex())
