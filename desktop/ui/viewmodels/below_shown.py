"""各乡镇, what is shown: how far each lower office has come, its records and bundles, which of them is chosen. Changes nothing."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.domain.codelist import Code
from desktop.domain.flow import STATE_WORDS
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.itemmodels.told_model import ToldLine
from desktop.ui.tasks import Tasks
from desktop.ui.text import moment_words
from desktop.usecases.county_views import ArrivalLine, TownshipLine
from desktop.usecases.exchange_views import TravelState
from desktop.usecases.office import Session
from desktop.usecases.record_views import RecordFilter, RecordLine

RECORDS, ARRIVALS = "records", "arrivals"
_MOST = 2000


@dataclass(frozen=True, slots=True)
class _Read:
    lines: list[TownshipLine]
    arrivals: list[ArrivalLine]
    records: dict[str, list[RecordLine]]
    states: dict[str, TravelState]


class BelowShown(QObject):
    """``office`` is the chosen one's code, ``part`` RECORDS or ARRIVALS, ``chosen`` a line of it; ``read`` what they come from."""

    updated = Signal()

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._ask, self._tasks = session, ask, tasks
        changed.happened.connect(self._on_changed)
        self.read = _Read([], [], {}, {})
        self.loaded = False
        self.office, self.part, self.chosen = "", RECORDS, ""

    def reload(self) -> None:
        def work(progress: Progress) -> _Read:
            session = self._session
            lines = session.townships.lines()
            joined = [line for line in lines if line.joined or line.records]
            records = {
                line.code: session.records.page(RecordFilter(organisation=line.code), 0, _MOST)
                for line in joined
            }
            states = {line.record: line.state for line in session.exchange.status()}
            return _Read(lines, session.arrivals.lines(), records, states)

        self._tasks.run(work, self._take, self._ask.tell)

    def _take(self, found: _Read) -> None:
        self.read, self.loaded = found, True
        codes = [line.code for line in found.lines]
        if self.office not in codes:
            joined = [line.code for line in found.lines if line.joined]
            self.office = next(iter(joined or codes), "")
        self._keep_choice()
        self.updated.emit()

    def _on_changed(self, topics: Changes) -> None:
        if self.loaded and topics & {Topic.BUNDLES, Topic.RECORDS, Topic.SETTINGS}:
            self.reload()

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        return self._session.desk.clock.today()

    @property
    def line(self) -> TownshipLine | None:
        return next((line for line in self.read.lines if line.code == self.office), None)

    @property
    def offices(self) -> list[ToldLine]:
        return [ToldLine(line.code, line.unit, self._context(line), *_chip(line)) for line in self.read.lines]

    def _context(self, line: TownshipLine) -> str:
        if not line.joined:
            return tr("还没有加入")
        heard = (
            tr("{moment_words}收到", moment_words=moment_words(line.contact_at, self.today))
            if line.contact_at
            else tr("还没有收到过包")
        )
        numbers = tr("、").join(map(str, line.missing_bundles[:5]))
        return heard + (tr("　缺 {numbers} 号包", numbers=numbers) if numbers else "")

    @property
    def figures(self) -> tuple[tuple[str, int, str], ...]:
        """(word, number, kind) of the chosen office; current, late and missing add up to what falls to it."""
        line = self.line
        if line is None:
            return ()
        return (
            (tr("有现行记录"), line.current, "done"), (tr("逾期"), line.late, "late"), (tr("还没有"), line.missing, "draft"),
            (tr("冲突"), line.conflicts, "conflict"), (tr("待查"), line.waiting, "due"), (tr("退回未改"), line.returned, "returned"),
        )  # fmt: skip

    @property
    def figure_words(self) -> str:
        """The figures in a line, for a narrow window."""
        return tr("　").join(f"{word} {number}" for word, number, _kind in self.figures if number)

    @property
    def about(self) -> str:
        line = self.line
        if line is None:
            return ""
        parts = [tr("应公开 {matters} 个事项", matters=line.matters), self._context(line)]
        parts += [tr("最长逾期 {late_days} 天", late_days=line.late_days)] if line.late_days else []
        return tr("　").join(parts)

    @property
    def lines(self) -> list[ToldLine]:
        """The chosen office's records, or its bundles."""
        if self.part == ARRIVALS:
            return [self._arrival(line) for line in self.arrivals]
        return [self._record(line) for line in self.read.records.get(self.office, [])]

    @property
    def arrivals(self) -> list[ArrivalLine]:
        return [line for line in self.read.arrivals if line.organisation == self.office]

    def _arrival(self, line: ArrivalLine) -> ToldLine:
        when = tr("{moment_words} {by}收", moment_words=moment_words(line.at, self.today), by=line.by)
        brought = [
            f"{word} {number}"
            for word, number in (
                (tr("新增"), line.new),
                (tr("更新"), line.updated),
                (tr("重复"), line.duplicate),
                (tr("冲突"), line.conflict),
                (tr("待查"), line.quarantined),
            )
            if number
        ]
        if line.undone_at:
            return ToldLine(
                line.bundle,
                tr("{sequence} 号包", sequence=line.sequence),
                tr("{when}　已退出：{undone_reason}", when=when, undone_reason=line.undone_reason),
                "returned",
                tr("已退出"),
                "undo",
            )
        return ToldLine(
            line.bundle,
            tr("{sequence} 号包", sequence=line.sequence),
            tr("{when}　{brought}", when=when, brought=tr("，").join(brought)),
            "done",
            tr("已收"),
            "check",
        )

    def _record(self, line: RecordLine) -> ToldLine:
        state = self.read.states.get(line.id)
        context = tr(
            "{matter_name}　修订 {revision}　{state_words}",
            matter_name=line.matter_name,
            revision=line.revision,
            state_words=STATE_WORDS[line.state],
        )
        if state is TravelState.RETURNED:
            return ToldLine(line.id, line.title, context, "returned", tr("已退回"), "arrow-u-left-top")
        if state is TravelState.CONFLICT:
            return ToldLine(line.id, line.title, context, "conflict", tr("冲突"), "call-split")
        if state is TravelState.RECEIVED_PREFECTURE:
            return ToldLine(line.id, line.title, context, "done", tr("州已收"), "check")
        return ToldLine(line.id, line.title, context, "running", tr("本机已收"), "check")

    @property
    def may_act(self) -> bool:
        """Whether the button under the list does something with the chosen line."""
        if self.part == ARRIVALS:
            return any(line.bundle == self.chosen and not line.undone_at for line in self.arrivals)
        return bool(self.chosen) and self.read.states.get(self.chosen) is not TravelState.RETURNED

    @property
    def reasons(self) -> tuple[Code, ...]:
        return self._session.down.reasons()

    # -- what is chosen ------------------------------------------------------------------------------------

    def choose_office(self, code: str) -> None:
        if code != self.office:
            self.office, self.chosen = code, ""
            self._keep_choice()
            self.updated.emit()

    def choose_part(self, key: str) -> None:
        if key != self.part:
            self.part, self.chosen = key, ""
            self._keep_choice()
            self.updated.emit()

    def choose(self, key: str) -> None:
        if key != self.chosen:
            self.chosen = key
            self.updated.emit()

    def _keep_choice(self) -> None:
        keys = [line.key for line in self.lines]
        if self.chosen not in keys:
            self.chosen = next(iter(keys), "")


def _chip(line: TownshipLine) -> tuple[str, str, str]:
    """The worst that is to be said of an office: what a person must decide comes first."""
    if line.conflicts or line.waiting:
        return "conflict", tr("要定 {conflicts}", conflicts=line.conflicts + line.waiting), "call-split"
    if line.missing_bundles:
        return (
            "due",
            tr("缺 {missing_bundles} 个包", missing_bundles=len(line.missing_bundles)),
            "help-circle-outline",
        )
    if line.late:
        return "late", tr("逾期 {late}", late=line.late), "alert"
    if not line.joined:
        return "draft", tr("没加入"), "circle-outline"
    return (
        ("done", tr("现行 {current}", current=line.current), "check")
        if line.records
        else ("draft", tr("没有记录"), "circle-outline")
    )
