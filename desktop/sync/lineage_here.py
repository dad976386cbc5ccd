"""The rows of bundles that came to this laptop, beside which a new bundle is laid, and what a person has said about one.

What the signs are says `lineage`; what is done about them, `usecases.devices`.
"""

from sqlmodel import Session

from desktop.storage import bundles, settings
from desktop.sync.lineage import Arrival, Sign, signs
from desktop.sync.models import BundleInfo, Header

_EXPLAINED = "device-explained:"


def signs_here(session: Session, header: Header, info: BundleInfo) -> list[Sign]:
    """`signs` against what has arrived here and was not taken back, without what a person has explained."""
    arrived = [one for one in bundles.incoming(session, header.device) if not one.undone_at]
    explained = frozenset(settings.get(session, _EXPLAINED + header.device, []))
    return signs(Arrival(header.bundle, header.sequence, header.sha256, info.previous), arrived, explained)


def note_explained(session: Session, device: str, bundle: str) -> None:
    """A person has asked: this bundle is in order although it does not fit the row."""
    accepted = [*settings.get(session, _EXPLAINED + device, []), bundle]
    settings.put(session, _EXPLAINED + device, accepted)
