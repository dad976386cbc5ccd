"""公开目录: the tree loads fields and then matters, search finds, the matter's page says what the standard says."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.base.changes import Topic
from desktop.domain.account import Role
from desktop.domain.record import RecordContent
from desktop.ui.itemmodels.catalogue_tree import CatalogueTree, said
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.viewmodels.catalogue_viewmodel import CatalogueViewModel
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.views.catalogue_view import CatalogueView
from desktop.ui.views.parts.coverage import CoverageBar
from desktop.ui.views.parts.links import NameLink
from desktop.usecases.catalogue_views import FieldLine, MatterLine
from desktop.usecases.office import Session
from tests.ui.looking_over import cut_off

FIELDS = [
    FieldLine("A", "社会救助", (), "国家目录", 3, 1, 0, 1, 1),
    FieldLine("B", "救灾", (), "国家目录", 0, 0, 0, 0, 0),
]
MATTERS = [
    MatterLine("A-1", "低保", "政策", "", "政策", "current", "去年的", "低保"),
    MatterLine("A-2", "低保", "审核", "", "审核", "late", "", "低保"),
    MatterLine("A-3", "临时救助", "", "", "临时救助", "never", "", "通用"),
]


@pytest.fixture
def model(township: Session, ask, tasks, changed, gone) -> CatalogueViewModel:
    return CatalogueViewModel(township, ask, tasks, changed, gone.append)


@pytest.fixture
def view(model: CatalogueViewModel, qtbot: QtBot) -> CatalogueView:
    made = CatalogueView(model)
    qtbot.addWidget(made)
    made.resize(1270, 734)
    made.show_place(Place("catalogue"))
    return made


def shown_words(view: CatalogueView) -> str:
    return "\n".join(label.text() for label in view.page.findChildren(QLabel))


def test_the_tree_keeps_the_rules_of_item_models(qtmodeltester: ModelTester) -> None:
    tree = CatalogueTree()
    qtmodeltester.check(tree)
    tree.show_fields(FIELDS)
    tree.show_matters("A", MATTERS)
    tree.show_matters("B", [])
    tree.show_hits(MATTERS, {"A-1": "社会救助"})
    tree.show_fields(FIELDS)


def test_a_field_brings_its_matters_when_it_is_opened() -> None:
    tree, wanted = CatalogueTree(), list[str]()
    tree.wanted.connect(wanted.append)
    tree.show_fields(FIELDS)
    field = tree.index(0, 0)
    assert tree.hasChildren(field)
    assert tree.canFetchMore(field)
    tree.fetchMore(field)
    assert wanted == ["A"]
    tree.show_matters("A", MATTERS)
    assert [tree.index(row, 0, field).data() for row in range(tree.rowCount(field))] == ["低保", "临时救助"]
    assert tree.rowCount(tree.index(0, 0, field)) == 2
    assert not tree.canFetchMore(field)


def test_new_figures_do_not_close_what_is_open() -> None:
    tree = CatalogueTree()
    tree.show_fields(FIELDS)
    tree.show_matters("A", MATTERS)
    level = tree.index(0, 0, tree.index(0, 0))
    resets: list[object] = []
    tree.modelReset.connect(lambda: resets.append(1))
    tree.show_fields([FieldLine("A", "社会救助", (), "国家目录", 3, 2, 0, 0, 1), FIELDS[1]])
    later = [MatterLine("A-1", "低保", "政策", "", "政策", "current", "", "低保"), *MATTERS[1:]]
    tree.show_matters("A", later)
    assert resets == []
    assert tree.index(0, 0, tree.index(0, 0)) == level
    assert tree.index(0, 0).data(ItemRole.OBJECT).current == 2


def test_rows_are_said_in_words_with_their_state() -> None:
    tree = CatalogueTree()
    tree.show_fields(FIELDS)
    tree.show_matters("A", MATTERS)
    assert said(tree.node(tree.index(0, 0))) == "社会救助，3 项里现行 1，逾期 1"
    assert said(tree.node(tree.find("A-2"))) == "审核，逾期"
    assert not tree.find("A-9").isValid()


def test_all_fields_stand_in_the_tree_and_the_bars_add_up(
    view: CatalogueView, model: CatalogueViewModel
) -> None:
    assert model.tree.rowCount() == len(model.fields) == 27
    assert model.totals[1] == sum(line.matters for line in model.bars)
    assert len(view.coverage.findChildren(CoverageBar)) == len(model.bars) + 4


def test_opening_a_field_and_choosing_a_matter_shows_its_page(
    view: CatalogueView, model: CatalogueViewModel, qtbot: QtBot
) -> None:
    field = next(i for i in map(view._field_at, range(27)) if i.data() == "涉农补贴")
    with qtbot.waitExposed(view):
        view.show()
    view.tree.setExpanded(field, True)
    qtbot.waitUntil(lambda: model.tree.find("SNBT-002").isValid())
    view.tree.setCurrentIndex(model.tree.find("SNBT-002"))
    view.hide()
    words = shown_words(view)
    assert "耕地地力保护" in words
    assert "公开时限" in words
    assert "2026年耕地地力保护补贴发放情况" in {
        b.text() for b in view.page.findChildren(type(view.page.begin_button).__base__)
    }


def test_the_name_of_a_record_however_long_pushes_nothing_out_of_the_page(
    view: CatalogueView, model: CatalogueViewModel, township: Session, qtbot: QtBot
) -> None:
    long = "关于青石滩乡各村" * 8
    township.records.new("SNBT-002", content=RecordContent(title=long, formed_on=date(2026, 9, 15)))
    with qtbot.waitExposed(view):
        view.show()
    for width in (1270, CatalogueView.WIDE):
        view.resize(width, 734)
        model.open("SNBT-002")
        qtbot.waitUntil(lambda: long in {link.text() for link in view.page.findChildren(NameLink)})
        assert cut_off(view.page) == []
    link = next(link for link in view.page.findChildren(NameLink) if link.text() == long)
    assert link.toolTip() == link.accessibleName() == long
    assert link.width() < link.sizeHint().width()


def test_a_superseded_basis_names_what_replaced_it(view: CatalogueView, model: CatalogueViewModel) -> None:
    model.open("SHJZ-005")
    assert "已由《最低生活保障审核确认办法》" in shown_words(view)


def test_what_was_never_checked_is_not_shown_as_seen(view: CatalogueView, model: CatalogueViewModel) -> None:
    catalogue = model._session.desk.catalogue
    unseen = next(matter for matter in catalogue.matters if matter.verification.mark == "memory")
    model.open(unseen.code)
    assert "凭记忆补，请核对" in shown_words(view)
    assert "已见于官方网页" not in shown_words(view)


def test_searching_shows_hits_with_their_field_and_clearing_brings_the_tree_back(
    view: CatalogueView, model: CatalogueViewModel, qtbot: QtBot
) -> None:
    view.search.setText("耕地地力")
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    hit = model.tree.index(0, 0)
    assert hit.data() == "耕地地力保护"
    assert hit.data(ItemRole.CONTEXT).startswith("涉农补贴")
    view.search.clear()
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    assert model.tree.rowCount(QModelIndex()) == 27


def test_no_hit_says_which_words_were_searched(view: CatalogueView, qtbot: QtBot) -> None:
    view.search.setText("火星基地")
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    assert "没有找到“火星基地”" in view._count.text()


def test_typing_waits_a_moment_before_it_searches(
    view: CatalogueView, model: CatalogueViewModel, qtbot: QtBot
) -> None:
    view.search.setText("低保")
    assert model.words == ""
    qtbot.waitUntil(lambda: model.words == "低保")


def test_beginning_makes_a_draft_and_opens_it(
    view: CatalogueView, model: CatalogueViewModel, township: Session, gone: list[Place]
) -> None:
    model.open("SHJZ-005")
    view.primary().click()
    assert gone[-1].kind == "record"
    assert township.records.get(gone[-1].record).record.matter == "SHJZ-005"


def test_an_account_that_may_not_draft_is_told_why(
    offices, township: Session, ask, tasks, changed, gone
) -> None:
    reviewer = township.switch("周海明", "青石滩的口令 2026")
    model = CatalogueViewModel(reviewer, ask, tasks, changed, gone.append)
    model.open("SHJZ-005")
    model.begin()
    assert gone == []
    assert ask.told[0].what
    assert ask.told[0].todo


def test_a_new_record_makes_the_figures_read_again(model: CatalogueViewModel, changed, tasks) -> None:
    model.show_place(Place("catalogue"))
    seen: list[object] = []
    model.updated.connect(lambda: seen.append(1))
    changed.tell(frozenset({Topic.RECORDS}))
    assert seen


def test_in_a_narrow_window_tree_and_matter_are_two_steps(
    view: CatalogueView, model: CatalogueViewModel
) -> None:
    view.resize(860, 500)
    model.open("SHJZ-005")
    assert view._left.isHidden()
    assert not view.page.isHidden()
    view.back_to_tree.click()
    assert not view._left.isHidden()
    assert view.page.isHidden()


def test_the_tree_opens_where_the_matter_on_the_page_stands(
    view: CatalogueView, model: CatalogueViewModel
) -> None:
    view.show_place(Place("catalogue", matter="SHJZ-005"))
    at = view.tree.currentIndex()
    assert at.data(ItemRole.OBJECT).code == "SHJZ-005"
    above = at.parent()
    while above.isValid():
        assert view.tree.isExpanded(above)
        at, above = above, above.parent()
    # What a person closes afterwards stays closed when figures are read again.
    view.tree.setExpanded(at, False)
    model.open("SHJZ-005")
    assert not view.tree.isExpanded(at)


def test_what_is_due_soon_has_its_own_part_of_the_bar(qtbot: QtBot) -> None:
    def painted(**parts: int) -> QImage:
        bar = CoverageBar(1, 1, 4, **parts)
        qtbot.addWidget(bar)
        bar.resize(120, 16)
        return bar.grab().toImage()

    assert painted(due=1) != painted()
    assert CoverageBar(1, 1, 4, due=2).accessibleName() == "现行 1，快到期 2，逾期 1，共 4"


def test_no_figure_of_the_coverage_is_cut(view: CatalogueView, qtbot: QtBot) -> None:
    view.show()
    words = view.coverage.inside.findChildren(QLabel)
    assert any(word.text().endswith("项都没有") for word in words)
    room = view.coverage.inside.parentWidget()
    assert room is not None
    for width in (1270, CatalogueView.WIDE):
        view.resize(width, 734)
        qtbot.waitUntil(lambda: view.coverage.inside.width() <= room.width())
        assert all(word.width() >= word.sizeHint().width() for word in words)


def test_who_writes_no_records_is_told_so_in_the_place_of_the_button(
    as_role: Callable[[Role], Session], ask, tasks, changed, gone, qtbot: QtBot
) -> None:
    model = CatalogueViewModel(as_role(Role.ADMIN), ask, tasks, changed, gone.append)
    view = CatalogueView(model)
    qtbot.addWidget(view)
    model.open("SNBT-002")
    assert view.page.begin_button.isHidden()
    assert view.page.again_button.isHidden()
    assert not view.page.reader_words.isHidden()
    assert view.primary() is None
    view.resize(860, 480)
    view.show()
    model.open("SNBT-012")
    assert view.focusWidget() is view.back_to_tree
    view.hide()


def test_only_the_administrator_is_offered_the_countys_table(view: CatalogueView, model) -> None:
    assert not model.keeps_catalogue
    assert view.import_button not in view.header.findChildren(type(view.import_button))
