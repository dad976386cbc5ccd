"""The office a home belongs to: a village, township, county or prefecture with its division code.

Plain values: the login screen waits for this module.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    VILLAGE = "village"
    TOWNSHIP = "township"
    COUNTY = "county"
    PREFECTURE = "prefecture"


def is_division_code(text: str) -> bool:
    """Of a county or higher (6 digits), a township (9) or a village (12)."""
    return len(text) in {6, 9, 12} and text.isascii() and text.isdigit()


@dataclass(frozen=True, slots=True)
class Organisation:
    """``code`` is the administrative division code (6, 9 or 12 digits); ``unit`` the office's full name."""

    code: str
    unit: str
    level: Level
    short_name: str = ""

    def as_json(self) -> dict[str, object]:
        return {**asdict(self), "level": str(self.level)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Organisation":
        """Other keys are left alone. KeyError, TypeError or ValueError for what is no office."""
        code, unit, short_name = data["code"], data["unit"], data.get("short_name", "")
        if not (isinstance(code, str) and isinstance(unit, str) and isinstance(short_name, str)):
            raise TypeError("organisation")
        return cls(code, unit, Level(data["level"]), short_name)
