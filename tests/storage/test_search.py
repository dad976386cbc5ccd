"""Any fragment finds the record; what was removed is no longer found; full numbers are never in the index."""

import sys
import unicodedata

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from desktop.base.clock import SteppingClock
from desktop.base.ids import new_id
from desktop.domain.record import Record, RecordState, RosterRow
from desktop.storage import initials, records, removal, rosters, search
from desktop.storage.home import Home
from desktop.storage.records import RecordPlace, RecordQuery
from desktop.storage.roster_versions import cells_of

NUMBER = "632524198001011236"
ROWS = [
    RosterRow(row="1", position=1, values={"name": "扎西·才让", "id_number": NUMBER}),
    RosterRow(row="2", position=2, values={"name": "仇𬭎", "id_number": "63252419900202442X"}),
    RosterRow(row="3", position=3, values={"name": "单淑芬"}),
]


@pytest.fixture
def with_rows(home: Home, record: Record) -> Record:
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, ROWS)
    return record


def found(home: Home, typed: str, *, tails: bool = False) -> bool:
    with home.database.reading() as session:
        return records.count(session, RecordQuery(text=typed, tails=tails)) == 1


@pytest.mark.parametrize("typed", [
    "最低生活保障金", "季度", "第", "示", "2026", "２０２６", "2026年第三", "低生",
    "扎西", "才让", "西·才", "西•才", "扎", "𬭎", "仇𬭎", "单淑芬", "单 淑",
    "zdsh", "ZXCR", "zxc", "ssf", "q", "最低生活保障",
])  # fmt: skip
def test_a_fragment_finds_the_record(typed: str, home: Home, with_rows: Record) -> None:
    assert found(home, typed)


@pytest.mark.parametrize("typed", [
    "才让扎西", "低最", "示扎", "让仇", "最生", "严淑芬", NUMBER, NUMBER[:6], NUMBER[6:14], NUMBER[-6:], "  ", "%", '"',
])  # fmt: skip
def test_what_is_not_there_is_not_found(typed: str, home: Home, with_rows: Record) -> None:
    assert not found(home, typed)


def test_the_tail_of_a_number_finds_only_for_those_who_may_see_it(home: Home, with_rows: Record) -> None:
    assert found(home, "1236", tails=True)
    assert found(home, "442x", tails=True)
    assert not found(home, "1236")
    assert not found(home, "9999", tails=True)


def test_edits_are_found_at_once_and_removed_people_no_longer(home: Home, with_rows: Record) -> None:
    with home.database.transaction() as session:
        rosters.put_row(session, with_rows.id, 1, RosterRow(row="3", position=3, values={"name": "卓玛"}))
        rosters.remove_rows(session, with_rows.id, 1, ["1"])
    assert found(home, "卓玛")
    assert not found(home, "淑芬")
    assert not found(home, "扎西")
    assert not found(home, "1236", tails=True)
    with home.database.transaction() as session:
        content = records.content(session, with_rows.id).model_copy(update={"title": "换了题目"})
        records.save_content(session, with_rows.id, content, "2026-09-14T12:00:00+08:00")
    assert found(home, "题目")
    assert not found(home, "季度")
    assert found(home, "卓玛")


def test_an_index_number_is_found_after_issue(home: Home, record: Record) -> None:
    with home.database.transaction() as session:
        records.put(session, record.model_copy(update={"index_number": "632524100-2026-00031"}))
    assert found(home, "2026-00031")


def test_initials_read_surnames_as_surnames() -> None:
    assert initials.of_name("仇𬭎")[0] == "q"
    assert initials.of_name("单淑芬") == "ssf"
    assert initials.of_name("尉迟敬德") == "ycjd"
    assert initials.of_title("2026年低保公示") == "2026ndbgs"


@given(st.lists(st.text("单淑尉迟敬扎·才A9 \n𬭎", max_size=5), max_size=6))
def test_the_initials_of_many_names_are_those_of_each(names: list[str]) -> None:
    """Also where a name has the mark in it that stands between names."""
    assert initials.of_names(names) == [initials.of_name(name) for name in names]
    assert [len(letters) for letters in initials.of_names(["单\n淑芬", "\n", ""])] == [3, 0, 0]


ALPHABET = "甲乙丙丁㛃𬭎a1·〔（ཀ"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(ALPHABET, min_size=1, max_size=6), min_size=1, max_size=4), st.data())
def test_every_fragment_of_every_text_is_found_and_nothing_else(
    home: Home, clock: SteppingClock, record: Record, texts: list[str], data: st.DataObject
) -> None:
    """Against plain `in`, over made-up texts with rare characters, marks and Tibetan letters."""
    chosen = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(chosen) - 1))
    fragment = chosen[start : data.draw(st.integers(start + 1, len(chosen)))]
    other = data.draw(st.text("甲乙丙丁㛃𬭎", min_size=1, max_size=3))
    assume(fragment.strip())
    with home.database.transaction() as session:
        records.put(session, record.model_copy(update={"title": "空"}))
        made = record.model_copy(update={"id": f"{clock.now().isoformat()}", "title": texts[0]})
        records.add(session, made, {}, RecordPlace(field="only here", words=tuple(texts[1:])))
        try:
            assert records.count(session, RecordQuery(text=fragment, field="only here")) == 1
            expected = any(other in text for text in texts)
            assert records.count(session, RecordQuery(text=other, field="only here")) == int(expected)
        finally:
            records.put(session, made.model_copy(update={"title": ""}))
            session.connection().exec_driver_sql("UPDATE records SET field = '' WHERE id = ?", (made.id,))


def test_a_record_with_more_hits_than_the_search_reads_does_not_hide_the_next_one(
    home: Home, clock: SteppingClock, record: Record
) -> None:
    """Three rosters, the middle one long: the leap over it lands exactly on the third."""
    other, third = (record.model_copy(update={"id": new_id(clock)}) for _ in range(2))
    with home.database.transaction() as session:
        for made in (other, third):
            records.add(session, made, {}, RecordPlace(names=("name",)))
        for made, length in ((record, 1), (other, 250), (third, 1)):
            rows = [RosterRow(row=f"{n}", position=n, values={"name": f"卓玛{n}"}) for n in range(length)]
            rosters.replace_rows(session, made.id, 1, rows)
    with home.database.reading() as session:
        counts, shown = records.look(session, RecordQuery(text="卓"), limit=2)
        assert counts == {RecordState.DRAFT: 3}
        assert len(shown) == 2
        assert records.look(session, RecordQuery(text="卓玛249"))[0] == {RecordState.DRAFT: 1}
        assert records.look(session, RecordQuery(text="卓", states=frozenset({RecordState.ISSUED})))[1] == []
        assert records.look(session, RecordQuery(text=" ")) == ({}, [])


PEOPLE = st.dictionaries(
    st.sampled_from("abcd"),
    st.tuples(st.sampled_from(["扎西", "卓玛", "扎", ""]), st.sampled_from(["1236", "442X", ""])),
)
"""Rows by id: a name, the end of an ID number."""
STEP = st.one_of(
    st.tuples(st.just("replace"), PEOPLE),
    st.tuples(st.just("put"), PEOPLE),
    st.tuples(st.just("remove"), PEOPLE),
    st.tuples(st.just("seal"), st.just({})),
    st.tuples(st.just("arrive"), PEOPLE),
    st.tuples(st.just("take back"), st.just({})),
)


def line(key: str, person: tuple[str, str]) -> RosterRow:
    number = f"63252419800101{person[1]}" if person[1] else ""
    values = {"name": person[0], "id_number": number}
    return RosterRow(row=key, position=ord(key), values={k: text for k, text in values.items() if text})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=8))
def test_whatever_happens_to_a_roster_the_search_knows_its_newest_rows_and_no_others(
    home: Home, clock: SteppingClock, record: Record, steps: list[tuple[str, dict[str, tuple[str, str]]]]
) -> None:
    """After every step, for names, parts of names and tails; and nothing is left in the index for rows that are gone."""
    own = record.model_copy(update={"id": new_id(clock)})
    with home.database.transaction() as session:
        place = RecordPlace(names=("name",), numbers=("id_number",))
        records.add(session, own, {}, place)
        revision, arrived = 1, False
        for what, people in steps:
            rows = [line(key, person) for key, person in people.items()]
            if what == "replace":
                rosters.replace_rows(session, own.id, revision, rows)
            elif what == "remove":
                rosters.remove_rows(session, own.id, revision, list(people))
            elif what == "put":
                for row in rows:
                    rosters.put_row(session, own.id, revision, row)
            elif what == "take back" and arrived:
                rosters.take_back(session, own.id, revision)
                revision, arrived = revision - 1, False
            elif what == "arrive":
                revision, arrived = revision + 1, True
                some = [(row.row, cells_of(row.values) if row.values else None) for row in rows]
                changes = [rosters.RowChange(key, revision, ord(key), cells) for key, cells in some]
                rosters.apply_changes(session, own.id, changes)
            elif what == "seal":
                revision, arrived = revision + 1, False
            there = {row.row: row.values for row in rosters.iterate(session, own.id, revision)}
            for asked in ("扎西", "卓玛", "扎", "zx"):
                named = {key for key, values in there.items() if has(values.get("name", ""), asked)}
                assert of_record(search.rows_with(session, asked, limit=99), own.id) == named
                assert records.count(session, RecordQuery(text=asked)) == bool(named)
            for asked in ("1236", "442x"):
                ended = {
                    key
                    for key, values in there.items()
                    if values.get("id_number", "").endswith(asked.upper())
                }
                assert of_record(search.rows_with(session, asked, limit=99), own.id) == ended
                assert records.count(session, RecordQuery(text=asked, tails=True)) == bool(ended)
            counted = "SELECT count(*) FROM search_index_docsize WHERE id & 0xFFFFFFFF"
            named = [values for values in there.values() if values.get("name")]
            assert session.connection().exec_driver_sql(counted).scalar_one() == len(named)
            assert records.get(session, own.id).roster_count == len(there)
        removal.take_out(session, own.id)
        counted = f"SELECT count(*) FROM search_index_docsize WHERE id <> {_number(session, record)} << 32"
        assert session.connection().exec_driver_sql(counted).scalar_one() == 0


def has(name: str, asked: str) -> bool:
    return asked in name or (asked.isascii() and asked in initials.of_name(name))


def of_record(found: list[tuple[str, str]], record: str) -> set[str]:
    return {row for where, row in found if where == record}


def _number(session: Session, record: Record) -> int:
    asked = "SELECT number FROM records WHERE id = ?"
    return int(session.connection().exec_driver_sql(asked, (record.id,)).scalar_one())


def test_a_text_taken_as_it_stands_is_its_own_writing() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    plain = "".join(mark for mark in every if search._PLAIN(mark))
    assert len(plain) > 27_000
    for text in (plain, plain[::-1]):
        assert unicodedata.normalize("NFKC", text.casefold()) == text
    assert not any(map(search._PLAIN, ("ＡＢ", "西•才", "西 才")))
