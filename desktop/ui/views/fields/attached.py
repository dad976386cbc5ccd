"""A field that names one of the record's attachments: chosen from those there are."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker

from desktop.base.words import tr
from desktop.ui.views.fields.choice import Choice


class AttachedField(Choice):
    """A name that stands in the record is shown even when its file is not among the attachments (any more)."""

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        self._chosen = ""
        self.setPlaceholderText(tr("先在“附件”里加文件"))

    def offer(self, names: Sequence[str]) -> None:
        if list(names) != self._names:
            self._names = list(names)
            self.setPlaceholderText(tr("请选择") if names else tr("先在“附件”里加文件"))
            self.show_value(self._chosen)

    def show_value(self, text: str) -> None:
        self._chosen = text
        listed = [*self._names, *([text] if text and text not in self._names else [])]
        with QSignalBlocker(self):
            if [self.itemText(at) for at in range(self.count())] != listed:
                self.clear()
                self.addItems(listed)
        super().show_value(text)
