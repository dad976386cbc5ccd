"""按人查名单: looked up on Enter only, shown with village and amount, opened at its list; others are told who may."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.account import Role
from desktop.storage import audit
from desktop.ui.itemmodels.people_model import AMOUNT, LIST, NAME, PLACE
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.person_viewmodel import PersonViewModel
from desktop.ui.viewmodels.records_viewmodel import RecordsViewModel
from desktop.ui.views.person_view import PersonPage
from desktop.ui.views.records_view import RecordsView


@pytest.fixture
def reviewer(as_role):
    return as_role(Role.REVIEWER)


@pytest.fixture
def view(reviewer, ask, tasks, changed, gone, qtbot: QtBot) -> PersonPage:
    made = PersonPage(PersonViewModel(reviewer, ask, tasks, changed, gone.append))
    qtbot.addWidget(made)
    return made


def looks(session) -> int:
    with session.desk.home.database.reading() as opened:
        return len(audit.of_subject(opened, "person"))


def cell(view: PersonPage, column: int, role: int = int(Qt.ItemDataRole.DisplayRole)) -> str:
    return str(view.table.model().index(0, column).data(role))


def test_a_person_is_found_and_the_list_opened(view: PersonPage, qtbot: QtBot, gone, offices) -> None:
    view.search.setText("卓玛")
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    assert view.table.model().rowCount() == 1
    assert (cell(view, NAME), cell(view, PLACE), cell(view, AMOUNT)) == ("才让卓玛", "上滩村", "1,081.00")
    assert "第 1 行" in cell(view, LIST, ItemRole.CONTEXT)
    assert view.found.text() == "1 个人，在 1 份名单里。"
    view.table.activated.emit(view.table.model().index(0, 0))
    assert gone[-1] == Place("record", record=offices.issued, tab="roster")


def test_nothing_is_looked_up_while_typing(view: PersonPage, reviewer, qtbot: QtBot) -> None:
    qtbot.keyClicks(view.search, "crzm")
    assert looks(reviewer) == 0
    view.primary().click()
    assert looks(reviewer) == 1
    assert cell(view, NAME) == "才让卓玛"


def test_what_was_typed_in_the_records_comes_along(view: PersonPage, reviewer) -> None:
    view.show_place(Place("person", text="马成英"))
    assert (view.search.text(), cell(view, NAME)) == ("马成英", "马成英")
    view.show_place(Place("person", text="马成英"))  # coming back does not look again
    assert looks(reviewer) == 1


@pytest.mark.parametrize(("typed", "words"), [("没有这人", "名单里没有“没有这人”"), ("马", "一个字太少")])
def test_finding_nobody_and_too_little_are_said(view: PersonPage, typed: str, words: str) -> None:
    view.search.setText("马成英")
    view.primary().click()
    view.search.setText(typed)
    view.primary().click()
    assert words in view.found.text()
    assert view.table.model().rowCount() == 0


def test_the_records_lead_there_for_those_who_may(
    reviewer, township, ask, tasks, changed, gone, qtbot: QtBot
) -> None:
    for session, may in ((reviewer, True), (township, False)):
        model = RecordsViewModel(session, ask, tasks, changed, gone.append)
        view = RecordsView(model)
        qtbot.addWidget(view)
        assert view.person_button.isVisibleTo(view) is may
        model.text = "卓玛"
        if may:
            view.person_button.click()
    assert gone == [Place("person", text="卓玛")]


def test_who_may_not_look_is_told_who_may(township, ask, tasks, changed, gone, qtbot: QtBot) -> None:
    view = PersonPage(PersonViewModel(township, ask, tasks, changed, gone.append))
    qtbot.addWidget(view)
    view.show_place(Place("person", text="马成英"))
    assert "按人查名单" in view.found.text()
    assert not view.primary().isEnabled()
    assert looks(township) == 0
