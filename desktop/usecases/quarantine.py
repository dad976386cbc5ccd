"""待查: what came and could not be taken in. It is looked at again, or put aside for good with a reason; never lost."""

from dataclasses import dataclass

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.storage import travel
from desktop.sync.quarantine import QUARANTINED
from desktop.sync.waiting import look_again
from desktop.usecases.conflicts import held_line
from desktop.usecases.county_views import HeldLine
from desktop.usecases.desk import Desk
from desktop.usecases.exchange_desk import hand_of, import_desk, place_of, require_decider, said
from desktop.usecases.outcome import Outcome

DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Quarantine:
    desk: Desk

    def open(self) -> list[HeldLine]:
        """What waits, the oldest first."""
        with self.desk.home.database.reading() as session:
            return [held_line(session, held) for held in travel.held(session) if held.kind == QUARANTINED]

    def look_again(self) -> Outcome[tuple[str, ...]]:
        """Take in what fits now: after a new catalogue, a new grant, an earlier bundle. The ids of those records."""
        desk = self.desk
        with desk.home.database.transaction() as session:
            moved = look_again(
                session, import_desk(desk), lambda matter, form: place_of(desk, matter, form), hand_of(desk)
            )
            for record in moved:
                desk.note(session, "received", record, way="quarantine")
        topics = changed(Topic.RECORDS, Topic.ROSTERS, Topic.NOTICES, Topic.BUNDLES) if moved else changed()
        return Outcome(moved, topics)

    def drop(self, held: str, reason: str) -> Outcome[HeldLine]:
        """Not to be taken in; kept as it came. The sender learns it by the next file down."""
        desk = self.desk
        require_decider(desk, tr("放弃待查的记录"))
        why = said(reason, tr("放弃"))
        with desk.home.database.transaction() as session:
            entry = travel.find_held(session, held)
            if entry is None or entry.kind != QUARANTINED or entry.resolved:
                raise Refusal(
                    tr("待查里没有这一条。"),
                    safe=tr("什么都没有改动。"),
                    todo=tr("请刷新后再看。"),
                    code="not-held",
                )
            line = held_line(session, entry)
            travel.resolve(session, held, DROPPED, desk.now(), desk.account.name, why)
            desk.note(session, "quarantine-dropped", entry.record, reason=why, revision=entry.revision)
        return Outcome(line, changed(Topic.BUNDLES))
