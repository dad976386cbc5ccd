"""Words that tell of illness, disability or a child when they stand beside a person's name. The words are data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.domain.masking import MaskingRules

_NEAR = 15


@dataclass(frozen=True, slots=True)
class WordHit:
    """``kind`` is the id of the masking rule whose context holds the word (health, minor)."""

    kind: str
    word: str
    start: int


def find_words(text: str, masking: MaskingRules, kinds: Sequence[str] = ("health", "minor")) -> list[WordHit]:
    """Every context word of these rules in ``text``; of words inside each other the longest."""
    found = [hit for kind in kinds for hit in _hits(text, kind, words_of(masking, kind))]
    return [
        hit
        for hit in found
        if not any(
            other is not hit
            and len(other.word) > len(hit.word)
            and hit.word in other.word
            and other.start <= hit.start < other.start + len(other.word)
            for other in found
        )
    ]


def near_a_name(text: str, hit: WordHit, names: frozenset[str]) -> bool:
    """True if one of ``names`` stands within some characters before or after the word."""
    window = text[max(0, hit.start - _NEAR) : hit.start + len(hit.word) + _NEAR]
    lengths = {len(name) for name in names}
    return any(
        window[at : at + length] in names
        for length in lengths
        for at in range(max(0, len(window) - length + 1))
    )


def words_of(masking: MaskingRules, kind: str) -> tuple[str, ...]:
    """The context words of a rule, none if the masking file has no such rule."""
    return next((rule.context for rule in masking.rules if rule.id == kind), ())


def _hits(text: str, kind: str, words: Sequence[str]) -> Iterator[WordHit]:
    for word in words:
        at = text.find(word) if word else -1
        if at >= 0:
            yield WordHit(kind, word, at)
