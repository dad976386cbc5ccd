"""放行 on the review page: which findings this account could let through, and asking for the reason."""

from desktop.base.changes import Changes
from desktop.base.progress import Progress
from desktop.base.words import sentences, tr
from desktop.domain.finding import Finding
from desktop.domain.record import Record
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.usecases.office import Session

WORDS = tr("写明理由放行")


class LettingThrough:
    """What may be let through is the use case's to say; this asks for the reason and passes it on."""

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed

    def words(self, record: Record | None, finding: Finding) -> str:
        """The button's words for this finding; empty where there is nothing to press."""
        return WORDS if record is not None and self._session.overrides.may(record, finding) else ""

    def ask_and_give(self, record: Record, finding: Finding) -> None:
        rule = self._session.overrides.rule(finding.code)
        reason = self._ask.text(
            tr("放行这一处"),
            tr("为什么可以公布"),
            tr("放行"),
            explanation=sentences(
                finding.text,
                rule.note if rule else "",
                tr("放行会记进审查单和操作日志；内容再有改动，就要重新放行。"),
            ),
        )
        if reason is None:
            return

        def work(_progress: Progress) -> Changes:
            return self._session.overrides.give(record.id, finding.code, finding.place, reason).changes

        self._tasks.run(work, self._changed.tell, self._ask.tell)
