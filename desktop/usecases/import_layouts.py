"""How the columns of a table were named by hand, remembered by its headings: the next one like it needs no naming.

Headings only are kept, never what stands below them.
"""

import hashlib
from collections.abc import Mapping, Sequence

from sqlmodel import Session

from desktop.domain.form import Form
from desktop.files.headings import plain
from desktop.files.roster_table import Heading
from desktop.storage import settings

SETTING = "import_layouts"
_MOST = 200


def layout_of(form: Form, headings: Sequence[Heading]) -> str:
    """The same for tables with the same headings in the same columns, whatever the year in them."""
    lines = [form.code, *(f"{heading.letter} {plain(heading.text)}" for heading in headings)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def recall(session: Session, form: Form, headings: Sequence[Heading]) -> dict[str, str]:
    """Column letter → key ("" leaves it out) as it was named last time; empty for a layout not seen before."""
    known: dict[str, dict[str, str]] = settings.get(session, SETTING, {})
    keys = {column.key for column in form.roster} | {""}
    return {letter: key for letter, key in known.get(layout_of(form, headings), {}).items() if key in keys}


def remember(session: Session, form: Form, headings: Sequence[Heading], mapping: Mapping[str, str]) -> None:
    """Keep the naming for the next table of this layout; the oldest of very many are forgotten."""
    known: dict[str, dict[str, str]] = settings.get(session, SETTING, {})
    layout = layout_of(form, headings)
    known.pop(layout, None)
    if len(known) >= _MOST:
        known.pop(next(iter(known)))
    settings.put(session, SETTING, {**known, layout: dict(mapping)})
