"""Bundles that arrived 收过的包: what each brought, and taking one back as a whole."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.exchange import Contact, IncomingBundle
from desktop.storage import bundles, contacts
from desktop.sync.undo import entries_of, hindrances, take_back
from desktop.usecases.county_views import ArrivalLine
from desktop.usecases.desk import Desk
from desktop.usecases.exchange_desk import hand_of, import_desk, require_decider, said
from desktop.usecases.outcome import Outcome

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Arrivals:
    desk: Desk

    def lines(self, organisation: str = "") -> list[ArrivalLine]:
        """All arrivals, or those of one office; the latest first."""
        with self.desk.home.database.reading() as session:
            known = {contact.device: contact for contact in contacts.every(session)}
            found = [
                _line(bundle, known)
                for bundle in bundles.incoming(session)
                if organisation in {"", bundle.organisation}
            ]
        return sorted(found, key=lambda line: (line.at, line.sequence), reverse=True)

    def hindrances(self, bundle: str) -> list[str]:
        """What stands in the way of taking it back, named; empty: it can be."""
        with self.desk.home.database.reading() as session:
            return hindrances(session, self._known(bundles.find_incoming(session, bundle)))

    def undo(self, bundle: str, reason: str) -> Outcome[int]:
        """Everything as before this bundle; how many records that concerned. Refused, with names, if something later
        depends on it. The sender's receipt is put right by the next file down."""
        desk = self.desk
        require_decider(desk, tr("退出一个包"))
        why = said(reason, tr("退出"))
        desk.home.make_backup("before-undo")
        with desk.home.database.transaction() as session:
            known = self._known(bundles.find_incoming(session, bundle))
            if known.undone_at:
                raise Refusal(
                    tr("{sequence} 号包已经退出过了。", sequence=known.sequence),
                    safe=tr("什么都没有改动。"),
                    code="already-undone",
                )
            found = hindrances(session, known)
            if found:
                more = tr("……共 {number} 处", number=len(found)) if len(found) > _SHOWN else ""
                raise Refusal(
                    tr(
                        "{sequence} 号包不能整个退出，后面的事靠着它：{reasons}{more}。",
                        sequence=known.sequence,
                        reasons=tr("；").join(found[:_SHOWN]),
                        more=more,
                    ),
                    safe=tr("什么都没有改动。"),
                    todo=tr("请先退出后来的包；已经发给上级的，请用退回或更正。"),
                    code="depended-on",
                )
            records = take_back(session, import_desk(desk), known, hand_of(desk), why)
            desk.note(
                session, "import-undone", bundle, sequence=known.sequence, records=len(records), reason=why
            )
        topics = changed(Topic.RECORDS, Topic.ROSTERS, Topic.NOTICES, Topic.BUNDLES, Topic.ATTACHMENTS)
        return Outcome(len(records), topics)

    def _known(self, bundle: IncomingBundle | None) -> IncomingBundle:
        if bundle is None:
            raise Refusal(
                tr("没有收过这个包。"),
                safe=tr("什么都没有改动。"),
                todo=tr("请刷新后再看。"),
                code="no-bundle",
            )
        return bundle


def _line(bundle: IncomingBundle, known: Mapping[str, Contact]) -> ArrivalLine:
    counts = json.loads(bundle.summary).get("counts", {})
    contact = known.get(bundle.device)
    return ArrivalLine(
        bundle.bundle, bundle.organisation, contact.unit if contact else bundle.organisation, bundle.sequence,
        bundle.imported_at, bundle.imported_by, len(entries_of(bundle)),
        counts.get("new", 0), counts.get("updated", 0), counts.get("duplicate", 0), counts.get("conflict", 0),
        counts.get("quarantined", 0), bundle.undone_at, bundle.undone_by, bundle.undone_reason,
    )  # fmt: skip
