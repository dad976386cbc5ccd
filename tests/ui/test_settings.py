"""设置: accounts are listed and added with plain refusals; theme and text size are kept and applied."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.errors import Refusal
from desktop.domain.account import Role
from desktop.ui.preferences import Preferences
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.passphrase_viewmodel import PassphraseViewModel
from desktop.ui.viewmodels.settings_viewmodel import SettingsViewModel
from desktop.ui.views.passphrase_dialog import PassphraseDialog
from desktop.ui.views.settings_view import SettingsView
from desktop.usecases.office import Session

ADMIN = "系统管理员"
PASSPHRASE = "青石滩的口令 2026"


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path)


@pytest.fixture
def admin(township: Session) -> Session:
    return township.switch(ADMIN, PASSPHRASE)


@pytest.fixture
def view(admin: Session, ask, tasks, changed, gone, preferences: Preferences, qtbot: QtBot) -> SettingsView:
    made = SettingsView(SettingsViewModel(admin, ask, tasks, changed, gone.append), preferences)
    qtbot.addWidget(made)
    made.show_place(Place("settings"))
    return made


def fill(view: SettingsView, name: str, role: Role, passphrase: str, again: str) -> None:
    view.name.setText(name)
    view.role.setCurrentIndex(list(Role).index(role))
    view.passphrase.setText(passphrase)
    view.again.setText(again)
    view.add_button.click()


def test_an_account_is_added_and_can_open_the_home(view: SettingsView, admin: Session) -> None:
    fill(view, "马文华", Role.SECRECY, "马文华的口令", "马文华的口令")
    assert "马文华" in [account.name for account in admin.accounts.list()]
    assert view.name.text() == view.passphrase.text() == ""
    assert admin.switch("马文华", "马文华的口令").account.role is Role.SECRECY


@pytest.mark.parametrize(
    ("name", "passphrase", "again", "row"),
    [
        ("", "马文华的口令", "马文华的口令", "name"),
        ("马文华", "马文华的口令", "别的口令口令", "again"),
        ("马文华", "短", "短", "passphrase"),
        ("李春梅", "马文华的口令", "马文华的口令", "name"),
    ],
)
def test_what_is_wrong_stands_under_the_entry(
    view: SettingsView, admin: Session, name: str, passphrase: str, again: str, row: str
) -> None:
    before = len(admin.accounts.list())
    fill(view, name, Role.REVIEWER, passphrase, again)
    assert [key for key, entry in view._rows.items() if entry.error] == [row]
    assert len(admin.accounts.list()) == before


def test_who_may_not_add_accounts_is_told_who_may(
    township: Session, ask, tasks, changed, gone, preferences: Preferences, qtbot: QtBot
) -> None:
    view = SettingsView(SettingsViewModel(township, ask, tasks, changed, gone.append), preferences)
    qtbot.addWidget(view)
    fill(view, "马文华", Role.SECRECY, "马文华的口令", "马文华的口令")
    assert "管理" in ask.told[0].what


def test_the_role_is_explained_when_it_is_chosen(view: SettingsView) -> None:
    view.role.setCurrentIndex(list(Role).index(Role.ISSUER))
    assert view._rows["role"]._below.text() == "签发"


def test_theme_and_text_size_are_kept_for_the_next_start(
    view: SettingsView, preferences: Preferences, tmp_path: Path
) -> None:
    told: list[object] = []
    preferences.changed.connect(lambda: told.append(1))
    view.themes._buttons["dark"].click()
    view.sizes._buttons["14"].click()
    again = Preferences(tmp_path)
    assert (again.theme, again.base) == ("dark", 14)
    assert len(told) == 2


def test_text_grows_and_shrinks_inside_the_sizes_there_are(preferences: Preferences) -> None:
    for _ in range(6):
        preferences.step_base(1)
    assert preferences.base == 16
    for _ in range(6):
        preferences.step_base(-1)
    assert preferences.base == 12


def test_nothing_is_written_before_the_home_exists(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    Preferences(folder).set_theme("dark")
    assert not folder.exists()


def test_a_broken_preference_falls_back_to_the_usual_look(tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[General]\ntheme=neon\ntext=3\n", encoding="utf-8")
    preferences = Preferences(tmp_path)
    assert (preferences.theme, preferences.base) == ("light", 12)


def test_who_leaves_is_retired_with_a_reason_and_comes_in_no_more(
    view: SettingsView, admin: Session, ask
) -> None:
    buttons = {b.accessibleName(): b for b in view.findChildren(QPushButton) if b.text() == "停用"}
    assert f"停用：{ADMIN}" not in buttons
    ask.will("text", None)
    buttons["停用：祁建国"].click()
    assert "祁建国" in [account.name for account in admin.accounts.list()]
    ask.will("text", "调离")
    buttons["停用：祁建国"].click()
    assert "祁建国" not in [account.name for account in admin.accounts.list()]
    with pytest.raises(Refusal):
        admin.switch("祁建国", PASSPHRASE)


def test_only_the_administrator_is_offered_to_retire_accounts(
    township: Session, ask, tasks, changed, gone, preferences: Preferences, qtbot: QtBot
) -> None:
    view = SettingsView(SettingsViewModel(township, ask, tasks, changed, gone.append), preferences)
    qtbot.addWidget(view)
    view.show_place(Place("settings"))
    assert [b for b in view.findChildren(QPushButton) if b.text() == "停用"] == []


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("", "新的口令很长", "新的口令很长", "old"),
        (PASSPHRASE, "新的口令很长", "别的口令很长", "again"),
        (PASSPHRASE, "短", "短", "new"),
        (PASSPHRASE, PASSPHRASE, PASSPHRASE, "new"),
        ("不是这个口令", "新的口令很长", "新的口令很长", "old"),
    ],
)
def test_a_passphrase_that_cannot_be_changed_is_told_at_its_field(
    township: Session, tasks, qtbot: QtBot, old: str, new: str, again: str, field: str
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    dialog = PassphraseDialog(PassphraseViewModel(township, tasks), holder)
    dialog.old.setText(old)
    dialog.new.setText(new)
    dialog.again.setText(again)
    dialog.save_button.click()
    assert [key for key, row in dialog.rows.items() if row.error] == [field]
    assert township.switch("李春梅", PASSPHRASE).account.name == "李春梅"


def test_after_the_change_only_the_new_passphrase_opens(township: Session, tasks, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    model, said = PassphraseViewModel(township, tasks), []
    model.done.connect(said.append)
    dialog = PassphraseDialog(model, holder)
    dialog.old.setText(PASSPHRASE)
    dialog.new.setText("新的口令很长")
    dialog.again.setText("新的口令很长")
    dialog.save_button.click()
    assert said == ["口令已改，下次登录用新的。"]
    assert township.switch("李春梅", "新的口令很长").account.name == "李春梅"
    with pytest.raises(Refusal):
        township.switch("李春梅", PASSPHRASE)
    assert township.switch("周海明", PASSPHRASE).account.name == "周海明"
