"""What screens and commands are shown of the catalogue and its coverage. Frozen values; no verbs here."""

from dataclasses import dataclass

from desktop.domain.form import Form
from desktop.domain.matter import Matter
from desktop.usecases.record_views import RecordLine


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field with its coverage: matters with a current record, due now, late, and never recorded."""

    code: str
    name: str
    aliases: tuple[str, ...]
    layer: str
    matters: int
    current: int
    due: int
    late: int
    never: int


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter in the tree. ``state`` is current, due, late or never; ``form_name`` the form it is recorded with."""

    code: str
    level1: str
    level2: str
    level3: str
    name: str
    state: str
    last_title: str
    form_name: str


@dataclass(frozen=True, slots=True)
class BasisLine:
    """A legal basis in words; ``successor`` names what replaced it, ``mark_words`` how far its number was checked."""

    title: str
    doc_no: str
    successor: str
    mark_words: str


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter's page, all in Chinese words. ``element_states`` say per element of the matter whether it is public now:
    current, never, or empty where it is not known. ``form`` is proposed; ``other_forms`` may be chosen instead."""

    matter: Matter
    basis_lines: tuple[BasisLine, ...]
    limit_words: tuple[str, ...]
    channel_words: str
    audience_words: str
    tier_words: str
    publisher_words: str
    mark_words: str
    layer_words: str
    form: Form
    records: tuple[RecordLine, ...]
    other_forms: tuple[Form, ...] = ()
    element_states: tuple[str, ...] = ()
