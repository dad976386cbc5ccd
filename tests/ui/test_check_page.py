"""检查文件 in the window: files are chosen or dropped, findings are shown by file, the result is copied and kept."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.check_viewmodel import CheckViewModel
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.views.check_view import CheckView
from tests.farmland import id_number

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "公示稿.txt"
    path.write_text(f"关于补贴发放的公示\n王小明，身份证号{id_number(1)}，补贴12元。\n", "utf-8")
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "说明.txt"
    path.write_text("办事大厅周一至周五开放，请带上材料。\n", "utf-8")
    return path


@pytest.fixture
def view(township, ask, tasks, changed, gone, qtbot: QtBot) -> CheckView:
    made = CheckView(CheckViewModel(township, ask, tasks, changed, gone.append))
    qtbot.addWidget(made)
    made.resize(1270, 734)
    made.show_place(Place("check"))
    made.show()
    return made


def test_a_chosen_file_shows_its_findings_and_the_banner_says_what_they_mean(
    view: CheckView, ask, bad: Path, qtbot: QtBot
) -> None:
    assert view._empty.isVisible()
    ask.will("choose_file", bad)
    qtbot.mouseClick(view.file_button, LEFT)
    assert not view._empty.isVisible()
    first = view.findings.cards[0].finding
    assert (first.code, first.place) == ("personal-id-number", "第 2 行")
    assert "改好以前请不要公开" in view._banner.text
    assert id_number(1) not in view.findings.cards[0].accessibleName()
    view.hide()


def test_dropped_files_are_listed_and_the_keyboard_goes_from_one_to_the_next(
    view: CheckView, bad: Path, good: Path, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(bad)), QUrl.fromLocalFile(str(good))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), copy, data, LEFT, none)
    QApplication.sendEvent(view, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(view, QDropEvent(QPointF(50, 50), copy, data, LEFT, none))
    assert [each.file for each in view._vm.files] == [bad, good]
    assert view.findings.cards
    view.list.setFocus()
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    assert view._vm.chosen == good
    assert view.findings.cards == []
    view.hide()


def test_a_mended_file_is_looked_at_again(view: CheckView, ask, bad: Path, qtbot: QtBot) -> None:
    ask.will("choose_file", bad)
    qtbot.mouseClick(view.file_button, LEFT)
    bad.write_text("办事大厅周一至周五开放。\n", "utf-8")
    qtbot.mouseClick(view.again_button, LEFT)
    assert view.findings.cards == []
    assert view._vm.worst == "done"
    qtbot.mouseClick(view.clear_button, LEFT)
    assert view._empty.isVisible()
    view.hide()


def test_the_result_is_copied_and_kept_as_a_table(
    view: CheckView, ask, bad: Path, good: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    view._vm.look_at([bad, good])
    qtbot.mouseClick(view.copy_button, LEFT)
    assert "必须改　第 2 行" in QGuiApplication.clipboard().text()
    out = tmp_path / "结果.xlsx"
    ask.will("save_file", out)
    qtbot.mouseClick(view.save_button, LEFT)
    rows = list(openpyxl.load_workbook(out).worksheets[0].values)
    assert rows[2][1:4] == ("公示稿.txt", "必须改", "第 2 行")
    assert rows[-1][1:3] == ("说明.txt", "没有发现问题")
    view.hide()


def test_a_folder_without_files_is_told_and_the_list_stays(
    view: CheckView, ask, bad: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    empty = tmp_path / "空的"
    empty.mkdir()
    ask.will("choose_folder", empty)
    qtbot.mouseClick(view.folder_button, LEFT)
    assert "没有程序能看的文件" in str(ask.told[-1])
    view.hide()


def test_long_work_can_be_cancelled(
    township, ask, worker: Tasks, changed, gone, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text("公示\n" * 200, "utf-8")
    model = CheckViewModel(township, ask, worker, changed, gone.append)
    with qtbot.waitSignal(model.updated):
        model.look_at([tmp_path])
    assert model.working
    model.cancel()
    qtbot.waitUntil(lambda: not model.working)
    assert model.files == ()
    assert ask.told == []


def test_going_back_leads_to_the_boards(view: CheckView, gone) -> None:
    view._vm.leave()
    assert gone == [Place("boards")]
    view.hide()
