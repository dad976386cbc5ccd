"""Backup, destroy, restore through the real window: damage leads to the way back by itself, and two clicks take it."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.clock import CHINA, SteppingClock
from desktop.base.errors import SurroundingsError
from desktop.base.paths import templates_folder
from desktop.base.versions import Versions
from desktop.storage import migrate
from desktop.ui.application import Entrance
from desktop.ui.frame import Frame
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.keeper_viewmodel import ONLY_READING, KeeperViewModel
from desktop.ui.viewmodels.login_viewmodel import LoginViewModel
from desktop.ui.viewmodels.rescue_viewmodel import RescueViewModel
from desktop.ui.views.first_setup_view import FirstSetupView
from desktop.ui.views.login_view import LoginView
from desktop.ui.views.rescue_view import RescueView
from desktop.usecases.office import Office, Session
from tests.ui.conftest import PASSPHRASE, QUICK, FakeAsk

DATABASE = "mingbai.db"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def home(offices, tmp_path: Path) -> Path:
    """A home with one backup and one more board since."""
    shutil.copytree(offices.folder / "township", tmp_path / "home")
    session = offices.office().open(tmp_path / "home", "李春梅", PASSPHRASE)
    session.care.backup()
    session.notices.add_board("备份以后加的公示栏")
    session.close()
    return tmp_path / "home"


@pytest.fixture
def window(qapp: QApplication, home: Path, worker: Tasks, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(qapp, worker, Preferences(home))
    made.sends = False
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


@pytest.fixture
def entrance(window: MainWindow, offices, home: Path, ask: FakeAsk, worker: Tasks) -> Entrance:
    return Entrance(window, offices.door(home), ask, worker)


def shown(window: MainWindow) -> QWidget:
    current = window.shown
    assert current is not None
    return current


def log_in(window: MainWindow, qtbot: QtBot, leads_to: type[QWidget]) -> None:
    view = shown(window)
    assert isinstance(view, LoginView)
    view.passphrase.setText(PASSPHRASE)
    qtbot.mouseClick(view.login_button, LEFT)
    qtbot.waitUntil(lambda: isinstance(shown(window), leads_to), timeout=10_000)


def break_audit(home: Path, offices) -> None:
    """A page in the middle of the data, as a dying disk does; what the login reads stays whole."""
    session = offices.office().open(home, "李春梅", PASSPHRASE)
    with session.desk.home.database.reading() as reading:
        asked = "SELECT rootpage FROM sqlite_master WHERE name = 'postings'"
        page = reading.connection().exec_driver_sql(asked).scalar_one()
    session.close()
    data = bytearray((home / DATABASE).read_bytes())
    data[(page - 1) * 4096 + 700] ^= 0xFF
    (home / DATABASE).write_bytes(data)


def test_the_door_and_the_way_back_offer_who_worked_here_last(
    entrance: Entrance, window: MainWindow, home: Path, worker: Tasks, qapp: QApplication, offices, ask
) -> None:
    entrance.show_door()
    login = shown(window)
    assert isinstance(login, LoginView)
    assert login.model.chosen != "周海明"
    window.show_as_left()
    entrance.enter(offices.office().open(home, "周海明", PASSPHRASE))
    window.when_left()
    assert window.last_account == Preferences(home).account == "周海明"
    login = shown(window)
    assert isinstance(login, LoginView)
    assert login.model.chosen == "周海明"
    entrance.show_rescue()
    rescue = shown(window)
    assert isinstance(rescue, RescueView)
    assert rescue._model.name == "周海明"
    Preferences(home).keep_account(home / "elsewhere", "李春梅")
    assert Preferences(home).account == "周海明"
    Preferences(home).keep_account(home, "已经不在的人")
    assert LoginViewModel(offices.door(home), worker, usual="已经不在的人").chosen != "已经不在的人"


def test_a_destroyed_database_is_restored_with_two_clicks_after_the_login(
    entrance: Entrance, window: MainWindow, home: Path, qtbot: QtBot
) -> None:
    (home / DATABASE).write_bytes(b"nothing of worth")
    entrance.show_door()
    log_in(window, qtbot, RescueView)
    rescue = shown(window)
    assert isinstance(rescue, RescueView)
    assert "打不开" in rescue._title.text()
    assert "不会删" in rescue._safe.text
    assert not rescue._who.isVisible(), "the passphrase was just given"
    assert rescue._rows[0].isChecked()
    qtbot.mouseClick(rescue.restore_button, LEFT)
    qtbot.waitUntil(lambda: bool(rescue._model.done), timeout=20_000)
    assert rescue.restore_button.text() == "去登录"
    assert any("原来的数据留在" in words for words in rescue._model.done)
    qtbot.mouseClick(rescue.restore_button, LEFT)
    log_in(window, qtbot, Frame)
    frame = window.frame
    assert frame is not None
    assert [board.name for board in frame.session.settings.read().boards] == ["乡政府公示栏"]
    assert (next((home / "backups").glob("*-before-restore.db"))).read_bytes() == b"nothing of worth"


def test_data_that_a_version_left_again_has_changed_comes_back_from_the_backup_before_it(
    window: MainWindow,
    entrance: Entrance,
    offices,
    home: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf = Versions(tmp_path / "program")
    monkeypatch.setenv("MINGBAI_PROGRAM", str(shelf.folder))
    with monkeypatch.context() as newer:
        newer.setattr(migrate, "STEPS", (*migrate.STEPS, ("CREATE TABLE later (id VARCHAR)",)))
        newer.setattr(migrate, "NEWEST", migrate.NEWEST + 1)
        later = SteppingClock(datetime(2026, 9, 16, 10, 0, tzinfo=CHINA))
        Office(offices.catalogue, templates_folder(), later, QUICK).open(home, "李春梅", PASSPHRASE).close()
    entrance.show_door()
    log_in(window, qtbot, LoginView)
    login = shown(window)
    assert isinstance(login, LoginView)
    qtbot.waitUntil(
        lambda: "请先更新程序" in login.model.error, timeout=10_000
    )  # nothing was left: the program is too old

    shelf.install("9.9.9", "mingbai", lambda folder: (folder / "mingbai").touch())
    for _ in range(3):
        shelf.choose("0.1.0", window=True)
    log_in(window, qtbot, RescueView)
    view = shown(window)
    assert isinstance(view, RescueView)
    assert "新版本 9.9.9 没有启动起来" in view._title.text()
    assert view.look_button.isHidden()
    assert view.salvage_button.isHidden()
    assert "程序更新之前" in next(row for row in view._rows if row.isChecked()).accessibleName()
    qtbot.mouseClick(view.restore_button, LEFT)
    qtbot.waitUntil(lambda: bool(view._model.done), timeout=10_000)
    qtbot.mouseClick(view.back_button, LEFT)
    log_in(window, qtbot, Frame)
    frame = shown(window)
    assert isinstance(frame, Frame)
    assert "备份以后加的公示栏" in frame.session.notices.boards()


def test_a_new_laptop_is_filled_from_the_stick_at_its_first_start(
    window: MainWindow, offices, home: Path, ask: FakeAsk, worker: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    session = offices.office().open(home, "李春梅", PASSPHRASE)
    session.care.carry(tmp_path / "U盘")
    session.close()
    Entrance(window, offices.door(tmp_path / "new"), ask, worker).show_door()
    setup = shown(window)
    assert isinstance(setup, FirstSetupView)
    ask.will("choose_folder", tmp_path / "U盘")
    qtbot.mouseClick(setup.restore_button, LEFT)
    rescue = shown(window)
    assert isinstance(rescue, RescueView)
    assert rescue._rows == []
    qtbot.mouseClick(rescue.stick_button, LEFT)
    assert len(rescue._rows) == 1
    rescue.account.setCurrentText("李春梅")
    rescue.account.textActivated.emit("李春梅")
    rescue.passphrase.setText(PASSPHRASE)
    qtbot.mouseClick(rescue.restore_button, LEFT)
    qtbot.waitUntil(lambda: bool(rescue._model.done), timeout=20_000)
    qtbot.mouseClick(rescue.restore_button, LEFT)
    log_in(window, qtbot, Frame)


def test_a_home_whose_list_of_accounts_is_gone_is_not_set_up_anew(
    entrance: Entrance, window: MainWindow, home: Path
) -> None:
    (home / "home.json").unlink()
    entrance.show_door()
    assert isinstance(shown(window), RescueView)


def test_damage_found_while_working_leads_to_the_way_back(
    entrance: Entrance, window: MainWindow, home: Path, offices, ask: FakeAsk, qtbot: QtBot, monkeypatch
) -> None:
    break_audit(home, offices)
    entrance.show_door()
    log_in(window, qtbot, Frame)
    assert window.frame is not None
    session = window.frame.session
    told: list[str] = []

    strip = window.frame.status

    def answer(what: object, **more: object) -> str:
        told.extend((str(what), strip.saved))
        return "rescue"

    monkeypatch.setattr(ask, "stop", answer)
    window.frame.keeper.check()
    qtbot.waitUntil(lambda: isinstance(shown(window), RescueView), timeout=20_000)
    assert "处损坏" in told[0]
    assert told[1] == "只能看，不能改"
    assert session.only_reading, "nothing more is written into a damaged file"
    assert window.frame is None, "the session is closed, the home is free for the restore"


def test_a_damaged_home_is_looked_at_and_salvaged_from_the_same_page(
    offices, home: Path, ask: FakeAsk, tasks: Tasks, qtbot: QtBot
) -> None:
    break_audit(home, offices)
    why = SurroundingsError("数据文件有损坏，读不出来。", code="database-damaged")
    model = RescueViewModel(offices.door(home), ask, tasks, why=why, name="李春梅", passphrase=PASSPHRASE)
    view = RescueView(model)
    qtbot.addWidget(view)
    before = len(model.lines)
    model.salvage()
    assert ask.asked[-1] == ("show", "救出来的存成了一份备份")
    assert len(model.lines) == before + 1
    assert model.chosen is not None
    assert model.chosen.name.endswith("-salvaged.db")
    opened: list[Session] = []
    model.opened.connect(opened.append)
    model.look()
    assert opened[0].only_reading
    keeper = KeeperViewModel(opened[0], ask, tasks)
    said: list[str] = []
    keeper.said.connect(said.append)
    keeper.begin()
    assert said == [ONLY_READING]
    opened[0].close()


def test_what_the_page_cannot_do_is_said_on_it(
    offices, home: Path, ask: FakeAsk, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    model = RescueViewModel(offices.door(home), ask, tasks)
    view = RescueView(model)
    qtbot.addWidget(view)
    assert view.salvage_button.isHidden(), "nothing is damaged"
    model.restore()
    assert "请写口令" in model.error
    model.restore("不是这个口令")
    assert "口令不对" in model.error
    assert view._fault.text == model.error
    ask.will("choose_folder", tmp_path, None)
    model.choose_elsewhere()
    assert "没有备份" in model.error
    model.choose_elsewhere()
    assert model.done == []


@pytest.fixture
def keeper(township: Session, ask: FakeAsk, tasks: Tasks) -> KeeperViewModel:
    return KeeperViewModel(township, ask, tasks)


def test_the_keeper_backs_up_after_work_and_not_again_at_once(
    keeper: KeeperViewModel, township: Session
) -> None:
    kept: list[None] = []
    keeper.kept.connect(lambda: kept.append(None))
    keeper.check()
    assert len(kept) == 1
    keeper.tick()
    assert len(kept) == 1


def test_a_backup_that_does_not_come_about_is_told_once(
    keeper: KeeperViewModel, township: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Path:
        raise SurroundingsError("磁盘空间不够。", todo="请删掉不用的文件。", code="disk-full")

    said: list[str] = []
    keeper.said.connect(said.append)
    monkeypatch.setattr("desktop.storage.home.backups.make", full)
    keeper.tick()
    keeper.tick()
    assert said == ["没能备份：磁盘空间不够。请删掉不用的文件。"]
