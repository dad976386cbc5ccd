"""The county's own table through the whole main window, by mouse and keyboard: chosen, looked at, ticked, taken over,
seen in the catalogue, listed with its file and day, and taken back."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.usecases.county_table import export_table

PASSPHRASE = "青石滩的口令 2026"
LEFT, KEY = Qt.MouseButton.LeftButton, Qt.Key


@pytest.fixture
def table(township, tmp_path: Path) -> Path:
    """社会救助 of a county that has another name for one matter and a matter of its own."""
    path = tmp_path / "云滩县社会救助.xlsx"
    export_table(township.desk.catalogue, path, "社会救助")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["C5"] = "监督检查情况"
    sheet.append([99, "牧区救助", "雪灾牧户救助", "", "1.对象名单 2.饲草料数量", "", "发放后5个工作日内", "民政局",
                  "■政府网站", "√", "", "√", "", "", "√", "√", ""])  # fmt: skip
    book.save(path)
    return path


@pytest.fixture
def window(qapp, tmp_path: Path, worker, qtbot: QtBot):
    made = MainWindow(qapp, worker, Preferences(tmp_path))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    made.frame = None  # the session belongs to the fixture
    made.close()


def test_a_countys_table_is_taken_over_and_taken_back(
    township, table: Path, window: MainWindow, ask, worker, qtbot: QtBot
) -> None:
    session = township.switch("系统管理员", PASSPHRASE)
    frame = window.enter(session, ask)

    def settle() -> None:
        qtbot.waitUntil(lambda: worker.idle, timeout=15000)

    settle()
    qtbot.keyClick(window, KEY.Key_2, Qt.KeyboardModifier.ControlModifier)
    settle()
    catalogue = frame.stack.currentWidget()
    ask.will("choose_file", table)
    qtbot.mouseClick(catalogue.import_button, LEFT)
    settle()
    rows = {row.difference.key: row for row in catalogue.county.rows}
    added = next(key for key in rows if key.startswith("added:"))
    assert len(rows) == 2
    for key in ("renamed:SHJZ-002", added):
        rows[key].tick.setFocus()
        qtbot.keyClick(rows[key].tick, KEY.Key_Space)
    qtbot.mouseClick(catalogue.county.accept_button, LEFT)
    settle()
    assert session.desk.catalogue.matter("SHJZ-002").level2 == "监督检查情况"
    catalogue._model.county.leave()
    catalogue.search.setText("雪灾牧户")
    qtbot.keyClick(catalogue.search, KEY.Key_Return)
    settle()
    assert catalogue._model.tree.index(0, 0).data() == "雪灾牧户救助"

    qtbot.mouseClick(catalogue.taken_button, LEFT)
    settle()
    page = catalogue.taken
    qtbot.waitUntil(lambda: bool(page.buttons) and page.buttons[0].isVisible(), timeout=15000)
    words = "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    for said in ("监督检查情况", "雪灾牧户救助", "云滩县社会救助.xlsx", "采用", "本县增加"):
        assert said in words
    assert len(page.buttons) == 2
    ask.will("confirm", False, True, True)
    qtbot.mouseClick(page.buttons[0], LEFT)
    settle()
    assert len(session.county_catalogue.entries()) == 2
    page.buttons[0].setFocus()
    qtbot.keyClick(page.buttons[0], KEY.Key_Space)
    qtbot.waitUntil(lambda: len(page.buttons) == 1, timeout=15000)
    qtbot.mouseClick(page.all_button, LEFT)
    qtbot.waitUntil(lambda: page.buttons == [], timeout=15000)
    assert session.county_catalogue.entries() == ()
    assert session.desk.catalogue is session.desk.shelf.national
    back = next(button for button in page.header.findChildren(QPushButton) if button.isVisible())
    assert not page.all_button.isEnabled()
    qtbot.mouseClick(back, LEFT)
    assert catalogue.tree.isVisible()
