"""A new record by keyboard only, through the real window: every key goes where the focus is, no mouse, no setter."""

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desktop.domain.record import RecordState
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class Keyboard:
    """Hands on the keys: what is pressed goes to the widget that has the focus, as from a real keyboard."""

    def __init__(self, window, qtbot, write, worker):
        self.window, self._qtbot, self._write, self._worker = window, qtbot, write, worker

    @property
    def at(self):
        holder = QApplication.focusWidget()
        assert holder is not None, "the keyboard focus is lost"
        return holder

    def press(self, key, modifier=NONE):
        self._qtbot.keyClick(self.at, key, modifier)
        self.settle()

    def type(self, text):
        """Letters key by key, anything else as the input method commits it."""
        if text.isascii():
            self._qtbot.keyClicks(self.at, text)
        else:
            self._write(self.at, text)

    def fill(self, key, text, then=Qt.Key.Key_Return):
        """Types into the field that must have the focus by now, and goes on."""
        assert self.at.objectName() == key
        self.type(text)
        self.press(then)

    def compose(self, preedit):
        QApplication.sendEvent(self.at, QInputMethodEvent(preedit, []))

    def settle(self):
        self._qtbot.waitUntil(lambda: self._worker.idle)

    def tab_to(self, wanted):
        """Tab until the focus is there; gives up after one round."""
        for _ in range(60):
            if self.at is wanted:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to {wanted}")


@pytest.fixture
def keyboard(qapp, township, ask, worker, qtbot, write, tmp_path):
    window = MainWindow(qapp, worker, Preferences(tmp_path))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.enter(township.switch("李春梅", "青石滩的口令 2026"), ask)
    hands = Keyboard(window, qtbot, write, worker)
    hands.settle()
    yield hands
    qtbot.waitUntil(lambda: worker.idle)
    window.hide()


@pytest.fixture
def table(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["村", "户主姓名", "补贴面积", "补贴金额"])
    for at, name in enumerate(("才让卓玛", "马成英", "李桑杰")):
        book.active.append(["上滩村", name, 5 + at, (5 + at) * 115])
    book.save(tmp_path / "花名册.xlsx")
    return tmp_path / "花名册.xlsx"


def begin_farmland(keys):
    """Ctrl+N, the matter by its name, and into the form."""
    keys.window.setFocus()
    keys.press(Qt.Key.Key_N, CTRL)
    keys.type("耕地地力保护")
    keys.press(Qt.Key.Key_Return)
    keys._qtbot.waitUntil(lambda: keys.window.frame.stack.currentWidget()._vm.chooser.chosen is not None)
    keys.press(Qt.Key.Key_Return, CTRL)
    keys._qtbot.waitUntil(lambda: keys.window.frame.place.kind == "record")
    keys.settle()
    return keys.window.frame.place.record


def test_a_record_is_made_filled_in_and_submitted_without_a_mouse(keyboard, ask, township, table):
    keys = keyboard
    record = begin_farmland(keys)
    editor = keys.window.frame.stack.currentWidget()

    keys.at.selectAll()
    keys.fill("title", "2026年耕地地力保护补贴发放情况")
    keys.at.selectAll()
    keys.fill("formed_on", "20260914")
    keys.press(Qt.Key.Key_Return)  # 公开属性 stays as the catalogue has it
    keys.fill("year", "2026")
    keys.fill("rate", "115")
    keys.fill("basis_docs", "财农[2023]第011号", Qt.Key.Key_Tab)
    keys.fill("summary", "经村级评议，没有异议。", Qt.Key.Key_Tab)
    keys.at.selectAll()
    keys.fill("notice_days", "7")
    keys.fill("objection_unit", "农业农村综合服务中心")
    keys.fill("objection_phone", "0970 8600123")
    keys.fill("objection_address", "")
    keys.press(Qt.Key.Key_Return)
    assert keys.at is editor.main_button

    ask.will("choose_file", table)
    keys.press(Qt.Key.Key_Tab, CTRL)
    keys.tab_to(editor.roster.import_button)
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert editor._vm.roster.count == 3

    keys.press(Qt.Key.Key_Return, CTRL)
    keys._qtbot.waitUntil(lambda: township.records.get(record).record.state is RecordState.SUBMITTED)
    content = township.records.get(record).content
    assert content.title == "2026年耕地地力保护补贴发放情况"
    assert content.formed_on.isoformat() == "2026-09-14"
    assert content.values["basis_docs"] == "财农〔2023〕11号"
    assert content.values["objection_phone"] == "0970-8600123"
    assert content.values["total_amount"] == "2070.00"
    assert not ask.told


def test_while_the_input_method_composes_no_key_does_anything_else(keyboard, township):
    keys = keyboard
    record = begin_farmland(keys)
    keys.at.selectAll()
    keys.type("draft")
    keys.compose("gengdi")
    for key, modifier in (
        (Qt.Key.Key_S, CTRL),
        (Qt.Key.Key_1, CTRL),
        (Qt.Key.Key_Return, CTRL),
        (Qt.Key.Key_Return, NONE),
        (Qt.Key.Key_Tab, NONE),
        (Qt.Key.Key_Escape, NONE),
        (Qt.Key.Key_1, NONE),
    ):
        keys._qtbot.keyClick(keys.at, key, modifier)
    assert keys.at.objectName() == "title"
    assert keys.window.frame.place.record == record
    keys.type("耕地")
    assert keys.at.text() == "draft耕地"
    keys.press(Qt.Key.Key_Return)
    assert keys.at.objectName() == "formed_on"
    keys.press(Qt.Key.Key_1, CTRL)
    assert keys.window.frame.place.kind == "today"
    assert township.records.get(record).record.title == "draft耕地"


def test_ctrl_s_saves_where_the_cursor_stands_and_ctrl_enter_leads_to_what_is_missing(keyboard, township):
    keys = keyboard
    record = begin_farmland(keys)
    keys.at.selectAll()
    keys.type("draft")
    keys.press(Qt.Key.Key_S, CTRL)
    assert township.records.get(record).record.title == "draft"
    assert keys.at.objectName() == "title"
    keys.press(Qt.Key.Key_Return, CTRL)
    keys._qtbot.waitUntil(lambda: keys.at.objectName() == "year")
    summary = keys.window.frame.stack.currentWidget().fields.rows["summary"].editor
    summary.setFocus()
    keys.type("a")
    keys.press(Qt.Key.Key_Return)
    keys.type("b")
    keys.press(Qt.Key.Key_Return, CTRL)
    keys._qtbot.waitUntil(lambda: keys.at.objectName() == "year")
    assert summary.toPlainText() == "a\nb", "Enter makes a line here, Ctrl+Enter is the window's"
    assert township.records.get(record).record.state is RecordState.DRAFT


def test_a_day_of_forming_that_does_not_exist_is_not_submitted_behind_ones_back(keyboard, township):
    keys = keyboard
    record = begin_farmland(keys)
    keys.press(Qt.Key.Key_Return)
    keys.at.selectAll()
    keys.fill("formed_on", "20260931")
    row = keys.window.frame.stack.currentWidget().fields.rows["formed_on"]
    assert row.error == "2026年9月没有31日。请再看一下日期。"
    keys.press(Qt.Key.Key_Return, CTRL)
    assert keys.at.objectName() == "formed_on"
    assert keys.at.text() == "20260931"
    assert township.records.get(record).record.state is RecordState.DRAFT
