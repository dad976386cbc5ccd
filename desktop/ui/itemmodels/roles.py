"""The item roles that models and delegates agree on, beyond Qt's own."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
DISPLAY = int(Qt.ItemDataRole.DisplayRole)

_FIRST = int(Qt.ItemDataRole.UserRole)


class ItemRole(IntEnum):
    """``OBJECT`` the frozen value behind the row. ``CONTEXT`` second line. ``KIND`` meaning of chip or text
    (late, due…). ``ICON`` name of an icon. ``HIT`` searched words to mark. ``FAULT`` block, warn or empty.
    ``CHANGED`` since the last revision. ``NOTE`` why; also the tooltip. ``FRACTION`` 0..1, a bar. ``CLASS``
    disclosure class of a column (head). ``QUIET`` drawn in text2. ``STRONG`` bold. ``TINT`` old, new or empty:
    ground of a difference. ``SPAN`` (start, length) of what differs in the text. ``DRAWN`` a `Drawn` with everything
    together, where a model offers it.
    """

    OBJECT = _FIRST + 1
    CONTEXT = _FIRST + 2
    KIND = _FIRST + 3
    ICON = _FIRST + 4
    HIT = _FIRST + 5
    FAULT = _FIRST + 6
    CHANGED = _FIRST + 7
    NOTE = _FIRST + 8
    FRACTION = _FIRST + 9
    CLASS = _FIRST + 10
    QUIET = _FIRST + 11
    STRONG = _FIRST + 12
    TINT = _FIRST + 13
    DRAWN = _FIRST + 14
    SPAN = _FIRST + 15


@dataclass(frozen=True, slots=True)
class Drawn:
    """All that is to be seen of a cell, for tables so large that asking for each part would be felt in scrolling.
    ``align`` are Qt's alignment flags as a number, the rest is as in `ItemRole`."""

    text: str
    align: int
    fault: str = ""
    quiet: bool = False
    strong: bool = False
    hit: str = ""
    changed: bool = False
