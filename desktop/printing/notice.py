"""What a notice says, as plain values. Privacy is settled before this room: nothing here is masked or checked.

Values are ready to print (money "359657.90", dates as ``date``); layout and wording come from ``templates/``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop.domain.period import Period


@dataclass(frozen=True, slots=True)
class Column:
    """One printed column. ``align`` is left, center or right; ``wrap`` lets a long text run over several lines.

    ``second`` is the head in a second script, below the Chinese one. ``told`` is what the text calls the column where it
    says what the list holds; empty for a column it does not speak of.
    """

    key: str
    head: str
    align: str = "center"
    unit: str = ""
    wrap: bool = False
    second: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A list. ``rows`` may be a lazy sequence; every row has one text per column. ``totals`` is empty or one row."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    totals: tuple[str, ...] = ()
    title: str = ""
    note: str = ""
    landscape: bool | None = None  # None: sideways only if the columns do not fit upright
    second: str = ""  # the title in a second script, above the Chinese one or below it
    second_leads: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a general notice: one element 公开要素 and what is published under it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class NoticeContent:
    """Input of :func:`desktop.printing.compose.make_notice`.

    ``kind`` is the folder in ``templates/``; ``values`` are the form's fields by key; ``totals`` the roster sums by
    column; ``count`` the number of rows. ``qr_text`` goes into the code square and must hold no personal data.
    ``attachments`` are names of further annexes, printed after the list's own name. ``remark`` is a last paragraph of
    the text that no template knows of, e.g. which earlier notice this one replaces. ``part`` names the village that this
    sheet is for where a record is dealt out to several, ``place`` is then the village and ``whole`` the township;
    ``subtitle`` stands below the title. ``signers`` are the units that sign together with ``unit``, which leads.
    ``villages`` are those of the list, each once, if the wording is to name them after the place.
    """

    kind: str
    title: str
    unit: str
    place: str
    date: date
    values: Mapping[str, str] = field(default_factory=dict)
    table: Table | None = None
    totals: Mapping[str, str] = field(default_factory=dict)
    count: int = 0
    period: Period | None = None
    sections: tuple[Section, ...] = ()
    index_number: str = ""
    qr_text: str = ""
    attachments: tuple[str, ...] = ()
    remark: str = ""
    part: str = ""
    whole: str = ""
    subtitle: str = ""
    signers: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
