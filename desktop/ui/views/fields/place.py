"""A place: typed freely, or found in the tree of divisions by name or pinyin initials."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView

from desktop.base.words import tr
from desktop.ui.itemmodels.lines_model import Line, LinesModel
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.views.fields.line import ENTER, LineField
from desktop.ui.views.parts.tables import TwoLineDelegate
from desktop.usecases.places import PlaceHit


class PlaceField(LineField):
    """``find`` answers a text with places. Arrow down opens the list (of one's own townships while nothing is typed, of
    what lies below a place that is written out), Enter takes the marked one, Esc closes it."""

    def __init__(self, find: Callable[[str], Sequence[PlaceHit]]) -> None:
        super().__init__(tr("地名或拼音首字母，按 ↓ 选"))
        self._find = find
        self._model = LinesModel(self)
        self.popup = QListView()
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCompletionRole(ItemRole.OBJECT)
        self._completer.setPopup(self.popup)
        self.popup.setItemDelegate(TwoLineDelegate(self.popup))
        self.popup.setAccessibleName(tr("找到的地名"))
        self._completer.setWidget(self)
        self._completer.activated.connect(self._take)
        self.textEdited.connect(self._offer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.popup.isVisible() and event.key() in (*ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Tab):
            event.ignore()  # the open list's own keys: the completer passes on only what it does not use
        elif event.key() == Qt.Key.Key_Down and not self.locked:
            self._offer(self.text())
        else:
            super().keyPressEvent(event)

    def _offer(self, text: str) -> None:
        hits = self._find(text)
        self._model.show([Line(hit.name, hit.within, hit.name) for hit in hits])
        if not hits or (len(hits) == 1 and hits[0].name == text):
            self.popup.hide()
            return
        self._completer.complete()
        self.popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _take(self, name: str) -> None:
        self.setText(name)
        self.typed.emit(self.text())
