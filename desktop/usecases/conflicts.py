"""Conflicts 冲突: two versions of one record side by side, and a person's word on which is in force. The other is kept."""

from dataclasses import dataclass

from pydantic import ValidationError
from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.exchange import Held
from desktop.domain.record import Revision
from desktop.storage import bundles, contacts, records, revisions, rosters, travel
from desktop.sync import branches
from desktop.sync.branches import Branch
from desktop.sync.models import RevisionLine
from desktop.sync.quarantine import BRANCH, CONFLICT, read_payload
from desktop.usecases.comparison import reason_names
from desktop.usecases.county_views import ConflictView, HeldLine, VersionLine
from desktop.usecases.desk import Desk
from desktop.usecases.differences import differences
from desktop.usecases.exchange_desk import form_of, hand_of, import_desk, place_of, require_decider, said
from desktop.usecases.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Conflicts:
    desk: Desk

    def open(self) -> list[HeldLine]:
        """What waits for a decision, the oldest first."""
        with self.desk.home.database.reading() as session:
            return [held_line(session, held) for held in travel.held(session) if held.kind == CONFLICT]

    def kept(self, record: str) -> list[HeldLine]:
        """Versions of a record that gave way, readable by `show`."""
        with self.desk.home.database.reading() as session:
            return [
                held_line(session, held)
                for held in travel.held(session, open_only=False, record=record)
                if held.resolved and held.kind in {CONFLICT, BRANCH}
            ]

    def show(self, held: str) -> ConflictView:
        """Ours and theirs, field by field and row by row: only what differs."""
        with self.desk.home.database.reading() as session:
            entry = _held(session, held)
            known = records.get(session, entry.record)
            line = held_line(session, entry)
            branch = branches.branch_of(session, entry)
            ours = revisions.latest(session, entry.record)
            form = form_of(self.desk, known.matter, known.form)
            if ours is None or form is None:
                raise Refusal(
                    tr("“{title}”的表单不在本机的目录里，比不出来。", title=known.title),
                    safe=tr("两个版本都留着。"),
                    todo=tr("请先收新的目录包。"),
                    code="unknown-form",
                )
            if not branch.line.revisions:
                return ConflictView(line, _version(ours), _version(ours), branch.fork, ())
            our_rows = rosters.rows_at(session, entry.record, ours.number)
            their_rows = branch.roster(rosters.rows_at(session, entry.record, branch.fork))
            theirs = branch.line.revisions[-1]
            lists = reason_names(self.desk.catalogue.code_lists)
            found = differences(form, ours.content, theirs.content, our_rows, their_rows, lists)
            return ConflictView(line, _version(ours), _version(theirs), branch.fork, tuple(found))

    def decide(self, held: str, keep: str, reason: str) -> Outcome[HeldLine]:
        """``keep`` is ours or theirs. The other version stays readable; the sender learns it by the next file down."""
        desk = self.desk
        require_decider(desk, tr("定冲突"))
        why = said(reason, tr("定冲突"))
        if keep not in {branches.OURS, branches.THEIRS}:
            raise Refusal(
                tr("只能留本机的（ours）或对方的（theirs）。"), safe=tr("两个版本都留着。"), code="bad-choice"
            )
        desk.home.make_backup("before-decision")
        with desk.home.database.transaction() as session:
            entry = _held(session, held)
            if entry.resolved:
                raise Refusal(
                    tr("这个冲突已经定过了。"),
                    safe=tr("什么都没有改动。"),
                    todo=tr("请刷新后再看。"),
                    code="decided",
                )
            line = held_line(session, entry)
            _decide(desk, session, entry, keep, why)
            desk.note(
                session, "conflict-decided", entry.record, keep=keep, reason=why, revision=entry.revision
            )
        return Outcome(
            line, changed(Topic.RECORDS, Topic.ROSTERS, Topic.NOTICES, Topic.BUNDLES, Topic.ATTACHMENTS)
        )


def _decide(desk: Desk, session: Session, entry: Held, keep: str, reason: str) -> Branch:
    hand = hand_of(desk)
    if keep == branches.OURS:
        return branches.keep_ours(session, entry, hand, reason)
    return branches.keep_theirs(
        session, import_desk(desk), lambda matter, form: place_of(desk, matter, form), entry, hand, reason
    )


def held_line(session: Session, held: Held) -> HeldLine:
    """Something held, as lists show it: whose, from which bundle, why."""
    bundle = bundles.find_incoming(session, held.bundle) if held.bundle else None
    contact = contacts.find(session, bundle.device) if bundle else None
    known = records.find(session, held.record)
    title = str(read_payload(held.payload).record.get("title", "")) or (known.title if known else held.record)
    return HeldLine(
        held.id, held.record, title, contact.unit if contact else "", bundle.sequence if bundle else None,
        held.revision, held.kind, tr(held.reason), held.held_at, held.resolved, held.resolved_by, held.resolved_reason,
    )  # fmt: skip


def _held(session: Session, held: str) -> Held:
    entry = travel.find_held(session, held)
    if entry is None or entry.kind not in {CONFLICT, BRANCH}:
        raise Refusal(
            tr("找不到这个冲突。"), safe=tr("什么都没有改动。"), todo=tr("请刷新后再看。"), code="no-conflict"
        )
    try:
        read_payload(entry.payload).understood()
    except ValidationError as error:
        raise Refusal(
            tr("这个版本本机认不全。"),
            safe=tr("它原样留着。"),
            todo=tr("请更新程序后再看。"),
            code="not-understood",
        ) from error
    return entry


def _version(revision: Revision | RevisionLine) -> VersionLine:
    return VersionLine(
        revision.number, revision.digest, revision.made_at, revision.made_by, revision.device, revision.reason
    )
