"""What choosing a matter for a new record knows: the search, the matters found, the form the chosen one is filled in.

Creates the record through the use case and goes there; decides nothing about matters.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.domain.form import Form
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.usecases.catalogue_views import FieldLine, MatterLine, MatterView
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome

TYPING_PAUSE_MS = 180


class NewRecordViewModel(QObject):
    """``updated`` fields, matters or the chosen matter changed."""

    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed, self._go = session, ask, tasks, changed, go
        self.text = ""
        self.field = ""
        self.fields: list[FieldLine] = []
        self.matters: list[MatterLine] = []
        self.chosen: MatterView | None = None
        self.form = ""  # another form than the proposed one, by code
        self._asked = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.reload)

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms the chosen matter may be filled in, the proposed one first."""
        return (self.chosen.form, *self.chosen.other_forms) if self.chosen else ()

    def choose_form(self, code: str) -> None:
        """Another form for the chosen matter; tells nobody, the record is begun with it."""
        self.form = code

    @property
    def found_words(self) -> str:
        if self.text:
            return (
                tr("找到 {matters} 个事项", matters=len(self.matters))
                if self.matters
                else tr("没有找到“{text}”。", text=self.text)
            )
        return tr("{matters} 个事项", matters=len(self.matters))

    def settle(self, then: Callable[[], None]) -> None:
        """Goes on with ``then`` once the list answers what is typed, not what was typed before."""
        if self._pause.isActive():
            self.reload(then)
        else:
            then()

    def reload(self, then: Callable[[], None] | None = None) -> None:
        """The matters of the search, or of the chosen field when nothing is searched."""
        self._pause.stop()
        self._asked += 1
        ticket, text, field, openness = self._asked, self.text, self.field, self._session.openness

        def work(_progress: Progress) -> tuple[list[FieldLine], str, list[MatterLine]]:
            fields = self.fields or openness.fields()
            chosen = field or (fields[0].code if fields else "")
            return fields, chosen, openness.search(text) if text else openness.matters(chosen)

        def done(answer: tuple[list[FieldLine], str, list[MatterLine]]) -> None:
            if ticket == self._asked:
                self.fields, self.field, self.matters = answer
                self.updated.emit()
                if then is not None:
                    then()

        self._tasks.run(work, done, self._ask.tell)

    def begin(self, matter: str = "") -> None:
        """The chooser opens; with a matter, that one and its field are chosen already."""
        self.text, self.chosen = "", None
        if not matter:
            self.reload()
            return
        openness = self._session.openness

        def done(view: MatterView) -> None:
            self.chosen, self.form, self.field = view, "", view.matter.field
            self.reload()

        self._tasks.run(lambda _progress: openness.matter(matter), done, self._ask.tell)

    def search(self, text: str) -> None:
        self.text = text.strip()
        self._pause.start()

    def choose_field(self, code: str) -> None:
        self.field, self.text, self.chosen = code, "", None
        self.reload()

    def choose(self, code: str) -> None:
        """Shows what the matter asks for."""
        openness = self._session.openness

        def done(view: MatterView) -> None:
            self.chosen, self.form = view, ""
            self.updated.emit()

        self._tasks.run(lambda _progress: openness.matter(code), done, self._ask.tell)

    def start(self) -> None:
        """A new draft of the chosen matter, opened at once."""
        if self.chosen is None:
            self.said.emit(tr("请先在左边选一个事项。"))
            return
        code, form, records = self.chosen.matter.code, self.form, self._session.records

        def done(outcome: Outcome[str]) -> None:
            self.chosen = None
            self._changed.tell(outcome.changes)
            self._go(Place("record", record=outcome.value))

        self._tasks.run(lambda _progress: records.new(code, form), done, self._ask.tell)

    def leave(self) -> None:
        self._go(Place("records"))
