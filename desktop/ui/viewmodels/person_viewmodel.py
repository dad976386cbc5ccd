"""Looking one person up in all lists: what was asked, what was found, which record to open. No widgets.

Looks up only when told to, not while typing: every look is in the audit log.
"""

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError
from desktop.base.words import tr
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.itemmodels.people_model import PeopleModel
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.usecases.office import Session
from desktop.usecases.people_search import PersonView


class PersonViewModel(QObject):
    updated = Signal()

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._go = session, ask, tasks, go
        self.model = PeopleModel(self)
        self.asked = ""
        self.found: PersonView | None = None
        self.trouble: MingbaiError | None = None

    @property
    def refusal(self) -> str:
        """Why this account may not look people up; empty if it may."""
        return self._session.people.refusal

    @property
    def found_words(self) -> str:
        if self.refusal:
            return self.refusal
        if self.trouble is not None:
            return str(self.trouble)
        if self.found is None:
            return tr("写好后按 Enter 查找。")
        lines = self.found.lines
        if not lines:
            return tr("名单里没有“{asked}”。", asked=self.found.asked)
        people = len({(line.name, line.tail) for line in lines})
        more = tr("，只列出一部分，请写得更全一些") if self.found.more else ""
        return tr(
            "{people} 个人，在 {part} 份名单里{more}。",
            people=people,
            part=len({line.record for line in lines}),
            more=more,
        )

    def show_place(self, place: Place) -> None:
        """Looks up at once what the place brings along."""
        if place.text and place.text != self.asked:
            self.look(place.text)

    def look(self, asked: str) -> None:
        self.asked, self.trouble = asked.strip(), None
        if self.asked and not self.refusal:
            asked = self.asked
            self._tasks.run(lambda progress: self._session.people.find(asked), self._took, self._refused)
        self.updated.emit()

    def open(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None:
            self._go(Place("record", record=line.record, tab="roster"))

    def back(self) -> None:
        self._go(Place("records"))

    def _took(self, found: PersonView) -> None:
        self.found = found
        self.model.show(found.lines, found.asked)
        self.updated.emit()

    def _refused(self, error: MingbaiError) -> None:
        self.trouble, self.found = error, None
        self.model.show((), "")
        self.updated.emit()
