"""照上次的做: a record made again from an earlier one, and opened. Asked for from several places."""

from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome


def make_again(session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go, record: str) -> None:
    def done(outcome: Outcome[str]) -> None:
        changed.tell(outcome.changes)
        go(Place("record", record=outcome.value))

    tasks.run(lambda _progress: session.carry.copy(record), done, ask.tell)
