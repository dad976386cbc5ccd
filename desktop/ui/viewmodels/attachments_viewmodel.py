"""What the attachments of an opened record know: which there are, taking files in, giving them out, taking them off."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.words import tr
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.text import size_words
from desktop.usecases.attachments import AttachmentLine
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome

KINDS = (
    ("pdf", tr("PDF 文件")),
    ("sheet", tr("表格")),
    ("excel", tr("表格")),
    ("word", tr("文稿")),
    ("image/", tr("图片")),
    ("text/", tr("文本")),
)


class AttachmentsViewModel(QObject):
    """``updated`` the list changed."""

    updated = Signal()
    said = Signal(str)

    def __init__(
        self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.lines: list[AttachmentLine] = []
        self.editable = False
        self._record = ""
        changed.happened.connect(self._on_changed)

    def words_of(self, line: AttachmentLine) -> str:
        """What kind of file it is and how large: PDF 文件，1.2 MB."""
        kind = next((words for sign, words in KINDS if sign in line.media_type), tr("文件"))
        return tr("{kind}，{size_words}", kind=kind, size_words=size_words(line.size))

    def open(self, record: str, *, editable: bool) -> None:
        self._record, self.editable = record, editable
        self._read()

    def add(self) -> None:
        """Asks for a file and takes it in."""
        path = self._ask.choose_file(tr("选择附件"))
        if path is not None:
            self.take_in([path])

    def take_in(self, paths: Sequence[Path]) -> None:
        """Takes files in, each by itself: one that cannot be taken does not keep the others out."""
        for path in paths:
            self._take(path)

    def _take(self, path: Path) -> None:
        record, attachments = self._record, self._session.attachments

        def done(outcome: Outcome[AttachmentLine]) -> None:
            self._changed.tell(outcome.changes)
            self.said.emit(tr("已加附件：{name}。", name=outcome.value.name))

        self._tasks.run(lambda _progress: attachments.add(record, path), done, self._ask.tell)

    def remove(self, digest: str) -> None:
        """Takes one off the record, after asking: its content is not kept for taking back."""
        line = self._line(digest)
        if line is None or not self._ask.confirm(
            tr("从这条记录里去掉附件“{name}”？", name=line.name),
            tr("去掉附件"),
            tr("不去掉"),
            safe=tr("已经签发的修订不受影响。"),
            destructive=True,
        ):
            return
        record, attachments = self._record, self._session.attachments

        def done(outcome: Outcome[Any]) -> None:
            self._changed.tell(outcome.changes)
            self.said.emit(tr("已去掉附件：{name}。", name=line.name))

        self._tasks.run(lambda _progress: attachments.remove(record, digest), done, self._ask.tell)

    def is_photo(self, digest: str) -> bool:
        """True for a picture whose position and camera data can be taken out."""
        line = self._line(digest)
        return line is not None and line.media_type.startswith("image/")

    def strip(self, digest: str) -> None:
        """Takes out of a photo what the camera wrote beside the picture: the position above all."""
        line = self._line(digest)
        if line is None:
            return
        record, attachments = self._record, self._session.attachments

        def done(outcome: Outcome[AttachmentLine]) -> None:
            self._changed.tell(outcome.changes)
            self.said.emit(tr("已去掉“{name}”里的位置信息，画面没有变。", name=outcome.value.name))

        self._tasks.run(lambda _progress: attachments.strip(record, digest), done, self._ask.tell)

    def save(self, digest: str) -> None:
        """Gives a copy out, to look at or to print."""
        line = self._line(digest)
        out = self._ask.save_file(tr("附件另存为"), line.name) if line is not None else None
        if out is None:
            return
        record, attachments = self._record, self._session.attachments

        def done(outcome: Outcome[Path]) -> None:
            self.said.emit(tr("已另存为 {name}。", name=outcome.value.name))

        self._tasks.run(lambda _progress: attachments.save(record, digest, out), done, self._ask.tell)

    def _line(self, digest: str) -> AttachmentLine | None:
        return next((line for line in self.lines if line.digest == digest), None)

    def _read(self) -> None:
        record, attachments = self._record, self._session.attachments

        def done(lines: list[AttachmentLine]) -> None:
            if record == self._record:
                self.lines = lines
                self.updated.emit()

        self._tasks.run(lambda _progress: attachments.of(record), done, self._refused)

    def _refused(self, _error: MingbaiError) -> None:
        """The record itself could not be read either; its page says so."""
        self.lines = []
        self.updated.emit()

    def _on_changed(self, changes: Changes) -> None:
        if self._record and Topic.ATTACHMENTS in changes:
            self._read()
