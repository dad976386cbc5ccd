"""照上次的做: from the matter's page and the list of records, and the tab that tells what the roster changes."""

import pytest

from desktop.domain.account import Role
from desktop.ui.itemmodels.differences_model import KIND, NEW, OLD, PLACE
from desktop.ui.viewmodels.catalogue_viewmodel import CatalogueViewModel
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.record_viewmodel import RecordViewModel
from desktop.ui.viewmodels.records_viewmodel import RecordsViewModel
from desktop.ui.views.catalogue_view import CatalogueView
from desktop.ui.views.record_view import RecordView
from desktop.ui.views.records_view import RecordsView


@pytest.fixture
def copied(township, offices):
    return township.carry.copy(offices.issued).value


@pytest.fixture
def view(township, ask, tasks, changed, gone, copied, qtbot):
    made = RecordView(RecordViewModel(township, ask, tasks, changed, gone.append))
    qtbot.addWidget(made)
    made.resize(1270, 734)
    made.show()
    made.show_place(Place("record", record=copied))
    return made


def shown(view):
    model = view.changes.table.model()
    return [
        tuple(model.index(row, column).data() for column in (KIND, PLACE, OLD, NEW))
        for row in range(model.rowCount())
    ]


def test_the_list_makes_the_current_record_again(township, ask, tasks, changed, gone, offices, qtbot):
    view = RecordsView(RecordsViewModel(township, ask, tasks, changed, gone.append))
    qtbot.addWidget(view)
    view.show()
    view.show_place(Place("records"))
    view.again_button.click()
    record = township.records.get(gone[-1].record)
    assert record.record.title == "2027年耕地地力保护补贴发放情况"
    assert record.record.id != offices.issued
    assert not ask.told


def test_the_matters_page_makes_the_last_issued_record_again(
    township, ask, tasks, changed, gone, offices, qtbot
):
    model = CatalogueViewModel(township, ask, tasks, changed, gone.append)
    view = CatalogueView(model)
    qtbot.addWidget(view)
    view.show()
    model.open("SHJZ-005")
    assert not view.page.again_button.isVisible()
    township.records.new("SNBT-002")
    model.open("SNBT-002")
    assert view.page.again_button.isVisible()
    view.page.again_button.click()
    assert township.carry.copied_from(gone[-1].record) == offices.issued


def test_a_copied_record_has_the_tab_and_it_tells_who_came_went_and_changed(view, township, copied, changed):
    assert view._tabs == ["form", "roster", "changes", "attachments", "history"]
    view._choose_tab("changes")
    assert shown(view) == []
    assert "完全一样" in view._vm.changes.words
    rows = township.records.rows(copied)
    dearer = rows[0].with_values({**rows[0].values, "amount": "1100.00"})
    changed.tell(township.records.save_row(copied, dearer).changes)
    changed.tell(township.records.remove_rows(copied, [rows[1].row]).changes)
    changed.tell(
        township.records.add_row(copied, {"village": "上滩村", "name": "扎西", "amount": "5"}).changes
    )
    assert shown(view) == [
        ("改", "上滩村 才让卓玛 · 补贴金额", "1,081.00", "1,100.00（+19.00）"),
        ("增", "上滩村 扎西", "—", "补贴金额 5.00"),
        ("删", "下滩村 马成英", "补贴面积 12.50，补贴金额 1,437.50", "—"),
    ]
    view.changes.segments.chosen.emit("gone")
    assert [line[0] for line in shown(view)] == ["删"]
    assert ("补贴金额", "2,518.50 → 1,105.00（-1,413.50）") in view._vm.changes.totals


def test_a_record_written_anew_is_compared_with_an_earlier_one_of_its_matter(view, township, offices, copied):
    fresh = township.records.new("SNBT-002", "farmland_subsidy").value
    township.records.add_row(fresh, {"village": "上滩村", "name": "才让卓玛", "amount": "1000"})
    view.show_place(Place("record", record=fresh))
    assert "changes" in view._tabs
    view._choose_tab("changes")
    assert [line[0] for line in shown(view)] == ["改", "改", "删"]
    other = township.records.new("SNBT-006", "farmland_subsidy").value
    view.show_place(Place("record", record=other))
    assert "changes" not in view._tabs


def test_which_earlier_one_is_compared_with_can_be_chosen(view, township, offices, as_role, copied, ask):
    for role in (Role.DRAFTER, Role.REVIEWER, Role.SECRECY, Role.ISSUER):
        as_role(role).flow.advance(copied)
    again = township.carry.copy(copied).value
    rows = township.records.rows(again)
    township.records.save_row(again, rows[0].with_values({**rows[0].values, "amount": "9"}))
    township.records.remove_rows(again, [rows[1].row])
    view.show_place(Place("record", record=again))
    view._choose_tab("changes")
    box = view.changes.against
    assert [box.itemText(at) for at in range(box.count())] == [
        "2027年耕地地力保护补贴发放情况（2026年9月16日，照着做的）",
        "2026年耕地地力保护补贴发放情况（2026年9月14日）",
    ]
    assert len(shown(view)) == 2
    assert view._vm.changes.found.source == copied
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert view._vm.changes.found.source == offices.issued
    assert box.currentIndex() == 1


def test_the_first_record_of_its_kind_has_no_such_tab(view, offices):
    view.show_place(Place("record", record=offices.issued))
    assert "changes" not in view._tabs


def test_while_nobody_looks_nothing_is_compared(view, township, copied, changed, monkeypatch):
    def compared(*_args):
        raise AssertionError("compared without anybody looking")

    monkeypatch.setattr(type(township.carry), "compare", compared)
    changed.tell(township.records.add_row(copied, {"name": "扎西"}).changes)
    assert view._vm.changes.found is None
