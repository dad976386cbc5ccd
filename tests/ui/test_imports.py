"""The imports of a record in its history: who, when, which file; one of them taken back while the later ones stay."""

from datetime import date

import openpyxl
import pytest

from desktop.domain.account import Role
from desktop.domain.record import RecordContent
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.record_viewmodel import RecordViewModel
from desktop.ui.views.record_view import RecordView
from tests.ui.conftest import SUBSIDY


@pytest.fixture
def imported(township, tmp_path):
    """A draft with two files taken in, the second behind the first."""
    content = RecordContent(title="2026年耕地地力保护补贴", formed_on=date(2026, 9, 14), values=SUBSIDY)
    record = township.records.new("SNBT-002", "farmland_subsidy", content).value
    for name in ("上滩村", "下滩村"):
        book = openpyxl.Workbook()
        book.active.append(["序号", "村", "户主", "补贴面积", "实发金额"])
        book.active.append([1, name, "马成英", 5, 575])
        book.save(tmp_path / f"{name}.xlsx")
        preview = township.roster_import.read(record, tmp_path / f"{name}.xlsx")
        township.roster_import.apply(record, preview, replace=False)
    return record


@pytest.fixture
def shown(ask, tasks, changed, gone, qtbot):
    def make(session, record):
        view = RecordView(RecordViewModel(session, ask, tasks, changed, gone.append))
        qtbot.addWidget(view)
        view.resize(1270, 734)
        view.show()
        view.show_place(Place("record", record=record, tab="history"))
        return view

    return make


def villages(session, record):
    return [row.values["village"] for row in session.records.rows(record, 0, 100)]


def test_the_first_of_two_imports_is_taken_back_and_the_roster_shows_it(
    township, imported, shown, ask, qtbot
):
    view = shown(township, imported)
    history = view._history
    model = history.imports.model()
    assert [model.index(at, 0).data() for at in range(2)] == [
        "李春梅　从 下滩村.xlsx 收进 1 行",
        "李春梅　从 上滩村.xlsx 收进 1 行",
    ]
    said = []
    view._vm.said.connect(said.append)
    history.imports.setCurrentIndex(model.index(1, 0))
    ask.will("confirm", False, True)
    history.undo_button.click()
    assert villages(township, imported) == ["上滩村", "下滩村"]
    history.undo_button.click()
    assert villages(township, imported) == ["下滩村"]
    assert view._vm.roster.count == 1
    assert "现在有 1 行" in said[-1]
    assert not history.undo_button.isEnabled()
    assert "已撤销（李春梅" in view._vm.imports.about(view._vm.imports.lines[1])
    assert not view._vm.roster.undo_words


def test_a_row_edited_since_is_kept_and_named(township, imported, shown, ask):
    view = shown(township, imported)
    row = township.records.rows(imported)[0]
    township.records.save_row(imported, row.with_values({**row.values, "amount": "570"}))
    said = []
    view._vm.said.connect(said.append)
    ask.will("confirm", True)
    view._vm.imports.undo(1)
    assert villages(township, imported) == ["上滩村", "下滩村"]
    assert "第 1 行 马成英导入以后手工改过" in said[-1]


def test_who_may_not_is_told_why_beside_the_button(township, imported, shown, as_role):
    view = shown(as_role(Role.REVIEWER), imported)
    assert not view._history.undo_button.isEnabled()
    assert "起草" in view._history._why.text()


def test_a_record_without_imports_shows_only_its_steps(township, shown):
    content = RecordContent(title="补贴", formed_on=date(2026, 9, 14), values={})
    view = shown(township, township.records.new("SNBT-002", "farmland_subsidy", content).value)
    assert not view._history._below.isVisible()
