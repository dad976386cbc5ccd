"""The field widgets: what is typed, what stands beside it, what leaving a field makes of it. By keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop.domain.form import FieldType, Form, FormField
from desktop.domain.record import Disclosure
from desktop.ui.views.fields.attached import AttachedField
from desktop.ui.views.fields.choice import Choice
from desktop.ui.views.fields.day import DayField
from desktop.ui.views.fields.field_row import FieldRow
from desktop.ui.views.fields.place import PlaceField
from desktop.ui.views.parts.file_drop import FileDrop
from desktop.ui.views.record_fields import RecordFields
from desktop.usecases.places import Places

TODAY = date(2026, 9, 16)
UNITS = {FieldType.MONEY: "元", FieldType.AREA: "亩"}
STAGES = ("分配计划", "实施前", "完工")
ALL = tuple(
    FormField(
        str(kind),
        f"某{kind}",
        kind,
        unit=UNITS.get(kind, ""),
        choices=STAGES if kind is FieldType.CHOICE else (),
    )
    for kind in FieldType
)
POPUPS = pytest.mark.qt_log_ignore("This plugin does not support")  # the tests' screen has no window manager


@pytest.fixture
def fields(qtbot, catalogue):
    made = RecordFields()
    qtbot.addWidget(made)
    made.resize(760, 2400)
    made.show()
    form = Form("x", "样", (), ALL)
    made.build(form, editable=True, today=TODAY, places=Places(catalogue.divisions, "632523100"))
    made.show_common("标题", date(2026, 9, 14), Disclosure.PROACTIVE, "")
    return made


@pytest.fixture
def typed(fields):
    told = {}
    fields.typed.connect(told.__setitem__)
    return told


def into(fields, key):
    row = fields.rows[key]
    row.editor.setFocus()
    return row


def test_every_type_of_field_has_its_widget(fields):
    kinds = {
        FieldType.CHOICE: Choice,
        FieldType.YES_NO: Choice,
        FieldType.DATE: DayField,
        FieldType.PLACE: PlaceField,
    }
    for kind in FieldType:
        row = fields.rows[str(kind)]
        assert isinstance(row, FieldRow)
        assert isinstance(row.editor, kinds.get(kind, row.editor.__class__))
        assert row.editor.accessibleName()
        assert row.editor.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_money_is_told_in_capitals_while_it_is_typed_and_gets_its_marks_when_left(fields, typed, qtbot):
    row = into(fields, "money")
    qtbot.keyClicks(row.editor, "66603.5")
    assert row.beside == row.editor.accessibleDescription() == "大写：陆万陆仟陆佰零叁元伍角"
    assert row.editor.text() == "66603.5"
    into(fields, "area")
    assert row.editor.text() == "66,603.50"
    assert typed == {"money": "66603.5"}


def test_an_area_stands_in_the_other_units_and_one_in_hectares_is_turned_round(fields, typed, write):
    row = into(fields, "area")
    write(row.editor, "3127.46")
    assert row.beside == "合 2,084,973.33 ㎡，208.4973 公顷"
    row.editor.selectAll()
    write(row.editor, "2公顷")
    assert row.beside == "2公顷 就是 30.00 亩"
    into(fields, "money")
    assert row.editor.text() == "30.00"
    assert typed["area"] == "30.00"


def test_a_day_is_typed_by_digits_and_moved_by_the_keys(fields, typed, qtbot):
    row = into(fields, "date")
    qtbot.keyClick(row.editor, Qt.Key.Key_Up)
    assert row.editor.text() == "2026年9月16日"
    row.editor.selectAll()
    qtbot.keyClicks(row.editor, "20260131")
    assert row.beside == "2026年1月31日，星期六"
    qtbot.keyClick(row.editor, Qt.Key.Key_PageUp)
    assert row.editor.text() == "2026年2月28日"
    qtbot.keyClick(row.editor, Qt.Key.Key_Down)
    assert (typed["date"], row.beside) == ("2026年2月27日", "星期五")
    row.editor.selectAll()
    qtbot.keyClicks(row.editor, "20260230")
    into(fields, "money")
    assert row.error == "2026年2月没有30日。请再看一下日期。"
    assert row.editor.text() == "20260230"


@POPUPS
def test_a_day_is_picked_from_the_month_and_the_month_goes_away(fields, typed, qtbot):
    row = into(fields, "date")
    row.editor.take(date(2026, 9, 14))
    qtbot.keyClick(row.editor, Qt.Key.Key_F4)
    month = QApplication.activePopupWidget()
    assert month.grid.current == date(2026, 9, 14)
    qtbot.keyClick(month.grid, Qt.Key.Key_PageDown)
    qtbot.keyClick(month.grid, Qt.Key.Key_PageUp)
    qtbot.keyClick(month.grid, Qt.Key.Key_PageUp)
    assert month._name.text() == "2026年8月"
    for _ in range(3):
        qtbot.keyClick(month.grid, Qt.Key.Key_Right)
    with qtbot.waitSignal(month.destroyed):
        qtbot.keyClick(month.grid, Qt.Key.Key_Return)
    assert typed["date"] == "2026年8月4日"
    assert row.beside == "星期二"


@POPUPS
def test_a_month_that_would_leave_the_screen_stands_above_its_field(fields, qtbot):
    row = into(fields, "date")
    room = row.editor.screen().availableGeometry()
    fields.move(
        fields.pos().x(), room.bottom() - row.editor.mapToGlobal(QPoint(0, 0)).y() + fields.pos().y() - 80
    )
    row.editor.open_month()
    month = QApplication.activePopupWidget()
    assert month.geometry().bottom() <= row.editor.mapToGlobal(QPoint(0, 0)).y()
    month.close()


def test_a_day_of_forming_that_does_not_exist_is_kept_and_holds_the_record_back(fields, qtbot):
    days = []
    fields.day_chosen.connect(days.append)
    row = into(fields, "formed_on")
    row.editor.selectAll()
    qtbot.keyClicks(row.editor, "20260931")
    assert fields.not_taken() == ""
    into(fields, "money")
    assert fields.not_taken() == "formed_on"
    fields.show_common("标题", date(2026, 9, 14), Disclosure.PROACTIVE, "")
    assert row.editor.text() == "20260931"
    row.editor.setFocus()
    row.editor.selectAll()
    qtbot.keyClicks(row.editor, "20260930")
    assert days == [date(2026, 9, 30)]
    assert fields.not_taken() == ""


def test_an_id_number_is_judged_at_its_last_key_and_tells_the_person(fields, qtbot):
    row = into(fields, "id_number")
    qtbot.keyClicks(row.editor, "11010519491231002")
    assert row.beside == "已输入 17 位，还差 1 位"
    assert not row.error
    qtbot.keyClicks(row.editor, "1")
    assert row.error == "身份证号最后一位不对。请对照户口簿再看一遍。"
    qtbot.keyClick(row.editor, Qt.Key.Key_Backspace)
    assert not row.error
    qtbot.keyClicks(row.editor, "x")
    assert row.beside == "1949年12月31日出生，女"
    into(fields, "money")
    assert row.editor.text() == "11010519491231002X"


def test_brackets_of_document_numbers_and_dots_of_names_are_put_right_when_left(fields, typed, write):
    for key, raw, right in (
        ("document_number", "财农[2023]第011号", "财农〔2023〕11号"),
        ("person_name", "才让.卓玛", "才让·卓玛"),
        ("phone", "0974 8500000", "0974-8500000"),
        ("long_text", "财农（2022）3号\n财农〔2023〕11号", "财农〔2022〕3号\n财农〔2023〕11号"),
    ):
        row = into(fields, key)
        write(row.editor, raw)
        into(fields, "money")
        assert row.input.value() == right
    assert typed["long_text"] == "财农〔2022〕3号\n财农〔2023〕11号"


def test_a_complaint_comes_when_the_field_is_left_and_goes_while_typing(fields, qtbot):
    row = into(fields, "phone")
    qtbot.keyClicks(row.editor, "1380000")
    assert not row.error
    into(fields, "money")
    assert row.error == "手机号应当是11位，这里是7位。请再看一遍。"
    fields.show_error("phone", "")
    assert row.error, "what the field itself sees does not wait for the checks"
    into(fields, "phone")
    qtbot.keyClicks(row.editor, "0000")
    assert not row.error


def test_a_choice_is_made_by_number_by_initials_and_by_arrows(fields, typed, qtbot):
    row = into(fields, "choice")
    assert row.editor.currentIndex() == -1
    qtbot.keyClicks(row.editor, "3")
    assert typed["choice"] == "完工"
    qtbot.keyClicks(row.editor, "ss")
    assert typed["choice"] == "实施前"
    qtbot.keyClick(row.editor, Qt.Key.Key_Up)
    assert typed["choice"] == "分配计划"
    yes = into(fields, "yes_no")
    qtbot.keyClicks(yes.editor, "f")
    assert typed["yes_no"] == "否"
    qtbot.keyClicks(yes.editor, "1")
    assert typed["yes_no"] == "是"


@POPUPS
def test_a_place_is_found_by_its_initials_and_taken_with_enter(fields, typed, qtbot):
    row = into(fields, "place")
    qtbot.keyClicks(row.editor, "hxz")
    popup = row.editor.popup
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert row.editor.text() == typed["place"] == "贵德县河西镇"


@POPUPS
def test_down_opens_the_tree_where_the_text_stands_and_esc_closes_it(fields, typed, write, qtbot):
    row = into(fields, "place")
    popup = row.editor.popup
    qtbot.keyClick(row.editor, Qt.Key.Key_Down)
    assert popup.model().index(0, 0).data().startswith("贵德县")
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    write(row.editor, "湟源县")
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert typed["place"].startswith("湟源县")
    assert len(typed["place"]) > 3


def test_enter_moves_on_past_what_cannot_be_filled_in_and_ends_the_form(qtbot):
    made, ended = RecordFields(), []
    qtbot.addWidget(made)
    made.finished.connect(lambda: ended.append(made.focusWidget().objectName()))
    plain = FormField("a", "甲", FieldType.TEXT)
    summed = FormField("b", "乙", FieldType.MONEY, computed_from="sum:x")
    last = FormField("c", "丙", FieldType.CHOICE, choices=("一",))
    made.build(Form("x", "样", (), (plain, summed, last)), editable=True, today=TODAY)
    made.show_common("", TODAY, Disclosure.PROACTIVE, "")
    made.show()
    into(made, "title")
    order = []
    for _ in range(5):
        assert not ended
        order.append(made.focusWidget().objectName())
        qtbot.keyClick(made.focusWidget(), Qt.Key.Key_Return)
    assert order == ["title", "formed_on", "disclosure", "a", "c"]
    assert ended == ["c"]


def test_an_attachment_is_named_out_of_those_there_are_and_a_lost_one_still_shows(fields, typed, qtbot):
    field = fields.rows["attachment"].editor
    assert isinstance(field, AttachedField)
    fields.show_value("attachment", "旧的.pdf")
    assert field.currentText() == "旧的.pdf"
    fields.offer_files(["批复.pdf", "照片.jpg"])
    assert field.currentText() == "旧的.pdf"
    field.setFocus()
    field.setCurrentIndex(0)
    field.activated.emit(0)
    assert typed["attachment"] == "批复.pdf"


def dropped(widget, *urls):
    """Drags files over the widget and lets them fall; whether anybody took them."""
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), copy, data, left, none))
    return enter.isAccepted()


@pytest.mark.parametrize("onto", ["title", "long_text"])
def test_a_file_dropped_on_a_field_is_no_text_but_goes_to_whoever_takes_files(fields, typed, tmp_path, onto):
    drop, told = FileDrop(fields), []
    drop.dropped.connect(told.append)
    file = QUrl.fromLocalFile(str(tmp_path / "批复.pdf")).toString()
    assert dropped(fields.rows[onto].editor, file)
    assert told == [[tmp_path / "批复.pdf"]]
    assert not dropped(fields, "https://example.org/x.pdf")
    drop.open = False
    assert not dropped(fields, file)
    assert len(told) == 1
    assert not typed


def test_initials_are_spelled_only_when_a_letter_is_typed(qtbot):
    asked = []

    def spell(options):
        asked.append(list(options))
        return ["zd", "yq"]

    choice, told = Choice(["主动公开", "依申请公开"], spell), []
    qtbot.addWidget(choice)
    choice.typed.connect(told.append)
    qtbot.keyClicks(choice, "1")
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert told == ["主动公开", "依申请公开"]
    assert not asked
    qtbot.keyClicks(choice, "z")
    assert told[-1] == "主动公开"
    assert asked == [["主动公开", "依申请公开"]]


def test_it_is_said_when_the_disclosure_is_another_than_the_catalogues(fields):
    row = fields.rows["disclosure"]
    fields.show_common("标题", TODAY, Disclosure.PROACTIVE, "", Disclosure.PROACTIVE)
    assert row._below.text() == "按目录默认"
    fields.show_common("标题", TODAY, Disclosure.WITHHELD, "", Disclosure.PROACTIVE)
    assert row._below.text() == "目录上写的是“主动公开”"
