"""What is kept with a sheet, from the window: photos, objections and answers, papers, checking a sheet."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from desktop.domain.record import RecordState
from desktop.storage import records
from desktop.ui.viewmodels.boards_viewmodel import BoardsViewModel
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.views.boards_view import BoardsView
from desktop.ui.views.parts.buttons import OutlinedButton
from desktop.usecases.objections import NewObjection
from tests.files.test_photo import telephone_photo
from tests.pdfs import running_text
from tests.usecases.test_noticeboard import code_on

TODAY = date(2026, 9, 16)


@pytest.fixture
def gone():
    return []


@pytest.fixture
def viewmodel(township, ask, tasks, changed, gone, offices):
    made = BoardsViewModel(township, ask, tasks, changed, gone.append)
    made.post(offices.issued, "上滩村公示栏", TODAY)
    made.show_place(Place("boards"))
    return made


@pytest.fixture
def view(qtbot, viewmodel):
    made = BoardsView(viewmodel)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


@pytest.fixture
def said(viewmodel):
    words = []
    viewmodel.said.connect(words.append)
    return words


def test_a_photo_dropped_beside_the_sheet_is_kept_and_shown(view, viewmodel, said, tmp_path):
    file = tmp_path / "IMG_1.jpg"
    file.write_bytes(telephone_photo(taken="2026:09:10 08:00:00"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    part = view.side.keeping
    QApplication.sendEvent(part, QDragEnterEvent(QPoint(5, 5), copy, data, left, none))
    QApplication.sendEvent(part, QDropEvent(QPointF(5, 5), copy, data, left, none))
    assert len(viewmodel.keeping.kept.photos) == 1
    assert "早于张贴的 9月16日" in said[-1]
    assert viewmodel.chosen_line.photos == 1
    shown = [label.pixmap().width() for label in part.findChildren(QLabel) if not label.pixmap().isNull()]
    assert shown[0] > 20


def test_what_is_no_photo_is_told(view, viewmodel, ask, tmp_path):
    file = tmp_path / "IMG_1.heic"
    file.write_bytes(b"\0\0\0\x18ftypheic" + bytes(40))
    viewmodel.keeping.add_photos(viewmodel.chosen_line, [file])
    assert "HEIC" in ask.told[-1].what
    assert viewmodel.keeping.kept.photos == ()


def test_an_objection_is_entered_and_answered_in_its_dialog(view, viewmodel, said):
    papers = view._papers
    dialog = papers.open_objections(viewmodel.chosen_line)
    form = papers.ask_objection(viewmodel.chosen_line, dialog)
    form.go.click()
    assert form.isVisible()
    form.text.setPlainText("第2户的面积少了")
    form.who.setText("才让")
    form.go.click()
    assert "10月1日前答复" in said[-1]
    assert view.side.keeping.objections_button.text() == "异议 1 条"
    answer = papers.ask_answer(viewmodel.keeping.kept.objections[0], dialog)
    answer.text.setPlainText("已重新丈量")
    answer.go.click()
    assert answer.isVisible()
    answer.outcome.setCurrentIndex(answer.outcome.findData("upheld"))
    answer.go.click()
    assert "发起更正" in said[-1]
    assert not viewmodel.keeping.kept.objections[0].objection.open
    assert not any(
        button.text() == "答复" for button in dialog.findChildren(OutlinedButton) if button.isVisible()
    )
    dialog.reject()
    assert papers.objections is None


def test_a_warning_comes_with_taking_down(viewmodel, said):
    viewmodel.keeping.enter_objection(viewmodel.chosen_line, NewObjection(TODAY, "phone", "面积少了"))
    viewmodel.take_down(viewmodel.chosen_line, TODAY)
    assert "还有 1 条异议没有答复" in said[-1]


def test_the_papers_are_saved_where_the_clerk_says(view, viewmodel, ask, said, tmp_path):
    ask.will("save_file", tmp_path / "证明.pdf", tmp_path / "单.pdf", None)
    view.side.keeping.certificate_button.click()
    view._papers.rounds_button.click()
    view._papers.rounds_button.click()
    assert "公示张贴证明" in running_text((tmp_path / "证明.pdf").read_bytes())
    assert "公示栏工作单" in running_text((tmp_path / "单.pdf").read_bytes())
    assert [words.partition("已写到")[0] for words in said] == ["张贴证明", "工作单"]


def test_a_sheet_is_checked_by_its_words(view, viewmodel, township, offices, tmp_path: Path):
    dialog = view._papers.open_check()
    dialog.go.click()
    assert "请粘贴" in dialog.row.error
    dialog.text.setPlainText("不是二维码")
    dialog.go.click()
    assert "不是本程序" in dialog.row.error
    notice = township.notices.notices_of(offices.issued)[0]
    text = code_on(township.desk.home.attachments.get(notice.pdf_digest))
    dialog.text.setPlainText(text)
    dialog.go.click()
    assert dialog.row.error == ""
    assert "是签发的那一份" in dialog.answer.accessibleName()
    dialog.text.setPlainText(text.replace("2026-", "2025-", 1))
    dialog.go.click()
    assert dialog.row.error or "是签发的那一份" not in dialog.answer.accessibleName()
    dialog.reject()


def test_a_withdrawn_sheet_is_the_first_to_come_down(view, viewmodel, township, offices, changed):
    with township.desk.home.database.transaction() as session:
        record = records.get(session, offices.issued)
        records.put(session, record.model_copy(update={"state": RecordState.WITHDRAWN}))
    viewmodel.reload()
    assert [line.void for line in viewmodel.due] == ["withdrawn"]
    assert view.side.keeping.statement_button.isVisibleTo(view)


def test_in_a_narrow_window_photos_and_objections_have_a_page_of_their_own(view, viewmodel, said):
    button = view._papers.keeping_button
    assert not button.isVisibleTo(view)
    view.resize(911, 512)
    assert not view.side.isVisibleTo(view)
    dialog = view._papers.open_keeping()
    assert dialog is not None
    viewmodel.keeping.enter_objection(viewmodel.chosen_line, NewObjection(TODAY, "box", "名字写错"))
    words = [each.text() for each in dialog.findChildren(OutlinedButton)]
    assert "异议 1 条" in words
    dialog.reject()
    view.resize(1366, 768)
    assert not button.isVisibleTo(view)
