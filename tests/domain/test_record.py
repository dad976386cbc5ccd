"""A revision's digest follows from its content alone."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop.base.canonical import digest_of
from desktop.domain.idnumber import birth_date, check_digit, is_valid
from desktop.domain.record import RecordContent, RosterRow, revision_content, roster_digest

rows = st.lists(
    st.tuples(st.uuids(), st.dictionaries(st.sampled_from(["name", "amount"]), st.text(max_size=5))),
    max_size=5,
).map(
    lambda made: [
        RosterRow(row=str(key), position=at, values=values) for at, (key, values) in enumerate(made, 1)
    ]
)


@given(rows)
def test_the_roster_digest_does_not_depend_on_the_order_of_reading(made: list[RosterRow]) -> None:
    assert roster_digest(made) == roster_digest(list(reversed(made)))


@given(rows.filter(bool))
def test_any_changed_value_changes_the_roster_digest(made: list[RosterRow]) -> None:
    first = made[0]
    other = first.with_values({**first.values, "name": first.values.get("name", "") + "·"})
    assert roster_digest(made) != roster_digest([other, *made[1:]])


def test_a_revision_knows_its_parent() -> None:
    content = RecordContent(title="低保公示", formed_on=date(2026, 9, 8), values={"year": "2026"})
    first = revision_content("r", "m", "dibao", "2026-1", 1, "", content, "0" * 64, 0)
    second = revision_content("r", "m", "dibao", "2026-1", 2, digest_of(first), content, "0" * 64, 0)
    assert digest_of(first) != digest_of(second)
    assert second["parent"] == digest_of(first)


@given(st.dates(date(1930, 1, 1), date(2025, 12, 31)), st.integers(0, 999))
def test_id_numbers_with_their_check_digit_are_valid_and_any_other_last_digit_is_not(
    born: date, serial: int
) -> None:
    first = f"632299{born:%Y%m%d}{serial:03}"
    right = check_digit(first)
    assert is_valid(first + right)
    assert birth_date(first + right) == born
    assert not any(is_valid(first + wrong) for wrong in "0123456789X" if wrong != right)
