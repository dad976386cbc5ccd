"""The laptops let in below: how each stands, stopping one, and answering what was seen of one. Decides nothing itself."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.base.progress import Progress
from desktop.base.words import sentences, tr
from desktop.domain.exchange import Contact
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.itemmodels.told_model import ToldLine
from desktop.ui.tasks import Tasks
from desktop.usecases.devices import DECISION_WORDS, STOP_WORDS, Decision, DeviceLine, StopReason
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome

_TAIL = 6  # of a device's id: enough to tell two laptops of an office apart


class DevicesViewModel(QObject):
    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.devices: tuple[DeviceLine, ...] = ()
        self.chosen = ""
        self.reasons = {reason: tr(words) for reason, words in STOP_WORDS.items()}
        self.decisions = {decision: tr(words) for decision, words in DECISION_WORDS.items()}

    def reload(self) -> None:
        def work(progress: Progress) -> tuple[DeviceLine, ...]:
            return tuple(self._session.devices.every())

        self._tasks.run(work, self._take, self._ask.tell)

    def _take(self, devices: tuple[DeviceLine, ...]) -> None:
        self.devices = devices
        if self.line is None:
            waiting = [one.device for one in devices if one.trouble and not one.revoked_at]
            self.chosen = (waiting or [one.device for one in devices] or [""])[0]
        self.updated.emit()

    @property
    def line(self) -> DeviceLine | None:
        return next((one for one in self.devices if one.device == self.chosen), None)

    @property
    def lines(self) -> tuple[ToldLine, ...]:
        return tuple(_told(one) for one in self.devices)

    @property
    def about(self) -> str:
        """What was seen of the chosen laptop, or how it stands."""
        line = self.line
        if line is None:
            return ""
        if line.revoked_at:
            return tr(
                "已停用：{stopped_for}。它的包不再收；这个单位要再报送，请它重新申请加入。",
                stopped_for=line.stopped_for,
            )
        if line.trouble is not None:
            return tr(
                "{texts}这台电脑可能从备份恢复过，或者被复制过。请先打电话问清，再选怎么处理。",
                texts=sentences(*line.trouble.texts),
            )
        return tr("核对码 {fingerprint}", fingerprint=line.fingerprint)

    @property
    def may_stop(self) -> bool:
        return self.line is not None and not self.line.revoked_at

    @property
    def may_decide(self) -> bool:
        return self.may_stop and self.line is not None and self.line.trouble is not None

    def choose(self, device: str) -> None:
        if device != self.chosen:
            self.chosen = device
            self.updated.emit()

    def stop(self, reason: StopReason) -> None:
        """No more bundles of the chosen laptop, once confirmed."""
        line = self.line
        if line is None or not self._ask.confirm(
            tr("停用“{unit}”的这台电脑？", unit=line.unit),
            tr("停用"),
            tr("先不停用"),
            safe=tr(
                "原因：{reasons}。已经收进来的记录不变；停用后不能再启用，只能重新申请加入。",
                reasons=self.reasons[reason],
            ),
            destructive=True,
        ):
            return
        self._do(
            lambda: self._session.devices.revoke(line.device, reason),
            tr("已停用{unit}的这台电脑。写给下级的文件会带上停用名单。", unit=line.unit),
        )

    def decide(self, decision: Decision) -> None:
        """The person's answer to what was seen of the chosen laptop, once confirmed."""
        line = self.line
        if line is None or not self._ask.confirm(
            tr("“{unit}”这台电脑：{decisions}？", unit=line.unit, decisions=self.decisions[decision]),
            tr("就这样处理"),
            tr("先不处理"),
            safe=tr("已经收进来的记录不变。"),
            destructive=decision is not Decision.EXPLAINED,
        ):
            return
        words = (
            tr("可以再收一次那个包了。")
            if decision is Decision.EXPLAINED
            else tr("请通知这个单位换新的登记。")
        )
        self._do(
            lambda: self._session.devices.decide(line.device, decision), tr("已记下。{words}", words=words)
        )

    def _do(self, work: Callable[[], Outcome[Contact]], words: str) -> None:
        def done(outcome: Outcome[Contact]) -> None:
            self.said.emit(words)
            self._changed.tell(outcome.changes)
            self.reload()

        self._tasks.run(lambda progress: work(), done, self._ask.tell)


def _told(one: DeviceLine) -> ToldLine:
    context = tr("…{device}　收到 {last} 号包", device=one.device[-_TAIL:], last=one.last)
    if one.revoked_at:
        return ToldLine(one.device, one.unit, context, "returned", tr("已停用"), "cancel")
    if one.trouble is not None:
        return ToldLine(one.device, one.unit, context, "conflict", tr("要处理"), "laptop")
    return ToldLine(one.device, one.unit, context, "done", tr("可以报送"), "laptop")
