"""Taking back and doing again: in the form across fields and saves, in the roster step by step, by the usual keys."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.record import Disclosure, RecordContent
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.frame import Frame
from desktop.ui.preferences import Preferences
from desktop.ui.viewmodels.form_history import FormHistory
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.record_viewmodel import RecordViewModel

VALUES = {"year": "2026", "rate": "115.00", "basis_docs": "财农〔2023〕11号", "notice_days": "7"}
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def draft(township):
    content = RecordContent(title="2026年耕地地力保护补贴", formed_on=date(2026, 9, 14), values=VALUES)
    record = township.records.new("SNBT-002", "", content).value
    for name in ("才让卓玛", "马成英"):
        cells = {"village": "上滩村", "name": name, "subsidy_area": "10.00", "amount": "1150.00"}
        township.records.add_row(record, cells)
    return record


@pytest.fixture
def viewmodel(township, ask: Ask, tasks, changed, gone, draft):
    made = RecordViewModel(township, ask, tasks, changed, gone.append)
    made.open(draft)
    return made


@pytest.fixture
def frame(township, ask, tasks, draft, qtbot, tmp_path):
    made = Frame(township, ask, tasks, Changed(), Preferences(tmp_path))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.go(Place("record", record=draft))
    return made


def names(township, draft):
    return [row.values.get("name", "") for row in township.records.rows(draft)]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=3)), max_size=30))
def test_everything_typed_can_be_taken_back_and_done_again(typed):
    history, state = FormHistory(), dict.fromkeys("abc", "")
    begun = dict(state)
    for key, text in typed:
        history.note(key, state[key], text)
        state[key] = text
    ended = dict(state)
    while (change := history.undo()) is not None:
        state[change[0]] = change[1]
    assert state == begun
    while (change := history.redo()) is not None:
        state[change[0]] = change[1]
    assert state == ended


def test_typing_on_in_one_field_is_one_step_and_another_field_the_next():
    history = FormHistory()
    for before, after in (("", "二"), ("二", "二〇")):
        history.note("title", before, after)
    history.note("year", "", "2026")
    history.rest()
    history.note("year", "2026", "2027")
    assert [history.undo(), history.undo(), history.undo(), history.undo()] == [
        ("year", "2026"), ("year", ""), ("title", ""), None,
    ]  # fmt: skip
    assert history.redo() == ("title", "二〇")
    history.note("title", "二〇", "三")
    assert history.redo() is None


def test_steps_go_back_across_saves_and_what_is_taken_back_is_saved(viewmodel, township, draft):
    viewmodel.set_title("改过的标题")
    viewmodel.set_value("rate", "120")
    viewmodel.save()
    viewmodel.set_disclosure(Disclosure.ON_REQUEST)
    viewmodel.set_formed_on(date(2026, 9, 15))
    viewmodel.save()
    for _ in range(4):
        assert viewmodel.undo()
    assert not viewmodel.undo()
    viewmodel.save()
    content = township.records.get(draft).content
    assert (content.title, content.formed_on) == ("2026年耕地地力保护补贴", date(2026, 9, 14))
    assert (content.disclosure, content.values["rate"]) == (Disclosure.PROACTIVE, "115")
    for _ in range(4):
        assert viewmodel.redo()
    assert not viewmodel.redo()
    assert viewmodel.keep()
    content = township.records.get(draft).content
    assert (content.title, content.formed_on) == ("改过的标题", date(2026, 9, 15))
    assert (content.disclosure, content.values["rate"]) == (Disclosure.ON_REQUEST, "120")


def test_what_can_only_be_read_is_not_taken_back(viewmodel, township, draft, changed):
    viewmodel.set_title("改过的标题")
    viewmodel.save()
    viewmodel.set_value("objection_unit", "青石滩乡农业农村服务中心")
    viewmodel.set_value("objection_phone", "0970-8600123")
    viewmodel.save()
    changed.tell(township.flow.submit(draft).changes)
    viewmodel._read_again()
    assert not viewmodel.editable
    assert not viewmodel.undo()
    assert viewmodel.title == "改过的标题"


def test_one_who_types_without_a_pause_is_saved_all_the_same(viewmodel, township, draft, qtbot):
    viewmodel._pause.setInterval(60)

    def still_typing():
        viewmodel.set_title(viewmodel.title + "字")
        return "字" in township.records.get(draft).record.title

    qtbot.waitUntil(still_typing, timeout=3000)


def test_ctrl_z_and_ctrl_y_walk_through_the_fields(frame, viewmodel, qtbot):
    view = frame.stack.currentWidget()
    unit, phone = (view.fields.rows[key].editor for key in ("objection_unit", "objection_phone"))
    unit.setFocus()
    qtbot.keyClicks(unit, "abc")
    phone.setFocus()
    qtbot.keyClicks(phone, "12")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert (unit.text(), phone.text()) == ("abc", "")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert unit.text() == ""
    assert view.fields.rows["objection_unit"].editor.hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Y, CTRL)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert (unit.text(), phone.text()) == ("abc", "12")
    assert view.may_leave()


def test_several_steps_of_the_roster_go_back_and_forth(frame, township, draft, qtbot):
    view = frame.stack.currentWidget()
    roster, table = view._vm.roster, view.roster.table
    view._choose_tab("roster")
    table.setFocus()
    column = [field.key for field in roster.model.columns()].index("name") + 1
    roster.model.setData(roster.model.index(0, column), "桑杰")
    roster.remove([1])
    roster.add()
    roster.paste(1, column, "李𬭎\n扎西")
    after = names(township, draft)
    assert after == ["桑杰", "李𬭎", "扎西"]
    for _ in range(4):
        qtbot.keyClick(table, Qt.Key.Key_Z, CTRL)
    assert names(township, draft) == ["才让卓玛", "马成英"]
    for _ in range(4):
        qtbot.keyClick(table, Qt.Key.Key_Y, CTRL)
    assert names(township, draft) == after
    qtbot.keyClick(table, Qt.Key.Key_Z, CTRL)
    roster.add()
    assert roster.redo_words == ""
