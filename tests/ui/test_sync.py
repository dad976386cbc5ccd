"""The place 同步: its tabs and models, and the whole way by stick through the pages."""

from datetime import date
from pathlib import Path

import pytest

from desktop.base.progress import Step
from desktop.ui.itemmodels.incoming_model import IncomingModel
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.itemmodels.travel_model import STATE, TravelModel
from desktop.ui.viewmodels.incoming_viewmodel import OUTCOMES
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.sync_viewmodel import INCOMING, JOIN, SEND, SyncViewModel
from desktop.ui.viewmodels.travel_words import travel_chip
from desktop.ui.views.sync_view import SyncView
from desktop.usecases.exchange_views import IncomingLine, TravelLine, TravelState

TODAY = date(2026, 9, 16)


def written(viewmodel, stick: Path) -> Path:
    viewmodel.outgoing.write_to(stick)
    return viewmodel.outgoing.result.path


@pytest.mark.parametrize("state", list(TravelState))
def test_every_state_of_travel_has_a_chip(state):
    kind, words = travel_chip(state)
    assert kind in {"draft", "running", "done", "returned", "conflict", "due"}
    assert words


def test_the_models_of_sync_are_sound(qtmodeltester):
    travel = TravelModel(travel_chip)
    travel.show(
        [TravelLine("r", "题目", TravelState.CONFLICT, 22, "2026-09-11T09:00:00+08:00", "两个版本都留着")],
        TODAY,
    )
    qtmodeltester.check(travel)
    assert travel.index(0, STATE).data(ItemRole.KIND) == "conflict"
    assert travel.index(0, 0).data(ItemRole.CONTEXT) == "22 号包　回执 9月11日　两个版本都留着"
    incoming = IncomingModel({key: (kind, word, icon) for key, word, kind, icon in OUTCOMES})
    incoming.show([IncomingLine("r", "题目", "new", "名单 2 行")])
    qtmodeltester.check(incoming)
    assert incoming.index(0, 0).data(ItemRole.ICON) == "plus"


def test_tabs_follow_the_office(below, above):
    assert [words for _key, words in below.tabs] == [
        "发给县里",
        "收回执",
        "网络上报",
        "收村里的包",
        "要定的",
        "更新包",
        "加入",
    ]
    assert [words for _key, words in above.tabs] == [
        "收乡镇的包", "各乡镇", "要定的", "发给州里", "收回执", "网络上报", "更新包", "加入",
    ]  # fmt: skip


def shown(viewmodel, qtbot) -> SyncView:
    made = SyncView(viewmodel)
    qtbot.addWidget(made)
    made.resize(1270, 734)
    made.show()
    return made


def test_before_joining_the_page_leads_to_joining(newcomer, ask, tasks, changed, gone, qtbot):
    viewmodel = SyncViewModel(newcomer, ask, tasks, changed, gone.append)
    viewmodel.show_place(Place("sync"))
    view = shown(viewmodel, qtbot)
    assert view.not_joined.isVisible()
    view.primary().click()
    assert viewmodel.tab == JOIN
    assert view.enrolment.isVisible()
    assert view.primary() is view.enrolment.request_button


def test_the_stick_card_shows_what_to_press_and_when_to_pull(below, ask, stick, qtbot):
    view = shown(below, qtbot)
    outgoing = view.outgoing
    assert outgoing.export_button.isVisible()
    ask.will("choose_folder", stick)
    view.primary().click()
    assert outgoing._free.isVisible()
    assert not outgoing._hold.isVisible()
    assert outgoing.done_button.isVisible()
    assert view.primary() is None
    outgoing.done_button.click()
    assert outgoing.export_button.isVisible()
    assert outgoing._banner.isVisible()
    outgoing._banner.pressed.emit()
    assert below.outgoing.only_open
    assert outgoing.segments.current == "open"


def test_while_writing_only_cancel_can_be_pressed(below, qtbot):
    view = shown(below, qtbot)
    below.outgoing.writing = True
    below.outgoing._stepped(Step("正在写入 1.0 / 2.0 MB", 1, 2))
    assert view.outgoing.cancel_button.isVisible()
    assert view.outgoing._hold.isVisible()
    assert view.primary() is None


def test_the_whole_way_by_stick_through_the_pages(below, above, ask, stick, qtbot):
    sending, taking = shown(below, qtbot), shown(above, qtbot)
    ask.will("choose_folder", stick)
    sending.primary().click()
    bundle = below.outgoing.result.path
    ask.will("choose_file", bundle)
    taking.incoming.empty.pressed.emit()
    assert taking.incoming.table.model().rowCount() == 1
    taking.incoming.take_button.click()
    assert taking.incoming._done.isVisible()
    receipt = above.incoming.result.receipt
    sending.tabs.setCurrentIndex(1)
    ask.will("choose_file", receipt)
    sending.receipt.button.click()
    assert sending.receipt._words.text() == "县里已入库 1 条。"
    sending.tabs.setCurrentIndex(0)
    chip = sending.outgoing.table.model().index(0, STATE)
    assert chip.data() == "县已收"


def test_a_file_given_from_outside_opens_in_the_incoming_tab(above, below, stick, qtbot):
    bundle = written(below, stick)
    view = shown(above, qtbot)
    view.tabs.setCurrentIndex(3)
    assert above.tab == SEND
    view.show_place(Place("sync", path=str(bundle)))
    assert above.tab == INCOMING
    assert view.incoming.isVisible()
    view.incoming.strip.chosen.emit("conflict")
    assert view.incoming.table.model().rowCount() == 0
