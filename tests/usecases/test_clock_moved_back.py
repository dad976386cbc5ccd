"""The laptop's clock is moved back by a month: everything goes on, and the order of things is the order they were done."""

from datetime import timedelta

from desktop.base.clock import SteppingClock
from desktop.domain.record import RecordState
from desktop.usecases.record_views import RecordFilter
from tests.conftest import MORNING, Open


def test_saving_goes_on_and_a_record_does_not_grow_younger(
    as_person: Open, drafted: str, clock: SteppingClock
) -> None:
    clerk = as_person("李春梅")
    before = clerk.records.get(drafted)
    clock.move_to(MORNING - timedelta(days=30))
    content = before.content.model_copy(update={"title": "时钟拨回以后存的"})
    saved = clerk.records.save(drafted, content, before.version).value
    assert clerk.records.get(drafted).content.title == "时钟拨回以后存的"
    assert saved.updated_at == before.record.updated_at
    clerk.records.add_row(drafted, {"name": "马成英"})
    assert clerk.records.get(drafted).record.updated_at == before.record.updated_at


def test_steps_and_revisions_keep_the_order_they_were_done_in(
    as_person: Open, issued: str, clock: SteppingClock
) -> None:
    clerk = as_person("李春梅")
    clock.move_to(MORNING - timedelta(days=30))
    clerk.flow.correct(issued, "金额写错")
    for name in ("李春梅", "周海明", "马生莲", "祁建国"):
        clock.move_to(MORNING - timedelta(days=30))
        as_person(name).flow.advance(issued)
    view = clerk.records.get(issued)
    assert view.record.state is RecordState.ISSUED
    assert [revision.number for revision in view.revisions] == [1, 2]
    assert view.revisions[1].parent == view.revisions[0].digest
    assert view.revisions[1].made_at < view.revisions[0].made_at
    assert view.history[0].words == "签发"
    assert view.history[-1].words == "起草"
    assert clerk.records.page(RecordFilter())[0].id == issued
    assert as_person("系统管理员").care.verify_audit()[1] == []
