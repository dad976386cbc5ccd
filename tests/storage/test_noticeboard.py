"""Photos, objections and overrides: kept in order, and what is fixed once is refused every change."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from desktop.base.errors import Refusal
from desktop.domain.notice import Notice, Posting
from desktop.domain.noticeboard import BoardPhoto, Objection
from desktop.domain.override import Override
from desktop.domain.record import Record
from desktop.storage import board_photos, notices, objections, overrides, postings
from desktop.storage.home import Home
from tests.storage.conftest import TOWNSHIP


@pytest.fixture
def hung(home: Home, record: Record) -> Posting:
    with home.database.transaction() as session:
        notices.add(session, Notice(id="n1", record=record.id, revision=1, title="公示", kind="general"))
        posting = Posting(
            id="p1", notice="n1", board="乡政府公示栏", number="乡政府公示栏〔2026〕1号", year=2026,
            posted_on=date(2026, 9, 14), posted_by="李春梅", due_down_on=date(2026, 9, 22),
        )  # fmt: skip
        return postings.add(session, posting, TOWNSHIP.code)


@pytest.fixture
def objected(home: Home, hung: Posting) -> Callable[[str], Objection]:
    def enter(text: str) -> Objection:
        entry = Objection(
            id=f"o-{text}", notice=hung.notice, organisation=TOWNSHIP.code, number=0,
            received_on=date(2026, 9, 15), way="phone", text=text, who="才让",
        )  # fmt: skip
        with home.database.transaction() as session:
            return objections.add(session, entry)

    return enter


def complaints(home: Home) -> list[str]:
    with home.database.reading() as session:
        return [finding.place for finding in objections.verify(session, TOWNSHIP.code)]


def by_hand(home: Home, *statements: str) -> None:
    with home.database.transaction() as session:
        for statement in statements:
            session.connection().exec_driver_sql(statement)


def test_objections_are_numbered_and_answered_once(home: Home, objected: Callable[[str], Objection]) -> None:
    assert [objected("面积少了").number, objected("名字写错").number] == [1, 2]
    with home.database.transaction() as session:
        answered = objections.answer(session, "o-面积少了", "量过", "unfounded", date(2026, 9, 16), "李春梅")
        assert not answered.open
        assert [entry.number for entry in objections.page(session, TOWNSHIP.code, only_open=True)] == [2]
        with pytest.raises(Refusal, match="已经答复过"):
            objections.answer(session, "o-面积少了", "再答", "upheld", date(2026, 9, 17), "李春梅")
    assert complaints(home) == []


def test_a_name_can_be_taken_out_without_breaking_the_chain(
    home: Home, objected: Callable[[str], Objection]
) -> None:
    objected("面积少了")
    by_hand(home, "UPDATE objections SET who = ''")
    assert complaints(home) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE objections SET text = '没有意见'",
        "UPDATE objections SET answer_by = '2027-01-01'",
        "DELETE FROM objections",
    ],
)
def test_what_somebody_objected_cannot_be_changed(
    statement: str, home: Home, objected: Callable[[str], Objection]
) -> None:
    objected("面积少了")
    with pytest.raises(IntegrityError, match="append-only"):
        by_hand(home, statement)


def test_a_change_behind_the_triggers_is_named(home: Home, objected: Callable[[str], Objection]) -> None:
    objected("面积少了")
    objected("名字写错")
    by_hand(
        home, "DROP TRIGGER objections_are_not_changed", "UPDATE objections SET text = '' WHERE number = 2"
    )
    assert complaints(home) == ["异议登记第 2 条"]
    by_hand(home, "DROP TRIGGER objections_are_not_cut", "DELETE FROM objections WHERE number = 2")
    assert complaints(home) == ["异议登记第 2 条"]


def test_photos_stand_in_the_order_they_came(home: Home, hung: Posting) -> None:
    with home.database.transaction() as session:
        for number in (2, 1):
            board_photos.add(
                session,
                BoardPhoto(id=f"f{number}", posting=hung.id, original="a", shown="b", media_type="image/jpeg",
                           added_at=f"2026-09-14T10:00:0{number}+08:00"),
            )  # fmt: skip
        assert [photo.id for photo in board_photos.of_posting(session, hung.id)] == ["f1", "f2"]
        assert board_photos.counts(session) == {hung.id: 2}


def test_the_register_gives_what_its_chain_is_worked_out_from(home: Home, hung: Posting) -> None:
    with home.database.reading() as session:
        place, before, entry = postings.chain_before(session, hung.id)
        assert (place, before, entry) == (1, "", hung)
        assert {"removed_on", "chain"} & postings.chained_content(entry).keys() == set()


@pytest.mark.parametrize("statement", ["UPDATE overrides SET reason = ''", "DELETE FROM overrides"])
def test_an_override_stays_as_it_was_given(statement: str, home: Home, hung: Posting) -> None:
    with home.database.transaction() as session:
        record = notices.get(session, hung.notice).record
        given = Override(
            record=record, revision=1, content="d", code="personal-mobile", place="“备注”", text="手机号",
            reason="值班手机", by="马生莲", at="2026-09-14T10:00:00+08:00",
        )  # fmt: skip
        overrides.add(session, given)
        assert overrides.of_revision(session, record, 1) == [given]
        assert overrides.of_revision(session, record, 2) == []
    with pytest.raises(IntegrityError, match="never"):
        by_hand(home, statement)
