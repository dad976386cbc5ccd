"""What every use case is made with: the open home, the catalogue, the templates, the clock."""

from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import Session

from desktop.base.clock import Clock
from desktop.catalogue.catalogue import Catalogue
from desktop.catalogue.forms import GENERAL
from desktop.domain.account import Account
from desktop.domain.finding import Finding
from desktop.domain.form import Form
from desktop.domain.organisation import Organisation
from desktop.domain.record import Record, moment
from desktop.storage import audit
from desktop.storage.home import Home
from desktop.storage.keyslots import USUAL_COST, KdfCost
from desktop.storage.roster_numbers import RosterNumbers
from desktop.usecases.pack_content import Content, FormerEditions


@dataclass(slots=True)
class Shelf:
    """The catalogue a home works with: ``national`` with the packs from above, ``current`` with the county's layer over it.

    The one thing that changes while a session is open; shared by all accounts of the session. ``examined``: what was
    found in an attachment (digest and name) by which catalogue, so that a long file is not read at every keystroke.
    ``numbers``: which numbers stand in which list, for the same reason.
    """

    program: Content
    national: Catalogue
    current: Catalogue
    templates: Path
    notes: tuple[Finding, ...] = ()
    former: FormerEditions = field(default_factory=FormerEditions)
    examined: dict[tuple[str, str], tuple[Catalogue, tuple[Finding, ...]]] = field(default_factory=dict)
    numbers: RosterNumbers = field(default_factory=RosterNumbers)


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

    def form_of(self, record: Record) -> Form:
        """The form the record is filled in by: that of the edition it was made under, where this home still has it."""
        now = self.catalogue
        then = None if record.edition == now.edition.number else self.shelf.former.catalogue(record.edition)
        matter = (then.find_matter(record.matter) if then else None) or now.matter(record.matter)
        if then is not None and (
            record.form == GENERAL or any(each.code == record.form for each in then.forms)
        ):
            return then.form(record.form, matter)
        return now.form(record.form, matter)

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
