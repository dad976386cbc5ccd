"""Masking rules 遮盖规则: what a board or a web page may show of each kind of personal information. Values only."""

from dataclasses import dataclass
from enum import StrEnum


class Show(StrEnum):
    """``summary``: only a class, a year or a number of people."""

    FULL = "full"
    MASKED = "masked"
    HIDDEN = "hidden"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Mask:
    """Keep ``head`` characters at the front and ``tail`` at the end; ``length`` 0 means any length."""

    head: int
    tail: int
    length: int = 0

    def apply(self, text: str) -> str:
        """``text`` with the rest as ``*``; a text too short for the mask keeps its first character at most."""
        head, tail = (self.head, self.tail) if len(text) > self.head + self.tail else (min(self.head, 1), 0)
        hidden = len(text) - head - tail
        if hidden <= 0:
            return "*" * len(text)
        return text[:head] + "*" * hidden + (text[-tail:] if tail else "")


@dataclass(frozen=True, slots=True)
class MaskRule:
    """``patterns`` are regular expressions, ``checksum`` is gb11643, luhn or empty, ``context`` words that hint at it.

    ``shapes`` hold for texts of exactly their length and go before ``mask``.
    """

    id: str
    name: str
    board: Show
    web: Show
    mask: Mask | None = None
    stricter: Mask | None = None
    shapes: tuple[Mask, ...] = ()
    patterns: tuple[str, ...] = ()
    checksum: str = ""
    context: tuple[str, ...] = ()
    note: str = ""

    def masked(self, text: str, *, stricter: bool = False) -> str:
        """``text`` as it may be shown masked; a rule without a mask hides every character."""
        shape = next((shape for shape in self.shapes if shape.length == len(text)), None)
        mask = (self.stricter if stricter else None) or shape or self.mask
        return mask.apply(text) if mask else "*" * len(text)


@dataclass(frozen=True, slots=True)
class MaskingRules:
    """All rules in the order of the file; ``laws`` are pairs of citation and content, ``places`` of name and rule."""

    rules: tuple[MaskRule, ...]
    order: tuple[str, ...] = ()
    hidden_places: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    laws: tuple[tuple[str, str], ...] = ()

    def rule(self, rule_id: str) -> MaskRule:
        return next(rule for rule in self.rules if rule.id == rule_id)
