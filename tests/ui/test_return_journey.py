"""Through the real window with four accounts: a table is imported, an error mended in its cell, the record handed in,
returned with a reason, mended, and passed on until it is issued."""

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.domain.account import Role
from desktop.domain.record import RecordState
from desktop.ui.changes import Changed
from desktop.ui.frame import Frame
from desktop.ui.preferences import Preferences
from desktop.ui.viewmodels.navigation import Place
from tests.ui.conftest import SUBSIDY

CTRL = Qt.KeyboardModifier.ControlModifier
PEOPLE = (("上滩村", "才让卓玛", 9.4, 1081), ("下滩村", "马成英", 12.5, 1437.5), ("下滩村", "扎西", 8, 920))


@pytest.fixture
def table(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["村", "户主姓名", "补贴面积", "补贴金额"])
    for person in PEOPLE:
        book.active.append(person)
    book.save(tmp_path / "花名册.xlsx")
    return tmp_path / "花名册.xlsx"


@pytest.fixture
def enter(ask, worker, qtbot, tmp_path):
    """The window as one account sees it, in the real frame with the real worker."""
    made = []

    def entered(session):
        for frame in made:
            frame.hide()
        frame = Frame(session, ask, worker, Changed(), Preferences(tmp_path))
        qtbot.addWidget(frame)
        frame.resize(1366, 768)
        frame.show()
        frame.activateWindow()
        qtbot.waitUntil(frame.isActiveWindow)
        frame.start()
        qtbot.waitUntil(lambda: worker.idle)
        made.append(frame)
        return frame

    yield entered
    for frame in made:
        frame.close()


class Journey:
    """One record on its way; each method is what one person does in the window."""

    def __init__(self, township, as_role, enter, ask, worker, qtbot, write):
        self.township, self.as_role, self.enter, self.ask = township, as_role, enter, ask
        self.worker, self.qtbot, self.write = worker, qtbot, write
        self.record = township.records.new("SNBT-002", "farmland_subsidy").value
        content = township.records.get(self.record).content
        values = {**content.values, **SUBSIDY}
        township.records.save(
            self.record, content.model_copy(update={"title": "2026年补贴", "values": values})
        )

    def settle(self):
        self.qtbot.waitUntil(lambda: self.worker.idle)

    def state(self):
        return self.township.records.get(self.record).record.state

    def reaches(self, state):
        self.qtbot.waitUntil(lambda: self.state() is state)
        self.settle()

    def page(self, session, kind, tab=""):
        frame = self.enter(session)
        frame.go(Place(kind, record=self.record, tab=tab))
        self.settle()
        return frame.stack.currentWidget()

    def press(self, button):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def retype(self, roster, key, text):
        """Types another value into the second row's cell."""
        column = [field.key for field in roster._vm.model.columns()].index(key) + 1
        roster.table.setFocus()
        roster.table.setCurrentIndex(roster._vm.model.index(1, column))
        self.qtbot.keyClick(roster.table, Qt.Key.Key_F2)
        cell = QApplication.focusWidget()
        cell.selectAll()
        self.qtbot.keyClicks(cell, text)
        self.qtbot.keyClick(cell, Qt.Key.Key_Return)
        self.settle()

    def import_and_mend(self, table):
        """A mistyped amount is marked in its cell, and handing in leads there."""
        editor = self.page(self.township, "record", "roster")
        roster = editor.roster
        self.ask.will("choose_file", table)
        self.press(roster.import_button)
        self.press(editor.primary())
        assert roster._vm.count == len(PEOPLE)
        self.retype(roster, "amount", "1473.50")
        self.qtbot.waitUntil(lambda: (2, "amount") in roster._vm.faults)
        self.qtbot.keyClick(roster.table, Qt.Key.Key_Return, CTRL)
        self.settle()
        assert self.state() is RecordState.DRAFT
        assert roster.table.currentIndex().row() == 1
        self.retype(roster, "amount", "1437.50")
        self.qtbot.waitUntil(lambda: not roster._vm.faults)
        self.qtbot.keyClick(roster.table, Qt.Key.Key_Return, CTRL)

    def return_it(self, reason):
        review = self.page(self.as_role(Role.REVIEWER), "review")
        self.write(review.decision.opinion, reason)
        self.press(review.decision.return_button)

    def correct_title(self, reason, title):
        editor = self.page(self.township, "record")
        assert reason in editor._banner.text
        field = editor.fields.rows["title"].editor
        assert field.hasFocus()
        field.selectAll()
        self.write(field, title)
        self.qtbot.keyClick(field, Qt.Key.Key_Return, CTRL)

    def pass_on(self, role):
        review = self.page(self.as_role(role), "review")
        assert review.decision.pass_button.hasFocus()
        self.qtbot.keyClick(review.decision.pass_button, Qt.Key.Key_Space)


def test_import_mend_submit_return_correct_review_and_issue(
    township, as_role, enter, ask, worker, qtbot, write, table
):
    way = Journey(township, as_role, enter, ask, worker, qtbot, write)
    way.import_and_mend(table)
    way.reaches(RecordState.SUBMITTED)
    way.return_it("标题请写全称")
    way.reaches(RecordState.RETURNED)
    way.correct_title("标题请写全称", "2026年耕地地力保护补贴发放情况")
    way.reaches(RecordState.SUBMITTED)
    for role, state in (
        (Role.REVIEWER, RecordState.REVIEWED),
        (Role.SECRECY, RecordState.SECRECY_REVIEWED),
        (Role.ISSUER, RecordState.ISSUED),
    ):
        way.pass_on(role)
        way.reaches(state)
    done = township.records.get(way.record)
    assert done.content.title == "2026年耕地地力保护补贴发放情况"
    assert done.content.values["total_amount"] == "3438.50"
    assert [line.words for line in done.history].count("退回") == 1
    assert not ask.told
