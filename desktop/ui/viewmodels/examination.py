"""The checks of an opened record, made in the background: a long roster takes seconds, and nothing waits for them.

Knows which answer is the newest; what the findings mean is for others.
"""

from collections.abc import Callable

from desktop.base.errors import Cancelled, MingbaiError
from desktop.base.progress import Progress
from desktop.domain.finding import Finding
from desktop.ui.ask import Ask
from desktop.ui.tasks import Tasks
from desktop.usecases.office import Session

Found = Callable[[str, list[Finding]], None]


class Examination:
    """``start`` stops what is being checked and begins anew; only the newest answer is told."""

    def __init__(self, session: Session, ask: Ask, tasks: Tasks) -> None:
        self._session, self._ask, self._tasks = session, ask, tasks
        self._handle: Progress | None = None
        self._asked = 0
        self.running = False

    def start(self, record: str, found: Found) -> None:
        """``found`` gets the record's id and what the checks say, the blocking first."""
        self.stop()
        asked, records = self._asked, self._session.records
        self.running = True

        def work(progress: Progress) -> list[Finding]:
            return records.findings(record, progress)

        def done(findings: list[Finding]) -> None:
            if asked == self._asked:
                self.running = False
                found(record, findings)

        def failed(error: MingbaiError) -> None:
            if asked == self._asked:
                self.running = False
                if not isinstance(error, Cancelled):
                    self._ask.tell(error)

        self._handle = self._tasks.run(work, done, failed, patient=True)

    def stop(self) -> None:
        """Whatever is being checked is out of date."""
        self._asked += 1
        self.running = False
        if self._handle is not None:
            self._handle.cancel()

    def hold(self) -> None:
        """Somebody scrolls or types: the checks lie still for a moment."""
        self._tasks.hold()
