"""今日: duties in the order of harm, each with its button; the strip and the calendar filter; empty is said kindly."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.base.changes import Topic
from desktop.base.errors import Refusal
from desktop.domain.account import Role
from desktop.ui.changes import Changed
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.short_titles import short_titles
from desktop.ui.viewmodels.today_viewmodel import TodayViewModel, is_mine, place_of
from desktop.ui.views.parts.buttons import FilledButton
from desktop.ui.views.parts.marks import TwoLines
from desktop.ui.views.today_view import DutyRow, TodayView
from desktop.usecases.duty_views import DayMark, Duty

TODAY = date(2026, 9, 16)


def test_what_a_colleague_must_do_is_neither_counted_nor_the_filled_button() -> None:
    theirs = duty("late", "八月临时救助", date(2026, 9, 15), "show", record="r1")
    assert not is_mine(theirs)
    assert is_mine(replace(theirs, action="edit"))
    assert is_mine(replace(theirs, kind="returned"))
    assert not is_mine(duty("running", "低保调整", date(2026, 9, 22), "show"))


def duty(kind: str, title: str, on: date | None = None, action: str = "edit", **more: str) -> Duty:
    return Duty(kind, title, "社会救助 › 临时救助", on, "逾期 1 天", action, "继续填写", **more)


DUTIES = [
    duty("late", "八月临时救助", date(2026, 9, 15), record="r1"),
    duty("today", "耕地补贴", TODAY, "post", record="r2"),
    duty("running", "低保调整", date(2026, 9, 22), "show", record="r3", notice="n3"),
    duty("upcoming", "财政收支", date(2026, 9, 18), record="r4"),
]


@dataclass
class Board:
    """Answers like the real board of duties, from lists a test can change."""

    duties: list[Duty]
    refuses: bool = False

    def due(self, on: date | None = None) -> list[Duty]:
        if self.refuses:
            raise Refusal("程序里的放假安排只到 2026年。", todo="请先收县里发的日历包。")
        return self.duties

    def month(self, year: int, month: int) -> list[DayMark]:
        marks = [
            DayMark(date(2026, 9, 15), "due", "八月临时救助"),
            DayMark(date(2026, 9, 22), "period_end", "低保"),
        ]
        return [mark for mark in marks if (mark.day.year, mark.day.month) == (year, month)]

    def day_kind(self, day: date) -> str:
        return "weekend" if day.weekday() > 4 else "work"


@pytest.fixture
def board() -> Board:
    return Board(list(DUTIES))


@pytest.fixture
def model(township, board, ask, tasks, changed, gone, monkeypatch) -> TodayViewModel:
    class Seen:
        desk, duties, account = township.desk, board, township.account

    model = TodayViewModel(Seen(), ask, tasks, changed, gone.append)
    model.reload()
    return model


def titles(view: TodayView) -> list[str]:
    rows = view.findChildren(DutyRow)
    return [
        row.button.accessibleName().split("：")[1].split("，")[0] for row in rows if row.parent() is not None
    ]


def test_groups_come_in_the_order_of_harm_and_what_is_ahead_stands_beside(model: TodayViewModel) -> None:
    assert [words for _, words, _ in model.groups] == ["已逾期", "今天到期", "公示期内"]
    assert [d.title for d in model.upcoming] == ["财政收支", "低保调整"]
    assert {key: n for key, n, *_ in model.counts}["all"] == 3


def test_the_first_harmful_duty_has_the_one_filled_button(model: TodayViewModel, qtbot: QtBot) -> None:
    view = TodayView(model)
    qtbot.addWidget(view)
    view.refresh()
    filled = view.findChildren(FilledButton)
    assert len(filled) == 1
    assert view.primary() is filled[0]
    assert filled[0].accessibleName() == "继续填写：八月临时救助，逾期 1 天"


def test_a_row_button_leads_to_where_the_duty_is_done(
    model: TodayViewModel, qtbot: QtBot, gone: list[Place]
) -> None:
    view = TodayView(model)
    qtbot.addWidget(view)
    view.refresh()
    view.primary().click()
    view.findChild(QPushButton, "post:r2::").click()
    assert gone == [Place("record", record="r1"), Place("preview", record="r2", tab="post")]


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("edit", "record"),
        ("review", "review"),
        ("post", "preview"),
        ("remove", "boards"),
        ("sync", "sync"),
        ("new", "records"),
        ("matter", "catalogue"),
    ],
)
def test_every_action_has_its_place(action: str, kind: str) -> None:
    assert place_of(duty("late", "x", action=action, record="r", notice="n")).kind == kind


def test_what_returns_each_quarter_begins_with_its_matter_chosen(model: TodayViewModel, gone) -> None:
    model.act(duty("late", "低保名单", action="new", matter="SHJZ-020"))
    model.act(duty("standards", "低保名单：依据有变", action="matter", matter="SHJZ-020"))
    assert gone == [Place("records", tab="new", matter="SHJZ-020"), Place("catalogue", matter="SHJZ-020")]


def test_what_the_work_relies_on_has_a_group_when_there_is_something_in_it(
    model: TodayViewModel, board: Board
) -> None:
    assert "standards" not in {key for key, *_ in model.counts}
    board.duties.append(duty("standards", "放假安排只到 2026年", date(2026, 12, 31), "sync"))
    model.reload()
    assert ("standards", 1) in {(key, number) for key, number, *_ in model.counts}
    assert [words for _, words, _ in model.groups][-1] == "标准过期"


def test_the_strip_filters_the_list(model: TodayViewModel, qtbot: QtBot) -> None:
    view = TodayView(model)
    qtbot.addWidget(view)
    view.refresh()
    qtbot.mouseClick(view.strip._items["running"], Qt.MouseButton.LeftButton)
    assert titles(view) == ["低保调整"]
    assert view.strip.current == "running"


def test_a_day_of_the_calendar_lists_what_falls_on_it_and_again_shows_all(model: TodayViewModel) -> None:
    model.choose_day(date(2026, 9, 22))
    assert [d.title for _, _, duties in model.groups for d in duties] == ["低保调整"]
    model.choose_day(date(2026, 9, 22))
    assert len(model.groups) == 3


def test_the_calendar_is_walked_by_keyboard(model: TodayViewModel, qtbot: QtBot) -> None:
    view = TodayView(model)
    qtbot.addWidget(view)
    view.refresh()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(view.grid, key)
    assert view.grid.current == date(2026, 9, 22)
    assert "低保" in view.grid.accessibleDescription()
    qtbot.keyClick(view.grid, Qt.Key.Key_Return)
    assert model.day == date(2026, 9, 22)


def test_months_turn_over_the_year(model: TodayViewModel) -> None:
    for _ in range(4):
        model.turn_month(1)
    assert (model.month.year, model.month.month, len(model.month.cells)) == (2027, 1, 31)
    model.turn_month(-1)
    assert (model.month.year, model.month.month) == (2026, 12)


def test_nothing_due_shows_the_way_to_a_first_record(
    model: TodayViewModel, board: Board, qtbot: QtBot, gone: list[Place]
) -> None:
    board.duties = []
    view = TodayView(model)
    qtbot.addWidget(view)
    model.reload()
    view.primary().click()
    assert gone == [Place("records", tab="new")]


def test_a_refusal_is_a_banner_and_the_rest_stays(model: TodayViewModel, board: Board, qtbot: QtBot) -> None:
    view = TodayView(model)
    qtbot.addWidget(view)
    board.refuses = True
    model.reload()
    assert not view._banner.isHidden()
    assert "日历包" in view._banner.text
    assert len(titles(view)) == 3


def test_it_reads_again_only_when_concerned(model: TodayViewModel, board: Board, changed: Changed) -> None:
    board.duties = DUTIES[:1]
    changed.tell(frozenset({Topic.ACCOUNTS}))
    assert len(model.duties) == 4
    changed.tell(frozenset({Topic.RECORDS}))
    assert len(model.duties) == 1


def test_the_focus_stays_on_the_same_duty_when_the_list_is_made_anew(
    model: TodayViewModel, qtbot: QtBot
) -> None:
    view = TodayView(model)
    qtbot.addWidget(view)
    view.refresh()
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.findChild(QPushButton, "show:r3:n3:").setFocus()
    model.reload()
    assert view.focusWidget().objectName() == "show:r3:n3:"
    view.hide()


def test_in_a_narrow_window_list_and_month_take_turns(model: TodayViewModel, qtbot: QtBot) -> None:
    view = TodayView(model)
    qtbot.addWidget(view)
    view.refresh()
    view.resize(860, 500)
    view.grab()
    assert (view._side.isHidden(), view._panel.isHidden()) == (True, False)
    view.month_button.click()
    assert (view._side.isHidden(), view._panel.isHidden()) == (False, True)
    view.resize(1270, 730)
    view.grab()
    assert (view._side.isHidden(), view._panel.isHidden()) == (False, False)


def test_a_real_township_shows_its_issued_record_as_to_be_posted(township, ask, tasks, changed, gone) -> None:
    model = TodayViewModel(township, ask, tasks, changed, gone.append)
    model.reload()
    assert model.refusal is None
    posting = next(d for d in model.duties if "耕地地力" in d.title)
    assert posting.action == "post"
    assert len(model.month.cells) == 30
    assert {cell.kind for cell in model.month.cells} == {"work", "weekend", "rest", "makeup"}


def test_what_comes_next_is_told_apart_by_what_differs(
    model: TodayViewModel, board: Board, qtbot: QtBot
) -> None:
    """Titles of one office all begin alike; in the narrow list the matter comes first."""
    board.duties[:] = [
        duty(
            "running",
            f"关于青石滩乡2026年{words}的公示",
            date(2026, 9, 20 + at),
            "show",
            record=words,
            notice=words,
        )
        for at, words in enumerate(("耕地地力保护补贴发放情况", "草原生态保护补助奖励资金发放情况"))
    ]
    board.duties.append(duty("upcoming", "关于停水的公告", date(2026, 9, 25), record="r9"))
    model.reload()
    assert model.upcoming_titles == [
        "耕地地力保护补贴发放情况",
        "草原生态保护补助奖励资金发放情况",
        "关于停水的公告",
    ]
    view = TodayView(model)
    qtbot.addWidget(view)
    model.updated.emit()
    lines = view._next_box.findChildren(TwoLines)
    assert [line.text() for line in lines] == model.upcoming_titles
    assert lines[0].toolTip() == "关于青石滩乡2026年耕地地力保护补贴发放情况的公示"
    room = lines[2].fontMetrics().horizontalAdvance(model.upcoming_titles[2])
    assert [len(line._lines(room)) for line in lines] == [2, 2, 1]


def test_titles_that_would_become_alike_stay_whole() -> None:
    both = ["青石滩乡2026年补贴发放情况", "青石滩乡补贴发放情况"]
    assert short_titles(both, ("青石滩乡",), 2026) == both
    assert short_titles(["关于青石滩乡2025年低保调整的公示"], ("青石滩乡",), 2026) == ["2025年低保调整"]


def test_only_who_begins_records_is_offered_a_new_one(
    township, board: Board, ask, tasks, changed, gone, qtbot: QtBot
) -> None:
    class Seen:
        desk, duties, account = township.desk, board, replace(township.account, role=Role.ADMIN)

    board.duties.clear()
    model = TodayViewModel(Seen(), ask, tasks, changed, gone.append)
    model.reload()
    view = TodayView(model)
    qtbot.addWidget(view)
    model.updated.emit()
    assert not [button for button in view.findChildren(QPushButton) if "新建记录" in button.text()]
    drafter = TodayView(TodayViewModel(township, ask, tasks, changed, gone.append))
    qtbot.addWidget(drafter)
    assert [button for button in drafter.findChildren(QPushButton) if "新建记录" in button.text()]
