"""The directory entry of an issued record in the window: filled by itself, mended field by field."""

import pytest

from desktop.ui.viewmodels.directory_viewmodel import DirectoryViewModel
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.record_viewmodel import RecordViewModel
from desktop.ui.views.directory_view import DirectoryView
from desktop.ui.views.record_view import RecordView


@pytest.fixture
def view(township, ask, tasks, changed, qtbot, offices):
    model = DirectoryViewModel(township, ask, tasks, changed)
    made = DirectoryView(model)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    model.open(offices.issued)
    return made


def text_of(view, key):
    editor = view.rows[key].editor
    return editor.currentText() if hasattr(editor, "currentText") else editor.text()


def test_everything_is_filled_without_typing(view, township, offices):
    record = township.records.get(offices.issued).record
    assert text_of(view, "index_number") == record.index_number
    assert text_of(view, "topic") == "农业、林业、水利"
    assert view.rows["title"].editor.isReadOnly()
    assert not view.rows["summary"].editor.isReadOnly()


def test_a_field_is_kept_when_it_is_left_and_emptied_it_comes_back(view, township, offices):
    told = []
    view._vm.said.connect(told.append)
    editor = view.rows["keywords"].editor
    editor.setText("耕地补贴")
    editor.editingFinished.emit()
    assert {line.key: line.text for line in township.directory.of(offices.issued).lines}[
        "keywords"
    ] == "耕地补贴"
    choice = view.rows["genre"].editor
    choice.setCurrentIndex(choice.findText("公告"))
    choice.activated.emit(choice.currentIndex())
    assert text_of(view, "genre") == "公告"
    assert "清空就恢复成“公示”" in view._vm.help_of(next(x for x in view._vm.lines if x.key == "genre"))
    assert told == ["目录信息已保存。"] * 2


def test_a_date_that_is_none_is_told_beside_the_field(view, township, offices):
    editor = view.rows["published"].editor
    editor.setText("2月30日")
    editor.editingFinished.emit()
    assert view.rows["published"].error
    assert {line.key: line.text for line in township.directory.of(offices.issued).lines}[
        "published"
    ] == "2026-09-16"
    editor.setText("2026-09-18")
    editor.editingFinished.emit()
    assert view.rows["published"].error == ""


def test_the_tab_is_there_once_the_record_is_issued(township, ask, tasks, changed, gone, qtbot, offices):
    record = RecordView(RecordViewModel(township, ask, tasks, changed, gone.append))
    qtbot.addWidget(record)
    record.show_place(Place("record", record=offices.issued, tab="directory"))
    assert record._current() == "directory"
    assert record._parts.currentWidget() is record.directory
    assert text_of(record.directory, "validity") == "有效"
    record.show_place(Place("record", record=township.records.new("SNBT-002").value))
    assert "directory" not in record._tabs
    assert record.directory.rows == {}
