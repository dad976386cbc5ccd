"""Takes a whole import back: everything as it was before the bundle, as long as nothing later stands on it.

What stands on it is named, so that it can be taken back first. The office that sent it learns by the next file down.
"""

import json
from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from desktop.base.words import tr
from desktop.domain.exchange import IncomingBundle
from desktop.domain.record import Record
from desktop.storage import (
    attachments,
    bundles,
    contacts,
    records,
    removal,
    returned,
    revisions,
    rosters,
    travel,
)
from desktop.sync.before import Entry, after, moved
from desktop.sync.branches import OURS, THEIRS
from desktop.sync.hand import Hand
from desktop.sync.plan import Desk
from desktop.sync.take import content_of, kept_here


def entries_of(bundle: IncomingBundle) -> dict[str, Entry]:
    """By record id: what the bundle changed there."""
    found: dict[str, Entry] = json.loads(bundle.summary).get("before", {})
    return {record: entry for record, entry in found.items() if moved(entry)}


def hindrances(session: Session, bundle: IncomingBundle) -> list[str]:
    """Why it cannot be taken back now: Chinese sentences, each naming the record and what stands on it."""
    return list(_hindrances(session, bundle))


def _hindrances(session: Session, bundle: IncomingBundle) -> Iterator[str]:
    for record, entry in entries_of(bundle).items():
        known = records.find(session, record)
        title = known.title if known else record
        if after(session, record) != entry["after"]:
            yield tr(
                "“{title}”后来又变了（{later}）", title=title, later=_what_later(session, bundle, record)
            )
            continue
        shared = entry["before"]["chain"] if entry["before"] else 0
        sent = [step for step in travel.of_record(session, record) if step.revision > shared]
        if sent:
            yield tr("“{title}”已经写进发给上级的 {sequence} 号包", title=title, sequence=sent[-1].sequence)
        elif known and returned.find(session, record, known.revision):
            yield tr("“{title}”已经退回给报送单位", title=title)
    for held in travel.held_of_bundle(session, bundle.bundle):
        if held.resolved in {OURS, THEIRS}:
            known = records.find(session, held.record)
            yield tr("“{title}”的冲突已经定了", title=known.title if known else held.record)


def _what_later(session: Session, bundle: IncomingBundle, record: str) -> str:
    """Which later bundle brought more of the record, as a person would name it."""
    for other in bundles.incoming(session):
        if other.bundle != bundle.bundle and not other.undone_at and record in entries_of(other):
            contact = contacts.find(session, other.device)
            return tr(
                "{unit}的 {sequence} 号包",
                unit=contact.unit if contact else other.organisation,
                sequence=other.sequence,
            )
    return tr("别处的改动")


def take_back(
    session: Session, desk: Desk, bundle: IncomingBundle, hand: Hand, reason: str
) -> tuple[str, ...]:
    """Undo it in the caller's transaction; the ids of the records concerned. `hindrances` must have been empty."""
    entries = entries_of(bundle)
    for record, entry in entries.items():
        _restore(session, desk, record, entry)
    for held in travel.held_of_bundle(session, bundle.bundle):
        travel.release(session, held.id)
    update = {"undone_at": hand.at, "undone_by": hand.by, "undone_reason": reason}
    bundles.put_incoming(session, bundle.model_copy(update=update))
    return tuple(entries)


def _restore(session: Session, desk: Desk, record: str, entry: Entry) -> None:
    was, now = entry["before"], entry["after"]
    if was is None:
        removal.take_out(session, record)
        return
    _restore_postings(session, record, was, now)
    for number in reversed(revisions.numbers(session, record)):
        if number > was["chain"]:
            rosters.take_back(session, record, number)
            revisions.take_back(session, record, number)
    head = Record.model_validate(was["head"])
    newest = revisions.find(session, record, was["chain"])
    if newest is not None and now["revision"] != head.revision:
        content = content_of(newest.content)
        local = kept_here(desk, head.matter, head.form, records.content(session, record).values)
        content = content.model_copy(update={"values": {**local, **content.values}})
        records.save_content(session, record, content, head.updated_at)
        attachments.replace_all(
            session, record, [(d, name, media, size) for d, name, media, size in was["files"]]
        )
    records.put(session, head)


def _restore_postings(session: Session, record: str, was: dict[str, Any], now: dict[str, Any]) -> None:
    for posting, down in now["postings"].items():
        if down and was["postings"].get(posting) is False:
            removal.hang_again(session, posting)
    new = now["postings"].keys() - was["postings"].keys()
    removal.take_out_postings(session, record, new, was["notices"])
