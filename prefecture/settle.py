"""Brings the records of one bundle in, inside the caller's transaction and under the county's lock.

Takes what adds to what is here, holds the rest, and looks again at what had waited. Says the case of every record.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import ValidationError

from desktop.catalogue.catalogue import Catalogue
from desktop.sync.merge import Case
from desktop.sync.models import RecordLine
from desktop.sync.opened import OpenedBundle
from prefecture.database import held
from prefecture.database.connection import Connection
from prefecture.database.load import Taken, load, move_on, year_of
from prefecture.database.standing import attachments_here, roster_at, standings
from prefecture.judge import HERE, TAKEN, Received, Standing, Surroundings, form_of, judge, public_fields

Outcomes = list[tuple[str, int, Case]]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where we stand: the prefecture's code prefix, its catalogue, the moment, and whose bundle this is."""

    prefix: str
    catalogue: Catalogue
    at: datetime
    bundle: str


def settle(connection: Connection, desk: Desk, opened: OpenedBundle, scope: str) -> Outcomes:
    """Every record of the bundle with its case, in the order of the bundle; those set apart come last."""
    items = [
        Received(line, opened.rows.get(line.record, ()), opened.postings.get(line.record, ()), scope)
        for line in opened.records
    ]
    outcomes = _take(connection, desk, items)
    for apart in opened.apart:
        held.hold(
            connection, bundle=desk.bundle, organisation=opened.header.organisation, record=apart.record,
            revision=apart.revision, case=apart.case, scope=scope, at=desk.at, digest="",
            payload=held.payload_of(apart.content, apart.rows, apart.postings),
        )  # fmt: skip
        outcomes.append((apart.record, apart.revision, apart.case))
    return outcomes


def look_again(connection: Connection, desk: Desk, county: str) -> list[str]:
    """Take in what had waited in a county and now fits, until nothing more does; gives the ids of those records."""
    released: list[str] = []
    while True:
        moved = [
            entry.record
            for entry in held.open_quarantine(connection, county)
            if _release(connection, desk, entry)
        ]
        if not moved:
            return list(dict.fromkeys(released))
        released += moved


def take_version(connection: Connection, desk: Desk, item: Received, year: int) -> Case:
    """Take in a version for which room was made; its case, and nothing is changed unless that is new or newer. ``year`` is
    the one under which the record has lain so far."""
    around = _around(connection, desk, [item])
    case = judge(item, around)
    if case in TAKEN:
        entry = _entry(desk, item, around.standing(item.line.record))
        load(connection, iter([replace(entry, year=year)]), desk.bundle)
    return case


def look_again_at(connection: Connection, desk: Desk, record: str) -> list[str]:
    """Versions of ``record`` that waited as conflicts and only go on from what is in force now: taken in."""
    released: list[str] = []
    while True:
        waiting = [one.held for one in held.versions_beside(connection, record) if not one.resolved]
        moved = [entry.record for entry in waiting if _release(connection, desk, entry)]
        if not moved:
            return released
        released += moved


def _release(connection: Connection, desk: Desk, entry: held.Held) -> bool:
    try:
        item = entry.understood()
    except ValidationError:
        return False
    desk = replace(desk, bundle=entry.bundle)
    around = _around(connection, desk, [item])
    case = judge(item, around)
    if case not in HERE | (
        {Case.BOTH_CHANGED, Case.CONFLICT_KNOWN} if entry.reason != Case.BOTH_CHANGED else set()
    ):
        return False
    if case in TAKEN:
        load(connection, iter([_entry(desk, item, around.standing(item.line.record))]), desk.bundle)
    _put_aside(connection, desk, [(item, case)], around)
    held.resolve(connection, entry.id, str(case), desk.at)
    return True


def _take(connection: Connection, desk: Desk, items: list[Received]) -> Outcomes:
    around = _around(connection, desk, items)
    # Judging what follows a roster we have asks the database, which while it takes rows in answers nothing.
    cases = {item.line.record: judge(item, around) for item in items if item.follows}

    def taken() -> Iterator[Taken]:
        """The others are judged while the database is at work on the rows of those before."""
        for item in items:
            record = item.line.record
            if record not in cases:
                cases[record] = judge(item, around)
            if cases[record] in TAKEN:
                yield _entry(desk, item, around.standing(record))

    load(connection, taken(), desk.bundle)
    judged = [(item, cases[item.line.record]) for item in items]
    _put_aside(connection, desk, judged, around)
    return [(item.line.record, item.line.revision, case) for item, case in judged]


def _around(connection: Connection, desk: Desk, items: list[Received]) -> Surroundings:
    known: dict[str, Standing] = standings(connection, (item.line.record for item in items))
    conflicts = held.conflicts_of(connection, [item.line.record for item in items])
    here = attachments_here(connection, {file.digest for item in items for file in item.line.attachments})

    def is_held(line: RecordLine) -> bool:
        return held.conflict_id(line.record, line.digest) in conflicts

    return Surroundings(
        desk.prefix, desk.catalogue, known.get, is_held, here.__contains__,
        lambda record, revision: roster_at(connection, record, revision),
    )  # fmt: skip


def _put_aside(
    connection: Connection, desk: Desk, judged: list[tuple[Received, Case]], around: Surroundings
) -> None:
    """What adds no revision: a state that moved on, sheets that were hung, and what must be held."""
    for item, case in judged:
        line = item.line
        if case in HERE - TAKEN:
            move_on(connection, _entry(desk, item, around.standing(line.record)), desk.bundle)
        elif case not in TAKEN and case is not Case.CONFLICT_KNOWN:
            held.hold(
                connection, bundle=desk.bundle, organisation=_holder(desk, item), record=line.record,
                revision=line.revision, case=case, scope=item.scope, at=desk.at, digest=line.digest,
                payload=held.payload_of_received(item),
            )  # fmt: skip


def _holder(desk: Desk, item: Received) -> str:
    """Under which office something held is listed: its own, or the sender's if it is not the sender's to bring."""
    own = item.line.organisation
    return own if own.startswith(item.scope) and own.startswith(desk.prefix) else item.scope


def _entry(desk: Desk, item: Received, standing: Standing | None) -> Taken:
    line = item.line
    have = len(standing.ours.chain) if standing else 0
    year = standing.year if standing else year_of(line.formed_on)
    return Taken(item, have, year, _public_text(desk.catalogue, line))


def _public_text(catalogue: Catalogue, line: RecordLine) -> str:
    """What staff may search: only of records that are published, only what stands in public fields."""
    form = form_of(catalogue, line.matter, line.form)
    if line.disclosure != "proactive" or form is None or not line.revisions:
        return ""
    values = line.revisions[-1].content.get("values", {})
    texts = [line.title, line.index_number]
    texts += [str(values[field.key]) for field in public_fields(form) if values.get(field.key)]
    return "\n".join(text for text in texts if text)
