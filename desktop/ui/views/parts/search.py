"""The search field: a glass before the words, a cross to clear them."""

from PySide6.QtWidgets import QLineEdit

from desktop.base.words import tr
from desktop.ui.theme.icons import icon


class SearchField(QLineEdit):
    """``name`` is what is searched, ``hint`` stands in the empty field."""

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(hint or name)
        self.setAccessibleName(name)
        self.addAction(icon("magnify", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self.addAction(icon("close-circle", "text2"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setToolTip(tr("清除"))
        self._clear.triggered.connect(self._empty)
        self._clear.setVisible(False)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))

    def _empty(self) -> None:
        self.clear()
        self.textEdited.emit("")
