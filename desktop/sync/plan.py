"""What an import would do, record by record, before anything is done. Reads the database, writes nothing."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError
from sqlmodel import Session

from desktop.base.errors import Refusal
from desktop.base.progress import Progress
from desktop.base.words import tr, zh
from desktop.domain.exchange import Contact
from desktop.domain.finding import Finding, Severity
from desktop.domain.flow import EDITABLE, IN_REVIEW
from desktop.domain.form import Form
from desktop.domain.notice import Notice, Posting
from desktop.domain.record import row_digest
from desktop.storage import bundles, contacts, notices, postings, records, revisions, rosters
from desktop.storage.attachments import Attachments
from desktop.sync import quarantine
from desktop.sync.collect import FormOf, local_columns, without
from desktop.sync.lineage_here import signs_here
from desktop.sync.merge import TREATMENT, WORDS, Case, Known, Ours, Treatment, decide
from desktop.sync.models import Header, PostingLine, RecordLine, division_prefix
from desktop.sync.opened import Apart, OpenedBundle
from desktop.sync.own_keys import bundle_key_of
from desktop.sync.refusals import NOTHING_TOUCHED
from desktop.sync.roster_chain import roster_holds
from desktop.sync.row_lines import AnyRow

_TAKEN = frozenset({Case.NEW, Case.THEIRS_NEWER})
_TAKEN_OR_HERE = _TAKEN | {Case.MOVED_ON, Case.UNCHANGED, Case.OURS_NEWER}


@dataclass(frozen=True, slots=True)
class Received:
    """One record as it came, with what belongs to it. What this program could not read is in ``apart`` alone."""

    record: str
    revision: int
    line: RecordLine | None
    rows: tuple[AnyRow, ...]
    postings: tuple[PostingLine, ...]
    apart: Apart | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A record and what is to be done with it. ``detail`` says so in Chinese; ``ours`` is what we held of it when it was judged."""

    received: Received
    case: Case
    detail: str
    ours: Ours | None

    @property
    def treatment(self) -> Treatment:
        return TREATMENT.get(self.case, Treatment.QUARANTINED)

    @property
    def title(self) -> str:
        return self.received.line.title if self.received.line else self.received.record


@dataclass(frozen=True)
class Plan:
    """``findings`` are warnings about the bundle's place in the sender's row of bundles."""

    opened: OpenedBundle
    sender: Contact
    items: tuple[Planned, ...]
    findings: tuple[Finding, ...]

    def count(self, treatment: Treatment) -> int:
        return Counter(item.treatment for item in self.items)[treatment]


@dataclass(frozen=True, slots=True)
class Desk:
    """What judging needs of this laptop: its office's division code, its catalogue, its attachments."""

    organisation: str
    known: Known
    form_of: FormOf
    store: Attachments


def known_sender(session: Session, header: Header, own: str, today: date) -> tuple[Contact, list[Finding]]:
    """The enrolled device that signed the bundle, or a Refusal. ``own`` is this office's division code."""
    contact = contacts.find(session, header.device)
    if contact is None or contact.organisation != header.organisation:
        raise _stranger(tr("这个包来自没有登记过的电脑，没有收。"), "sender-unknown")
    if bundle_key_of(contact) != header.key:
        raise _stranger(tr("这个包的签名不是登记过的那台电脑的，没有收。"), "sender-key-differs")
    if contact.revoked_at:
        raise _stranger(tr("“{unit}”这台电脑的登记已经停用，没有收。", unit=contact.unit), "sender-revoked")
    if header.receiver != own:
        raise Refusal(
            tr("这个包写明是发给别的单位的，没有收。"),
            safe=NOTHING_TOUCHED,
            todo=tr("请问一下发送单位。"),
            code="wrong-receiver",
        )
    late: list[Finding] = []
    if contact.valid_until and contact.valid_until < today.isoformat():
        text = zh("“{unit}”这台电脑的登记在 {until} 到期了。", unit=contact.unit, until=contact.valid_until)
        late.append(
            Finding(
                "enrolment-expired", Severity.WARN, zh("发送单位"), text, zh("请重新给它发一次登记授权。")
            )
        )
    return contact, late


def scope_of(sender: Contact) -> str:
    """With what the division codes begin whose records this sender may bring."""
    return division_prefix(sender.organisation, str(sender.level))


def _stranger(what: str, code: str) -> Refusal:
    return Refusal(
        what, safe=NOTHING_TOUCHED, todo=tr("请先让对方做登记申请，核对后发给授权，再收这个包。"), code=code
    )


def preview(
    opened: OpenedBundle, session: Session, desk: Desk, today: date, progress: Progress | None = None
) -> Plan:
    """The merge plan for an opened bundle. Refuses a sender that is not enrolled here."""
    sender, findings = known_sender(session, opened.header, desk.organisation, today)
    items: list[Planned] = []
    received = _received(opened)
    for done, item in enumerate(received):
        if progress is not None:
            progress.step(zh("正在和本机的记录对比"), done, len(received))
        ours = ours_of(session, item.record)
        case = judge(session, desk, item, ours, scope_of(sender), opened)
        items.append(Planned(item, case, _detail(item, case), ours))
    return Plan(opened, sender, tuple(items), tuple(findings + _sequence_findings(session, opened)))


def _received(opened: OpenedBundle) -> list[Received]:
    whole = [
        Received(
            line.record,
            line.revision,
            line,
            opened.rows.get(line.record, ()),
            opened.postings.get(line.record, ()),
        )
        for line in opened.records
    ]
    return whole + [Received(item.record, item.revision, None, (), (), item) for item in opened.apart]


def ours_of(session: Session, record: str) -> Ours | None:
    """What we hold of a record, as the merge wants it."""
    known = records.find(session, record)
    if known is None:
        return None
    chain = tuple(revision.digest for revision in revisions.of_record(session, record))
    open_draft = known.state in EDITABLE | IN_REVIEW and known.revision > len(chain)
    return Ours(chain, known.state, open_draft)


def judge_again(session: Session, desk: Desk, planned: Planned, sender: str, opened: OpenedBundle) -> Case:
    """As `judge`, in the transaction that takes it in. A roster that was proven is so still while our revisions, which are
    sealed, are the same."""
    ours = ours_of(session, planned.received.record)
    proven = planned.case in _TAKEN and ours == planned.ours
    return judge(session, desk, planned.received, ours, sender, opened, proven=proven)


def judge(
    session: Session,
    desk: Desk,
    item: Received,
    ours: Ours | None,
    sender: str,
    opened: OpenedBundle | None,
    *,
    proven: bool = False,
) -> Case:
    """The merge's case, and beyond it whether roster, postings and attachments are what the record says.

    ``opened`` is the bundle that brings attachments; None when something held is judged again. ``proven``: the roster was
    judged already, on top of the same revisions of ours.
    """
    if item.line is None:
        return item.apart.case if item.apart else Case.FAULTY
    case = decide(ours, item.line, sender, desk.known)
    if case is Case.BOTH_CHANGED and quarantine.is_held(session, item.line):
        return Case.CONFLICT_KNOWN
    if case in _TAKEN_OR_HERE and not _postings_hold(session, item.line, item.postings):
        return Case.FAULTY
    if case not in _TAKEN:
        return case
    if not _files_here(desk, item.line, opened):
        return Case.WAITING
    return case if proven or _roster_fits(session, desk, item.line, item.rows) else Case.ROSTER_DIFFERS


def _files_here(desk: Desk, line: RecordLine, opened: OpenedBundle | None) -> bool:
    return all(
        desk.store.has(file.digest) or (opened is not None and opened.has_attachment(file.digest))
        for file in line.attachments
    )


def _roster_fits(session: Session, desk: Desk, line: RecordLine, rows: tuple[AnyRow, ...]) -> bool:
    form = desk.form_of(line.matter, line.form)
    return form is not None and _roster_holds(session, line, rows, form)


def _postings_hold(session: Session, line: RecordLine, hung: tuple[PostingLine, ...]) -> bool:
    """Whether the postings can be read, belong to this record, and take no other record's place."""
    try:
        made = [
            (Notice.model_validate(entry.notice), Posting.model_validate(entry.posting)) for entry in hung
        ]
    except ValidationError:
        return False
    here = {posting.id: posting.notice for posting in postings.of_record(session, line.record)}
    for notice, posting in made:
        known = notices.find(session, notice.id)
        if notice.record != line.record or posting.notice != notice.id:
            return False
        if known is not None and known.record != line.record:
            return False
        if posting.id not in here and postings.exists(session, posting.id):
            return False
    return True


def _roster_holds(session: Session, line: RecordLine, changes: tuple[AnyRow, ...], form: Form) -> bool:
    """Whether the row changes, laid on what we hold, give at each revision the roster that was sealed."""
    local = local_columns(form)
    before = {
        row.row: (row.position, row_digest(row.row, row.position, without(row.values, local)))
        for row in rosters.iterate(session, line.record, line.revisions[0].number - 1)
    }
    return roster_holds(line, changes, before, local)


def _detail(item: Received, case: Case) -> str:
    if case is Case.NEW and item.line is not None and item.line.roster_count:
        return zh("{case}；名单 {count} 行", case=WORDS[case], count=item.line.roster_count)
    if case is Case.THEIRS_NEWER and item.rows:
        taken = sum(change.values_text is None for change in item.rows)
        parts = [
            zh("改动和新增 {number} 行", number=len(item.rows) - taken),
            zh("删去 {taken} 行", taken=taken) if taken else "",
        ]
        return zh(
            "{case}；名单{parts}", case=WORDS[case], parts=zh("、").join(part for part in parts if part)
        )
    return WORDS[case]


def _sequence_findings(session: Session, opened: OpenedBundle) -> list[Finding]:
    """Numbers that have not come, and signs that the sender's laptop was restored or copied."""
    info, found = opened.info, list[Finding]()
    here = {bundle.sequence for bundle in bundles.incoming(session, info.device)} | {info.sequence}
    missing = [number for number in range(1, max(here)) if number not in here]
    if missing:
        listed = zh("、").join(map(str, missing[:20])) + (zh("等") if len(missing) > 20 else "")
        text = zh("{listed} 号包还没有收到。", listed=listed)
        advice = zh("可以先收这个包；请发送单位找一下没有送到的包。")
        found.append(Finding("sequence-missing", Severity.WARN, zh("包的编号"), text, advice))
    seen = signs_here(session, opened.header, info)
    if seen:
        text = zh(
            "{signs}对方的电脑可能是从备份恢复的，或者被复制过。", signs=zh("").join(one.text for one in seen)
        )
        advice = zh("请先打电话问清发送单位，再决定收不收。")
        found.append(Finding("sequence-forked", Severity.WARN, zh("包的编号"), text, advice))
    return found
