"""放行 in the window: the second person gets a button where it is allowed, writes why, and the drafter can go on."""

import pytest

from desktop.domain.account import Role
from desktop.domain.finding import Severity
from desktop.domain.record import RecordState
from desktop.ui.viewmodels.letting_through import WORDS
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.records_viewmodel import RecordsViewModel
from desktop.ui.viewmodels.review_viewmodel import ReviewViewModel
from desktop.ui.views.parts.buttons import OutlinedButton
from desktop.ui.views.review_view import WHOLE, ReviewView
from tests.farmland import id_number


@pytest.fixture
def blocked(township, offices):
    """A correction whose title holds a mobile (may be let through) and an ID number (never)."""
    record = offices.issued
    township.flow.correct(record, "补写咨询电话")
    content = township.records.get(record).content
    title = f"{content.title}（咨询13897001234，{id_number(5)}）"
    township.records.save(record, content.model_copy(update={"title": title}))
    return record


@pytest.fixture
def open_as(as_role, ask, tasks, changed, gone, qtbot, blocked):
    def opened(role):
        view = ReviewView(ReviewViewModel(as_role(role), ask, tasks, changed, gone.append))
        qtbot.addWidget(view)
        view.resize(1270, 734)
        view.show()
        view.show_place(Place("review", record=blocked))
        view._show_part(WHOLE)
        return view

    return opened


def offered(view):
    return [
        card.finding.code
        for card in view.findings.cards
        if any(button.text() == WORDS for button in card.findChildren(OutlinedButton))
    ]


def test_the_second_person_lets_the_mobile_through_but_never_the_id_number(open_as, ask, township, blocked):
    view = open_as(Role.SECRECY)
    assert offered(view) == ["personal-mobile"]
    card = next(card for card in view.findings.cards if card.finding.code == "personal-mobile")
    ask.will("text", None)
    card.findChild(OutlinedButton).click()
    assert offered(view) == ["personal-mobile"]
    ask.will("text", "乡农牧站值班手机，本人书面同意")
    card.findChild(OutlinedButton).click()
    assert offered(view) == []
    found = {finding.code: finding for finding in township.records.get(blocked).findings}
    assert found["personal-mobile"].severity is Severity.WARN
    assert "马生莲同意放行" in found["personal-mobile"].advice
    assert found["personal-id-number"].severity is Severity.BLOCK


def test_others_are_offered_nothing(open_as):
    assert offered(open_as(Role.REVIEWER)) == []


@pytest.mark.parametrize(("role", "kind"), [(Role.SECRECY, "review"), (Role.REVIEWER, "record")])
def test_a_draft_opens_where_it_can_be_let_through(role, kind, as_role, ask, tasks, changed, gone, blocked):
    records = RecordsViewModel(as_role(role), ask, tasks, changed, gone.append)
    records.reload()
    row = next(row for row in range(records.model.rowCount()) if records.model.line(row).id == blocked)
    assert records.model.line(row).state is RecordState.DRAFT
    records.open(row)
    assert gone[-1].kind == kind
