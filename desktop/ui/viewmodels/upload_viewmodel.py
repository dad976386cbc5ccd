"""Sending over the line, beside everything else: now, by itself, and on again after a cut or a new start.

Lives as long as the session, whichever place is shown. Makes no connection unless a person asked, the office switched it
on, or something a person began is not through yet.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import Cancelled, MingbaiError, SurroundingsError
from desktop.base.progress import Progress, Step
from desktop.base.words import sentences, tr
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.itemmodels.told_model import ToldLine
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.ui.viewmodels.travel_words import ABOVE
from desktop.ui.viewmodels.upload_words import (
    KEPT,
    Told,
    amount_words,
    answered_line,
    cut_words,
    pending_line,
    receipt_words,
    standing_words,
)
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome
from desktop.usecases.upload import is_cut
from desktop.usecases.upload_views import Cause, LineState, UploadResult

STEPS = (tr("准备要上报的包"), tr("送到服务器"), tr("等回执"))
_SIGNS = (
    "准备",
    "正在上报",
    "等回执",
)  # in the words of a step before they are said in the language of the screen
_CONCERNED = frozenset({Topic.RECORDS, Topic.NOTICES, Topic.BUNDLES, Topic.SETTINGS})


class UploadViewModel(QObject):
    """``state`` is None until read. ``first``: seconds after the start, which belong to the person; ``pauses``: before the
    first, second… next try; ``gather``: that what was newly issued waits for more of it."""

    updated = Signal()
    said = Signal(str)
    first: float = 5
    pauses: tuple[float, ...] = (60, 120, 300, 600, 900)
    gather: float = 60

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed, self._go = session, ask, tasks, changed, go
        self.above = ABOVE[session.organisation.level]
        self.state: LineState | None = None
        self.sending = False
        self.trouble: MingbaiError | None = None
        self.result: UploadResult | None = None
        self.step = Step("", 0, 0)
        self.reached = 0
        self._cause = Cause.ASKED
        self._progress: Progress | None = None
        self._again: datetime | None = None
        self._tries = 0
        self._began: tuple[float, int] | None = None
        self._awake = self._telling = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        changed.happened.connect(self._on_changed)

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        return self._session.desk.clock.now()

    @property
    def about(self) -> str:
        """Where to, and whether by itself."""
        state = self.state
        if state is None:
            return tr("正在读取…")
        how = tr("自动上报，签发后不用管") if state.automatic else tr("由您点了才发")
        return tr("{removeprefix}　{how}", removeprefix=state.server.removeprefix("https://"), how=how)

    @property
    def band(self) -> Told | None:
        """How it stands, when nothing is being sent."""
        state = self.state
        if state is None or self.sending:
            return None
        if self.trouble is not None:
            if is_cut(self.trouble):
                return cut_words(self.trouble, state.cut_since, self._again, self.now.date())
            return Told("late", self.trouble.what, self.trouble.safe + self.trouble.todo)
        return standing_words(state, self.result, self.above)

    @property
    def lines(self) -> list[ToldLine]:
        """What waits, by number; then what came back, latest first."""
        state = self.state
        if state is None:
            return []
        today, at_work = self.now.date(), self._first_waiting(state)
        waiting = [
            pending_line(
                entry,
                self.step if self.sending and entry.bundle == at_work else None,
                bool(state.cut_since) and not self.sending and not state.paused,
                today,
            )
            for entry in state.pending
        ]
        return waiting + [answered_line(entry, today) for entry in state.answered]

    @property
    def step_words(self) -> str:
        return amount_words(self.step, self._left()) if self.step.text else tr("正在准备…")

    @property
    def waits(self) -> int:
        """Bundles on their way that nobody answered yet."""
        return len(self.state.pending) if self.state else 0

    # -- what is done --------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The session is open: what was begun goes on, what the office switched on goes by itself."""
        self._awake = True
        self._read(lambda: self._wake_in(self.first) if self._has_something() else None)

    def reload(self) -> None:
        self._read(lambda: None)

    def send(self) -> None:
        """A person wants it now."""
        self._run(Cause.ASKED)

    def cancel(self) -> None:
        """A person stops it: nothing goes on by itself until it is asked for again."""
        if self._progress is not None:
            self._progress.cancel()

    def set_up(self) -> None:
        self._go(Place("settings", tab="line"))

    # -- inside --------------------------------------------------------------------------------------------

    def _read(self, then: Callable[[], object]) -> None:
        def took(state: LineState) -> None:
            self.state = state
            self.updated.emit()
            then()

        self._tasks.run(lambda _progress: self._session.upload.state(), took, self._unreadable)

    def _unreadable(self, error: MingbaiError) -> None:
        self.trouble = error
        self.updated.emit()

    def _has_something(self) -> bool:
        return self.state is not None and (self.state.goes_by_itself or self.state.resumes)

    def _go_on(self) -> None:
        if self.state is None or self.sending:
            return
        if self.state.goes_by_itself:
            self._run(Cause.AUTOMATIC)
        elif self.state.resumes:
            self._run(Cause.RESUMED)

    def _run(self, cause: Cause) -> None:
        if self.sending:
            return
        self._timer.stop()
        self.sending, self._cause, self._again = True, cause, None
        self.step, self.reached, self._began, self.result = Step("", 0, 0), 0, None, None
        self._progress = self._tasks.run(
            lambda progress: self._session.upload.send(cause=cause, progress=progress),
            self._done,
            self._failed,
            progress=self._stepped,
            line=True,
        )
        self.updated.emit()

    def _stepped(self, step: Step) -> None:
        before = self.step
        self.step = step
        at = next((place for place, sign in enumerate(_SIGNS) if sign in step.text), self.reached)
        self.reached = max(self.reached, at)
        if step.text != before.text:
            self._began = (time.monotonic(), step.done)
            self._tell()  # a bundle was made, or one more arrived
            self.reload()
        self.updated.emit()

    def _left(self) -> float | None:
        """Seconds, by how fast it went so far; None while that cannot be said."""
        if self._began is None or not self.step.total:
            return None
        took, sent = time.monotonic() - self._began[0], self.step.done - self._began[1]
        return (self.step.total - self.step.done) * took / sent if took > 2 and sent > 0 else None

    def _done(self, outcome: Outcome[UploadResult]) -> None:
        self._ended()
        self.result, self.trouble = outcome.value, None
        found = outcome.value
        news = bool(found.sent or found.receipts or found.heard or found.packs)
        if news:
            self._tries = 0
            self._tell()
        if self._cause is Cause.ASKED or news:
            self.said.emit(_summary(outcome.value, self.above))
        self._read(self._look_again)

    def _failed(self, error: MingbaiError) -> None:
        self._ended()
        if isinstance(error, Cancelled) and self.reached == len(STEPS) - 1:
            self.trouble = None  # everything is there; the receipt is looked for later
            self._read(self._look_again)
            return
        if isinstance(error, Cancelled):
            self._tasks.run(lambda _progress: self._session.upload.pause(), self._paused, self._unreadable)
            return
        self.trouble = error
        if self._cause is Cause.ASKED and not is_cut(error):
            self._ask.tell(error)
        if not is_cut(error):
            self._tries = len(self.pauses)
        self._tell()
        self._read(self._look_again if isinstance(error, SurroundingsError) else lambda: None)

    def _tell(self) -> None:
        """What was reached is in the home, also when the run broke off: a bundle written, a receipt taken in."""
        self._telling = True
        self._changed.tell(frozenset({Topic.BUNDLES, Topic.RECORDS}))
        self._telling = False

    def _paused(self, _nothing: None) -> None:
        self.trouble = None
        self.said.emit(tr("上报停下了。{kept}", kept=KEPT))
        self.reload()

    def _ended(self) -> None:
        self.sending, self._progress, self.step = False, None, Step("", 0, 0)

    def _look_again(self) -> None:
        """Later, for what waits for the line or for a receipt; each time after a longer pause."""
        state = self.state
        if state is None or self.sending or not (state.resumes or (self.trouble and state.goes_by_itself)):
            return
        self._wake_in(self.pauses[min(self._tries, len(self.pauses) - 1)])
        self._tries += 1

    def _wake_in(self, seconds: float) -> None:
        self._again = self.now + timedelta(seconds=seconds)
        self._timer.start(round(seconds * 1000))
        self.updated.emit()

    def _on_time(self) -> None:
        self._read(self._go_on)

    def _on_changed(self, topics: Changes) -> None:
        if self.state is None or self._telling or not topics & _CONCERNED:
            return
        if self.sending:
            self.reload()
            return

        def look() -> None:
            state = self.state
            if self._awake and state is not None and state.goes_by_itself and not self._timer.isActive():
                self._wake_in(self.gather)

        self._read(look)

    @staticmethod
    def _first_waiting(state: LineState) -> str:
        return next((entry.bundle for entry in state.pending if not entry.arrived), "")


def _summary(result: UploadResult, above: str) -> str:
    heard = result.heard and tr("{above}另有话带下来，写在每条记录下面。", above=above)
    packs = result.packs and tr("取到 {count} 个更新包，请管理员看过再收。", count=len(result.packs))
    return sentences(_about_bundles(result, above), heard or "", packs or "")


def _about_bundles(result: UploadResult, above: str) -> str:
    if result.receipts:
        return receipt_words(result.receipts[-1], above)
    if result.sent:
        numbers = tr("、").join(str(sent.sequence) for sent in result.sent)
        return tr("{numbers} 号包已送到服务器，收到{above}的回执才算办完。", numbers=numbers, above=above)
    return (
        tr("还没有回执，过一会儿会再去取。")
        if result.unanswered
        else tr("没有要上报的，签发过的都有回执了。")
    )
