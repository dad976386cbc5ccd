"""Reads ``standards/examination/*.yaml``: what the examiner knows, one frozen object per file.

Words, thresholds and lists only; what they mean for a document is decided in ``rules``.
"""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeVar

from desktop.catalogue.content import Node, read_content
from desktop.catalogue.examination_laws import NO_LAW_CHANGES, LawChanges, read_law_changes
from desktop.catalogue.examination_numbers import (
    NO_ARITHMETIC,
    NO_LIMITS,
    ArithmeticWords,
    DateLimits,
    read_arithmetic,
    read_date_limits,
)
from desktop.catalogue.regulations import Found, read_whole
from desktop.domain.finding import Finding

T = TypeVar("T", "OutlineWords", "PrivacyWords", "FormWords")
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
class KindWords:
    """One line of ``kinds.yaml``: a title with one of ``words`` is of the notice kind ``kind``."""

    kind: str
    words: Words


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """One line of ``columns.yaml``: a heading with one of ``words`` and none of ``unless`` is of this kind."""

    kind: str
    words: Words
    unless: Words = ()


@dataclass(frozen=True, slots=True)
class PrivacyWords:
    """``privacy.yaml``: words that tell of illness, disability, childhood, and whose a number is."""

    illnesses: Words = ()
    illness_classes: Words = ()
    disabilities: Words = ()
    person_labels: Words = ()
    minor_labels: Words = ()
    minor_titles: Words = ()
    adult_titles: Words = ()
    office_words: Words = ()
    private_words: Words = ()
    address_labels: Words = ()
    surnames: Words = ()
    not_names: Words = ()


@dataclass(frozen=True, slots=True)
class FormWords:
    """``form.yaml``: marks of what must not go out, words of papers for inside, traces of what was left unfilled."""

    secret_marks: Words = ()
    internal_marks: Words = ()
    internal_titles: Words = ()
    internal_endings: Words = ()
    public_reports: Words = ()
    draft_marks: Words = ()
    consultations: Words = ()
    placeholders: Words = ()
    placeholder_units: Words = ()
    approvals: Words = ()
    other_places: Words = ()


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything under ``standards/examination/``; a file that cannot be read leaves its part empty."""

    outline: OutlineWords = OutlineWords()
    kinds: tuple[KindWords, ...] = ()
    columns: tuple[ColumnWords, ...] = ()
    privacy: PrivacyWords = PrivacyWords()
    arithmetic: ArithmeticWords = NO_ARITHMETIC
    dates: DateLimits = NO_LIMITS
    form: FormWords = FormWords()
    laws: LawChanges = NO_LAW_CHANGES


NO_EXAMINATION = Examination()


def read_examination(folder: Path, base: Path) -> Found[Examination]:
    """``folder`` is ``standards/examination``, ``base`` only shortens names in findings."""
    problems: list[Finding] = []
    outline, found = read_whole(
        read_content(folder / "outline.yaml", base), lambda node: _words(node, OutlineWords), OutlineWords()
    )
    problems += found
    no_kinds: tuple[KindWords, ...] = ()
    kinds, found = read_whole(read_content(folder / "kinds.yaml", base), _kinds, no_kinds)
    problems += found
    no_columns: tuple[ColumnWords, ...] = ()
    columns, found = read_whole(read_content(folder / "columns.yaml", base), _columns, no_columns)
    problems += found
    privacy, found = read_whole(
        read_content(folder / "privacy.yaml", base), lambda node: _words(node, PrivacyWords), PrivacyWords()
    )
    problems += found
    arithmetic, found = read_whole(
        read_content(folder / "arithmetic.yaml", base), read_arithmetic, NO_ARITHMETIC
    )
    problems += found
    dates, found = read_whole(read_content(folder / "dates.yaml", base), read_date_limits, NO_LIMITS)
    problems += found
    form, found = read_whole(
        read_content(folder / "form.yaml", base), lambda node: _words(node, FormWords), FormWords()
    )
    problems += found
    laws, found = read_whole(read_content(folder / "laws.yaml", base), read_law_changes, NO_LAW_CHANGES)
    problems += found
    return Examination(outline, kinds, columns, privacy, arithmetic, dates, form, laws), problems


def _columns(node: Node) -> tuple[ColumnWords, ...]:
    return tuple(
        ColumnWords(item.text("kind"), item.texts("words"), item.texts("not"))
        for item in node.items("columns")
    )


def _kinds(node: Node) -> tuple[KindWords, ...]:
    return tuple(KindWords(item.text("kind"), item.texts("any")) for item in node.items("kinds"))


def _words(node: Node, build: type[T]) -> T:
    """An object whose every field is a list of words under the field's own name; all must be there."""
    for field in fields(build):
        node.child(field.name)
    return build(**{field.name: node.texts(field.name) for field in fields(build)})
