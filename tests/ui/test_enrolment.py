"""Joining the office above in three steps on one stick."""

from desktop.ui.viewmodels.stick_trouble import LATER
from desktop.ui.viewmodels.sync_viewmodel import SyncViewModel


def test_an_office_joins_in_three_steps_on_one_stick(newcomer, above, ask, tasks, changed, gone, stick):
    viewmodel = SyncViewModel(newcomer, ask, tasks, changed, gone.append)
    joining, said = viewmodel.enrolment, []
    viewmodel.said.connect(said.append)
    above.said.connect(said.append)
    joining.reload()
    assert not joining.joined
    ask.will("choose_folder", stick)
    joining.request()
    assert joining.requested
    request = next(stick.glob("*.mingbai-request"))
    ask.will("choose_file", request)
    ask.will("confirm", True)
    above.enrolment.grant()
    grant = next(stick.glob("*.mingbai-grant"))
    ask.will("choose_file", grant)
    joining.accept()
    assert joining.partner == "云滩县人民政府办公室"
    assert [words.split("。")[0] for words in said] == [
        f"申请已写到 {request.name}",
        f"已许可云滩县红崖乡人民政府，许可写在 {grant.name}",
        "已加入云滩县人民政府办公室",
    ]


def test_a_grant_not_confirmed_is_not_written(newcomer, above, ask, tasks, changed, gone, stick):
    request = newcomer.exchange.request_enrolment(stick).value
    ask.will("choose_file", request)
    ask.will("confirm", False)
    above.enrolment.grant()
    assert list(stick.glob("*.mingbai-grant")) == []


def test_another_offices_grant_is_refused(below, newcomer, above, county, ask, tasks, changed, gone, stick):
    request = newcomer.exchange.request_enrolment(stick).value
    grant = county.exchange.grant(request, stick).value[1]
    ask.will("choose_file", grant)
    ask.will("stop", LATER)
    below.enrolment.accept()
    assert [question for question, _what in ask.asked] == ["choose_file", "stop"]
