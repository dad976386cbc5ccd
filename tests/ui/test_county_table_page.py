"""导入本县目录 in the window: the table is chosen, differences are ticked one by one, taken over, and taken back."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.account import Role
from desktop.domain.county_table import DifferenceKind
from desktop.ui.viewmodels.catalogue_viewmodel import CatalogueViewModel
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.views.catalogue_view import CatalogueView
from desktop.usecases.county_table import export_table
from desktop.usecases.office import Session

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def admin(as_role: Callable[[Role], Session]) -> Session:
    return as_role(Role.ADMIN)


@pytest.fixture
def table(admin: Session, tmp_path: Path) -> Path:
    """社会救助 without its last national matter, with a matter of one's own and a name the reader doubts."""
    path = tmp_path / "云滩县社会救助.xlsx"
    export_table(admin.desk.catalogue, path, "社会救助")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["C5"], sheet["G6"], sheet["R5"] = "监督检查情况", "制定之日起5个工作日内", ""
    sheet.append([99, "牧区救助", "雪灾牧户救助", "", "1.对象名单 2.饲草料数量", "", "发放后5个工作日内", "民政局",
                  "■政府网站", "√", "", "√", "", "", "√", "√", ""])  # fmt: skip
    for row in sheet.iter_rows(min_row=16, max_row=16):
        for cell in row[10:]:
            cell.value = ""
        sheet["C16"], sheet["E16"], sheet["I16"] = "别的什么", "甲乙丙丁戊己庚辛", ""
    book.save(path)
    return path


@pytest.fixture
def view(admin: Session, ask, tasks, changed, gone, qtbot: QtBot) -> CatalogueView:
    made = CatalogueView(CatalogueViewModel(admin, ask, tasks, changed, gone.append))
    qtbot.addWidget(made)
    made.resize(1270, 734)
    made.show_place(Place("catalogue"))
    made.show()
    return made


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_differences_are_ticked_one_by_one_and_taken_over(
    view: CatalogueView, admin: Session, ask, table: Path, qtbot: QtBot
) -> None:
    said = list[str]()
    view._model.said_undo.connect(lambda text, _undo: said.append(text))
    ask.will("choose_file", table)
    qtbot.mouseClick(view.import_button, LEFT)
    page = view.county
    assert page.isVisible()
    assert not view.tree.isVisible()
    by_key = {row.difference.key: row for row in page.rows}
    assert "renamed:SHJZ-002" in by_key
    assert "监督检查情况" in words(by_key["renamed:SHJZ-002"])
    by_key["renamed:SHJZ-002"].tick.setFocus()
    assert "监督检查情况" in words(page)
    qtbot.keyClick(by_key["renamed:SHJZ-002"].tick, Qt.Key.Key_Space)
    assert page.accept_button.text().strip() == "采用 1 条"
    assert view.primary() is page.accept_button
    qtbot.mouseClick(page.accept_button, LEFT)
    assert admin.desk.catalogue.matter("SHJZ-002").level2 == "监督检查情况"
    assert said == ["已采用 1 条（名称不同）。国家目录没有改动。"]
    assert "renamed:SHJZ-002" not in {row.difference.key for row in page.rows}
    view.hide()


def test_taking_over_can_be_undone(
    view: CatalogueView, admin: Session, ask, table: Path, qtbot: QtBot
) -> None:
    undo = list[Callable[[], object]]()
    view._model.said_undo.connect(lambda _text, back: undo.append(back))
    ask.will("choose_file", table)
    qtbot.mouseClick(view.import_button, LEFT)
    qtbot.mouseClick(view.county.sure_button, LEFT)
    chosen = {row.difference.kind for row in view.county.rows if row.tick.isChecked()}
    assert DifferenceKind.LIMIT in chosen
    assert DifferenceKind.DROPPED not in chosen
    qtbot.mouseClick(view.county.accept_button, LEFT)
    assert admin.county_catalogue.entries()
    undo[0]()
    assert admin.county_catalogue.entries() == ()
    assert admin.desk.catalogue is admin.desk.shelf.national
    view.hide()


def test_a_matter_left_out_asks_for_a_reason(
    view: CatalogueView, admin: Session, ask, table: Path, write, qtbot
) -> None:
    ask.will("choose_file", table)
    qtbot.mouseClick(view.import_button, LEFT)
    row = next(row for row in view.county.rows if row.difference.kind is DifferenceKind.DROPPED)
    row.tick.click()
    qtbot.mouseClick(view.county.accept_button, LEFT)
    assert "写明理由" in str(ask.told[-1])
    write(view.county.reason, "本县没有这项业务")
    qtbot.mouseClick(view.county.accept_button, LEFT)
    assert admin.county_catalogue.entries()[0].reason == "本县没有这项业务"
    view.hide()


def test_doubts_are_told_and_never_ticked_for_you(
    view: CatalogueView, ask, table: Path, qtbot: QtBot
) -> None:
    ask.will("choose_file", table)
    qtbot.mouseClick(view.import_button, LEFT)
    assert "请核对" in words(view.county)
    qtbot.mouseClick(view.county.sure_button, LEFT)
    doubtful = [row for row in view.county.rows if view._model.county.doubt_of(row.difference)]
    assert doubtful
    assert not any(row.tick.isChecked() for row in doubtful)
    view.hide()


def test_another_field_may_be_named_for_the_table(
    view: CatalogueView, ask, table: Path, qtbot: QtBot
) -> None:
    ask.will("choose_file", table)
    qtbot.mouseClick(view.import_button, LEFT)
    assert view.county.field.currentText() == "社会救助"
    at = view.county.field.findText("救灾")
    view.county.field.setCurrentIndex(at)
    view.county.field.activated.emit(at)
    reading = view._model.county.reading
    assert reading is not None
    assert reading.field.name == "救灾"
    assert view.county.field.currentText() == "救灾"
    view.hide()


def test_a_wrong_file_leaves_the_tree_in_place(
    view: CatalogueView, ask, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "不是表.xlsx").write_bytes("文字".encode())
    ask.will("choose_file", tmp_path / "不是表.xlsx")
    qtbot.mouseClick(view.import_button, LEFT)
    assert view.tree.isVisible()
    assert "不是Excel文件" in str(ask.told[-1])
    view.hide()


def test_the_catalogue_in_use_is_written_as_the_official_table(
    view: CatalogueView, ask, tmp_path: Path, qtbot: QtBot
) -> None:
    said = list[str]()
    view._model.said.connect(said.append)
    ask.will("save_file", tmp_path / "目录.xlsx")
    qtbot.mouseClick(view.export_button, LEFT)
    assert (tmp_path / "目录.xlsx").stat().st_size > 10_000
    assert said[0].startswith("已写好 目录.xlsx：")
    view.hide()
