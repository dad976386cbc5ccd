"""Where a person can be in the window, as a plain value. Nothing here shows anything."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from desktop.base.words import tr

Kind = Literal[
    "today", "catalogue", "records", "boards", "sync", "record", "preview", "import", "review", "settings",
    "person", "check",
]  # fmt: skip

PLACES: tuple[tuple[Kind, str, str], ...] = (
    ("today", tr("今日"), "calendar-check-outline"),
    ("catalogue", tr("公开目录"), "file-tree-outline"),
    ("records", tr("记录"), "file-document-multiple-outline"),
    ("boards", tr("公示栏"), "bulletin-board"),
    ("sync", tr("同步"), "usb-flash-drive-outline"),
)

PARENTS: dict[str, Kind] = {
    "record": "records", "review": "records", "preview": "records", "person": "records",
    "import": "sync", "check": "boards",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """``record``, ``notice`` and ``matter`` are ids, ``tab`` a part of the place (e.g. ``roster``), ``path`` a file.
    ``key`` is a field of a record's form or, with ``position``, a cell of its roster: the focus begins there.
    ``text`` is what to look for there.

    ``Place("records", tab="new", matter=…)`` opens the chooser for a new record.
    """

    kind: Kind
    record: str = ""
    notice: str = ""
    tab: str = ""
    matter: str = ""
    path: str = ""
    key: str = ""
    position: int = 0
    text: str = ""

    @property
    def root(self) -> Kind:
        """The one of the five places under which this lies."""
        return PARENTS.get(self.kind, self.kind)


Go = Callable[[Place], None]
