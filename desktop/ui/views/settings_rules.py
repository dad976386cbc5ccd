"""Settings, part 公示和锁定: masks on boards, how long to wait for a receipt, when the window locks."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.office_settings_viewmodel import OfficeSettingsViewModel
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Panel, scrolling
from desktop.ui.views.parts.segments import Segments
from desktop.usecases.settings import LOCK_MINUTES, RECEIPT_DAYS


class RulesPart(QWidget):
    """Each choice takes effect at once."""

    def __init__(self, model: OfficeSettingsViewModel) -> None:
        super().__init__()
        self._model = model
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self.names = self._choice(
            tr("公示栏上的姓名"),
            [("full", tr("照写"), ""), ("masked", tr("遮盖"), "")],
            tr("网上一律遮盖，不能改。身份证号、银行卡号在哪里都不写全，也不能改。"),
        )
        self.names.chosen.connect(lambda key: model.mask_names(key == "masked"))
        self.receipts = self._choice(
            tr("多少天没有回执就算逾期"),
            [(str(days), tr("{days} 天", days=days), "") for days in RECEIPT_DAYS],
            tr("从写好包那天算起。"),
        )
        self.receipts.chosen.connect(lambda key: model.set_receipt_days(int(key)))
        self.lock = self._choice(
            tr("多少分钟不用就锁定"),
            [(str(minutes), tr("{minutes} 分钟", minutes=minutes), "") for minutes in LOCK_MINUTES],
            tr("锁定前一分钟会提醒，写好的都已经存下。"),
        )
        self.lock.chosen.connect(lambda key: model.set_auto_lock(int(key)))
        self._column.addStretch(1)
        panel = Panel()
        panel.body.addWidget(scrolling(inside))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(panel)
        model.updated.connect(self.refresh)

    def refresh(self) -> None:
        found = self._model.found
        if found is None:
            return
        for part, key in (
            (self.names, "masked" if found.mask_names_on_boards else "full"),
            (self.receipts, str(found.receipt_days)),
            (self.lock, str(found.auto_lock_minutes)),
        ):
            part.setEnabled(not found.refusal)
            part.mark(key)

    def _choice(self, words: str, options: list[tuple[str, str, str]], explanation: str) -> Segments:
        made = Segments(options)
        made.setAccessibleName(words)
        self._column.addWidget(Label(words, "strong"))
        self._column.addWidget(made)
        self._column.addWidget(Label(explanation, "context", wrap=True))
        self._column.addSpacing(12)
        return made
