"""Row changes prove the sealed roster, or nothing."""

from desktop.domain.record import RosterRow, roster_digest
from desktop.sync.models import RowLine
from desktop.sync.roster_chain import roster_holds


def test_a_roster_is_proven_and_a_row_said_twice_in_one_revision_is_not(making) -> None:  # type: ignore[no-untyped-def]
    rows = [RosterRow(row="r1", position=1, values={"name": "马得福"})]
    line = making.line("rec", [making.revision("rec", 1, "", rows, {})])
    change = RowLine(record="rec", revision=1, row="r1", position=1, values={"name": "马得福"})
    assert roster_digest(rows) == line.revisions[0].content["roster"]
    assert roster_holds(line, [change], {}, frozenset())
    assert not roster_holds(line, [change, change], {}, frozenset())
    assert not roster_holds(line, [change], {}, frozenset({"name"}))
    assert not roster_holds(line, [], {}, frozenset())
