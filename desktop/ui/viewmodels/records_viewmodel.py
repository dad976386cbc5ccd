"""What the list of records knows: the search, the group of states, their figures, which record to open.

Reads and navigates only; nothing is changed here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.base.words import sentences, tr
from desktop.domain.account import Role
from desktop.domain.finding import Finding
from desktop.domain.flow import EDITABLE, IN_REVIEW, ISSUED_STATES, next_step, waiting_for
from desktop.domain.record import RecordState
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.itemmodels.paged import Pages
from desktop.ui.itemmodels.records_model import RecordsModel
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.carrying import make_again
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.ui.viewmodels.new_record_viewmodel import NewRecordViewModel
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome
from desktop.usecases.record_views import RecordFilter, RecordLine


@dataclass(frozen=True, slots=True)
class Group:
    """A segment over the list. ``sign`` is the kind of state whose shape stands before the words."""

    key: str
    words: str
    sign: str
    states: frozenset[RecordState]


ALL = "all"
GROUPS = (
    Group(ALL, tr("全部"), "", frozenset()),
    Group("draft", tr("起草"), "draft", frozenset({RecordState.DRAFT})),
    Group("review", tr("审核中"), "running", IN_REVIEW),
    Group("returned", tr("退回"), "returned", frozenset({RecordState.RETURNED})),
    Group("issued", tr("已签发"), "done", ISSUED_STATES | {RecordState.WITHDRAWN}),
)
TYPING_PAUSE_MS = 180
_BOOK = tr("表格 (*.xlsx)")


def groups_for(role: Role) -> tuple[Group, ...]:
    """The groups of the list; for those who review, first what waits for them."""
    states = waiting_for(role)
    mine = (Group("mine", tr("等我审的"), "due", states),) if states else ()
    return (GROUPS[0], *mine, *GROUPS[1:])


class RecordsViewModel(QObject):
    """``updated`` the figures, the words or the list changed; the lines themselves are in ``model``."""

    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._go = session, ask, tasks, go
        self._changed = changed
        self.model = RecordsModel(self.today, self)
        self.model.failed.connect(self._refused)
        self.chooser = NewRecordViewModel(session, ask, tasks, changed, go)
        self.text = ""
        self.groups = groups_for(session.account.role)
        self.group = ALL
        self.counts: dict[str, int] = {}
        self.loading = False
        self.trouble: MingbaiError | None = None
        self._asked = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.reload)
        changed.happened.connect(self._on_changed)

    @property
    def today(self) -> date:
        return self._session.desk.clock.today()

    @property
    def found(self) -> int:
        return self.counts.get(self.group, 0)

    @property
    def segments(self) -> list[tuple[str, str, str]]:
        """(key, words with figure, kind of state)."""
        return [(g.key, f"{g.words} {self.counts.get(g.key, 0)}", g.sign) for g in self.groups]

    @property
    def found_words(self) -> str:
        if self.trouble is not None:
            return str(self.trouble)
        if self.text and not self.found:
            return tr("没有找到“{text}”。", text=self.text)
        return tr("找到 {found} 条", found=self.found) if self.text else tr("共 {found} 条", found=self.found)

    @property
    def no_match_words(self) -> str:
        """What was looked for in vain; empty where there is something, or where nothing was asked for."""
        if not self.counts or self.found or self.nothing_yet:
            return ""
        if self.text:
            return tr("没有找到“{text}”", text=self.text)
        return tr(
            "没有“{words}”的记录", words=next(group.words for group in self.groups if group.key == self.group)
        )

    @property
    def may_look_up(self) -> bool:
        """Whether this account may look people up in all lists."""
        return not self._session.people.refusal

    @property
    def may_list(self) -> bool:
        """Whether there is anything issued that a list of the directory could name."""
        return self.counts.get("issued", 0) > 0

    def look_up(self) -> None:
        """To where the person that is typed stands."""
        self._go(Place("person", text=self.text))

    @property
    def hint(self) -> str:
        """What may be typed into the search; the ID tail is named only to those it works for."""
        known = [tr("名称"), tr("拼音首字母（如 gdbt）"), tr("索引号")]
        if self._session.records.finds_by_id_tail:
            known.append(tr("身份证末四位"))
        return tr("可输入{ways}或{last}", ways=tr("、").join(known[:-1]), last=known[-1])

    @property
    def nothing_yet(self) -> bool:
        """No record at all in this home: the first visit."""
        return bool(self.counts) and not self.text and not self.counts["all"]

    @property
    def may_write(self) -> bool:
        return str(self._session.account.role) == "drafter"

    def settle(self, then: Callable[[], None]) -> None:
        """Goes on with ``then`` once the list answers what is typed, not what was typed before."""
        if self._pause.isActive():
            self.reload(then)
        else:
            then()

    def reload(self, then: Callable[[], None] | None = None) -> None:
        """Counts and lists anew; an older answer that comes late is dropped."""
        self._pause.stop()
        self._asked += 1
        ticket, text = self._asked, self.text
        chosen = next(group for group in self.groups if group.key == self.group)
        records = self._session.records

        def work(_progress: Progress) -> tuple[dict[str, int], list[RecordLine]]:
            states, first = records.look(RecordFilter(states=chosen.states, text=text), 200)
            counts = {
                g.key: sum(number for state, number in states.items() if not g.states or state in g.states)
                for g in self.groups
            }
            return counts, first

        def done(answer: tuple[dict[str, int], list[RecordLine]]) -> None:
            if ticket == self._asked:
                self._show(answer[0], answer[1], RecordFilter(states=chosen.states, text=text))
                if then is not None:
                    then()

        self.loading = True
        self._tasks.run(work, done, self._refused)

    def search(self, text: str) -> None:
        """As typed; the list follows after a short pause."""
        self.text = text.strip()
        self._pause.start()

    def choose(self, group: str) -> None:
        self.group = group
        self.reload()

    def clear(self) -> None:
        """No search and all states again."""
        self.text, self.group = "", ALL
        self.reload()

    def open(self, row: int) -> None:
        """Opens the record, or its review when this account's step is the next one.

        Who may let a block through sees a draft, too, as a reviewer: there is nothing to edit for them."""
        line = self.model.line(row)
        if line is None:
            return
        step = next_step(line.state)
        role = self._session.account.role
        mine = step is not None and line.state in IN_REVIEW and step.role is role
        second = role in {Role.SECRECY, Role.ISSUER} and line.state in EDITABLE
        self._go(Place("review" if mine or second else "record", record=line.id))

    def make_again(self, row: int) -> None:
        """照这条再做一条: a new draft from the record on this line."""
        line = self.model.line(row)
        if line is not None:
            make_again(self._session, self._ask, self._tasks, self._changed, self._go, line.id)

    def save_ledger(self) -> None:
        """公开目录清单: every issued record with its entry, as a workbook for the portal."""
        out = self._ask.save_file(
            tr("导出公开目录清单"), tr("政府信息公开目录清单.xlsx"), tr("表格 (*.xlsx)")
        )
        if out is None:
            return

        def done(outcome: Outcome[int]) -> None:
            left = (
                tr("其中 {findings} 处还要补，请看各条的“目录信息”。", findings=len(outcome.findings))
                if outcome.findings
                else ""
            )
            self.said.emit(
                tr(
                    "公开目录清单已写好，共 {value} 条：{name}。{left}",
                    value=outcome.value,
                    name=out.name,
                    left=left,
                )
            )

        self._tasks.run(lambda _progress: self._session.directory.ledger(out), done, self._ask.tell)

    def save_annual(self) -> None:
        """年度报告: the tables of the uniform format, to be filled in; last year's may be given for what was left over."""
        year = self._session.annual.year
        last: Path | None = None
        if self._ask.confirm(
            tr("上年的年报表是用本程序填的吗？带上它，上年结转的申请会写好。"), tr("选上年的表"), tr("不带")
        ):
            last = self._ask.choose_file(tr("上年填好的年报表"), _BOOK)
            if last is None:
                return
        out = self._ask.save_file(
            tr("写出年度报告表"), tr("{year}年政府信息公开工作年度报告.xlsx", year=year), _BOOK
        )
        if out is None:
            return

        def done(outcome: Outcome[tuple[str, ...]]) -> None:
            self._ask.show(
                tr("{year}年的年度报告表写好了", year=year),
                tr("{name}。填好以后点“核对年报表”。程序里的数：", name=out.name),
                outcome.value,
            )

        self._tasks.run(lambda _progress: self._session.annual.write(out, year, last), done, self._ask.tell)

    def check_annual(self) -> None:
        """What does not fit in the report that was filled in."""
        path = self._ask.choose_file(tr("填好的年报表"), _BOOK)
        if path is None:
            return

        def done(findings: list[Finding]) -> None:
            about = (
                tr("{name}：{findings} 处要看。", name=path.name, findings=len(findings))
                if findings
                else tr("{name}：勾稽关系都对，没有空格。", name=path.name)
            )
            self._ask.show(
                tr("核对年报表"), about, [sentences(found.text, found.advice) for found in findings]
            )

        self._tasks.run(lambda _progress: self._session.annual.check(path), done, self._ask.tell)

    def new(self) -> None:
        self._go(Place("records", tab="new"))

    def _show(self, counts: dict[str, int], first: list[RecordLine], wanted: RecordFilter) -> None:
        self.counts, self.loading, self.trouble = counts, False, None
        records = self._session.records

        def load(offset: int, limit: int) -> list[RecordLine]:
            return first if offset == 0 else records.page(wanted, offset, limit)

        self.model.show(Pages(load, counts[self.group]), self.today, self.text)
        self.updated.emit()

    def _refused(self, error: MingbaiError) -> None:
        self.trouble, self.loading = error, False
        self.updated.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes & {Topic.RECORDS, Topic.NOTICES}:
            self.reload()
