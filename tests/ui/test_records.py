"""The place 记录 and the chooser of a new record, on a real home."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from desktop.domain.account import Role
from desktop.domain.record import RecordState
from desktop.ui.itemmodels.records_model import LIMIT, NUMBER, TITLE
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.records_viewmodel import RecordsViewModel
from desktop.ui.views.records_view import RecordsView
from desktop.usecases.record_views import RecordFilter


@pytest.fixture
def viewmodel(township, ask, tasks, changed, gone):
    made = RecordsViewModel(township, ask, tasks, changed, gone.append)
    made.reload()
    return made


@pytest.fixture
def view(viewmodel, qtbot):
    made = RecordsView(viewmodel)
    qtbot.addWidget(made)
    made.resize(1270, 734)
    made.show()
    made.show_place(Place("records"))
    return made


def test_the_list_counts_each_group_of_states(viewmodel, township):
    township.records.new("SNBT-002")
    viewmodel.reload()
    assert {key: words for key, words, _ in viewmodel.segments} == {
        "all": "全部 2", "draft": "起草 1", "review": "审核中 0", "returned": "退回 0", "issued": "已签发 1",
    }  # fmt: skip
    viewmodel.choose("draft")
    assert viewmodel.model.rowCount() == 1
    assert viewmodel.model.line(0).state is RecordState.DRAFT


def test_a_search_finds_marks_and_can_be_cleared(view, viewmodel, qtbot, write):
    write(view.search, "地力")
    qtbot.waitUntil(lambda: viewmodel.model.index(0, TITLE).data(ItemRole.HIT) == "地力")
    assert view._found.text() == "找到 1 条"
    write(view.search, "没有的")
    qtbot.waitUntil(lambda: viewmodel.found == 0)
    assert view._found.text() == "没有找到“地力没有的”。"
    assert view._clear.isVisible()
    view._clear.click()
    qtbot.waitUntil(lambda: viewmodel.found == 1)
    assert view.search.text() == ""


def test_the_id_tail_is_offered_only_to_those_who_may_search_by_it(
    viewmodel, as_role, ask, tasks, changed, gone
):
    assert viewmodel.hint == "可输入名称、拼音首字母（如 gdbt）或索引号"
    reviewer = RecordsViewModel(as_role(Role.REVIEWER), ask, tasks, changed, gone.append)
    assert reviewer.hint == "可输入名称、拼音首字母（如 gdbt）、索引号或身份证末四位"


def test_enter_opens_the_record(view, qtbot, gone, offices):
    view.table.selectRow(0)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert gone[-1] == Place("record", record=offices.issued)


def test_a_record_that_waits_for_this_account_opens_its_review(
    township, as_role, ask, tasks, changed, gone, offices
):
    township.flow.correct(offices.issued, "金额写错")
    township.flow.submit(offices.issued)
    reviewer = RecordsViewModel(as_role(Role.REVIEWER), ask, tasks, changed, gone.append)
    reviewer.reload()
    reviewer.open(0)
    assert gone == [Place("review", record=offices.issued)]
    assert not reviewer.may_write


def test_an_issued_record_shows_its_number_and_limit(viewmodel):
    assert viewmodel.model.index(0, NUMBER).data().startswith("632299101/2026-")
    assert viewmodel.model.index(0, LIMIT).data() == "10月16日"


def test_a_change_elsewhere_refreshes_the_list(viewmodel, township, changed):
    changed.tell(township.records.new("SNBT-002").changes)
    assert viewmodel.found == 2


def test_the_first_visit_says_what_will_be_here(newcomer, ask, tasks, changed, gone, qtbot):
    viewmodel = RecordsViewModel(newcomer, ask, tasks, changed, gone.append)
    view = RecordsView(viewmodel)
    qtbot.addWidget(view)
    view.show_place(Place("records"))
    assert viewmodel.nothing_yet
    view._empty.pressed.emit()
    assert gone == [Place("records", tab="new")]


def test_hundreds_of_records_load_by_page(township, ask, tasks, changed, gone):
    for _ in range(3):
        township.records.new("SNBT-002")
    asked = []
    page = township.records.page

    class Counting:
        def page(self, wanted, offset, limit):
            asked.append((offset, limit))
            return page(wanted, 0, 1) if offset else page(wanted, offset, limit)

        def look(self, wanted, limit):
            return {RecordState.DRAFT: 1000}, self.page(wanted, 0, limit)

    class Session:
        desk, account, records, openness = township.desk, township.account, Counting(), township.openness

    viewmodel = RecordsViewModel(Session(), ask, tasks, changed, gone.append)
    viewmodel.reload()
    assert viewmodel.model.rowCount() == 1000
    assert viewmodel.model.index(0, TITLE).data()
    assert asked == [(0, 200)]
    assert viewmodel.model.index(600, TITLE).data()
    assert asked == [(0, 200), (600, 200)]


def test_a_new_record_is_begun_from_the_matter_searched_for(view, qtbot, write, gone, township):
    view.show_place(Place("records", tab="new"))
    chooser = view.chooser
    write(chooser.search, "耕地地力")
    qtbot.waitUntil(lambda: bool(view._vm.chooser.text) and len(view._vm.chooser.matters) > 0)
    qtbot.keyClick(chooser.search, Qt.Key.Key_Return)
    assert view._vm.chooser.chosen.matter.name.startswith("耕地地力保护")
    view.primary().click()
    assert gone[-1].kind == "record"
    assert township.records.get(gone[-1].record).record.state is RecordState.DRAFT
    assert township.records.count(RecordFilter(states=frozenset({RecordState.DRAFT}))) == 1


def test_the_catalogue_can_open_the_chooser_on_its_matter(view):
    view.show_place(Place("records", tab="new", matter="SNBT-002"))
    chooser = view._vm.chooser
    assert chooser.chosen.matter.code == "SNBT-002"
    assert chooser.field == chooser.chosen.matter.field
    assert "SNBT-002" in [line.code for line in chooser.matters]


def test_another_form_may_be_chosen_for_what_has_no_matter_of_its_own(view, qtbot, write, gone, township):
    view.show_place(Place("records", tab="new"))
    chooser = view.chooser
    write(chooser.search, "耕地地力")
    qtbot.waitUntil(lambda: bool(view._vm.chooser.text) and len(view._vm.chooser.matters) > 0)
    qtbot.keyClick(chooser.search, Qt.Key.Key_Return)
    names = [chooser.forms.itemText(row) for row in range(chooser.forms.count())]
    assert names[0] == "耕地地力保护补贴"
    assert "村级财务公开" in names
    for _ in range(names.index("村级财务公开")):
        qtbot.keyClick(chooser.forms, Qt.Key.Key_Down)
    view.primary().click()
    assert township.records.get(gone[-1].record).form.code == "village_finance"


def test_nothing_is_created_before_a_matter_is_chosen(view, gone, township):
    view.show_place(Place("records", tab="new"))
    said = []
    view._vm.chooser.said.connect(said.append)
    view.primary().click()
    assert said == ["请先在左边选一个事项。"]
    assert township.records.count(RecordFilter()) == 1


def test_only_a_drafter_is_offered_a_new_record_and_others_are_told_why(
    as_role, ask, tasks, changed, gone, qtbot
):
    viewmodel = RecordsViewModel(as_role(Role.ISSUER), ask, tasks, changed, gone.append)
    view = RecordsView(viewmodel)
    qtbot.addWidget(view)
    view.show_place(Place("records", tab="new", matter="SNBT-002"))
    assert not view.new_button.isVisibleTo(view)
    viewmodel.chooser.start()
    assert "起草" in str(ask.told[0])
    assert not gone


def test_a_search_in_vain_says_what_was_searched(view, viewmodel, qtbot, write):
    write(view.search, "没有的")
    qtbot.waitUntil(lambda: viewmodel.no_match_words == "没有找到“没有的”")
    assert view._no_match.isVisible()
    assert not view.table.isVisible()
    view._clear.click()
    qtbot.waitUntil(view.table.isVisible)
    viewmodel.choose("returned")
    assert viewmodel.no_match_words == "没有“退回”的记录"


def test_the_list_of_the_directory_is_saved_as_a_workbook(view, ask, tmp_path):
    out = tmp_path / "清单.xlsx"
    said = []
    view._vm.said.connect(said.append)
    ask.will("save_file", None, out)
    view.ledger_button.click()
    assert not out.exists()
    view.ledger_button.click()
    rows = [row for sheet in load_workbook(out) for row in sheet.iter_rows(values_only=True)]
    assert any("2026年耕地地力保护补贴发放情况" in row for row in rows)
    assert said[0].startswith("公开目录清单已写好，共 1 条：清单.xlsx。")


def test_the_yearly_report_is_written_to_be_filled_in_and_checked(view, ask, tmp_path):
    out = tmp_path / "年报.xlsx"
    write, check = view.annual_button.menu().actions()
    ask.will("confirm", False)
    ask.will("save_file", out)
    write.trigger()
    assert "三、收到和处理政府信息公开申请情况" in load_workbook(out).sheetnames
    ask.will("choose_file", out)
    check.trigger()
    title, about, lines = ask.shown[-1]
    assert (title, about) == ("核对年报表", "年报.xlsx：6 处要看。")
    assert "没有发生的请写 0。" in lines[0]


def test_where_nothing_is_issued_there_is_no_list_to_save(newcomer, ask, tasks, changed, gone, qtbot):
    viewmodel = RecordsViewModel(newcomer, ask, tasks, changed, gone.append)
    made = RecordsView(viewmodel)
    qtbot.addWidget(made)
    viewmodel.reload()
    assert not made.ledger_button.isVisibleTo(made)
