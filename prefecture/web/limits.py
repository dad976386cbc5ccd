"""How much one receiver takes on at once. Values only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``upload``: bytes of one file (a bundle's bag is 768 MiB at most). ``unfinished``: uploads begun and not complete.
    ``reserve``: bytes of the disk that stay free. ``silence``: seconds without a byte after which a line counts as cut."""

    upload: int = 1 << 30
    unfinished: int = 2000
    reserve: int = 2 << 30
    silence: float = 60.0


LIMITS = Limits()
