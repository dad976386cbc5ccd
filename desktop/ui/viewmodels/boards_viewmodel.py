"""What hangs on which board and until when: first what must come down, then what is running.

Knows no widget. The register itself (numbers, chain) is the use case's; nothing here edits a posting in place.
"""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.base.words import sentences, tr
from desktop.domain.record import RecordState
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.itemmodels.boards_model import BoardLine
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.board_keeping import BoardKeeping
from desktop.ui.viewmodels.hanging import hang, posted_words, removed_words
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.usecases.notice_views import PostingLine
from desktop.usecases.office import Session
from desktop.usecases.record_views import RecordFilter, RecordLine

EVERY_BOARD = ""


@dataclass(frozen=True, slots=True)
class _Loaded:
    lines: list[PostingLine]
    boards: list[str]
    postable: list[RecordLine]
    today: date


class BoardsViewModel(QObject):
    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed, self._go = session, ask, tasks, changed, go
        self.keeping = BoardKeeping(session, ask, tasks, changed)
        self.keeping.said.connect(self.said)
        changed.happened.connect(self._on_changed)
        self.lines: list[PostingLine] = []
        self.board_names: list[str] = []
        self.postable: list[RecordLine] = []
        self.today = session.desk.clock.today()
        self.board = EVERY_BOARD
        self.show_taken_down = False
        self.chosen = ""
        self.loaded = False
        self.refusal: MingbaiError | None = None

    def show_place(self, place: Place) -> None:
        if place.notice:
            self.chosen = place.notice
        self.reload()

    def reload(self) -> None:
        def work(progress: Progress) -> _Loaded:
            notices = self._session.notices
            own = self._session.organisation.code
            waiting = RecordFilter(
                states=frozenset({RecordState.ISSUED, RecordState.POSTED}), organisation=own
            )
            return _Loaded(
                notices.postings(),
                notices.boards(),
                self._session.records.page(waiting, 0, 200),
                self._session.desk.clock.today(),
            )

        self._tasks.run(work, self._take, self._refused)

    def _take(self, loaded: _Loaded) -> None:
        self.lines, self.board_names = loaded.lines, loaded.boards
        self.postable, self.today = loaded.postable, loaded.today
        self.loaded, self.refusal = True, None
        self.updated.emit()

    def _refused(self, error: MingbaiError) -> None:
        self.refusal = error
        self.updated.emit()

    def _on_changed(self, topics: Changes) -> None:
        if topics & {Topic.NOTICES, Topic.RECORDS, Topic.SETTINGS}:
            self.reload()

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def place(self) -> str:
        """How this office calls itself on its notices."""
        return self._session.organisation.short_name or self._session.organisation.unit

    @property
    def empty(self) -> bool:
        return self.loaded and not self.lines

    @property
    def context(self) -> str:
        year = self.today.year
        hung = sum(line.posting.year == year for line in self.lines)
        return (
            tr("{place} {year}年登记过 {hung} 张", place=self.place, year=year, hung=hung)
            if hung
            else tr("{place} {year}年还没有编号", place=self.place, year=year)
        )

    @property
    def boards(self) -> list[BoardLine]:
        names = list(dict.fromkeys([*self.board_names, *(line.posting.board for line in self.lines)]))
        hanging = [line for line in self.lines if line.state != "down"]
        lines = [
            self._board(name, [line for line in hanging if line.posting.board == name]) for name in names
        ]
        due = sum(line.due for line in lines)
        everything = BoardLine(
            EVERY_BOARD,
            tr("全部公示栏"),
            tr("在贴 {hanging} 张 · {names} 处", hanging=len(hanging), names=len(names)),
            due,
        )
        return [everything, *lines]

    @staticmethod
    def _board(name: str, hanging: list[PostingLine]) -> BoardLine:
        context = tr("在贴 {hanging} 张", hanging=len(hanging)) if hanging else tr("现在没有公示")
        return BoardLine(name, name, context, sum(line.state == "due" for line in hanging))

    def _on_board(self) -> list[PostingLine]:
        return [line for line in self.lines if self.board in {EVERY_BOARD, line.posting.board}]

    @property
    def due(self) -> list[PostingLine]:
        """What must come down, longest overdue first."""
        found = [line for line in self._on_board() if line.state == "due"]
        return sorted(found, key=lambda line: line.posting.due_down_on)

    @property
    def running(self) -> list[PostingLine]:
        found = [line for line in self._on_board() if line.state == "running"]
        return sorted(found, key=lambda line: (line.posting.due_down_on, line.posting.number))

    @property
    def taken_down(self) -> list[PostingLine]:
        found = [line for line in self._on_board() if line.state == "down"]
        return sorted(found, key=lambda line: line.posting.removed_on or line.posting.posted_on, reverse=True)

    @property
    def shown(self) -> list[PostingLine]:
        return self.taken_down if self.show_taken_down else self.running

    @property
    def chosen_line(self) -> PostingLine | None:
        candidates = [*self.due, *self.shown]
        for line in candidates:
            if self.chosen in {line.posting.id, line.posting.notice}:
                return line
        return candidates[0] if candidates else None

    # -- what the clerk does -------------------------------------------------------------------------------

    def choose_board(self, name: str) -> None:
        if name != self.board:
            self.board = name
            self.updated.emit()

    def choose_segment(self, key: str) -> None:
        self.show_taken_down = key == "down"
        self.updated.emit()

    def choose(self, posting: str) -> None:
        if posting != self.chosen:
            self.chosen = posting
            self.updated.emit()

    def post(self, record: str, board: str, on: date) -> None:
        def work(progress: Progress) -> tuple[str, Changes]:
            posting, changes = hang(self._session, record, board, on)
            return posted_words(posting, self.today), changes

        self._tasks.run(work, self._written, self._ask.tell)

    def take_down(self, line: PostingLine, on: date) -> None:
        def work(progress: Progress) -> tuple[str, Changes]:
            outcome = self._session.notices.remove(line.posting.notice, line.posting.board, on)
            words = removed_words(outcome.value, self.today)
            return sentences(
                words, *(said for each in outcome.findings for said in (each.text, each.advice))
            ), outcome.changes

        self._tasks.run(work, self._written, self._ask.tell)

    def add_board(self, name: str) -> None:
        def work(progress: Progress) -> tuple[str, Changes]:
            self._session.notices.add_board(name)
            return tr("已加上公示栏：{name}。", name=name), frozenset({Topic.SETTINGS})

        if name.strip():
            self._tasks.run(work, self._written, self._ask.tell)

    def look_at_notice(self, line: PostingLine) -> None:
        self._go(Place("preview", record=line.record))

    def look_at_records(self) -> None:
        self._go(Place("records"))

    def check_files(self) -> None:
        """To the page that looks through any file before it is hung."""
        self._go(Place("check"))

    def _written(self, result: tuple[str, Changes]) -> None:
        words, changes = result
        self.said.emit(words)
        self._changed.tell(changes)
