"""The frame: every place opens on real data, keys lead everywhere, leaving lets go of everything."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from desktop.base.changes import Topic
from desktop.domain.account import Role
from desktop.ui.actions import COMMANDS
from desktop.ui.frame import Frame
from desktop.ui.main_window import MainWindow
from desktop.ui.places import PLACES
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Tasks
from desktop.ui.theme.looks import dress
from desktop.ui.viewmodels.navigation import PLACES as FIVE
from desktop.ui.viewmodels.navigation import Place
from desktop.usecases.office import Session


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, worker: Tasks, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(qapp, worker, Preferences(tmp_path))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


@pytest.fixture
def frame(
    window: MainWindow, offices, tmp_path: Path, ask, worker: Tasks, qtbot: QtBot, township: Session
) -> Frame:
    made = window.enter(township, ask)
    qtbot.waitUntil(lambda: worker.idle)
    return made


def press(qtbot: QtBot, frame: Frame, keys: str) -> None:
    combination = QKeySequence(keys)[0]
    qtbot.keyClick(frame.window(), combination.key(), combination.keyboardModifiers())


def test_one_begins_at_today_and_knows_who_and_where_one_is(frame: Frame) -> None:
    assert frame.place.kind == "today"
    assert frame.rail.foot.accessibleName() == "李春梅，起草"
    assert "云滩县青石滩乡人民政府" in frame.status._place.text()


def test_no_usual_name_is_cut_at_the_foot_of_a_narrow_rail(window: MainWindow, frame: Frame) -> None:
    frame.rail.show_account("系统管理员", "管理")
    window.resize(911, 512)
    frame.rail.fit(frame)
    bold = QFont(frame.rail.foot.font())
    bold.setBold(True)
    needed = QFontMetrics(bold).horizontalAdvance("系统管理员")
    assert frame.rail.width() - 4 >= needed


def test_every_place_opens_on_real_data_without_a_word_of_complaint(
    frame: Frame, offices, ask, worker: Tasks, qtbot: QtBot
) -> None:
    for kind in PLACES:
        frame.go(Place(kind, record=offices.issued if kind in {"record", "review", "preview"} else ""))
        qtbot.waitUntil(lambda: worker.idle, timeout=15000)
        assert isinstance(frame.stack.currentWidget(), PLACES[kind][0]), kind
    assert ask.told == []


@pytest.mark.parametrize(("number", "kind"), [(n, kind) for n, (kind, *_) in enumerate(FIVE, 1)])
def test_control_and_a_number_lead_to_the_five_places(
    frame: Frame, qtbot: QtBot, number: int, kind: str
) -> None:
    press(qtbot, frame, f"Ctrl+{number}")
    assert frame.place.kind == kind
    assert frame.rail.buttons[kind].isChecked()


def test_every_command_has_its_method_and_no_key_twice() -> None:
    keys = [key for command in COMMANDS for key in command.keys.split()]
    assert len(keys) == len(set(keys))
    assert all(callable(getattr(Frame, command.slot)) for command in COMMANDS)


def test_back_leads_where_one_came_from(frame: Frame, qtbot: QtBot) -> None:
    frame.go(Place("catalogue"))
    frame.go(Place("boards"))
    press(qtbot, frame, "Alt+Left")
    assert frame.place.kind == "catalogue"
    press(qtbot, frame, "Alt+Left")
    assert frame.place.kind == "today"


def test_find_puts_the_cursor_into_the_field_of_the_screen(frame: Frame, qtbot: QtBot) -> None:
    frame.go(Place("catalogue"))
    press(qtbot, frame, "Ctrl+F")
    assert frame.focusWidget().accessibleName() == "查找事项"


def test_the_filled_button_is_pressed_by_control_enter(frame: Frame, worker: Tasks, qtbot: QtBot) -> None:
    first = frame.stack.currentWidget().primary()
    assert isinstance(first, QAbstractButton)
    press(qtbot, frame, "Ctrl+Return")
    assert frame.place.kind != "today"
    qtbot.waitUntil(lambda: worker.idle, timeout=15000)


def test_a_change_is_shown_as_saved_with_its_time(frame: Frame, worker: Tasks, qtbot: QtBot) -> None:
    assert frame.status.saved == "改动会自动保存"
    frame._changed.tell(frozenset({Topic.RECORDS}))
    assert frame.status.saved == "已保存 09:00"
    qtbot.waitUntil(lambda: worker.idle)


def test_a_toast_can_be_taken_back_by_control_z(frame: Frame, qtbot: QtBot) -> None:
    undone: list[int] = []
    frame.toast.say("已登记张贴。", lambda: undone.append(1))
    press(qtbot, frame, "Ctrl+Z")
    press(qtbot, frame, "Ctrl+Z")
    assert undone == [1]
    assert frame.toast.isHidden()


def test_messages_are_kept_for_later(frame: Frame, ask, qtbot: QtBot) -> None:
    frame.toast.say("已保存。")
    frame.toast.dismiss()
    press(qtbot, frame, "F12")
    assert frame.toast.messages == ["已保存。"]
    assert ask.asked == [("show", "看过的消息")]


def test_text_size_follows_the_keys(frame: Frame, qtbot: QtBot) -> None:
    press(qtbot, frame, "Ctrl+=")
    assert frame._preferences.base == 13
    press(qtbot, frame, "Ctrl+0")
    assert frame._preferences.base == 12


def test_the_next_panel_is_reached_by_f6(frame: Frame, worker: Tasks, qtbot: QtBot) -> None:
    frame.go(Place("catalogue"))
    qtbot.waitUntil(lambda: worker.idle)
    frame.rail.buttons["catalogue"].setFocus()
    press(qtbot, frame, "F6")
    assert not frame.rail.isAncestorOf(frame.focusWidget())
    press(qtbot, frame, "Shift+F6")
    assert frame.rail.isAncestorOf(frame.focusWidget())


def test_badges_count_what_this_account_must_do(frame: Frame, worker: Tasks, qtbot: QtBot) -> None:
    duties = frame.session.duties.due()
    mine = sum(duty.kind in {"late", "today", "mine", "returned"} for duty in duties)
    assert frame.rail.buttons["today"].badge == mine
    assert f"{mine} 件要办" in frame.rail.buttons["today"].accessibleName() or mine == 0


def test_the_focus_ring_follows_the_keyboard(window: MainWindow, frame: Frame, qtbot: QtBot) -> None:
    button = frame.rail.buttons["records"]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert window._ring.isVisible()
    assert window._ring.geometry().intersects(button.geometry())


def test_the_focus_ring_lets_the_mouse_through_and_is_not_cut(window: MainWindow, frame: Frame) -> None:
    button = frame.rail.buttons["records"]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    ring = window._ring
    assert ring.geometry().contains(button.mapTo(window.centralWidget(), button.rect().center()))
    assert window.childAt(button.mapTo(window, button.rect().center())) is button
    assert ring.mask().isEmpty()


def test_the_focus_ring_goes_along_when_something_above_grows(
    window: MainWindow, frame: Frame, worker: Tasks, qtbot: QtBot
) -> None:
    frame.go(Place("settings"))
    qtbot.waitUntil(lambda: worker.idle)
    field = frame.stack.currentWidget().name
    field.setFocus()
    before = window._ring.geometry()
    admin = frame.session.switch("系统管理员", "青石滩的口令 2026")
    admin.accounts.add("马文华", Role.ADMIN, "马文华的口令")
    frame._changed.tell(frozenset({Topic.ACCOUNTS}))
    qtbot.waitUntil(lambda: window._ring.y() > before.y())
    inside = field.mapTo(window.centralWidget(), field.rect().center())
    assert window._ring.geometry().center() == inside


@pytest.mark.parametrize(("size", "base"), [((1366, 768), 16), ((1100, 690), 12), ((960, 540), 12)])
def test_no_place_is_larger_than_its_window(
    window: MainWindow, qapp: QApplication, township: Session, ask, worker: Tasks, qtbot: QtBot,
    size: tuple[int, int], base: int,
) -> None:  # fmt: skip
    dress(qapp, "light", base)
    window.resize(*size)
    frame = window.enter(township, ask)
    for kind in (*(kind for kind, *_ in FIVE), "settings"):
        frame.go(Place(kind))
        qtbot.waitUntil(lambda: worker.idle, timeout=15000)
        assert frame.stack.currentWidget().minimumSizeHint().width() <= frame.stack.width(), (kind, size)
        assert (window.width(), window.height()) == size, kind
    dress(qapp)


def test_leaving_closes_the_home_so_that_another_may_open_it(
    window: MainWindow, frame: Frame, offices, worker: Tasks, qtbot: QtBot
) -> None:
    folder = frame.session.desk.home.folder
    left: list[int] = []
    window.when_left = lambda: left.append(1)
    frame.left.emit()
    assert left == [1]
    window.close()
    offices.office().open(folder, "周海明", "青石滩的口令 2026").close()


def test_a_place_with_something_unfinished_may_keep_one(frame: Frame, qtbot: QtBot) -> None:
    frame.stack.currentWidget().may_leave = lambda: False
    press(qtbot, frame, "Ctrl+2")
    assert frame.place.kind == "today"
    assert frame.rail.buttons["today"].isChecked()
    assert not frame.may_close()
    frame.stack.currentWidget().may_leave = lambda: True
