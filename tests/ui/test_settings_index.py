"""设置, part 索引号: the next number is shown while the pattern is written, and only a usable one can be kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.preferences import Preferences
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.settings_viewmodel import SettingsViewModel
from desktop.ui.views.settings_view import SettingsView
from desktop.usecases.office import Session

PASSPHRASE = "青石滩的口令 2026"


@pytest.fixture
def make(ask, tasks, changed, gone, tmp_path: Path, qtbot: QtBot):
    def made(session: Session) -> SettingsView:
        view = SettingsView(
            SettingsViewModel(session, ask, tasks, changed, gone.append), Preferences(tmp_path)
        )
        qtbot.addWidget(view)
        view.show_place(Place("settings", tab="index"))
        return view

    return made


def write(qtbot: QtBot, view: SettingsView, text: str) -> None:
    view.index.pattern.clear()
    qtbot.keyClicks(view.index.pattern, text)


def test_the_next_number_is_shown_here_and_for_another_laptop(make, township: Session) -> None:
    view = make(township.switch("系统管理员", PASSPHRASE))
    part = view.index
    # One record of this home is issued already.
    here, elsewhere = part._here.text(), part._elsewhere.text()
    assert here.endswith("00002")
    assert elsewhere.endswith("00002")
    assert here != elsewhere
    assert not part.save_button.isEnabled()


def test_a_pattern_by_which_two_laptops_give_one_number_cannot_be_kept(
    make, township: Session, qtbot: QtBot
) -> None:
    view = make(township.switch("系统管理员", PASSPHRASE))
    write(qtbot, view, "{org}-{year}-{sequence:05d}")
    assert not view.primary().isEnabled()
    assert "两台电脑" in view.index._row._below.text()
    assert view.index._here.text() == "—"
    view.index.block.setFocus()
    view.index.block.setCurrentIndex(4)
    view.index.block.activated.emit(4)
    assert view.index._here.text().endswith("-30002")
    assert view.index._elsewhere.text().endswith("-40002")
    qtbot.mouseClick(view.primary(), Qt.MouseButton.LeftButton)
    assert township.numbers.pattern().block == 3
    assert not view.primary().isEnabled()


def test_who_may_not_change_it_only_looks(make, township: Session) -> None:
    view = make(township.switch("李春梅", PASSPHRASE))
    assert view.index.pattern.isReadOnly()
    assert not view.index.block.isEnabled()
    assert not view.index.save_button.isEnabled()
    assert not view.banner.isHidden()
