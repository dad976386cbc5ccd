"""各乡镇, what is done there: giving a record back, taking a bundle back, the file for an office, the figures as a table."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal

from desktop.base.words import tr
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.below_shown import RECORDS, BelowShown
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome

T = TypeVar("T")


class BelowViewModel(BelowShown):
    """``said`` a line for a toast."""

    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__(session, ask, tasks, changed)
        self._changed, self._go = changed, go

    def open_record(self, key: str) -> None:
        if self.part == RECORDS:
            self._go(Place("record", record=key))

    def give_back(self, code: str = "") -> None:
        """By a usual reason, or in own words when ``code`` is empty."""
        record = self.chosen
        named = next((reason.name for reason in self.reasons if reason.code == code), "")
        text = self._ask.text(
            tr("退回给报送单位"), tr("要改什么") if not named else tr("{named}。再补一句（可以不写）", named=named), tr("退回", "to give back"),
            explanation=tr("退回以后，等他们更正，再作为下一次修订报上来。记录本身不会丢。"), required=not named,
        )  # fmt: skip
        if text is None:
            return
        codes = [code] if code else []
        self._do(
            lambda: self._session.down.return_(record, codes, text),
            lambda given: tr("记下退回了。写一份带下去的文件，他们收了才知道。"),
        )

    def undo(self) -> None:
        """Take the chosen bundle back as a whole, once it is confirmed and a reason given."""
        bundle = next((line for line in self.arrivals if line.bundle == self.chosen), None)
        if bundle is None:
            return
        why = self._ask.text(
            tr("整个退出 {sequence} 号包", sequence=bundle.sequence), tr("为什么"), tr("整个退出"),
            explanation=tr("它改动的 {records} 条记录都回到收之前的样子，先自动做备份。理由会告诉报送单位。", records=bundle.records),
        )  # fmt: skip
        if why:
            self._do(
                lambda: self._session.arrivals.undo(bundle.bundle, why),
                lambda records: tr(
                    "退出了 {sequence} 号包，{records} 条记录回到收之前的样子。",
                    sequence=bundle.sequence,
                    records=records,
                ),
            )

    def write_down(self) -> None:
        """The file for the chosen office, onto its stick."""
        line = self.line
        folder = (
            self._ask.choose_folder(tr("写到哪里（U盘或文件夹），带给{unit}", unit=line.unit))
            if line
            else None
        )
        if line is not None and folder is not None:
            self._do(
                lambda: self._session.down.write(folder, line.code),
                lambda made: tr(
                    "写好了 {name}：退回 {returns} 条，回执有变化 {standing} 条，上面已答复 {upward} 条。",
                    name=made.path.name,
                    returns=made.returns,
                    standing=made.standing,
                    upward=made.upward,
                ),
            )

    def export(self) -> None:
        path = self._ask.save_file(tr("导出各单位公开情况"), tr("各单位公开情况.xlsx"), tr("表格 (*.xlsx)"))
        if path is not None:
            self._tasks.run(
                lambda progress: self._session.townships.report(path),
                lambda lines: self.said.emit(
                    tr("导出了 {lines} 个单位：{name}", lines=len(lines), name=path.name)
                ),
                self._ask.tell,
            )

    def _do(self, work: Callable[[], Outcome[T]], words: Callable[[T], str]) -> None:
        def done(outcome: Outcome[T]) -> None:
            self.said.emit(words(outcome.value))
            self._changed.tell(outcome.changes)

        self._tasks.run(lambda progress: work(), done, self._ask.tell)
