"""The place 同步: its tabs, and under each the part that does it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QTabBar, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.sync_viewmodel import (
    DECISIONS,
    INCOMING,
    JOIN,
    LINE,
    OFFICES,
    PACKS,
    RECEIPT,
    SEND,
    SyncViewModel,
)
from desktop.ui.views.below_view import BelowView
from desktop.ui.views.decisions_view import DecisionsView
from desktop.ui.views.enrolment_view import EnrolmentView
from desktop.ui.views.incoming_view import IncomingView
from desktop.ui.views.outgoing_view import OutgoingView
from desktop.ui.views.packs_view import PacksView
from desktop.ui.views.parts.buttons import FilledButton
from desktop.ui.views.parts.empty import EmptyState
from desktop.ui.views.parts.header import PageHeader
from desktop.ui.views.parts.panel import Page, scrolling
from desktop.ui.views.receipt_view import ReceiptView
from desktop.ui.views.upload_view import UploadView


class SyncView(Page):
    def __init__(self, viewmodel: SyncViewModel) -> None:
        super().__init__()
        self._vm, self._arrived = viewmodel, False
        self.header = PageHeader(tr("同步"))
        self.outgoing = OutgoingView(viewmodel.outgoing)
        self.receipt = ReceiptView(viewmodel.receipt)
        self.incoming = IncomingView(viewmodel.incoming, viewmodel.below)
        self.enrolment = EnrolmentView(viewmodel.enrolment, viewmodel.level)
        self.decisions = DecisionsView(viewmodel.decisions)
        self.offices = BelowView(viewmodel.offices)
        self.packs = PacksView(viewmodel.packs)
        self.line = UploadView(viewmodel.line)
        self.not_joined = EmptyState(
            "usb-flash-drive-outline",
            tr("还不能发给{above}", above=viewmodel.above),
            (
                (tr("写加入申请到U盘"), tr("只要做一次"), False),
                (
                    tr("请{above}许可", above=viewmodel.above),
                    tr("把U盘带到{above}", above=viewmodel.above),
                    False,
                ),
                (tr("收下许可"), tr("以后签发的记录就能发了"), False),
            ),
            tr("去加入"),
            explanation=tr(
                "包要加密给{above}，先要让{above}认得这台电脑。记录照常可以填、审、签发、张贴。",
                above=viewmodel.above,
            ),
            button_icon="key-outline",
        )
        self.not_joined.pressed.connect(lambda: viewmodel.choose_tab(JOIN))
        self._parts: dict[str, QWidget] = {
            SEND: self.outgoing, RECEIPT: self.receipt, INCOMING: self.incoming, JOIN: self.enrolment,
            DECISIONS: self.decisions, OFFICES: self.offices, PACKS: self.packs,
            LINE: self.line,
        }  # fmt: skip
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("同步的几件事"))
        self.tabs.setExpanding(False)
        self._keys = [key for key, _words in viewmodel.tabs]
        for _key, words in viewmodel.tabs:
            self.tabs.addTab(words)
        self.tabs.currentChanged.connect(lambda at: viewmodel.choose_tab(self._keys[at]))
        self._stack = QStackedWidget()
        for part in self._parts.values():
            self._stack.addWidget(part)
        self._waiting = scrolling(self.not_joined)
        self._stack.addWidget(self._waiting)
        self.body.addWidget(self.header)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._stack, 1)
        viewmodel.updated.connect(self._update)
        self._update()

    def _update(self) -> None:
        vm = self._vm
        self.header.set_context(vm.context)
        for place, (_key, words) in enumerate(vm.tabs):
            if self.tabs.tabText(place) != words:
                self.tabs.setTabText(place, words)
        at = self._keys.index(vm.tab)
        if self.tabs.currentIndex() != at:
            self.tabs.setCurrentIndex(at)
        waiting = vm.tab in {SEND, LINE} and vm.enrolment.loaded and not vm.enrolment.joined
        self._stack.setCurrentWidget(self._waiting if waiting else self._parts[vm.tab])
        primary = self.primary()
        if self._arrived and vm.outgoing.loaded and vm.enrolment.loaded and primary is not None:
            self._arrived = False
            primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_place(self, place: Place) -> None:
        self._arrived = True
        self._vm.show_place(place)

    def help_part(self) -> str:
        return "" if self._vm.tab == SEND else self._vm.tab

    def primary(self) -> QAbstractButton | None:
        """The filled button of the tab that is shown; none while something is being written."""
        shown: list[FilledButton] = list(self._stack.currentWidget().findChildren(FilledButton))
        return next((button for button in shown if button.isVisibleTo(self)), None)

    def minimumSizeHint(self) -> QSize:
        return QSize(760, 400)
