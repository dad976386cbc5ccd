"""Sending: gather, write, remember what was sent; later note what the receiver's receipt says became of it.

A sequence number is used only if the file is there, and what was not acknowledged is sent again with the next bundle.
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlmodel import Session

from desktop import __version__
from desktop.base.clock import Clock
from desktop.base.errors import Refusal
from desktop.base.ids import new_id
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.domain.exchange import Contact, OutgoingBundle, Travel
from desktop.domain.organisation import Organisation
from desktop.domain.record import Record, moment
from desktop.storage import bundles, records, settings, travel
from desktop.storage.home import Home
from desktop.sync.collect import OwnFormOf, acknowledged, collect, note_acknowledged
from desktop.sync.export import Contents, Exported, Label, Receiver, Sender, file_prefix, write_bundle
from desktop.sync.fitting import fitting
from desktop.sync.merge import WORDS, Case
from desktop.sync.models import Header, Office, division_prefix
from desktop.sync.own_keys import towards
from desktop.sync.own_row import note_trying, require_memory
from desktop.sync.receipts import Receipt, ReceiptLine, receipt_bytes
from desktop.sync.refusals import NOTHING_TOUCHED

AWAITING, CONFLICT, QUARANTINED = "awaiting_receipt", "conflict", "quarantined"
RECEIVED = {"township": "received_township", "prefecture": "received_prefecture"}
RECEIVED_OTHERWISE = "received_county"


def office_of(organisation: Organisation) -> Office:
    return Office.model_validate(
        {"code": organisation.code, "unit": organisation.unit, "level": str(organisation.level)}
    )


def export_bundle(
    home: Home,
    receiver: Contact,
    folder: Path,
    form_of: OwnFormOf,
    clock: Clock,
    edition: str,
    progress: Progress | None = None,
    *,
    largest: int | None = None,
    allow: Callable[[Session, Record], None] = lambda session, record: None,
) -> Exported:
    """Write what ``receiver`` does not have yet, as far as it fits, as the next bundle into ``folder``.

    ``allow`` is asked for every record before a byte is written and raises Refusal for one that must not leave.

    Raises Refusal (nothing to send, content that may not leave) or SurroundingsError (the stick); then no number is
    used and nothing stays on the stick.
    """
    scope = division_prefix(home.organisation.code, str(home.organisation.level))
    with home.database.reading() as session:
        contents, left = fitting(collect(session, home.attachments, scope, form_of))
        for line in contents.records:
            allow(session, records.get(session, line.record))
        last = bundles.last_outgoing(session)
        signing_key, recipient = towards(session, home.device, receiver)
        sender = Sender(home.device.id, office_of(home.organisation), signing_key)
        require_memory(session, folder, file_prefix(sender), home.device.id)
    label = Label(
        bundle=new_id(clock),
        sequence=last.sequence + 1 if last else 1,
        previous=last.digest if last else "",
        edition=edition,
        program=__version__,
        made_at=moment(clock.now()),
    )

    @contextlib.contextmanager
    def remember(header: Header) -> Iterator[None]:
        with home.database.transaction() as session:
            note_trying(session, header)
        with home.database.transaction() as session:
            if bundles.next_sequence(session) != header.sequence:
                raise Refusal(
                    tr("另一个窗口刚刚也导出了一个包。"),
                    safe=tr("这一次什么都没有写。"),
                    todo=tr("请再导出一次。"),
                    code="sequence-taken",
                )
            _note_sent(session, header, label, contents, home.account.name)
            yield

    made = write_bundle(
        contents,
        sender,
        Receiver(receiver.organisation, recipient),
        label,
        folder,
        remember=remember,
        scratch=home.folder,
        largest=largest,
        progress=progress,
    )
    return replace(made, left=left)


def _note_sent(session: Session, header: Header, label: Label, contents: Contents, by: str) -> None:
    bundles.add_outgoing(
        session,
        OutgoingBundle(
            sequence=header.sequence,
            bundle=header.bundle,
            receiver=header.receiver,
            digest=header.sha256,
            previous=label.previous,
            size=header.size,
            exported_at=label.made_at,
            exported_by=by,
            contents=tuple((line.record, line.revision) for line in contents.records),
        ),
    )
    marks = {}
    for line in contents.records:
        marks[line.record] = line.mark(
            tuple(entry for entry in contents.postings if entry.record == line.record)
        )
        if acknowledged(session, line.record).revision < line.revision:
            sent = Travel(
                record=line.record,
                revision=line.revision,
                state=AWAITING,
                sequence=header.sequence,
                at=label.made_at,
            )
            travel.put(session, sent)
    settings.put(session, f"sent:{header.sequence}", marks)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a receipt changed: the bundle it answers, and whether it was known already."""

    outgoing: OutgoingBundle
    repeated: bool


def receive_receipt(session: Session, receipt: Receipt, device: str, at: str) -> Answered:
    """Note a receipt that `read_receipt` believed. ``device`` is our own id, ``at`` an ISO time.

    Refuses a receipt for a bundle that is not ours, or that does not speak of exactly what was in it.
    """
    sent = bundles.find_outgoing(session, receipt.bundle)
    if sent is None and receipt.sender == device:
        raise _wrong(
            tr("本机不记得写过 {sequence} 号包。本机的数据可能是从备份恢复的。", sequence=receipt.sequence),
            "receipt-forgotten",
        )
    if sent is None or receipt.sender != device:
        raise _wrong(tr("这个回执不是给本机的包的。"), "receipt-not-ours")
    if (receipt.digest, receipt.sequence, receipt.size) != (sent.digest, sent.sequence, sent.size):
        raise _wrong(
            tr("这个回执说收到的 {sequence} 号包，和本机写出的不一样。", sequence=receipt.sequence),
            "receipt-other-bytes",
        )
    if sorted((line.record, line.revision) for line in receipt.lines) != sorted(sent.contents):
        raise _wrong(
            tr("这个回执里的记录和 {sequence} 号包里的对不上。", sequence=sent.sequence),
            "receipt-other-records",
        )
    marks: dict[str, str] = settings.get(session, f"sent:{sent.sequence}", {})
    for line in receipt.lines:
        _note_line(session, receipt, line, marks.get(line.record, ""))
    bundles.keep_receipt(session, receipt.bundle, receipt_bytes(receipt), at)
    return Answered(sent, bool(sent.receipt_at))


def forget_unanswered(session: Session, device: str) -> None:
    """Begin a new row of bundles: the old one (of ``device``) is kept for reading, its numbers no longer count, and what
    was not answered goes out again with the next bundle."""
    old = bundles.take_out_outgoing(session)
    settings.put(session, f"outgoing-before:{device}", [one.model_dump(mode="json") for one in old])
    for record, latest in travel.latest(session).items():
        if latest.state == AWAITING:
            travel.forget(session, record, latest.revision - 1)


def _wrong(what: str, code: str) -> Refusal:
    return Refusal(
        what, safe=NOTHING_TOUCHED, todo=tr("请核对是不是拿错了文件，或请县里重新发一次。"), code=code
    )


def _note_line(session: Session, receipt: Receipt, line: ReceiptLine, mark: str) -> None:
    told = acknowledged(session, line.record)
    known = travel.find(session, line.record, line.revision)
    settled = known is not None and known.state not in {AWAITING, QUARANTINED}
    older = known is not None and known.sequence is not None and known.sequence > receipt.sequence
    if line.status == "rejected":
        if line.why == Case.WAITING and told.revision:
            note_acknowledged(session, line.record, replace(told, revision=0, mark=""))
        if settled or older:
            return
        state, detail = QUARANTINED, WORDS[Case(line.why)] if line.why in set(Case) else ""
    else:
        newest = receipt.sequence >= told.sequence
        note_acknowledged(
            session,
            line.record,
            replace(
                told,
                revision=max(told.revision, line.revision),
                mark=mark if newest else told.mark,
                sequence=max(told.sequence, receipt.sequence),
            ),
        )
        if settled:
            return  # a conflict stays one until it is decided, however often the bundle is answered
        state = (
            CONFLICT
            if line.status == "conflict"
            else RECEIVED.get(receipt.receiver.level, RECEIVED_OTHERWISE)
        )
        detail = WORDS[Case.BOTH_CHANGED] if line.status == "conflict" else ""
    travel.put(
        session,
        Travel(
            record=line.record,
            revision=line.revision,
            state=state,
            sequence=receipt.sequence,
            at=receipt.received_at,
            detail=detail,
        ),
    )
