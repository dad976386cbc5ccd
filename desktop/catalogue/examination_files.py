"""Reads ``standards/examination/*.yaml``: what the examiner knows, one frozen object per file.

Words, thresholds and lists only; what they mean for a document is decided in ``rules``.
"""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from desktop.catalogue.content import Node, read_content
from desktop.catalogue.regulations import Found, read_whole
from desktop.domain.finding import Finding

T = TypeVar("T")
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutlineWords:
    """``outline.yaml``: how title, signer, period and phones of a foreign document are recognised."""

    title_words: Words = ()
    other_titles: Words = ()
    navigation: Words = ()
    signer_ends: Words = ()
    period_words: Words = ()
    phone_words: Words = ()
    basis_words: Words = ()


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything under ``standards/examination/``; a file that cannot be read leaves its part empty."""

    outline: OutlineWords = OutlineWords()


NO_EXAMINATION = Examination()


def read_examination(folder: Path, base: Path) -> Found[Examination]:
    """``folder`` is ``standards/examination``, ``base`` only shortens names in findings."""
    problems: list[Finding] = []
    outline, found = read_whole(
        read_content(folder / "outline.yaml", base), lambda node: _words(node, OutlineWords), OutlineWords()
    )
    problems += found
    return Examination(outline), problems


def _words(node: Node, build: type[T]) -> T:
    """An object whose every field is a list of words under the field's own name; all must be there."""
    names: Any = fields(build)  # type: ignore[arg-type]
    for field in names:
        node.child(field.name)
    return build(**{field.name: node.texts(field.name) for field in names})
