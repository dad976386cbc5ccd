"""Records are kept with their working content, listed in pages and sealed for good."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from desktop.base.clock import SteppingClock
from desktop.base.errors import Refusal
from desktop.base.ids import new_id
from desktop.domain.record import Disclosure, Record, RecordContent, RecordState, Revision
from desktop.storage import records, revisions
from desktop.storage.home import Home
from desktop.storage.records import RecordHead, RecordPlace, RecordQuery


def stored(home: Home, clock: SteppingClock, like: Record, number: int, **changes: object) -> Record:
    made = like.model_copy(
        update={
            "id": new_id(clock),
            "title": f"第{number}份",
            "updated_at": f"2026-09-14T10:{number:02d}:00+08:00",
            **changes,
        }
    )
    with home.database.transaction() as session:
        records.add(session, made, {}, RecordPlace(field="sannong"))
    return made


def revision(home: Home, record: Record, number: int, parent: str = "", device: str = "") -> Revision:
    return Revision(
        record=record.id,
        number=number,
        parent=parent,
        digest=f"{number:064d}",
        made_at="2026-09-14T10:00:00+08:00",
        made_by="周海明",
        device=device or home.device.id,
        content={"title": record.title, "number": number},
    )


def test_a_record_comes_back_as_it_was_stored(home: Home, record: Record) -> None:
    with home.database.reading() as session:
        assert records.get(session, record.id) == record
        assert records.content(session, record.id).values == {"year": "2026"}
        assert records.find(session, "nowhere") is None
        with pytest.raises(Refusal, match="找不到这条记录"):
            records.get(session, "nowhere")


def test_saved_content_is_read_back_and_moves_the_record_up(home: Home, record: Record) -> None:
    saved = RecordContent(
        title="改过的标题",
        formed_on=date(2026, 9, 2),
        disclosure=Disclosure.ON_REQUEST,
        values={"year": "2026", "summary": "含“引号”和\n换行"},
    )
    with home.database.transaction() as session:
        after = records.save_content(session, record.id, saved, "2026-09-14T11:00:00+08:00")
    with home.database.reading() as session:
        assert records.content(session, record.id) == saved
        assert records.get(session, record.id) == after
    assert (after.title, after.updated_at) == ("改过的标题", "2026-09-14T11:00:00+08:00")


def test_a_head_is_replaced_but_not_its_roster_count(home: Home, record: Record) -> None:
    changed = record.model_copy(
        update={"state": RecordState.SUBMITTED, "publish_by": date(2026, 9, 30), "roster_count": 99}
    )
    with home.database.transaction() as session:
        records.put(session, changed)
    with home.database.reading() as session:
        assert records.get(session, record.id) == changed.model_copy(update={"roster_count": 0})


def test_lists_come_in_pages_latest_first_and_narrowed(
    home: Home, record: Record, clock: SteppingClock
) -> None:
    made = [stored(home, clock, record, number) for number in range(5)]
    issued = stored(home, clock, record, 9, state=RecordState.ISSUED, matter="SN-7")
    with home.database.reading() as session:
        first = records.page(session, offset=0, limit=3)
        rest = records.page(session, offset=3, limit=10)
        assert [line.title for line in first + rest] == [
            "第9份",
            *(f"第{n}份" for n in (4, 3, 2, 1, 0)),
            record.title,
        ]
        assert records.count(session) == 7
        query = RecordQuery(states=frozenset({RecordState.ISSUED}))
        assert [line.id for line in records.page(session, query)] == [issued.id]
        assert records.count(session, RecordQuery(field="sannong")) == 6
        assert records.count(session, RecordQuery(matter="SN-7", field="sannong")) == 1
        assert records.count(session, RecordQuery(field="sannong", text="第3")) == 1
        by_state, _ = records.look(session, RecordQuery(), 0)
        assert by_state == {RecordState.DRAFT: 6, RecordState.ISSUED: 1}
    assert len(made) == 5


def test_a_line_of_a_list_says_what_the_record_says(home: Home, clock: SteppingClock, record: Record) -> None:
    issued = stored(
        home, clock, record, 7, state=RecordState.ISSUED, issued_on=date(2026, 9, 2), publish_by=date(2026, 10, 1),
        index_number="QSTX-2026-1", digest="a" * 64, revision=2, drafted_by="李春梅", organisation="632299102",
    )  # fmt: skip
    for query in (
        RecordQuery(),
        RecordQuery(states=frozenset({RecordState.ISSUED, RecordState.DRAFT}), matter=record.matter),
        RecordQuery(text="第7份", field="sannong"),
        RecordQuery(organisation="632299102"),
        RecordQuery(text="没有的"),
    ):
        with home.database.reading() as session:
            whole, lines = records.page(session, query), records.lines(session, query)
            counts, first = records.look(session, query)
            assert records.count(session, query) == len(whole) == sum(counts.values())
        assert first == lines
        assert [{key: getattr(each, key) for key in RecordHead._fields} for each in whole] == [
            line._asdict() for line in lines
        ]
    with home.database.reading() as session:
        assert records.page(session, RecordQuery(organisation="632299102")) == [issued]
        assert records.get(session, issued.id) == issued


def test_deadlines_are_those_of_records_still_on_their_way(
    home: Home, record: Record, clock: SteppingClock
) -> None:
    late = stored(home, clock, record, 1, publish_by=date(2026, 9, 20))
    later = stored(home, clock, record, 2, publish_by=date(2026, 9, 25), state=RecordState.REVIEWED)
    stored(home, clock, record, 3, publish_by=date(2026, 9, 21), state=RecordState.ISSUED)
    stored(home, clock, record, 4, publish_by=date(2026, 10, 9))
    with home.database.reading() as session:
        due = records.waiting_with_deadline(session, date(2026, 9, 30))
    assert [line.id for line in due] == [late.id, later.id]


def test_revisions_are_sealed_in_order_and_found_again(home: Home, record: Record) -> None:
    first, second = revision(home, record, 1), revision(home, record, 2, parent=f"{1:064d}")
    with home.database.transaction() as session:
        revisions.seal(session, first)
        revisions.seal(session, second)
    with home.database.reading() as session:
        assert revisions.of_record(session, record.id) == [first, second]
        assert revisions.latest(session, record.id) == second
        assert revisions.find(session, record.id, 3) is None
        assert revisions.is_sealed(session, record.id, 2)
        assert revisions.sealed_heads(session) == [
            (record.id, 1, first.digest),
            (record.id, 2, second.digest),
        ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revisions SET content = '{}'",
        "UPDATE revisions SET made_by = 'x'",
        "DELETE FROM revisions",
    ],
)
def test_a_sealed_revision_cannot_be_changed_or_deleted_even_by_hand(
    statement: str, home: Home, record: Record
) -> None:
    with home.database.transaction() as session:
        revisions.seal(session, revision(home, record, 1))
    with pytest.raises(IntegrityError, match="sealed revision"), home.database.transaction() as session:
        session.connection().exec_driver_sql(statement)
    with pytest.raises(IntegrityError), home.database.transaction() as session:
        revisions.seal(session, revision(home, record, 1))
    with home.database.reading() as session:
        assert revisions.latest(session, record.id) == revision(home, record, 1)


def test_only_what_another_device_made_can_be_taken_back(home: Home, record: Record) -> None:
    with home.database.transaction() as session:
        revisions.seal(session, revision(home, record, 1))
        revisions.seal(session, revision(home, record, 2, device="another device"))
        revisions.take_back(session, record.id, 2)
        assert revisions.find(session, record.id, 2) is None
    with pytest.raises(IntegrityError), home.database.transaction() as session:
        revisions.take_back(session, record.id, 1)
