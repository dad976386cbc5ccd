"""设置, the office's own part: what is pressed there holds afterwards in the home; who may not, sees why."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.preferences import Preferences
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.settings_viewmodel import SettingsViewModel
from desktop.ui.views.settings_view import PARTS, SettingsView
from desktop.usecases.local_rules import OWN_OFFICE
from desktop.usecases.office import Session

PASSPHRASE = "青石滩的口令 2026"


@pytest.fixture
def admin(township: Session) -> Session:
    return township.switch("系统管理员", PASSPHRASE)


@pytest.fixture
def view(admin: Session, ask, tasks, changed, gone, tmp_path: Path, qtbot: QtBot) -> SettingsView:
    made = SettingsView(SettingsViewModel(admin, ask, tasks, changed, gone.append), Preferences(tmp_path))
    qtbot.addWidget(made)
    made.show_place(Place("settings", tab="offices"))
    return made


def press(part, words: str) -> None:
    """The newest button with this accessible name."""
    named = [button for button in part.findChildren(QPushButton) if button.accessibleName() == words]
    named[-1].click()


def test_each_part_is_shown_by_its_segment(view: SettingsView) -> None:
    for at, key in enumerate(PARTS):
        view.parts._buttons[key].click()
        assert view.stack.currentIndex() == at


def test_a_real_office_is_written_behind_the_role_that_was_found(view: SettingsView, admin: Session) -> None:
    assert view.offices._role.text() == OWN_OFFICE
    view.offices.search.setText("县级人民政府民政部门")
    view.offices.table.selectRow(0)
    assert view.offices._role.text() == "县级人民政府民政部门"
    view.offices.name.setText("云滩县民政局")
    view.offices.phone.setText("0970 8600200")
    view.primary().click()
    saved = {line.role: line.office for line in admin.settings.read().offices}["县级人民政府民政部门"]
    assert (saved.name, saved.phone) == ("云滩县民政局", "0970-8600200")
    assert view.offices.phone.text() == "0970-8600200"
    view.offices.search.setText("")
    assert view.offices._items.item(0, 2).text() == "云滩县民政局"


def test_a_wrong_number_is_told_and_nothing_is_kept(view: SettingsView, admin: Session, ask) -> None:
    view.offices.name.setText("某办")
    view.offices.phone.setText("12")
    view.primary().click()
    assert len(ask.told) == 1
    assert all(not line.office.name for line in admin.settings.read().offices)
    assert view.offices.name.text() == "某办"  # what was typed stays to be mended


def test_boards_are_added_renamed_and_retired(view: SettingsView, admin: Session, ask) -> None:
    view.show_part("boards")
    view.boards.name.setText("沙柳村公示栏")
    view.primary().click()
    assert "沙柳村公示栏" in admin.notices.boards()
    ask.will("text", "沙柳村委会公示栏", None)
    press(view.boards, "改名：沙柳村公示栏")
    press(view.boards, "改名：沙柳村委会公示栏")
    assert "沙柳村委会公示栏" in admin.notices.boards()
    ask.will("confirm", False, True)
    press(view.boards, "不再使用：沙柳村委会公示栏")
    assert "沙柳村委会公示栏" in admin.notices.boards()
    press(view.boards, "不再使用：沙柳村委会公示栏")
    assert "沙柳村委会公示栏" not in admin.notices.boards()


def test_a_local_day_off_is_added_and_taken_away(view: SettingsView, admin: Session) -> None:
    view.show_part("days")
    view.days.day.setDate(QDate(2026, 9, 24))
    view.days.name.setText("州庆日")
    view.primary().click()
    assert admin.duties.day_kind(date(2026, 9, 24)) == "rest"
    press(view.days, "去掉：2026年9月24日　放假")
    assert admin.duties.day_kind(date(2026, 9, 24)) == "work"


def test_masks_and_times_take_effect_at_once(view: SettingsView, admin: Session) -> None:
    view.show_part("rules")
    assert view.primary() is None
    view.rules.names._buttons["masked"].click()
    view.rules.receipts._buttons["15"].click()
    view.rules.lock._buttons["5"].click()
    found = admin.settings.read()
    assert (found.mask_names_on_boards, found.receipt_days, found.auto_lock_minutes) == (True, 15, 5)


def test_a_time_set_elsewhere_that_is_not_offered_leaves_no_choice_marked(
    view: SettingsView, admin: Session
) -> None:
    admin.settings.set_auto_lock(7)
    view.show_place(Place("settings", tab="rules"))
    assert view.rules.lock.current == ""


def test_who_is_not_the_administrator_only_looks(
    township: Session, ask, tasks, changed, gone, tmp_path: Path, qtbot: QtBot
) -> None:
    model = SettingsViewModel(township, ask, tasks, changed, gone.append)
    view = SettingsView(model, Preferences(tmp_path))
    qtbot.addWidget(view)
    view.show_place(Place("settings", tab="rules"))
    assert view.banner.isVisibleTo(view)
    assert "管理" in view.banner.text
    assert not view.rules.lock.isEnabled()
    assert not view.offices.save_button.isEnabled()
    view.show_part("accounts")
    assert not view.banner.isVisibleTo(view)
