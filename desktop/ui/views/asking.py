"""Puts questions to the person in the window: the only module that opens dialogs."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtWidgets  # named in full where it is used: see application.make_classes
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import Cancelled, MingbaiError
from desktop.base.words import tr
from desktop.ui.ask import LEAVE, Buttons
from desktop.ui.views.parts.marks import Label

if TYPE_CHECKING:
    from desktop.ui.views.parts.dialogs import StopDialog


class WindowAsk:
    """`desktop.ui.ask.Ask` in real dialogs over ``window()``."""

    def __init__(self, window: Callable[[], QWidget | None]) -> None:
        self._window = window

    def confirm(self, what: str, yes: str, no: str, *, safe: str = "", destructive: bool = False) -> bool:
        dialog = _dialogs()(
            what, safe, (), (("no", no), ("yes", yes)),
            icon="help-circle-outline", token="late" if destructive else "accent",
            destructive=destructive, parent=self._window(),
        )  # fmt: skip
        return self._chosen(dialog) == "yes"

    def stop(
        self,
        what: str | MingbaiError,
        safe: str = "",
        steps: Sequence[str] = (),
        buttons: Buttons = LEAVE,
        detail: str = "",
    ) -> str:
        on_paper = None
        if isinstance(what, MingbaiError):
            safe, steps = safe or what.safe, steps or ([what.todo] if what.todo else [])
            told = (what.what, safe, *steps, detail, tr("代号：{code}", code=what.code))
            what = what.what
            on_paper = partial(self._print, told)
        dialog = _dialogs()(
            what, safe, steps, buttons, detail=detail, on_paper=on_paper, parent=self._window()
        )
        return self._chosen(dialog)

    def tell(self, error: MingbaiError) -> None:
        if not isinstance(error, Cancelled):
            self.stop(error)

    def show(self, title: str, about: str, lines: Sequence[str]) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for words in (about, *lines):
            if words:
                column.addWidget(Label(words, wrap=True))
        dialog = _dialogs()(
            title, "", (), (("leave", tr("关上")),), icon="help-circle-outline", token="accent",
            body=body, parent=self._window(),
        )  # fmt: skip
        self._chosen(dialog)

    def text(
        self, title: str, label: str, button: str, *, explanation: str = "", required: bool = True
    ) -> str | None:
        from desktop.ui.views.parts.forms import FormRow  # noqa: PLC0415  # as for _dialogs

        editor = QtWidgets.QPlainTextEdit()
        editor.setTabChangesFocus(True)
        editor.setFixedHeight(4 * editor.fontMetrics().lineSpacing() + 20)
        row = FormRow(label, editor, explanation, optional=not required)
        while True:
            body = QWidget()
            column = QVBoxLayout(body)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(row)
            dialog = _dialogs()(
                title, "", (), (("leave", tr("先不做")), ("go", button)), icon="pencil-outline", token="accent",
                body=body, parent=self._window(),
            )  # fmt: skip
            editor.setFocus()
            chosen = bool(dialog.exec()) and dialog.chosen == "go"
            text = editor.toPlainText().strip()
            row.setParent(None)
            dialog.deleteLater()
            if not chosen or text or not required:
                row.deleteLater()
                return text if chosen else None
            row.set_error(tr("这里要写一句话，才能往下做。"))

    def choose_folder(self, title: str, start: Path | None = None) -> Path | None:
        return _path(QtWidgets.QFileDialog.getExistingDirectory(self._window(), title, str(start or "")))

    def choose_file(self, title: str, pattern: str = "", start: Path | None = None) -> Path | None:
        return _path(
            QtWidgets.QFileDialog.getOpenFileName(self._window(), title, str(start or ""), pattern)[0]
        )

    def save_file(self, title: str, name: str, pattern: str = "") -> Path | None:
        from desktop.base.file_names import file_name  # noqa: PLC0415  # as for _dialogs

        return _path(
            QtWidgets.QFileDialog.getSaveFileName(self._window(), title, file_name(name), pattern)[0]
        )

    def _print(self, told: Sequence[str]) -> None:
        # Loaded when something is printed: no other start waits for the printers.
        from desktop.ui.views.told_on_paper import print_told  # noqa: PLC0415

        print_told(told, self._window())

    def _chosen(self, dialog: "StopDialog") -> str:
        window = self._window()
        veil = Veil(window) if window is not None else None
        dialog.exec()
        chosen = dialog.chosen
        dialog.deleteLater()
        if veil is not None:
            veil.hide()
            veil.deleteLater()
        return chosen


def _dialogs() -> "type[StopDialog]":
    # Loaded at the first question: the start puts none.
    from desktop.ui.views.parts.dialogs import StopDialog  # noqa: PLC0415

    return StopDialog


class Veil(QWidget):
    """Dims the window while a dialog waits."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 100))
        painter.end()


def _path(chosen: str) -> Path | None:
    return Path(chosen) if chosen else None
