"""What screens and commands are shown of sending over the line. Frozen values; no verbs here."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.usecases.county_views import DownTaken
from desktop.usecases.exchange_views import ReceiptSummary


class Cause(StrEnum):
    """Why a run is made: somebody wants it now; the office lets it go by itself; something begun is gone on with."""

    ASKED = "asked"
    AUTOMATIC = "automatic"
    RESUMED = "resumed"


@dataclass(frozen=True, slots=True)
class Pending:
    """A bundle on its way. ``arrived``: the server has all of it and owes the receipt; ``refused``: it was looked at there
    and not taken, and goes again only when asked. ``size`` in bytes, ``made_at`` an ISO text."""

    bundle: str
    sequence: int
    size: int
    records: int
    made_at: str
    arrived: bool
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """A bundle whose receipt came back, by whichever road; ``at`` is an ISO text."""

    at: str
    receipt: ReceiptSummary


@dataclass(frozen=True, slots=True)
class LineState:
    """``server`` is empty if none is set. ``paused``: somebody stopped the sending, so it waits to be asked again.
    ``cut_since``: ISO text, from when on nothing got through; empty while the line holds. ``answered``: latest first."""

    server: str
    automatic: bool
    paused: bool
    joined: bool
    pending: tuple[Pending, ...] = ()
    answered: tuple[Answered, ...] = ()
    cut_since: str = ""

    @property
    def resumes(self) -> bool:
        """Whether something begun is to be gone on with without being asked again."""
        return bool(self.server and not self.paused and any(not entry.refused for entry in self.pending))

    @property
    def goes_by_itself(self) -> bool:
        """Whether what is newly issued is sent without being asked each time."""
        return bool(self.server and self.automatic and self.joined and not self.paused)


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A bundle that arrived in this run. ``resent``: bytes that went more than once; ``cuts``: times the line was taken up
    again; ``known``: the server had it before."""

    bundle: str
    sequence: int
    size: int
    resent: int
    cuts: int
    known: bool


@dataclass(frozen=True, slots=True)
class UploadResult:
    """``unanswered``: numbers of bundles that arrived and have no receipt yet. ``heard``: what the office above had to say
    besides, None for nothing new. ``packs``: names of packs that were fetched and wait to be looked at."""

    sent: tuple[Uploaded, ...]
    receipts: tuple[ReceiptSummary, ...]
    unanswered: tuple[int, ...]
    heard: DownTaken | None = None
    packs: tuple[str, ...] = ()
