"""A finding 检查意见: what a check saw, where, and what to do. Data only; checks live in ``rules``."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Repair:
    """What stands there wrongly, letter for letter (empty: all that stands in the place), and what should stand instead."""

    found: str
    right: str


@dataclass(frozen=True, slots=True)
class Finding:
    """``code`` is stable English; ``place``, ``text`` and ``advice`` are Chinese for the screen.

    ``text`` never repeats a personal number in full. ``source`` names the law or standard behind the rule. ``repair`` is
    there where the check itself knows what is right.
    """

    code: str
    severity: Severity
    place: str
    text: str
    advice: str = ""
    source: str = ""
    repair: Repair | None = None

    def as_json(self) -> dict[str, str]:
        """The five keys that scripts rely on, and the source where there is one."""
        told = {key: str(value) for key, value in asdict(self).items() if key != "repair"}
        return {key: value for key, value in told.items() if key != "source" or value}


def blocks(findings: list[Finding] | tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.BLOCK]
