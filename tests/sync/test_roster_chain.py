"""Row changes prove the sealed roster, or nothing."""

import copy

from hypothesis import given
from hypothesis import strategies as st

from desktop.base.canonical import canonical_json
from desktop.domain.record import RosterRow, roster_digest, row_digest
from desktop.sync.models import RowLine
from desktop.sync.roster_chain import roster_holds


def test_a_roster_is_proven_and_a_row_said_twice_in_one_revision_is_not(making) -> None:
    rows = [RosterRow(row="r1", position=1, values={"name": "马得福"})]
    line = making.line("rec", [making.revision("rec", 1, "", rows, {})])
    change = RowLine(record="rec", revision=1, row="r1", position=1, values={"name": "马得福"})
    assert roster_digest(rows) == line.revisions[0].content["roster"]
    assert roster_holds(line, [change], {}, frozenset())
    assert not roster_holds(line, [change, change], {}, frozenset())
    assert not roster_holds(line, [change], {}, frozenset({"name"}))
    assert not roster_holds(line, [], {}, frozenset())


NAMES = st.from_regex(r"[0-9A-Za-z._-]{1,12}", fullmatch=True)
LINES = st.builds(
    RowLine,
    record=NAMES,
    revision=st.integers(1, 1_000_000),
    row=NAMES,
    position=st.integers(0, 2**53 - 1),
    values=st.none() | st.dictionaries(st.text(max_size=4), st.text(max_size=8), max_size=4),
)


@given(LINES)
def test_a_line_is_written_and_digested_as_any_other_part(line: RowLine) -> None:
    assert line.canonical() == canonical_json(line.model_dump(mode="json"))
    if line.values is not None:
        assert line.digest == row_digest(line.row, line.position, line.values)
    assert line == RowLine.model_validate(line.model_dump())


@given(LINES, st.text(max_size=5))
def test_a_copy_with_other_values_takes_nothing_along(line: RowLine, text: str) -> None:
    assert line.digest == copy.copy(line).digest
    other = line.model_copy(update={"values": {"name": text}})
    assert other.digest == row_digest(line.row, line.position, {"name": text})
    assert other.canonical() == canonical_json(other.model_dump(mode="json"))
