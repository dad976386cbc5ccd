"""The item roles that models and delegates agree on, beyond Qt's own."""

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
DISPLAY = int(Qt.ItemDataRole.DisplayRole)

_FIRST = int(Qt.ItemDataRole.UserRole)


class ItemRole(IntEnum):
    """``VALUE`` the whole object of the row (or the raw text of a cell). ``CONTEXT`` second line, plain text.
    ``CHIP`` a tuple (kind, words) of a status chip. ``MARKED`` the searched text to underline in both lines.
    ``SEVERITY`` "block", "warn" or "" of a cell with a finding. ``CHANGED`` True: changed since last time.
    ``CLASS`` disclosure class of a column (header). ``QUIET`` True: drawn in text2. ``STRONG`` True: bold.
    ``TINT`` "old", "new" or "" ground of a difference. ``KIND`` colour meaning of a text (late, due…).
    """

    VALUE = _FIRST + 1
    CONTEXT = _FIRST + 2
    CHIP = _FIRST + 3
    MARKED = _FIRST + 4
    SEVERITY = _FIRST + 5
    CHANGED = _FIRST + 6
    CLASS = _FIRST + 7
    QUIET = _FIRST + 8
    STRONG = _FIRST + 9
    TINT = _FIRST + 10
    KIND = _FIRST + 11
