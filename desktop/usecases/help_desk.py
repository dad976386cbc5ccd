"""Help while working: the handbook to read and search. Needs no home and no account; changes nothing."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from desktop.base.paths import handbook_folder, templates_folder
from desktop.catalogue.handbook import Handbook, read_handbook


@dataclass(frozen=True)
class HelpDesk:
    """``folder`` holds the handbook, ``templates`` the fonts it is printed with."""

    folder: Path = field(default_factory=handbook_folder)
    templates: Path = field(default_factory=templates_folder)

    @cached_property
    def handbook(self) -> Handbook:
        """Read when first asked for; SurroundingsError if it is not whole."""
        return read_handbook(self.folder)
