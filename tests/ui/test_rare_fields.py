"""Fields that few records need stay folded until they are asked for, hold something or have a finding."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.form import FieldType, Form, FormField
from desktop.domain.record import Disclosure
from desktop.ui.views.record_fields import RecordFields

TODAY = date(2026, 9, 16)


@pytest.fixture
def folding(qtbot):
    """A form of one field and two that few records need."""
    made = RecordFields()
    qtbot.addWidget(made)
    made.resize(760, 800)
    made.show()
    rare = (FormField(key, label, FieldType.LONG_TEXT, required=False, rare=True)
            for key, label in (("joint_signers", "联合署名单位"), ("further_annexes", "其他附件名称")))  # fmt: skip
    form = Form("x", "样", (), (FormField("year", "年度", FieldType.INTEGER), *rare))

    def build(*, editable=True, signers=""):
        made.build(form, editable=editable, today=TODAY)
        made.show_common("标题", date(2026, 9, 14), Disclosure.PROACTIVE, "")
        for key, text in (("year", "2026"), ("joint_signers", signers), ("further_annexes", "")):
            made.show_value(key, text)
        qtbot.waitUntil(made.rows["year"].isVisible)
        return made

    return build


def shown(fields):
    return [key for key in ("joint_signers", "further_annexes") if fields.rows[key].isVisible()]


def test_a_clerk_who_signs_alone_does_not_meet_the_rare_fields(folding, qtbot):
    fields = folding()
    assert shown(fields) == []
    assert fields.unfold_button.isVisible()
    assert fields.unfold_button.text() == "更多栏目：联合署名单位、其他附件名称"
    fields.rows["year"].editor.setFocus()
    with qtbot.waitSignal(fields.finished):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_rare_fields_come_out_by_one_press_and_the_cursor_stands_in_the_first(folding, qtbot):
    fields = folding()
    fields.rows["year"].editor.setFocus()
    for _ in range(3):  # the field, its neighbours, the button: nothing hidden takes the focus in between
        if QApplication.focusWidget() is not fields.unfold_button:
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is fields.unfold_button
    qtbot.keyClick(fields.unfold_button, Qt.Key.Key_Space)
    assert shown(fields) == ["joint_signers", "further_annexes"]
    assert not fields.unfold_button.isVisible()
    assert QApplication.focusWidget() is fields.rows["joint_signers"].editor


def test_rare_fields_are_seen_where_something_stands_in_them_or_a_finding_leads_there(folding):
    assert shown(folding(signers="云滩县财政局")) == ["joint_signers", "further_annexes"]
    fields = folding()
    assert shown(fields) == []  # another record begins folded
    fields.go_to("further_annexes")
    assert shown(fields) == ["joint_signers", "further_annexes"]
    read_only = folding(editable=False)
    assert shown(read_only) == []
    assert not read_only.unfold_button.isVisible()
