"""The locked screen: nothing is seen, nothing is lost, a PIN or a colleague leads on; wrong ones do not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.base.changes import Topic
from desktop.base.changes import changed as topics
from desktop.storage import settings
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.lock_viewmodel import PinViewModel
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.views.parts import idle_watch
from desktop.ui.views.parts.idle_watch import IdleWatch
from desktop.ui.views.pin_dialog import PinDialog
from desktop.usecases.office import Session
from tests.ui.conftest import PASSPHRASE

PIN = "284915"


@pytest.fixture
def window(
    qapp: QApplication, tmp_path: Path, worker: Tasks, qtbot: QtBot, township: Session, ask
) -> Iterator[MainWindow]:
    made = MainWindow(qapp, worker, Preferences(tmp_path))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    township.lock.set_pin(PIN, PASSPHRASE)
    made.enter(township, ask)
    qtbot.waitUntil(lambda: worker.idle)
    yield made
    made.close()


def submit(window: MainWindow, secret: str, qtbot: QtBot, worker: Tasks) -> None:
    view = window.lock_view
    assert view is not None
    view.secret.setText(secret)
    qtbot.keyClick(view.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: worker.idle)


def test_ctrl_l_covers_everything_and_the_pin_leads_back_to_the_same_place(
    window: MainWindow, worker: Tasks, qtbot: QtBot
) -> None:
    frame = window.frame
    frame.go(Place("boards"))
    qtbot.waitUntil(lambda: worker.idle)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.lock_view is not None
    assert not frame.isVisible()
    assert not window.idle.running
    submit(window, "111222", qtbot, worker)
    assert "还可以再试 2 次" in window.lock_view._entry.error
    assert window.lock_view.secret.text() == ""
    submit(window, PIN, qtbot, worker)
    qtbot.waitUntil(lambda: window.lock_view is None)
    assert window.frame is frame
    assert frame.isVisible()
    assert frame.place.kind == "boards"
    assert window.idle.running


def test_what_is_being_written_is_still_there_afterwards(
    window: MainWindow, worker: Tasks, qtbot: QtBot, township: Session, write
) -> None:
    record = township.records.new("SNBT-002").value
    window.frame.go(Place("record", record=record))
    qtbot.waitUntil(lambda: worker.idle)
    view = window.frame.stack.currentWidget()
    view._vm.set_title("写了一半的标题")
    window.lock()
    submit(window, PIN, qtbot, worker)
    qtbot.waitUntil(lambda: window.lock_view is None)
    assert view._vm.title == "写了一半的标题"
    assert window.frame.may_close()
    assert township.records.get(record).record.title == "写了一半的标题"


def test_a_colleague_goes_on_and_the_draft_is_kept(
    window: MainWindow, worker: Tasks, qtbot: QtBot, township: Session
) -> None:
    record = township.records.new("SNBT-002").value
    window.frame.go(Place("record", record=record))
    qtbot.waitUntil(lambda: worker.idle)
    window.frame.stack.currentWidget()._vm.set_title("写了一半的标题")
    window.lock()
    window.lock_view._model.choose("周海明")
    assert not window.lock_view._model.by_pin
    submit(window, PASSPHRASE, qtbot, worker)
    qtbot.waitUntil(lambda: window.lock_view is None)
    qtbot.waitUntil(lambda: worker.idle)
    assert window.frame.session.account.name == "周海明"
    assert window.frame.rail.foot.accessibleName() == "周海明，审核"
    assert township.records.get(record).record.title == "写了一半的标题"


def test_after_three_wrong_pins_the_passphrase_is_asked_for(
    window: MainWindow, worker: Tasks, qtbot: QtBot
) -> None:
    window.lock()
    for _ in range(3):
        submit(window, "111222", qtbot, worker)
    assert not window.lock_view._model.by_pin
    assert window.lock_view.other_way.isHidden()
    submit(window, PIN, qtbot, worker)
    assert window.lock_view is not None
    submit(window, PASSPHRASE, qtbot, worker)
    qtbot.waitUntil(lambda: window.lock_view is None)


def test_it_warns_before_it_locks_by_itself(window: MainWindow, worker: Tasks, qtbot: QtBot) -> None:
    window.idle.start(120, warning=60)
    qtbot.waitUntil(lambda: window.lock_view is not None, timeout=3000)
    assert any("再过 1 分钟锁定屏幕" in words for words in window.frame.toast.messages)


def test_the_minutes_of_the_settings_hold_at_once(window: MainWindow) -> None:
    with window.frame.session.desk.home.database.transaction() as session:
        settings.put(session, "auto_lock_minutes", 5)
    window.frame._changed.tell(topics(Topic.SETTINGS))
    assert window.idle._end.interval() == 5 * 60_000
    assert window.idle._warn.interval() == 4 * 60_000


def test_a_key_begins_the_time_anew(
    qapp: QApplication, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle_watch, "_NOTED_MS", -1)
    watch = IdleWatch(qapp, window)
    watch.start(60_000)
    watch._end.stop()
    qtbot.keyClick(window, Qt.Key.Key_Shift)
    assert watch.running
    watch.stop()
    qtbot.keyClick(window, Qt.Key.Key_Shift)
    assert not watch.running


def test_the_dialog_sets_and_removes_the_pin(township: Session, tasks, window: MainWindow) -> None:
    township.lock.remove_pin()
    model = PinViewModel(township, tasks)
    said = []
    model.done.connect(said.append)
    dialog = PinDialog(model, window)
    for texts, key, words in (
        ((PASSPHRASE, PIN, "284916"), "again", "不一样"),
        ((PASSPHRASE, "123456", "123456"), "pin", "太容易猜"),
        (("别的口令啊", PIN, PIN), "passphrase", "口令不对"),
        (("", PIN, PIN), "passphrase", "本人"),
    ):
        for editor, text in zip((dialog.passphrase, dialog.pin, dialog.again), texts, strict=True):
            editor.setText(text)
        dialog.save_button.click()
        assert words in dialog.rows[key].error
        assert dialog.pin.text() == ""
    assert said == []
    model.save(PASSPHRASE, PIN, PIN)
    assert township.lock.takes_pin("李春梅")
    model.remove()
    assert not township.lock.takes_pin("李春梅")
    assert len(said) == 2
    dialog.deleteLater()
