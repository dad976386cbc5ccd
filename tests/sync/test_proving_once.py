"""A roster is proven against its seal once, and again when what it was judged against has changed."""

from dataclasses import replace
from typing import Any

from desktop.domain.record import RecordState
from desktop.sync import plan as planning
from desktop.sync.merge import Case, Ours
from desktop.sync.models import RecordLine
from tests.sync.two_homes import people, shared


def test_a_roster_is_proven_once_and_again_if_ours_has_changed_since(offices, monkeypatch):
    record = offices.township.issue("草原补奖", people("扎西", "卓玛"))
    first = offices.township.send(offices.county, offices.stick).path
    offices.township.correct(record, {2: people("多杰")[0]})
    second = offices.township.send(offices.county, offices.stick).path
    proven: list[int] = []
    holds = planning.roster_holds

    def counting(line: RecordLine, *rest: Any) -> bool:
        proven.append(line.revision)
        return holds(line, *rest)

    monkeypatch.setattr(planning, "roster_holds", counting)
    offices.county.take_in(first)
    assert proven == [1]
    proven.clear()
    old = [offices.county.plan(path) for path in (second, second)]
    assert proven == [2, 2]
    for plan, case in zip(old, (Case.THEIRS_NEWER, Case.UNCHANGED), strict=True):
        applied = offices.county.enter(plan)
        assert [line.status for line in applied.receipt.lines] == [
            "accepted" if case is Case.THEIRS_NEWER else "duplicate"
        ]
    assert proven == [2, 2]
    assert offices.county.rows(record, 2) == shared("扎西", "多杰")


def test_a_roster_planned_on_what_is_no_longer_ours_is_proven_anew(offices, monkeypatch):
    record = offices.township.issue("草原补奖", people("扎西"))
    path = offices.township.send(offices.county, offices.stick).path
    plan = offices.county.plan(path)
    elsewhere = Ours(("another",), RecordState.ISSUED)
    stale = replace(plan, items=tuple(replace(item, ours=elsewhere) for item in plan.items))
    monkeypatch.setattr(planning, "roster_holds", lambda *_: False)
    applied = offices.county.enter(stale)
    assert [line.status for line in applied.receipt.lines] == ["rejected"]
    assert [line.record for line in applied.receipt.lines] == [record]
