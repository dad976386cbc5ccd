"""What a file from the office above changes here: how far each record has come. No record itself is touched.

A version the file speaks of counts only if it is ours by its digest; another laptop's is left alone.
"""

from dataclasses import dataclass

from sqlmodel import Session

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.exchange import Returned, Travel
from desktop.storage import records, returned, revisions, settings, travel
from desktop.sync.collect import acknowledged, note_acknowledged
from desktop.sync.down import DownFile, ReturnLine, StandingLine
from desktop.sync.outgoing import AWAITING, RECEIVED, RECEIVED_OTHERWISE
from desktop.sync.refusals import NOTHING_TOUCHED
from desktop.sync.settled import Settled, last_words

RETURNED, NOT_EXPORTED = "returned", "not_exported"
SETTLED_ABOVE = "settled-above"
_IN = frozenset({"accepted", "duplicate"})
_ARRIVED = frozenset({*RECEIVED.values(), RECEIVED_OTHERWISE})


@dataclass(slots=True)
class Told:
    """How many records were given back, put right, are to be sent again, came further; and are not ours by digest."""

    returned: int = 0
    settled: int = 0
    again: int = 0
    further: int = 0
    unknown: int = 0


def take_down(session: Session, down: DownFile) -> Told:
    """Note what the file says, in the caller's transaction; `read_down` believed it before. The same file twice changes
    nothing; an older one is refused."""
    _check_number(session, down)
    told = Told()
    for line in down.standing:
        _settle(session, down, line, told)
    decided = _take_decisions(session, down, told)
    for above in down.upward:
        known = travel.find(session, above.record, above.revision)
        if (above.record, above.revision) in decided:
            continue  # its receipt said that it waits for a person; that person has spoken since
        if known is None:
            told.unknown += 1
        elif known.state != RETURNED and _furthest(session, down, above.receipt, above.status, known):
            told.further += 1
    for given in down.returns:
        if not _is_ours(session, given.record, given.revision, given.digest):
            told.unknown += 1
            continue
        detail = "；".join(part for part in (*given.words, given.text) if part)
        if _put(session, given.record, given.revision, RETURNED, given.at, detail):
            told.returned += 1
            _hand_on(session, down, given)
    return told


def last_down(session: Session, device: str) -> int:
    """The number of the newest file down of a device above that was taken in; 0 for none."""
    return int(settings.get(session, f"down:{device}", 0))


def _check_number(session: Session, down: DownFile) -> None:
    last = last_down(session, down.device)
    if down.number < last:
        raise Refusal(
            tr(
                "这是{unit}较早写的一份（第 {number} 份），后来的第 {last} 份已经收过。",
                unit=down.sender.unit,
                number=down.number,
                last=last,
            ),
            safe=NOTHING_TOUCHED,
            todo=tr("请收最新的一份。"),
            code="down-older",
        )
    settings.put(session, f"down:{down.device}", down.number)


def _is_ours(session: Session, record: str, revision: int, digest: str) -> bool:
    sealed = revisions.find(session, record, revision)
    return sealed is not None and sealed.digest == digest


def _hand_on(session: Session, down: DownFile, given: ReturnLine) -> None:
    """A record that came from below this office is given back to where it came from, in the words of the office above."""
    known = records.find(session, given.record)
    if known is not None and known.organisation != down.organisation:
        returned.put(
            session,
            Returned(
                record=given.record,
                revision=given.revision,
                digest=given.digest,
                organisation=known.organisation,
                text=given.text,
                at=given.at,
                by=down.sender.unit,
                reasons=given.reasons,
            ),
        )


def _settle(session: Session, down: DownFile, line: StandingLine, told: Told) -> None:
    if not _is_ours(session, line.record, line.revision, line.digest):
        told.unknown += 1
        return
    known = travel.find(session, line.record, line.revision)
    mark = acknowledged(session, line.record)
    if line.status == "accepted":
        given_back = {(entry.record, entry.digest) for entry in down.returns}
        if (known is not None and known.state in _ARRIVED) or (line.record, line.digest) in given_back:
            return
        state = RECEIVED.get(down.sender.level, RECEIVED_OTHERWISE)
        note_acknowledged(
            session, line.record, type(mark)(max(mark.revision, line.revision), mark.mark, mark.sequence)
        )
        told.settled += _put(session, line.record, line.revision, state, down.made_at, "")
    elif line.status == "replaced":
        detail = f"两边都改过，上级留用了另一个版本：{line.text}"
        told.returned += _put(session, line.record, line.revision, RETURNED, down.made_at, detail)
    elif line.status == "dropped":
        detail = f"上级没有收进：{line.text}"
        told.returned += _put(session, line.record, line.revision, RETURNED, down.made_at, detail)
    elif line.status == "taken_back":
        sent_since = known is not None and known.sequence is not None and known.sequence > line.sequence
        if sent_since or (known is not None and known.state == AWAITING and known.sequence != line.sequence):
            return
        note_acknowledged(session, line.record, type(mark)(min(mark.revision, line.have), "", mark.sequence))
        detail = f"上级退出了 {line.sequence} 号包（{line.text}），请再发一次"
        told.again += _put(session, line.record, line.revision, NOT_EXPORTED, down.made_at, detail)


def _take_decisions(session: Session, down: DownFile, told: Told) -> set[tuple[str, int]]:
    """Note which of two versions an office above has put in force, and keep its word to be handed on; the revisions of ours
    that it speaks of."""
    spoken: set[tuple[str, int]] = set()
    given_back = {(entry.record, entry.digest) for entry in down.returns}
    for (record, revision, digest), (word, kept) in last_words(down.settled).items():
        if not _is_ours(session, record, revision, digest):
            continue
        spoken.add((record, revision))
        if kept and (record, digest) not in given_back:
            state = RECEIVED.get(word.sender.level, RECEIVED_OTHERWISE)
            told.settled += _put(session, record, revision, state, word.at, "")
        elif not kept:
            detail = f"两边都改过，{word.sender.unit}留用了另一个版本：{word.text}"
            told.returned += _put(session, record, revision, RETURNED, word.at, detail)
    settings.put(session, SETTLED_ABOVE, [one.model_dump(mode="json") for one in down.settled])
    return spoken


def settled_above(session: Session, division: str) -> tuple[Settled, ...]:
    """The words of the offices above on the records of ``division``, as they were signed."""
    known = (Settled.model_validate(said) for said in settings.get(session, SETTLED_ABOVE, []))
    ours = (one for one in known if one.organisation.startswith(division))
    return tuple(sorted(ours, key=lambda one: (one.device, one.number)))


def _furthest(session: Session, down: DownFile, receipt: str, status: str, known: Travel) -> bool:
    """Note that a revision has come to the office further up, or why not."""
    given = next(entry for entry in down.receipts if entry.name == receipt)
    if status in _IN:
        state = RECEIVED.get(given.receiver.level, RECEIVED_OTHERWISE)
        return _put(session, known.record, known.revision, state, given.received_at, "")
    words = "两边都改过，等那边定" if status == "conflict" else "还没有收进"
    return _put(session, known.record, known.revision, known.state, known.at, f"{given.receiver.unit}{words}")


def _put(session: Session, record: str, revision: int, state: str, at: str, detail: str) -> bool:
    """Whether that was new."""
    known = travel.find(session, record, revision)
    if known is not None and (known.state, known.detail) == (state, detail):
        return False
    sequence = known.sequence if known is not None else None
    travel.put(
        session,
        Travel(record=record, revision=revision, state=state, sequence=sequence, at=at, detail=detail),
    )
    return True
