"""设置: accounts are listed and added with plain refusals; theme and text size are kept and applied."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.account import Role
from desktop.ui.preferences import Preferences
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.settings_viewmodel import SettingsViewModel
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
