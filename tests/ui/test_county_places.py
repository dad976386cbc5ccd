"""The county's two tabs in 同步: what is to be decided, and how every township stands; and what comes down to the township."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from desktop.domain.account import Role
from desktop.ui.itemmodels.told_model import ToldLine, ToldModel
from desktop.ui.viewmodels.below_shown import ARRIVALS
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.sync_viewmodel import DECISIONS, OFFICES
from desktop.ui.views.below_view import BelowView
from desktop.ui.views.decisions_view import DecisionsView
from desktop.ui.views.sync_view import SyncView
from desktop.usecases.exchange_views import TravelState
from desktop.usecases.office import Session
from tests.laptops import join, second_laptop, send
from tests.ui.conftest import PASSPHRASE, PEOPLE


@dataclass
class Two:
    """The county has the first laptop's correction in force and the second's beside it."""

    first: Session
    second: Session
    county: Session
    record: str


def correct(laptop: Session, record: str, phone: str) -> None:
    laptop.flow.correct(record, "电话写错了")
    content = laptop.records.get(record).content
    values = {**content.values, "objection_phone": phone}
    laptop.records.save(record, content.model_copy(update={"values": values}))
    for role in (Role.DRAFTER, Role.REVIEWER, Role.SECRECY, Role.ISSUER):
        session = laptop if role is Role.DRAFTER else laptop.switch(PEOPLE[role], PASSPHRASE)
        session.flow.advance(record)


@pytest.fixture
def two(offices, township: Session, county: Session, stick: Path, tmp_path: Path) -> Iterator[Two]:
    assert send(township, county, stick) == (1, 0, 0, 0)
    home = township.desk.home.folder
    second = second_laptop(offices.office(), home, tmp_path / "second", "李春梅", PASSPHRASE)
    join(second, county, tmp_path)
    for laptop, phone in ((township, "0970-8600111"), (second, "0970-8600222")):
        correct(laptop, offices.issued, phone)
        send(laptop, county, stick)
    yield Two(township, second, county, offices.issued)
    second.close()


def told(above, below, ask, stick: Path) -> None:
    """The file down from the county's tab to the township's."""
    ask.will("choose_folder", stick)
    above.offices.write_down()
    newest = max(stick.glob("*.mingbai-return"))
    ask.will("choose_file", newest)
    below.receipt.choose()


def test_a_conflict_waits_in_its_tab_and_is_decided_with_a_reason(two: Two, above, below, ask, stick, qtbot):
    above.show_place(Place("sync", tab=DECISIONS))
    decisions = above.decisions
    assert dict(above.tabs)[DECISIONS] == "要定的 1"
    assert decisions.is_conflict
    assert "两边都从修订 1 改起" in decisions.about
    view = DecisionsView(decisions)
    qtbot.addWidget(view)
    assert view.table.model().rowCount() == 1
    assert view.table.model().index(0, 2).data() == "0970-8600111"
    assert view.table.model().index(0, 3).data() == "0970-8600222"
    view.table.selectRow(0)
    assert view._whole.text() == "本机的：0970-8600111\n对方的：0970-8600222"
    ask.will("text", None)
    view.theirs_button.click()
    assert len(decisions.held) == 1, "left without a reason nothing is decided"
    ask.will("text", "第二台电脑核实过")
    view.theirs_button.click()
    assert decisions.held == []
    assert dict(above.tabs)[DECISIONS] == "要定的"
    content = two.county.records.get(two.record).content
    assert content.values["objection_phone"] == "0970-8600222"
    told(above, below, ask, stick)
    assert below.receipt.counts[0] == ("退回", 1, "returned")
    assert below.outgoing.lines[0].state is TravelState.RETURNED
    assert "第二台电脑核实过" in below.outgoing.lines[0].detail


def test_what_waits_is_looked_at_again(two: Two, above, ask, qtbot, stick, monkeypatch):
    ask.will("text", "以第一台为准")
    above.decisions.keep("ours")
    assert above.decisions.held == []
    send_past_the_catalogue(two, stick, monkeypatch)
    above.decisions.reload()
    view = DecisionsView(above.decisions)
    qtbot.addWidget(view)
    view.show()
    [line] = above.decisions.held
    assert line.kind == "quarantined"
    assert "没有这个事项" in above.decisions.about
    assert view.again_button.isVisible()
    assert not view.ours_button.isVisible()
    view.again_button.click()
    assert above.decisions.held == []
    assert len(two.county.records.get(two.record).revisions) == 3
    view.hide()


def send_past_the_catalogue(two: Two, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A further correction reaches the county while its catalogue does not know the matter."""
    correct(two.first, two.record, "0970-8600333")
    path = two.first.exchange.export(stick).value.path
    with monkeypatch.context() as blind:
        blind.setattr(type(two.county.desk.catalogue), "find_matter", lambda self, code: None)
        assert two.county.exchange.import_(path, stick).value.rejected == 1


def test_every_township_stands_with_its_figures_and_missing_numbers(two: Two, above, tmp_path, ask, qtbot):
    above.show_place(Place("sync", tab=OFFICES))
    offices = above.offices
    view = BelowView(offices)
    qtbot.addWidget(view)
    [line] = offices.offices
    assert (line.kind, line.words) == ("conflict", "要定 1")
    assert {word: number for word, number, _ in offices.figures}["有现行记录"] == 1
    assert "应公开" in offices.about
    ask.will("save_file", tmp_path / "情况.xlsx")
    view.export_button.click()
    assert openpyxl.load_workbook(tmp_path / "情况.xlsx").worksheets[0].max_row == 3


def test_a_record_is_given_back_from_the_list_and_the_township_reads_why(
    above, below, ask, stick, offices, qtbot
):
    below.outgoing.write_to(stick)
    above.incoming.look_at(below.outgoing.result.path)
    above.incoming.take_in()
    below.receipt.take(above.incoming.result.receipt)
    above.show_place(Place("sync", tab=OFFICES))
    view = BelowView(above.offices)
    qtbot.addWidget(view)
    assert above.offices.chosen == offices.issued
    ask.will("text", "第3行")
    above.offices.give_back("amount")
    assert above.offices.lines[0].words == "已退回"
    assert not view.return_button.isEnabled()
    told(above, below, ask, stick)
    assert below.receipt.words == "退回的请打开记录更正，再报一次。"
    assert below.outgoing.lines[0].state is TravelState.RETURNED
    assert "算不到一起" in below.outgoing.lines[0].detail


def test_a_bundle_is_taken_back_from_the_list_of_arrivals(above, below, ask, stick, county, qtbot):
    below.outgoing.write_to(stick)
    above.incoming.look_at(below.outgoing.result.path)
    above.incoming.take_in()
    above.show_place(Place("sync", tab=OFFICES))
    view = BelowView(above.offices)
    qtbot.addWidget(view)
    above.offices.choose_part(ARRIVALS)
    assert [line.title for line in above.offices.lines] == ["1 号包"]
    ask.will("text", "收错了U盘")
    view.undo_button.click()
    assert above.offices.lines[0].words == "已退出"
    assert not view.undo_button.isEnabled()
    assert county.exchange.status() == []


def test_what_later_work_stands_on_is_said_and_nothing_is_undone(two: Two, above, ask):
    above.show_place(Place("sync", tab=OFFICES))
    above.offices.choose_part(ARRIVALS)
    first = next(line for line in above.offices.arrivals if line.new == 1)
    above.offices.choose(first.bundle)
    ask.will("text", "退出")
    above.offices.undo()
    assert "2 号包" in str(ask.told[0])
    assert two.county.records.get(two.record).record.revision == 2


def test_the_tabs_of_a_county_fit_and_show_their_parts(above, qtbot):
    view = SyncView(above)
    qtbot.addWidget(view)
    for key in (OFFICES, DECISIONS):
        above.choose_tab(key)
        assert view._stack.currentWidget() is view._parts[key]


def test_the_model_of_told_lines_is_sound(qtmodeltester):
    model = ToldModel(("单位", "情况"))
    model.show([ToldLine("a", "甲乡", "昨天收到", "done", "现行 1", "check")])
    qtmodeltester.check(model)
    assert (model.place_of("a"), model.place_of("b")) == (0, -1)
    assert model.index(0, 1).data() == "现行 1"
