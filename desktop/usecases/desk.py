"""What every use case is made with: the open home, the catalogue, the templates, the clock."""

from dataclasses import dataclass
from pathlib import Path

from desktop.base.clock import Clock
from desktop.catalogue.catalogue import Catalogue
from desktop.domain.account import Account
from desktop.domain.organisation import Organisation
from desktop.storage.home import Home


@dataclass(frozen=True, slots=True)
class Desk:
    """Passed by constructor to each use case; holds no state of its own."""

    home: Home
    catalogue: Catalogue
    templates: Path
    clock: Clock

    @property
    def account(self) -> Account:
        return self.home.account

    @property
    def organisation(self) -> Organisation:
        return self.home.organisation
