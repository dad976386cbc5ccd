"""The one signal that tells what use cases changed; each view-model looks whether it is concerned."""

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes


class Changed(QObject):
    """``happened`` carries a frozenset of Topic. ``tell`` sends it, and nothing for an empty set."""

    happened = Signal(object)

    def tell(self, changes: Changes) -> None:
        if changes:
            self.happened.emit(changes)
