"""Login: accounts as rows, a wrong passphrase is told in a sentence, the recovery code opens and changes it."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.login_viewmodel import LoginViewModel
from desktop.ui.views.login_view import LoginView
from desktop.usecases.door import Door
from desktop.usecases.office import Office, Session


@pytest.fixture
def home(offices, tmp_path: Path) -> Path:
    shutil.copytree(offices.folder / "township", tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def model(offices, home: Path, tasks: Tasks) -> LoginViewModel:
    return LoginViewModel(offices.door(home), tasks)


def opened_by(model: LoginViewModel) -> list[Session]:
    got: list[Session] = []
    model.opened.connect(got.append)
    return got


def test_every_account_is_offered_with_its_role(model: LoginViewModel, qtbot: QtBot) -> None:
    view = LoginView(model)
    qtbot.addWidget(view)
    names = [row.accessibleName() for row in view._rows.values()]
    assert names[0] == "李春梅，起草"
    assert "周海明，审核" in names
    assert model.organisation == "云滩县青石滩乡人民政府"


def test_the_right_passphrase_opens_the_chosen_account(model: LoginViewModel, qtbot: QtBot) -> None:
    view, got = LoginView(model), opened_by(model)
    qtbot.addWidget(view)
    qtbot.mouseClick(view._rows["周海明"], Qt.MouseButton.LeftButton)
    QTest.keyClicks(view.passphrase, "x")
    view.passphrase.setText("青石滩的口令 2026")
    qtbot.keyClick(view.passphrase, Qt.Key.Key_Return)
    assert got[0].account.name == "周海明"
    assert view.passphrase.text() == ""
    got[0].close()


def test_a_click_on_any_part_of_an_account_chooses_it(model: LoginViewModel, qtbot: QtBot) -> None:
    view = LoginView(model)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    row = view._rows["周海明"]
    for part in row.findChildren(QWidget):
        view._choose("李春梅")
        qtbot.mouseClick(part, Qt.MouseButton.LeftButton)
        assert model.chosen == "周海明", part


def test_a_wrong_passphrase_says_so_and_leaves_the_field_empty(model: LoginViewModel, qtbot: QtBot) -> None:
    view, got = LoginView(model), opened_by(model)
    qtbot.addWidget(view)
    view.passphrase.setText("猜一个口令")
    qtbot.mouseClick(view.login_button, Qt.MouseButton.LeftButton)
    assert got == []
    assert "口令不对" in view._below.text()
    assert view.passphrase.text() == ""


def test_nothing_is_tried_without_a_passphrase(model: LoginViewModel) -> None:
    model.login("")
    assert model.error == "请写口令。"
    assert not model.busy


def test_caps_lock_is_told_in_words(model: LoginViewModel, qtbot: QtBot) -> None:
    view = LoginView(model)
    qtbot.addWidget(view)
    QTest.keyEvent(QTest.KeyAction.Click, view.passphrase, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert "大写" not in view._below.text()
    view.passphrase.caps.emit(True)
    assert view._below.text() == "大写锁定已打开"


def test_the_passphrase_can_be_shown(model: LoginViewModel, qtbot: QtBot) -> None:
    view = LoginView(model)
    qtbot.addWidget(view)
    view.show_button.click()
    assert view.passphrase.echoMode() is view.passphrase.EchoMode.Normal
    assert view.show_button.text() == "隐藏"


def test_the_recovery_code_opens_and_gives_a_new_passphrase(
    offices, tmp_path: Path, tasks: Tasks, qtbot: QtBot, township: Session
) -> None:
    office: Office = offices.office()
    folder = tmp_path / "own"
    session, code = office.create(
        folder, township.organisation, "李春梅", township.account.role, "原来的那一句口令"
    )
    session.close()
    model = LoginViewModel(Door(folder, office.clock, lambda: office), tasks)
    view, got = LoginView(model), opened_by(model)
    qtbot.addWidget(view)
    view.forgotten.click()
    view.code.setText(code)
    view.new_passphrase.setText("换成新的口令")
    view.again.setText("写得不一样")
    view.recover_button.click()
    assert "不一样" in view._again_row._below.text()
    view.again.setText("换成新的口令")
    view.recover_button.click()
    assert len(got) == 1
    got[0].close()
    office.open(folder, "李春梅", "换成新的口令").close()


def test_the_age_of_the_backup_is_in_view_and_the_passphrase_has_the_focus(
    model: LoginViewModel, home: Path, qtbot: QtBot
) -> None:
    assert model.backup_words == "还没有备份"
    (home / "backups").mkdir(exist_ok=True)
    (home / "backups" / "20260915T174000-manual.db").write_bytes(b"")
    view = LoginView(model)
    qtbot.addWidget(view)
    view.show()
    assert "上次备份 9月15日 17:40，已核对" in [label.text() for label in view.findChildren(QLabel)]
    assert view.focusWidget() is view.passphrase


def test_in_a_low_window_the_login_button_is_in_view(model: LoginViewModel, qtbot: QtBot) -> None:
    view = LoginView(model)
    qtbot.addWidget(view)
    view.resize(960, 768)
    view.show()
    view.resize(960, 540)
    button = view.login_button
    qtbot.waitUntil(lambda: button.mapTo(view, button.rect().bottomLeft()).y() < view.height())
