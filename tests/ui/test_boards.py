"""The place 公示栏: what must come down first, what is running, hanging and taking down."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from desktop.base.changes import NOTHING
from desktop.domain.notice import Posting
from desktop.ui.itemmodels.boards_model import BoardsModel
from desktop.ui.itemmodels.postings_model import (
    LEFT,
    NOTICE,
    PostingsModel,
    days_kind,
    days_words,
    period_words,
    share_gone,
    short_number,
    short_title,
)
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.viewmodels.boards_viewmodel import EVERY_BOARD, BoardsViewModel
from desktop.ui.viewmodels.hanging import hang
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.views.boards_side import DueCard
from desktop.ui.views.boards_view import BoardsView
from desktop.ui.views.parts.empty import EmptyState
from desktop.ui.views.posting_dialogs import PostDialog, TakeDownDialog, chosen_date
from desktop.usecases.notice_views import PostingLine

TODAY = date(2026, 9, 16)


def line(posted: date, down: date, state: str, left: int | None, removed: date | None = None) -> PostingLine:
    posting = Posting(
        id=f"p-{posted}", notice="n", board="乡政府公示栏", number="乡政府公示栏〔2026〕27号", year=2026,
        posted_on=posted, posted_by="李春梅", due_down_on=down, removed_on=removed,
    )  # fmt: skip
    return PostingLine(posting, "红崖村宅基地申请（4户）", "r", "homestead", left, state)


RUNNING = line(date(2026, 9, 10), date(2026, 9, 18), "running", 1)
FRESH = line(date(2026, 9, 15), date(2026, 9, 23), "running", 6)
DUE = line(date(2026, 9, 2), date(2026, 9, 11), "due", -5)
DOWN = line(date(2026, 8, 2), date(2026, 8, 11), "down", None, date(2026, 8, 11))
AHEAD = line(date(2026, 9, 17), date(2026, 9, 24), "running", 7)


@pytest.mark.parametrize(
    ("which", "words", "kind"),
    [
        (RUNNING, "还剩 1 天", "due"),
        (FRESH, "还剩 6 天", "running"),
        (DUE, "期满待撤下", "due"),
        (DOWN, "8月11日撤下", "done"),
        (AHEAD, "明天开始", "draft"),
        (line(date(2026, 9, 9), date(2026, 9, 17), "running", 0), "今天期满", "due"),
    ],
)
def test_days_are_told_in_words_and_kind(which, words, kind):
    assert days_words(which, TODAY) == words
    assert days_kind(which, TODAY) == kind


def test_the_bar_grows_from_nothing_to_whole():
    assert share_gone(AHEAD, TODAY) == 0.0
    assert 0 < share_gone(FRESH, TODAY) < share_gone(RUNNING, TODAY) < 1
    assert share_gone(DUE, TODAY) == 1.0


def test_the_second_line_names_number_and_both_days():
    assert period_words(RUNNING, TODAY) == "27号　9月10日张贴，9月17日期满"
    assert short_number("没有括号的号") == "没有括号的号"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("关于青石滩乡2026年耕地地力保护补贴发放情况的公示", "2026年耕地地力保护补贴发放情况"),
        ("云滩县青石滩乡人民政府关于省道206线征地补偿安置方案的公告", "省道206线征地补偿安置方案"),
        ("红崖村宅基地申请（4户）", "红崖村宅基地申请（4户）"),
        ("关于青石滩乡的公示", "关于青石滩乡的公示"),
    ],
)
def test_titles_in_the_list_begin_with_what_differs(title, short):
    assert short_title(title, "青石滩乡") == short


def test_the_list_of_postings_is_a_sound_model(qtmodeltester):
    model = PostingsModel(TODAY)
    model.show([DUE, RUNNING, DOWN], TODAY)
    qtmodeltester.check(model)
    assert model.index(0, LEFT).data(ItemRole.FRACTION) == 1.0
    assert model.index(2, LEFT).data(ItemRole.FRACTION) is None
    assert model.index(1, NOTICE).data(Qt.ItemDataRole.AccessibleTextRole) == "公示：红崖村宅基地申请（4户）"
    assert model.row_of(RUNNING.posting.id) == 1
    assert model.row_of("没有") == -1


@pytest.fixture
def viewmodel(township, ask, tasks, changed, gone):
    made = BoardsViewModel(township, ask, tasks, changed, gone.append)
    made.show_place(Place("boards"))
    return made


@pytest.fixture
def hung(viewmodel, township, offices):
    """The view-model after the sample notice was hung on two boards."""
    for board in ("乡政府公示栏", "上滩村公示栏"):
        hang(township, offices.issued, board, viewmodel.today)
    viewmodel.reload()
    return viewmodel


@pytest.fixture
def view(viewmodel, qtbot):
    made = BoardsView(viewmodel)
    qtbot.addWidget(made)
    made.resize(1270, 734)
    made.show()
    return made


def later(session, days: int) -> None:
    session.desk.clock.move_to(session.desk.clock.now() + timedelta(days=days))


def test_the_list_of_boards_counts_what_hangs(hung, qtmodeltester):
    model = BoardsModel()
    model.show(hung.boards)
    qtmodeltester.check(model)
    assert [(board.name, board.context) for board in hung.boards] == [
        (EVERY_BOARD, "在贴 2 张 · 2 处"),
        ("乡政府公示栏", "在贴 1 张"),
        ("上滩村公示栏", "在贴 1 张"),
    ]


def test_choosing_a_board_narrows_the_list(hung):
    hung.choose_board("上滩村公示栏")
    assert [entry.posting.board for entry in hung.running] == ["上滩村公示栏"]


def test_when_the_period_is_over_the_sheet_stands_first_as_due(hung, township):
    assert hung.due == []
    later(township, 20)
    hung.reload()
    assert len(hung.due) == 2
    assert hung.running == []
    assert hung.boards[0].due == 2


def test_taking_down_moves_the_sheet_to_the_register(hung, township):
    said: list[str] = []
    hung.said.connect(said.append)
    later(township, 20)
    hung.reload()
    hung.take_down(hung.due[0], hung.today)
    assert len(hung.due) == 1
    assert len(hung.taken_down) == 1
    assert said[0].startswith("已登记撤下：")
    hung.choose_segment("down")
    assert hung.shown == hung.taken_down
    assert hung.chosen_line in {*hung.due, *hung.taken_down}


def test_a_date_before_the_posting_is_refused_and_told(hung, ask):
    hung.take_down(hung.running[0], date(2026, 9, 1))
    assert [error.code for error in ask.told] == ["bad-date"]
    assert len(hung.running) == 2


def test_an_unconcerned_change_does_not_read_again(hung, changed, township, offices):
    hang(township, offices.issued, "下滩村公示栏", hung.today)
    changed.tell(NOTHING)
    assert len(hung.running) == 2


def test_looking_at_a_notice_leads_to_its_preview(hung, gone, offices):
    hung.look_at_notice(hung.running[0])
    assert gone == [Place("preview", record=offices.issued)]


def test_what_another_office_issued_is_not_offered_for_hanging(
    township, county, ask, tasks, changed, gone, tmp_path
):
    bundle = township.exchange.export(tmp_path).value.path
    county.exchange.import_(bundle, tmp_path)
    above = BoardsViewModel(county, ask, tasks, changed, gone.append)
    above.show_place(Place("boards"))
    assert above.postable == []
    assert above.empty


def test_the_first_visit_shows_the_way_to_the_first_notice(view, viewmodel, township):
    empty = view.findChild(EmptyState)
    assert empty.isVisibleTo(view)
    assert not view.post_button.isVisible()
    view.primary().click()
    dialog = view.findChild(PostDialog)
    assert dialog.record.currentText() == "2026年耕地地力保护补贴发放情况"
    assert chosen_date(dialog.day) == viewmodel.today
    dialog.go.click()
    assert [entry.posting.board for entry in viewmodel.running] == ["乡政府公示栏"]
    assert not empty.isVisibleTo(view)
    assert view.table.isVisible()


def test_the_filled_button_takes_down_what_is_due(view, hung, township):
    later(township, 20)
    hung.reload()
    assert len(view.findChildren(DueCard)) == 2
    view.primary().click()
    dialog = view.findChild(TakeDownDialog)
    dialog.go.click()
    assert len(hung.due) == 1
    assert len(hung.taken_down) == 1


def test_taking_down_early_is_said_before_it_is_done(view, hung):
    view.side.down_button.click()
    dialog = view.findChild(TakeDownDialog)
    assert any("公示期还没有满" in label.text() for label in dialog.findChildren(type(view._words)))
    dialog.reject()
    assert len(hung.running) == 2


def test_choosing_in_the_lists_shows_the_sheet_beside(view, hung):
    view.boards.setCurrentIndex(view.boards.model().index(2, 0))
    assert hung.board == "上滩村公示栏"
    view.table.selectRow(0)
    assert hung.chosen_line.posting.board == "上滩村公示栏"
    assert view.table.model().index(0, LEFT).data(Qt.ItemDataRole.DisplayRole).startswith("还剩")


def test_a_narrow_window_keeps_boards_and_list(view, hung):
    view.resize(880, 506)
    assert view.boards.isVisible()
    assert view.table.isVisible()
    assert not view.side.isVisible()
