"""Two versions of one record: the one in force here, and one that lies beside it. Puts the other one together from what came,
and lets it take the place of ours; ours is then kept beside it. Which of them is right a person says, never this file.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError
from sqlmodel import Session

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.exchange import Held
from desktop.domain.record import RosterRow
from desktop.storage import records, revisions, rosters, travel
from desktop.sync.collect import (
    acknowledged,
    local_columns,
    note_acknowledged,
    posting_lines,
    record_line,
    written,
)
from desktop.sync.hand import Hand
from desktop.sync.merge import WORDS, Case
from desktop.sync.models import PostingLine, RecordLine, RevisionLine, RowLine
from desktop.sync.plan import Desk, Received, judge, ours_of
from desktop.sync.quarantine import (
    BRANCH,
    CONFLICT,
    HeldContent,
    conflict_id,
    content_of,
    payload_of,
    read_payload,
)
from desktop.sync.refusals import NOTHING_TOUCHED
from desktop.sync.take import PlaceOf, take

OURS, THEIRS, REPLACED = "ours", "theirs", "replaced"


@dataclass(frozen=True, slots=True)
class Branch:
    """Another version, from the last revision both share (``fork``, 0: none) to its head. ``line`` carries the revisions
    past the fork, ``rows`` their changes; ``held`` are the ids of the things it was put together from."""

    line: RecordLine
    rows: tuple[RowLine, ...]
    postings: tuple[PostingLine, ...]
    fork: int
    sender: str
    held: tuple[str, ...]

    def roster(self, before: list[RosterRow]) -> list[RosterRow]:
        """Its rows in printed order, laid on those at the fork."""
        state = {row.row: row for row in before}
        for change in sorted(self.rows, key=lambda change: change.revision):
            if change.values is None:
                state.pop(change.row, None)
            else:
                state[change.row] = RosterRow(row=change.row, position=change.position, values=change.values)
        return sorted(state.values(), key=lambda row: (row.position, row.row))


@dataclass(frozen=True, slots=True)
class _Piece:
    held: str
    entry: RevisionLine
    rows: tuple[RowLine, ...]


def branch_of(session: Session, held: Held) -> Branch:
    """The version that ``held`` is the head of. Refusal if a revision in between never came."""
    content = read_payload(held.payload)
    line, _rows, hung = content.understood()
    chain = [revision.digest for revision in revisions.of_record(session, held.record)]
    pieces = {piece.entry.digest: piece for piece in _pieces(session, held.record)}
    walked: list[_Piece] = []
    digest = line.digest
    while digest and digest not in chain:
        piece = pieces.get(digest)
        if piece is None:
            raise Refusal(
                tr("“{title}”的另一个版本还不完整：前面的修订没有收到。", title=line.title),
                safe=NOTHING_TOUCHED,
                todo=tr("请先收那台电脑前面的包，再来定。"),
                code="branch-incomplete",
            )
        walked.insert(0, piece)
        digest = piece.entry.parent
    return Branch(
        line.model_copy(update={"revisions": tuple(piece.entry for piece in walked)}),
        tuple(row for piece in walked for row in piece.rows),
        hung,
        chain.index(digest) + 1 if digest else 0,
        content.sender,
        tuple(dict.fromkeys([*(piece.held for piece in walked), held.id])),
    )


def _pieces(session: Session, record: str) -> Iterator[_Piece]:
    for entry in travel.held(session, open_only=False, record=record):
        try:
            line, rows, _hung = read_payload(entry.payload).understood()
        except ValidationError:
            continue
        for revision in line.revisions:
            own = tuple(row for row in rows if row.revision == revision.number)
            yield _Piece(entry.id, revision, own)


def keep_ours(session: Session, held: Held, hand: Hand, reason: str) -> Branch:
    """Ours stays in force; theirs stays readable beside it."""
    branch = branch_of(session, held)
    _settle(session, branch, OURS, hand, reason)
    return branch


def keep_theirs(
    session: Session, desk: Desk, place_of: PlaceOf, held: Held, hand: Hand, reason: str
) -> Branch:
    """Theirs takes the place of ours past the fork; ours is kept as it was. In the caller's transaction.

    Refuses if that would touch what this laptop itself has sealed or is writing.
    """
    branch = branch_of(session, held)
    known = records.get(session, held.record)
    ours = ours_of(session, held.record)
    sealed = revisions.of_record(session, held.record)[branch.fork :]
    if ours is None or ours.open_draft or any(entry.device == hand.device.id for entry in sealed):
        raise Refusal(
            tr("“{title}”在本机签发过或正在改，不能整个换成对方的。", title=known.title),
            safe=NOTHING_TOUCHED,
            todo=tr("请保留本机的，再按对方的内容发起更正。"),
            code="own-revisions",
        )
    if sealed:
        _keep_beside(session, desk, branch, hand, reason)
    for entry in reversed(sealed):
        rosters.take_back(session, held.record, entry.number)
        revisions.take_back(session, held.record, entry.number)
    received = Received(held.record, branch.line.revision, branch.line, branch.rows, branch.postings)
    below = ours_of(session, held.record)
    case = judge(session, desk, received, below, branch.sender, None)
    if case is not Case.THEIRS_NEWER:
        raise Refusal(
            tr("“{title}”的另一个版本收不进来：{words}。", title=known.title, words=WORDS[case]),
            safe=NOTHING_TOUCHED,
            code="branch-unfit",
        )
    take(session, desk, received, branch.line, case, place_of)
    told = acknowledged(session, held.record)
    if told.revision > branch.fork:
        note_acknowledged(session, held.record, type(told)(branch.fork, "", told.sequence))
    travel.forget(session, held.record, branch.fork)
    _settle(session, branch, THEIRS, hand, reason)
    return branch


def _keep_beside(session: Session, desk: Desk, branch: Branch, hand: Hand, reason: str) -> None:
    """Our version past the fork, whole, as it would have been sent."""
    known = records.get(session, branch.line.record)
    form = desk.form_of(known.matter, known.form)
    local = local_columns(form) if form else frozenset[str]()
    line = record_line(session, known, branch.fork)
    changes = rosters.changes_between(session, known.id, branch.fork, known.revision)
    rows = tuple(written(known.id, changes, local))
    content: HeldContent = content_of(line, rows, posting_lines(session, known.id), branch.sender)
    kept = Held(
        id=conflict_id(known.id, line.digest),
        bundle="",
        record=known.id,
        revision=line.revision,
        kind=BRANCH,
        reason="定了用另一个版本，这一个留着备查",
        held_at=hand.at,
        payload=payload_of(content),
    )
    travel.hold(session, kept)
    travel.resolve(session, kept.id, REPLACED, hand.at, hand.by, reason)


def _settle(session: Session, branch: Branch, how: str, hand: Hand, reason: str) -> None:
    """Decided for the whole version: for its head and for what came of it before."""
    for entry in travel.held(session, open_only=False, record=branch.line.record):
        if entry.id in branch.held and (entry.kind == CONFLICT or entry.resolved):
            travel.resolve(session, entry.id, how, hand.at, hand.by, reason)
