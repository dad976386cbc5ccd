"""The dialogs around the boards: objections to the chosen sheet, checking a sheet, the day's work sheet.

Opens and closes them and passes on what was written; decides nothing.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.board_keeping import BoardKeeping
from desktop.ui.views.objection_dialogs import AnswerDialog, NewObjectionDialog, ObjectionsDialog
from desktop.ui.views.parts.buttons import OutlinedButton
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import scrolling
from desktop.ui.views.posting_keeping import KeepingPart
from desktop.ui.views.sheet_check_dialog import SheetCheckDialog
from desktop.usecases.notice_views import PostingLine
from desktop.usecases.objections import ObjectionLine


class BoardPapers(QObject):
    """``buttons`` stand in the header of the place; `serve` connects the part beside the chosen sheet."""

    def __init__(self, keeping: BoardKeeping, parent: QWidget) -> None:
        super().__init__(parent)
        self._vm, self._parent = keeping, parent
        self._parts: list[KeepingPart] = []
        self._chosen: Callable[[], PostingLine | None] = lambda: None
        self.objections: ObjectionsDialog | None = None
        self.rounds_button = OutlinedButton(tr("工作单"), "printer-outline")
        self.check_button = OutlinedButton(tr("核对公示"), "shield-check-outline")
        self.rounds_button.clicked.connect(keeping.save_rounds)
        self.check_button.clicked.connect(self.open_check)
        self.keeping_button = OutlinedButton(tr("照片和异议"), "eye-outline")
        self.keeping_button.clicked.connect(self.open_keeping)
        self.buttons = (self.keeping_button, self.rounds_button, self.check_button)
        keeping.read.connect(self._show)

    def serve(self, part: KeepingPart, chosen: Callable[[], PostingLine | None]) -> None:
        self._chosen = chosen
        self._parts.append(part)
        part.photo_wanted.connect(lambda: self._with_line(self._vm.choose_photo))
        part.photos_dropped.connect(
            lambda files: self._with_line(lambda line: self._vm.add_photos(line, files))
        )
        part.certificate_wanted.connect(lambda: self._with_line(self._vm.save_certificate))
        part.archive_wanted.connect(lambda: self._with_line(self._vm.save_archive))
        part.statement_wanted.connect(lambda: self._with_line(self._vm.save_statement))
        part.objections_wanted.connect(lambda: self._with_line(self.open_objections))

    def open_keeping(self) -> QDialog | None:
        """What is kept with the chosen sheet, for a window too narrow to show it beside the list."""
        line = self._chosen()
        if line is None:
            return None
        dialog, part = QDialog(self._parent), KeepingPart()
        dialog.setWindowTitle(tr("照片和异议"))
        dialog.setModal(True)
        dialog.setMinimumSize(460, 420)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(14)
        column.addWidget(Label(line.posting.number, "section", wrap=True))
        column.addWidget(Label(line.title, "context", wrap=True))
        column.addWidget(scrolling(part), 1)
        leave = OutlinedButton(tr("关上"))
        leave.clicked.connect(dialog.reject)
        column.addWidget(leave, 0, Qt.AlignmentFlag.AlignLeft)
        self.serve(part, self._chosen)
        part.show_kept(line, self._vm.kept)
        dialog.finished.connect(lambda: self._parts.remove(part))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def open_objections(self, line: PostingLine) -> ObjectionsDialog:
        dialog = ObjectionsDialog(line.title, self._vm.today, self._parent)
        dialog.show_lines(self._vm.kept.objections)
        dialog.add.connect(lambda: self.ask_objection(line, dialog))
        dialog.answer.connect(lambda objection: self.ask_answer(objection, dialog))
        dialog.finished.connect(self._closed)
        self.objections = dialog
        dialog.open()
        return dialog

    def ask_objection(self, line: PostingLine, over: QWidget) -> NewObjectionDialog:
        dialog = NewObjectionDialog(self._vm.ways, self._vm.limit_words, self._vm.today, over)
        dialog.entered.connect(lambda said: self._vm.enter_objection(line, said))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def ask_answer(self, objection: ObjectionLine, over: QWidget) -> AnswerDialog:
        dialog = AnswerDialog(objection, self._vm.outcomes, self._vm.today, over)
        dialog.answered.connect(self._vm.answer)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def open_check(self) -> SheetCheckDialog:
        dialog = SheetCheckDialog(self._parent)
        dialog.text_given.connect(self._vm.check_text)
        dialog.photo_dropped.connect(self._vm.check_photo)
        dialog.photo_wanted.connect(self._vm.choose_sheet_photo)
        self._vm.checked.connect(dialog.show_verdict)
        self._vm.not_checked.connect(dialog.show_refusal)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _with_line(self, do: Callable[[PostingLine], object]) -> None:
        line = self._chosen()
        if line is not None:
            do(line)

    def _show(self) -> None:
        line = self._chosen()
        if line is not None:
            for part in self._parts:
                part.show_kept(line, self._vm.kept)
        if self.objections is not None:
            self.objections.show_lines(self._vm.kept.objections)

    def _closed(self) -> None:
        if self.objections is not None:
            self.objections.deleteLater()
            self.objections = None
