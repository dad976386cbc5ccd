"""Files dropped onto a part of the window. Tells which; takes nothing itself."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """``dropped`` carries the paths. While ``open`` is False nothing can be dropped, and the pointer shows it."""

    dropped = Signal(list)

    def __init__(self, *targets: QWidget) -> None:
        super().__init__(targets[0])
        self.open = True
        for target in targets:
            target.setAcceptDrops(True)
            target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in {QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop}:
            return False
        assert isinstance(event, QDropEvent | QDragMoveEvent)
        paths = _files(event.mimeData()) if self.open else []
        if not paths:
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self.dropped.emit(paths)
        return True


def _files(data: QMimeData) -> list[Path]:
    """Files of this computer; what a browser or mail program offers by address is not taken."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
