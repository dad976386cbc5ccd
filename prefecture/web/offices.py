"""Names of offices for the pages: from the catalogue's divisions, else as the office named itself. Values only."""

from collections.abc import Iterable

from desktop.domain.division import Divisions
from prefecture.database.figures import Contact


class Offices:
    """``learn`` remembers what enrolled offices call themselves."""

    def __init__(self, divisions: Divisions) -> None:
        self._divisions = divisions
        self._units: dict[str, str] = {}

    def learn(self, contacts: Iterable[Contact]) -> None:
        self._units |= {contact.organisation: contact.unit for contact in contacts}

    def name(self, code: str) -> str:
        """The division's name, the unit's own name, or the code."""
        if code in self._divisions:
            return self._divisions.get(code).name
        return self._units.get(code, code)

    def below(self, code: str) -> list[str]:
        """Codes of the divisions directly below that administer."""
        return [division.code for division in self._divisions.children(code) if division.administrative]
