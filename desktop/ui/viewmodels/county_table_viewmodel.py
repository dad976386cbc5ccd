"""What taking over a county's own catalogue table knows: the file, how it differs, which points are chosen, why.

Reads and takes over through the use case; nothing of the catalogue changes before ``accept``.
"""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError
from desktop.base.words import on_screen, tr
from desktop.domain.county_table import DIFFERENCE_WORDS, SHARE_WORDS, Difference, DifferenceKind, LayerEntry
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.usecases.county_table import KINDS, CountyReading
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome

_TABLE = tr("表格 (*.xlsx)")


class CountyTableViewModel(QObject):
    """``updated`` anything shown changed; ``finished`` the page may close; ``said_undo`` a sentence for the toast and
    what takes it back; ``said`` a sentence alone."""

    updated = Signal()
    finished = Signal()
    said = Signal(str)
    said_undo = Signal(str, object)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.reading: CountyReading | None = None
        self.path: Path | None = None
        self.chosen: set[str] = set()
        self.reason = ""
        self.working = ""

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def differences(self) -> tuple[Difference, ...]:
        return self.reading.differences if self.reading else ()

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Code and name of every field the table may be about."""
        return [(field.code, on_screen(field.name)) for field in self._session.desk.catalogue.fields]

    @property
    def context(self) -> str:
        if self.reading is None:
            return self.working
        matched = sum(match is not None for match in self.reading.matches)
        return tr(
            "{file} · {rows} 行，对上 {matched} 行",
            file=self.reading.file,
            rows=len(self.reading.rows),
            matched=matched,
        )

    @property
    def doubts_words(self) -> str:
        if self.reading is None or not self.reading.uncertain:
            return ""
        return tr(
            "有 {uncertain} 行里有没把握的格子，标着“请核对”。采用前请对照原表看一遍。",
            uncertain=self.reading.uncertain,
        )

    @property
    def accept_words(self) -> str:
        return tr("采用 {chosen} 条", chosen=len(self.chosen)) if self.chosen else tr("采用勾选的")

    @property
    def needs_reason(self) -> bool:
        return any(
            each.kind is DifferenceKind.DROPPED for each in self.differences if each.key in self.chosen
        )

    def title_of(self, each: Difference) -> str:
        """What the county does, in one line."""
        if each.kind is DifferenceKind.RENAMED:
            return f"{each.ours} → {each.theirs}"
        if each.kind is DifferenceKind.LIMIT:
            return tr("{path}：{theirs}", path=each.row.path if each.row else each.code, theirs=each.theirs)
        return each.theirs or each.ours

    def context_of(self, each: Difference) -> str:
        place = each.row.place if each.row else tr("表里没有这一项")
        before = tr(" · 目录原来是“{ours}”", ours=each.ours) if each.kind is DifferenceKind.LIMIT else ""
        code = each.code or tr("新的事项")
        return f"{code} · {place}{before}"

    def doubt_of(self, each: Difference) -> str:
        """Which parts of the row were not read for sure, and a match that is only near."""
        shares = [tr(SHARE_WORDS.get(share, share)) for share in (each.row.uncertain if each.row else ())]
        if not shares and not each.uncertain:
            return ""
        return tr("请核对：{shares}", shares=tr("、").join(shares)) if shares else tr("请核对")

    # -- steps ---------------------------------------------------------------------------------------------

    def begin(self) -> bool:
        """Asks for the file and reads it; False when none was chosen, and what was read before stays."""
        path = self._ask.choose_file(tr("选择本县的目录表格"), KINDS)
        if path is not None:
            self.path = path
            self.read()
        return path is not None

    def read(self, field: str = "") -> None:
        """Reads the file, again where another field was named."""
        path, use = self.path, self._session.county_catalogue
        if path is None:
            return
        self.working = tr("正在读表格")
        self.updated.emit()
        self._tasks.run(lambda _progress: use.read(path, field), self._took, self._failed)

    def choose(self, key: str, on: bool) -> None:
        """Marks one difference for taking over, or leaves it."""
        (self.chosen.add if on else self.chosen.discard)(key)
        self.updated.emit()

    def choose_sure(self) -> None:
        """Marks all that was read for sure, except what would be left out: that is for a person to say."""
        self.chosen = {
            each.key
            for each in self.differences
            if each.kind is not DifferenceKind.DROPPED and not self.doubt_of(each)
        }
        self.updated.emit()

    def accept(self) -> None:
        if self.reading is None:
            return
        if not self.chosen:
            self.said.emit(tr("还没有勾选。请在要采用的条目前打勾。"))
            return
        reading, keys, reason = self.reading, frozenset(self.chosen), self.reason
        use = self._session.county_catalogue
        self._tasks.run(lambda _progress: use.accept(reading, keys, reason), self._accepted, self._ask.tell)

    def export(self) -> None:
        """Writes the catalogue in use as the official table."""
        out = self._ask.save_file(tr("目录另存为"), tr("公开事项标准目录.xlsx"), _TABLE)
        if out is None:
            return
        use = self._session.county_catalogue
        self._tasks.run(
            lambda _progress: use.export(out),
            lambda written: self.said.emit(
                tr("已写好 {name}：{written} 个事项。", name=out.name, written=written)
            ),
            self._ask.tell,
        )

    def leave(self) -> None:
        self.finished.emit()

    def _took(self, reading: CountyReading) -> None:
        self.reading, self.working, self.chosen = reading, "", set()
        self.updated.emit()

    def _failed(self, error: MingbaiError) -> None:
        self.working = ""
        self.updated.emit()
        self._ask.tell(error)
        if self.reading is None:
            self.finished.emit()

    def _accepted(self, outcome: Outcome[tuple[LayerEntry, ...]]) -> None:
        made = outcome.value
        self._changed.tell(outcome.changes)
        kinds = tr("、").join(dict.fromkeys(tr(DIFFERENCE_WORDS[entry.kind]) for entry in made))
        self.said_undo.emit(
            tr("已采用 {made} 条（{kinds}）。国家目录没有改动。", made=len(made), kinds=kinds),
            lambda: self._take_back(made),
        )
        self.read(self.reading.field.code if self.reading else "")

    def _take_back(self, made: tuple[LayerEntry, ...]) -> None:
        use = self._session.county_catalogue

        def done(outcome: Outcome[int]) -> None:
            self._changed.tell(outcome.changes)
            self.said.emit(tr("已撤销 {value} 条。", value=outcome.value))
            self.read(self.reading.field.code if self.reading else "")

        self._tasks.run(lambda _progress: use.take_back(made), done, self._ask.tell)
