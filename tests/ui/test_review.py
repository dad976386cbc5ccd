"""Reviewing: what changed, the opinion, passing on and returning by role; own drafts refused. On a real home."""

import pytest

from desktop.domain.account import Role
from desktop.domain.record import RecordState
from desktop.ui.itemmodels.differences_model import KIND, NEW, OLD, PLACE
from desktop.ui.viewmodels.frame_viewmodel import FrameViewModel
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.records_viewmodel import RecordsViewModel
from desktop.ui.viewmodels.review_viewmodel import ReviewViewModel
from desktop.ui.views.review_view import ReviewView


@pytest.fixture
def corrected(township, offices):
    """The issued record, corrected in two places and submitted again."""
    record = offices.issued
    township.flow.correct(record, "金额写错")
    row = township.records.rows(record, 0, 1)[0]
    township.records.save_row(
        record, row.with_values({**row.values, "subsidy_area": "9.50", "amount": "1092.50"})
    )
    content = township.records.get(record).content
    typed = {key: text for key, text in content.values.items() if not key.startswith(("household", "total"))}
    title = "2026年耕地地力保护补贴发放情况（更正）"
    township.records.save(record, content.model_copy(update={"title": title, "values": typed}))
    township.flow.submit(record)
    return record


@pytest.fixture
def open_as(as_role, ask, tasks, changed, gone, qtbot, corrected):
    def opened(role):
        view = ReviewView(ReviewViewModel(as_role(role), ask, tasks, changed, gone.append))
        qtbot.addWidget(view)
        view.resize(1270, 734)
        view.show()
        view.show_place(Place("review", record=corrected))
        return view

    return opened


def test_only_what_changed_is_listed(open_as):
    view = open_as(Role.REVIEWER)
    model = view._vm.differences
    lines = [
        tuple(model.index(row, column).data() for column in (KIND, PLACE, OLD, NEW))
        for row in range(model.rowCount())
    ]
    assert any(place == "标题" and new.endswith("（更正）") for _kind, place, _old, new in lines)
    assert any("补贴金额" in place and (old, new) == ("1,081.00", "1,092.50") for _, place, old, new in lines)
    assert view._vm.changes_words == f"变化 {len(lines)} 处"
    # Two cells of one row changed: the other row did not.
    assert view._vm.unchanged_words.endswith("和 1 行名单没有变化")
    view._vm.compare(0, 1)
    assert "第一次提交" in view._vm.unchanged_words


def test_the_reviewer_passes_it_on_with_an_opinion(open_as, township, corrected, write):
    view = open_as(Role.REVIEWER)
    said = []
    view._vm.said.connect(said.append)
    assert view.primary().text() == "通过，送保密审查"
    write(view.decision.opinion, "已抽查。")
    view.primary().click()
    after = township.records.get(corrected)
    assert after.record.state is RecordState.REVIEWED
    assert after.record.reviewed_by == "周海明"
    assert said == ["已通过，送保密审查。"]
    assert any(line.reason == "已抽查。" for line in after.history)
    assert view.primary() is None
    assert view._vm.refusal


def test_returning_needs_a_reason(open_as, township, corrected, write):
    view = open_as(Role.REVIEWER)
    view.decision.return_button.click()
    assert township.records.get(corrected).record.state is RecordState.SUBMITTED
    assert view.decision.opinion_row.error == "退回要写明理由，起草人才知道改什么。"
    write(view.decision.opinion, "第 1 行的面积请附测量单。")
    assert view.decision.opinion_row.error == ""
    view.decision.return_button.click()
    after = township.records.get(corrected).record
    assert after.state is RecordState.RETURNED
    assert after.return_reason == "第 1 行的面积请附测量单。"


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.SECRECY, Role.ISSUER, Role.ADMIN])
def test_nobody_else_is_offered_the_step_and_is_told_why(open_as, role):
    view = open_as(role)
    assert view.primary() is None
    assert not view.decision.return_button.isVisible()
    assert view.decision.refusal.isVisible()
    assert view._vm.refusal


def test_four_pairs_of_eyes_in_turn(open_as, township, corrected):
    for role, words in (
        (Role.REVIEWER, "通过，送保密审查"), (Role.SECRECY, "通过，送签发"), (Role.ISSUER, "签发"),
    ):  # fmt: skip
        view = open_as(role)
        assert view.primary().text() == words
        view.primary().click()
    assert township.records.get(corrected).record.state is RecordState.ISSUED


def test_a_phrase_can_be_taken_for_the_opinion(open_as):
    view = open_as(Role.SECRECY)
    assert view._vm.phrases == ()
    view = open_as(Role.REVIEWER)
    view.decision._say(view._vm.phrases[0])
    assert view._vm.opinion == view._vm.phrases[0]


def test_the_queue_leads_to_the_next_record(open_as, township, gone, corrected):
    other = township.records.new("SNBT-002").value
    content = township.records.get(corrected).content
    typed = {key: text for key, text in content.values.items() if not key.startswith(("household", "total"))}
    township.records.save(other, content.model_copy(update={"title": "第二件", "values": typed}))
    township.records.add_row(other, township.records.rows(corrected, 0, 1)[0].values)
    township.flow.submit(other)
    view = open_as(Role.REVIEWER)
    assert view._vm.queue_words.endswith("/ 2")
    view.next_button.click()
    assert gone == [Place("review", record=other)]


def test_everything_can_be_read_and_the_sample_page_asked_for(open_as, gone, corrected):
    view = open_as(Role.REVIEWER)
    view._show_whole()
    assert view._parts.currentIndex() == 1
    told = dict(view._vm.contents)
    assert told["补贴总金额"] == "2,530.00 元"
    assert view._vm.roster.rowCount() == 2
    view._show_part("sample")
    assert gone == [Place("preview", record=corrected)]


def test_a_narrow_window_makes_deciding_a_part_of_its_own(open_as):
    view = open_as(Role.REVIEWER)
    view.resize(864, 506)
    assert not view.decision.pass_button.isVisible()
    view.segments.choose("decide")
    view._show_part("decide")
    assert view.decision.pass_button.isVisible()
    view.resize(1270, 734)
    assert view.decision.pass_button.isVisible()


def test_somebody_elses_step_is_seen_at_once(open_as, township, as_role, changed, corrected):
    view = open_as(Role.REVIEWER)
    changed.tell(as_role(Role.REVIEWER).flow.return_(corrected, "再看一下").changes)
    assert view.primary() is None
    assert "退回" in view._vm.refusal or view._vm.refusal


def test_any_two_revisions_are_laid_side_by_side(open_as, township, as_role, corrected):
    for role in (Role.REVIEWER, Role.SECRECY, Role.ISSUER):
        as_role(role).flow.advance(corrected)
    township.flow.correct(corrected, "标题再改一次")
    content = township.records.get(corrected).content
    township.records.save(corrected, content.model_copy(update={"title": "第三次的标题"}))
    township.flow.submit(corrected)
    view = open_as(Role.REVIEWER)
    assert view._vm.sides == (2, 3)
    assert [view.revisions.old.itemText(at) for at in range(3)] == ["修订 1", "修订 2", "修订 3（这一次）"]
    view.revisions.old.setCurrentIndex(0)
    view.revisions.old.activated.emit(0)
    assert view._vm.sides == (1, 3)
    model = view._vm.differences
    lines = [
        [model.index(row, column).data() for column in (PLACE, OLD, NEW)] for row in range(model.rowCount())
    ]
    assert ["标题", "2026年耕地地力保护补贴发放情况", "第三次的标题"] in lines


def test_with_one_revision_there_is_nothing_to_choose(as_role, ask, tasks, changed, gone, qtbot, offices):
    view = ReviewView(ReviewViewModel(as_role(Role.REVIEWER), ask, tasks, changed, gone.append))
    qtbot.addWidget(view)
    view.show_place(Place("review", record=offices.issued))
    assert view.revisions.isHidden()


def test_common_reasons_for_returning_are_data_and_begin_the_opinion(open_as):
    view = open_as(Role.REVIEWER)
    assert "文件依据或文号写得不对" in view._vm.return_reasons
    view._vm.take_reason("文件依据或文号写得不对")
    assert view.decision.opinion.toPlainText() == "文件依据或文号写得不对。"
    assert "涉及未成年人，不能张贴名单" not in view._vm.return_reasons
    assert open_as(Role.DRAFTER)._vm.return_reasons == ()


def test_earlier_opinions_are_read_beside_the_step(open_as, as_role, corrected):
    as_role(Role.REVIEWER).flow.review(corrected, "已抽查三户。")
    view = open_as(Role.SECRECY)
    assert "周海明　审核通过　今天 09:00\n已抽查三户。" in view.decision.said.text()
    assert "金额写错" in view.decision.said.text()


def test_the_sheet_is_saved_where_it_is_asked_for(open_as, ask, tmp_path):
    view = open_as(Role.REVIEWER)
    said = []
    view._vm.said.connect(said.append)
    ask.will("save_file", None, tmp_path / "审查单.pdf")
    view.sheet_button.click()
    assert said == []
    view.sheet_button.click()
    assert (tmp_path / "审查单.pdf").read_bytes().startswith(b"%PDF")
    assert said == [f"审查单已写到“{tmp_path / '审查单.pdf'}”。"]


def test_what_waits_for_a_reviewer_is_a_group_and_a_badge(as_role, ask, tasks, changed, gone, corrected):
    for role, waiting in ((Role.REVIEWER, 1), (Role.SECRECY, 0), (Role.ISSUER, 0)):
        records = RecordsViewModel(as_role(role), ask, tasks, changed, gone.append)
        records.choose("mine")
        assert records.segments[1][:2] == ("mine", f"等我审的 {waiting}")
        assert records.model.rowCount() == waiting
        frame = FrameViewModel(as_role(role), tasks, changed)
        frame.reload()
        assert frame.badges["records"] == waiting
    records = RecordsViewModel(as_role(Role.REVIEWER), ask, tasks, changed, gone.append)
    records.choose("mine")
    records.open(0)
    assert gone[-1] == Place("review", record=corrected)


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.ADMIN])
def test_who_does_not_review_has_no_such_group(as_role, ask, tasks, changed, gone, role):
    records = RecordsViewModel(as_role(role), ask, tasks, changed, gone.append)
    assert "mine" not in {key for key, *_ in records.segments}
    frame = FrameViewModel(as_role(role), tasks, changed)
    frame.reload()
    assert frame.badges["records"] == 0
