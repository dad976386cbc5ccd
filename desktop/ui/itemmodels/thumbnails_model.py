"""The pages of a notice as a list of small pictures. Pictures are asked for when a page comes into view, not before."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt
from PySide6.QtGui import QImage

from desktop.base.words import tr
from desktop.ui.itemmodels.roles import DISPLAY, ROOT, Index, ItemRole
from desktop.usecases.notice_views import PageImage

_KEPT = 200


def qimage(image: PageImage) -> QImage:
    """The page as Qt paints it; the bytes are copied, so nothing need be kept alive beside it."""
    made = QImage(image.rgba, image.width, image.height, 4 * image.width, QImage.Format.Format_RGBA8888)
    return made.copy()


class ThumbnailsModel(QAbstractListModel):
    """``ask(page)`` gives the small picture of a page (from 1) or None; `page_ready` tells that it came later.

    ``ItemRole.OBJECT`` is the page's number. The pictures looked at last stay in memory.
    """

    def __init__(self, ask: Callable[[int], PageImage | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._count = 0
        self._held: OrderedDict[int, QImage] = OrderedDict()

    def show(self, count: int) -> None:
        """Another notice, or the same laid out anew: ``count`` pages, no picture yet."""
        self.beginResetModel()
        self._count = count
        self._held.clear()
        self.endResetModel()

    def page_ready(self, page: int) -> None:
        if 1 <= page <= self._count:
            index = self.index(page - 1)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid() or not 0 <= index.row() < self._count:
            return None
        page = index.row() + 1
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(page)
        return {
            DISPLAY: str(page),
            ItemRole.OBJECT: page,
            Qt.ItemDataRole.AccessibleTextRole: tr(
                "第 {page} 页 共 {count} 页", page=page, count=self._count
            ),
        }.get(role)

    def _picture(self, page: int) -> QImage | None:
        held = self._held.get(page)
        if held is not None:
            self._held.move_to_end(page)
            return held
        found = self._ask(page)
        if found is None:
            return None
        self._held[page] = made = qimage(found)
        if len(self._held) > _KEPT:
            self._held.popitem(last=False)
        return made
