"""What the Tibetan page of a notice knows: the clerk's title and text, the fixed phrases, who answers for them.

Keeps what was typed until it is saved as a whole; decides nothing about what may be printed.
"""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import NOTHING, Changes
from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.usecases.notice_views import BilingualView, PhraseLine
from desktop.usecases.office import Session

_MARKS = {"seen": tr("有出处"), "confirmed": tr("本单位已确认"), "unverified": tr("还没有核对")}


def mark_words(line: PhraseLine) -> str:
    """How far a phrase was checked, and by whom."""
    return (
        tr("{marks}：{source}", marks=_MARKS[line.mark], source=line.source)
        if line.source
        else _MARKS[line.mark]
    )


class TibetanViewModel(QObject):
    """``updated`` the view was read; ``saved`` everything typed is kept; ``refused`` carries the error."""

    updated = Signal()
    saved = Signal(str)
    refused = Signal(object)

    def __init__(self, session: Session, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._tasks, self._changed = session, tasks, changed
        self.record = ""
        self.view: BilingualView | None = None

    @property
    def account(self) -> str:
        return self._session.account.name

    @property
    def missing(self) -> int:
        return sum(not line.prints for line in self.view.phrases) if self.view else 0

    def open(self, record: str, needed: tuple[str, ...]) -> None:
        """Reads what is written of ``record`` and the phrases ``needed``."""
        self.record = record

        def done(view: BilingualView) -> None:
            self.view = view
            self.updated.emit()

        self._tasks.run(
            lambda _progress: self._session.bilingual.view(record, needed), done, self.refused.emit
        )

    def save(
        self, texts: Mapping[str, str], phrases: Mapping[str, str], answerable: str, chinese_first: bool
    ) -> None:
        """Keeps what differs from before: the texts of the record, and each phrase in ``answerable``'s name."""
        view, record = self.view, self.record
        if view is None:
            return
        before = {line.chinese: line.text if line.prints else "" for line in view.phrases}
        new = {chinese: text.strip() for chinese, text in phrases.items() if text.strip() != before[chinese]}
        kept = {key: text.strip() for key, text in texts.items() if text.strip()}

        def work(_progress: Progress) -> tuple[int, Changes]:
            bilingual, changes = self._session.bilingual, NOTHING
            if not view.refusal and kept != view.texts:
                changes |= bilingual.save(record, kept).changes
            for chinese, text in new.items():
                changes |= bilingual.confirm(chinese, text, answerable).changes
            if chinese_first != view.chinese_first:
                changes |= bilingual.set_chinese_first(chinese_first).changes
            return len(new), changes

        self._tasks.run(work, self._done, self._failed)

    def _done(self, result: tuple[int, Changes]) -> None:
        count, changes = result
        self.saved.emit(
            tr("藏文已保存，确认了 {count} 个固定用语。", count=count) if count else tr("藏文已保存。")
        )
        self._changed.tell(changes)

    def _failed(self, error: MingbaiError) -> None:
        self.refused.emit(error)
