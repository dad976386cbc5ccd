"""The audit log and the posting register: appended to, and any change to the past is named."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from desktop.base.errors import Refusal
from desktop.domain.notice import Notice, Posting
from desktop.domain.record import Record
from desktop.storage import audit, notices, postings
from desktop.storage.home import Home

OFFICE = "632524100"


def steps(home: Home, count: int = 5) -> None:
    with home.database.transaction() as session:
        for number in range(1, count + 1):
            at = f"2026-09-14T10:00:{number:02d}+08:00"
            audit.append(
                session, at, "周海明", "submit", f"record {number % 2}", {"opinion": f"意见{number}"}
            )


def by_hand(home: Home, *statements: str) -> None:
    with home.database.transaction() as session:
        for statement in statements:
            session.connection().exec_driver_sql(statement)


def complaints(home: Home) -> list[str]:
    with home.database.reading() as session:
        return [f"{finding.place}：{finding.text}" for finding in audit.verify(session)]


def test_steps_are_kept_in_order_and_the_chain_holds(home: Home) -> None:
    assert complaints(home) == []
    steps(home)
    assert complaints(home) == []
    with home.database.reading() as session:
        assert [entry.serial for entry in audit.of_subject(session, "record 1")] == [1, 3, 5]
        newest = audit.page(session, limit=2)
        assert [entry.serial for entry in newest] == [5, 4]
        assert [entry.serial for entry in audit.page(session, before=4, limit=2)] == [3, 2]
        assert newest[0].details == {"opinion": "意见5"}


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_log SET who = 'x' WHERE serial = 2", "DELETE FROM audit_log"]
)
def test_the_database_itself_refuses_to_change_the_log(statement: str, home: Home) -> None:
    steps(home)
    with pytest.raises(IntegrityError, match="append-only"):
        by_hand(home, statement)
    assert complaints(home) == []


@pytest.mark.parametrize(("statement", "place"), [
    ("UPDATE audit_log SET who = '别人' WHERE serial = 2", "操作日志第 2 条：这一条被改动过"),
    ("UPDATE audit_log SET details = '{}' WHERE serial = 3", "操作日志第 3 条：这一条被改动过"),
    ("UPDATE audit_log SET details = 'not json' WHERE serial = 3", "操作日志第 3 条：这一条被改动过"),
    ("UPDATE audit_log SET at = '2020-01-01T00:00:00+08:00' WHERE serial = 5", "操作日志第 5 条：这一条被改动过"),
    ("DELETE FROM audit_log WHERE serial = 4", "操作日志第 4 条：这一条不见了"),
    ("DELETE FROM audit_log WHERE serial > 3", "操作日志第 4 条：从这一条起，后面的不见了"),
])  # fmt: skip
def test_tampering_past_the_guard_is_found_and_its_place_named(
    statement: str, place: str, home: Home
) -> None:
    steps(home)
    by_hand(home, "DROP TRIGGER audit_is_not_changed", "DROP TRIGGER audit_is_not_cut", statement)
    said = complaints(home)
    assert len(said) == 1
    assert said[0].startswith(place)


def test_a_step_taken_back_with_its_transaction_leaves_no_gap(home: Home) -> None:
    steps(home, 2)

    def broken() -> None:
        with home.database.transaction() as session:
            audit.append(session, "2026-09-14T11:00:00+08:00", "周海明", "issue")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    steps(home, 1)
    assert complaints(home) == []


@pytest.fixture
def notice(home: Home, record: Record) -> Notice:
    made = Notice(id="n1", record=record.id, revision=1, title="低保公示", kind="dibao", made_at="2026-09-14")
    with home.database.transaction() as session:
        notices.add(session, made)
    return made


def posting(number: int) -> Posting:
    return Posting(
        id=f"p{number}",
        notice="n1",
        board="镇政府大院",
        number=f"青公示〔2026〕{number}号",
        year=2026,
        posted_on=date(2026, 9, 15),
        posted_by="李措",
        due_down_on=date(2026, 9, 22),
    )


def test_numbers_count_up_by_year_and_series_and_are_never_given_twice(home: Home) -> None:
    with home.database.transaction() as session:
        assert [notices.next_number(session, OFFICE, 2026) for _ in range(3)] == [1, 2, 3]
        assert notices.next_number(session, OFFICE, 2027) == 1
        assert notices.next_number(session, "another", 2026) == 1
    with home.database.transaction() as session:
        assert notices.next_number(session, OFFICE, 2026) == 4
    with pytest.raises(IntegrityError, match="never given twice"):
        by_hand(home, "UPDATE posting_numbers SET last = 1")


def test_a_notice_keeps_the_number_it_was_given(home: Home, notice: Notice) -> None:
    with home.database.transaction() as session:
        notices.put(session, notice.model_copy(update={"number": "青公示〔2026〕1号", "pages": 3}))
        assert notices.get(session, "n1").pages == 3
        with pytest.raises(ValueError, match="keeps its number"):
            notices.put(session, notice.model_copy(update={"number": "青公示〔2026〕2号"}))
        with pytest.raises(Refusal, match="找不到这份公示"):
            notices.get(session, "n2")
        assert [line.id for line in notices.of_record(session, notice.record)] == ["n1"]


def test_the_register_lists_what_hangs_and_what_is_down(home: Home, notice: Notice) -> None:
    with home.database.transaction() as session:
        for number in (1, 2, 3):
            postings.add(session, posting(number), OFFICE)
        down = postings.remove(session, "p2", date(2026, 9, 23), "李措")
        assert down.removed_on == date(2026, 9, 23)
        with pytest.raises(Refusal, match="已经在 9月23日撤下"):
            postings.remove(session, "p2", date(2026, 9, 24), "李措")
    with home.database.reading() as session:
        assert [line.id for line in postings.page(session, hanging=True)] == ["p1", "p3"]
        assert [line.id for line in postings.page(session, year=2026, hanging=False)] == ["p2"]
        assert postings.page(session, year=2025) == []
        assert [line.id for line in postings.of_record(session, notice.record)] == ["p1", "p2", "p3"]
        assert postings.verify(session, OFFICE) == []


def test_a_changed_or_cut_register_is_found(home: Home, notice: Notice) -> None:
    with home.database.transaction() as session:
        for number in (1, 2, 3):
            postings.add(session, posting(number), OFFICE)
    for statement in ("UPDATE postings SET posted_on = '2026-09-01'", "DELETE FROM postings"):
        with pytest.raises(IntegrityError, match="append-only"):
            by_hand(home, statement)
    by_hand(home, "DROP TRIGGER register_is_not_cut", "DELETE FROM postings WHERE id = 'p3'")
    with home.database.reading() as session:
        assert [finding.place for finding in postings.verify(session, OFFICE)] == ["张贴登记第 3 条"]
    change = "UPDATE postings SET posted_on = '2026-09-01' WHERE id = 'p2'"
    by_hand(home, "DROP TRIGGER register_is_not_changed", change)
    with home.database.reading() as session:
        assert [finding.place for finding in postings.verify(session, OFFICE)] == ["张贴登记第 2 条"]


def test_another_offices_postings_are_kept_as_they_came(home: Home, notice: Notice) -> None:
    came = posting(7).model_copy(update={"chain": "c" * 64})
    with home.database.transaction() as session:
        postings.receive(session, came, "632524200")
        postings.receive(session, came.model_copy(update={"removed_on": date(2026, 9, 22)}), "632524200")
        postings.receive(session, came, "632524200")
        (kept,) = postings.page(session, organisation="632524200")
    assert kept == came.model_copy(update={"removed_on": date(2026, 9, 22)})


def test_boards_keep_the_order_they_were_added_in(home: Home) -> None:
    with home.database.transaction() as session:
        for name in ("镇政府大院", "吾雷村村委会", "镇政府大院"):
            notices.add_board(session, name)
        assert notices.boards(session) == ["镇政府大院", "吾雷村村委会"]
