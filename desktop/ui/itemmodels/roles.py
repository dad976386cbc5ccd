"""The item roles that models and delegates agree on, beyond Qt's own."""

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
    ground of a difference.
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
