"""Where there is little room: what gives way, what stays whole, and that nothing that is painted by hand is lost."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.theme.looks import dress
from desktop.ui.viewmodels.catalogue_viewmodel import CatalogueViewModel
from desktop.ui.viewmodels.records_viewmodel import RecordsViewModel
from desktop.ui.views.board_delegate import BOTH, COUNT, NAME, note_beside
from desktop.ui.views.catalogue_view import CatalogueView
from desktop.ui.views.parts.buttons import OutlinedButton
from desktop.ui.views.parts.empty import EmptyState
from desktop.ui.views.parts.header import PageHeader, TitleLine
from desktop.ui.views.parts.marks import OnlyWhole
from desktop.ui.views.parts.panel import scrolling
from desktop.ui.views.records_view import RecordsView
from desktop.usecases.office import Session
from tests.ui.looking_over import cut_off

TITLE = "2026年草原生态保护补助奖励资金发放情况（第二批，含禁牧和草畜平衡）"


@pytest.mark.parametrize("width", [910, 960])
def test_the_way_back_to_the_tree_stays_and_the_countys_buttons_fold(
    county: Session, ask, tasks, changed, gone, qapp: QApplication, qtbot: QtBot, width: int
) -> None:
    view = CatalogueView(CatalogueViewModel(county, ask, tasks, changed, gone.append))
    qtbot.addWidget(view)
    dress(qapp)
    view.resize(width - 80, 480)
    view.show()
    view._model.open("SNBT-002")
    qapp.processEvents()
    assert view.back_to_tree.isVisible()
    assert view.header._more.isVisible() or view.import_button.isVisible()
    assert cut_off(view.header) == []
    view._show_tree()
    qapp.processEvents()
    assert not view.back_to_tree.isVisible()
    assert cut_off(view.header) == []
    view.hide()


def test_beside_a_long_name_the_title_is_whole_and_the_name_ends_early(qapp, qtbot: QtBot) -> None:
    dress(qapp)
    header = PageHeader("公示预览，一个长一些的标题", named=True)
    header.set_context(TITLE)
    header.add_action(OutlinedButton("打印"))
    qtbot.addWidget(header)
    header.resize(640, 48)
    header.show()
    qapp.processEvents()
    assert header._title.width() >= header._title.fontMetrics().horizontalAdvance(header.title)
    assert isinstance(header._context, TitleLine)
    assert 160 <= header._context.width() < header._context.fontMetrics().horizontalAdvance(TITLE)
    assert header._context.toolTip() == TITLE
    assert header.rect().contains(header._context.geometry())


def test_an_empty_place_is_as_high_as_its_words_at_their_width(qapp, qtbot: QtBot) -> None:
    dress(qapp)
    steps = (("向上级要服务器地址", "https 开头；单位自己的证书一起要来，不要抄在纸上", False),) * 3
    empty = EmptyState("earth", "还没有设上报的服务器", steps, "去看设置", explanation="说明的话" * 20)
    area = scrolling(empty)
    qtbot.addWidget(area)
    area.resize(770, 330)
    area.show()
    qapp.processEvents()
    assert empty.height() == max(area.viewport().height(), empty.heightForWidth(empty.width()))


def test_the_note_of_a_board_stands_where_neither_its_name_nor_its_count_is_cut() -> None:
    assert note_beside(100, 90, 80) == BOTH
    assert note_beside(100, 130, 80) == COUNT
    assert note_beside(100, 90, 130) == NAME


def painted(remark: OnlyWhole, width: int) -> bool:
    remark.resize(width, 24)
    image = remark.grab().toImage()
    ground = image.pixel(0, 0)
    return any(image.pixel(x, y) != ground for x in range(image.width()) for y in range(image.height()))


def test_a_remark_is_shown_whole_or_not_at_all(qapp, qtbot: QtBot) -> None:
    dress(qapp)
    remark = OnlyWhole("期满或作废，请取下来", "context")
    qtbot.addWidget(remark)
    wanted = remark.fontMetrics().horizontalAdvance(remark.text())
    assert painted(remark, wanted + 20)
    assert not painted(remark, wanted - 20)


def test_what_may_be_typed_gives_way_to_what_stands_beside_it(
    township: Session, ask, tasks, changed, gone, qapp, qtbot: QtBot
) -> None:
    dress(qapp)
    view = RecordsView(RecordsViewModel(township, ask, tasks, changed, gone.append))
    qtbot.addWidget(view)
    view.show()
    for width in (1340, 1240, 1140, 1080, 1014, 960, 830):
        view.resize(width, 600)
        qapp.processEvents()
        assert cut_off(view) == [], width
    assert not view._hint.isVisible()
    view.resize(1340, 700)
    qapp.processEvents()
    assert view._hint.isVisible()
