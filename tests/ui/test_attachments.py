"""Attachments of a record in the window: in, out, off; what cannot be taken is told. On a real home."""

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.record_viewmodel import RecordViewModel
from desktop.ui.views.record_view import RecordView


@pytest.fixture
def record(township):
    return township.records.new("SNBT-002").value


@pytest.fixture
def view(township, ask, tasks, changed, gone, record, qtbot):
    made = RecordView(RecordViewModel(township, ask, tasks, changed, gone.append))
    qtbot.addWidget(made)
    made.resize(1270, 734)
    made.show()
    made.show_place(Place("record", record=record, tab="attachments"))
    return made


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "签字底册（扫描）.txt"
    path.write_text("村民代表会议通过。" * 300, encoding="utf-8")
    return path


def test_a_file_is_taken_in_counted_and_given_out_again(view, ask, scan, township, record, tmp_path):
    assert view.files._empty.isVisible()
    ask.will("choose_file", scan)
    view.files.add_button.click()
    assert [line.name for line in township.attachments.of(record)] == [scan.name]
    assert "附件　1" in [view.tabs.tabText(tab) for tab in range(view.tabs.count())]
    assert view.files._model.index(0).data() == scan.name
    out = tmp_path / "拿出来.txt"
    ask.will("save_file", out)
    view.files.save_button.click()
    assert out.read_bytes() == scan.read_bytes()


def test_taking_one_off_is_asked_for(view, ask, scan, township, record):
    ask.will("choose_file", scan)
    view.files.add_button.click()
    ask.will("confirm", False, True)
    view.files.remove_button.click()
    assert len(township.attachments.of(record)) == 1
    view.files.remove_button.click()
    assert township.attachments.of(record) == []
    assert not view.files.list.isVisible()


def test_the_same_file_twice_and_a_missing_one_are_told(view, ask, scan, tmp_path):
    ask.will("choose_file", scan, scan, tmp_path / "没有.pdf", None)
    for _ in range(4):
        view.files.add_button.click()
    assert "已经在附件里" in str(ask.told[0])
    assert "打不开" in str(ask.told[1])
    assert len(ask.told) == 2


def test_an_issued_record_keeps_its_attachments(township, ask, tasks, changed, gone, qtbot, offices):
    view = RecordView(RecordViewModel(township, ask, tasks, changed, gone.append))
    qtbot.addWidget(view)
    view.show()
    view.show_place(Place("record", record=offices.issued, tab="attachments"))
    assert not view.files.add_button.isVisible()


def drop(widget, *paths):
    """Drags files over the widget and lets them fall; whether anybody took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), copy, data, left, none))
    return enter.isAccepted()


def test_files_are_dropped_in_and_one_that_cannot_be_taken_keeps_none_out(
    view, ask, scan, township, record, tmp_path
):
    other = tmp_path / "会议记录.txt"
    other.write_text("同意。", encoding="utf-8")
    assert drop(view.files, scan, tmp_path, other)
    assert [line.name for line in township.attachments.of(record)] == [scan.name, other.name]
    assert len(ask.told) == 1


def test_a_file_dropped_on_the_tabs_or_the_form_shows_the_attachments(view, scan, township, record, tmp_path):
    other = tmp_path / "会议记录.txt"
    other.write_text("同意。", encoding="utf-8")
    view.tabs.setCurrentIndex(0)
    assert drop(view.fields.rows["title"].editor, scan)
    assert view._current() == "attachments"
    view.tabs.setCurrentIndex(0)
    assert drop(view.tabs, other)
    assert [line.name for line in township.attachments.of(record)] == [scan.name, other.name]
    assert view.fields.rows["title"].editor.text() == township.records.get(record).record.title


def test_nothing_can_be_dropped_on_a_record_that_is_only_read(
    township, ask, tasks, changed, gone, offices, qtbot, scan
):
    view = RecordView(RecordViewModel(township, ask, tasks, changed, gone.append))
    qtbot.addWidget(view)
    view.show()
    view.show_place(Place("record", record=offices.issued, tab="attachments"))
    assert not drop(view.files, scan)
    assert not drop(view.tabs, scan)
    assert township.attachments.of(offices.issued) == []


def test_a_photos_position_is_taken_out_with_one_click(view, ask, township, record, tmp_path, qtbot):
    exif = Image.Exif()
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (36.0, 30.0, 36.0), "E", (101.0, 45.0, 0.0)
    path = tmp_path / "现场.jpg"
    Image.new("RGB", (40, 30), "green").save(path, exif=exif)
    ask.will("choose_file", path)
    view.files.add_button.click()
    assert view.files.strip_button.isVisible()
    assert "hidden-content" in {found.code for found in township.records.findings(record)}
    view.files.strip_button.click()
    assert "hidden-content" not in {found.code for found in township.records.findings(record)}
    view.hide()
