"""What every use case is made with: the open home, the catalogue, the templates, the clock."""

from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import Session

from desktop.base.clock import Clock
from desktop.catalogue.catalogue import Catalogue
from desktop.domain.account import Account
from desktop.domain.finding import Finding
from desktop.domain.organisation import Organisation
from desktop.domain.record import moment
from desktop.storage import audit
from desktop.storage.home import Home
from desktop.storage.keyslots import USUAL_COST, KdfCost
from desktop.usecases.pack_content import Content


@dataclass(slots=True)
class Shelf:
    """The catalogue a home works with: ``national`` with the packs from above, ``current`` with the county's layer over it.

    The one thing that changes while a session is open; shared by all accounts of the session. ``examined``: what was
    found in an attachment (digest and name) by which catalogue, so that a long file is not read at every keystroke.
    """

    program: Content
    national: Catalogue
    current: Catalogue
    templates: Path
    notes: tuple[Finding, ...] = ()
    examined: dict[tuple[str, str], tuple[Catalogue, tuple[Finding, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """Passed by constructor to each use case; holds no state of its own. ``key_cost``: of new accounts."""

    home: Home
    shelf: Shelf
    clock: Clock
    key_cost: KdfCost = USUAL_COST

    @property
    def catalogue(self) -> Catalogue:
        return self.shelf.current

    @property
    def templates(self) -> Path:
        return self.shelf.templates

    @property
    def account(self) -> Account:
        return self.home.account

    @property
    def organisation(self) -> Organisation:
        return self.home.organisation

    def now(self) -> str:
        """The time as it is written everywhere."""
        return moment(self.clock.now())

    def note(self, session: Session, verb: str, subject: str, **details: str | int) -> None:
        """A step in the audit log, in the same transaction as the step itself. No citizen's number ever."""
        audit.append(session, self.now(), self.account.name, verb, subject, details)
