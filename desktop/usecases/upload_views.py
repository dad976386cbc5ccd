"""What screens and commands are shown of sending over the line. Frozen values; no verbs here."""

from dataclasses import dataclass

from desktop.usecases.exchange_views import ReceiptSummary


@dataclass(frozen=True, slots=True)
class Pending:
    """A bundle on its way. ``arrived``: the server has all of it and owes the receipt. ``size`` in bytes."""

    bundle: str
    sequence: int
    size: int
    arrived: bool


@dataclass(frozen=True, slots=True)
class LineState:
    """``server`` is empty if none is set. ``paused``: somebody stopped the sending, so it waits to be asked again."""

    server: str
    automatic: bool
    paused: bool
    pending: tuple[Pending, ...]

    @property
    def resumes(self) -> bool:
        """Whether something begun is to be gone on with without being asked again."""
        return bool(self.server and self.pending and not self.paused)


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
    """``unanswered``: numbers of bundles that arrived and have no receipt yet."""

    sent: tuple[Uploaded, ...]
    receipts: tuple[ReceiptSummary, ...]
    unanswered: tuple[int, ...]
