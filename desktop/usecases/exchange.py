"""By stick to the office above and back: enrolment, export, import, receipts, and how far each record has come."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.files import ensure_folder, write_atomically
from desktop.base.progress import Progress
from desktop.base.resting import collector_resting
from desktop.base.words import tr
from desktop.domain.account import Role
from desktop.domain.exchange import Contact
from desktop.domain.flow import ISSUED_STATES, STATE_WORDS
from desktop.domain.organisation import Level
from desktop.domain.record import RecordState
from desktop.storage import attachments, bundles, contacts, records, returned, travel
from desktop.sync import enrolment, receipts
from desktop.sync.apply import apply
from desktop.sync.bag import sm3_of_attachments
from desktop.sync.check import VerifyReport, verify_bundle
from desktop.sync.merge import Treatment
from desktop.sync.opened import open_bundle
from desktop.sync.outgoing import export_bundle, office_of, receive_receipt
from desktop.sync.own_keys import guomi_keys, identity_for, make_guomi_keys, own_party
from desktop.sync.plan import Plan, preview
from desktop.sync.quarantine import CONFLICT
from desktop.usecases.desk import Desk
from desktop.usecases.devices import halt_if_troubled
from desktop.usecases.down import RETURN_REASONS
from desktop.usecases.enrolment_papers import asked_in, put_request
from desktop.usecases.exchange_desk import hand_of, import_desk, own_form_of, place_of
from desktop.usecases.exchange_views import (
    ExportResult,
    IncomingLine,
    IncomingPreview,
    IncomingResult,
    ReceiptSummary,
    TravelLine,
    TravelState,
)
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_role
from desktop.usecases.practice import refuse_practice
from desktop.usecases.upward_gate import UpwardGate

_GRANT_YEARS = 3
_EVERY = 1_000_000


def verify_file(path: Path, progress: Progress | None = None) -> VerifyReport:
    """Origin and wholeness of a bundle; needs no home and no key."""
    return verify_bundle(path, progress)


@dataclass(frozen=True, slots=True)
class Exchange:
    desk: Desk

    def verify(self, path: Path) -> VerifyReport:
        return verify_file(path)

    def partner(self) -> Contact | None:
        """The office above, once its grant was taken in."""
        with self.desk.home.database.reading() as session:
            return contacts.upward(session)

    def subordinates(self) -> list[Contact]:
        """The devices below that may send here."""
        with self.desk.home.database.reading() as session:
            return [contact for contact in contacts.every(session) if not contact.upward]

    def request_enrolment(self, out: Path, *, guomi: bool = False) -> Outcome[Path]:
        """This laptop's signed request, into a folder or under the given file name; a name ending in .png or .pdf gets a
        code square to be photographed. ``guomi``: bundles are to go under 国密 keys."""
        desk = self.desk
        refuse_practice(desk)
        with desk.home.database.transaction() as session:
            keys = make_guomi_keys(session) if guomi else None
        party = own_party(desk.home.device, office_of(desk.organisation), keys)
        request = enrolment.make_request(party, desk.home.device.signing_key, desk.now())
        return Outcome(put_request(desk, request, out))

    def grant(self, request: Path, out: Path) -> Outcome[tuple[Contact, Path]]:
        """At the office above: let a device in and write its signed grant."""
        desk = self.desk
        refuse_practice(desk)
        require_role(desk, Role.ADMIN, tr("许可下级加入"))
        asked = asked_in(request)
        with desk.home.database.transaction() as session:
            keys = make_guomi_keys(session) if asked.party.guomi_key else None
        granter = own_party(desk.home.device, office_of(desk.organisation), keys)
        today = desk.clock.today()
        until = date(today.year + _GRANT_YEARS, 12, 31)
        given = enrolment.make_grant(asked, granter, desk.home.device.signing_key, today, until, desk.now())
        path = _put(given, out)
        contact = _contact(given.party, given, upward=False)
        with desk.home.database.transaction() as session:
            contacts.put(session, contact)
            desk.note(session, "granted", contact.device, unit=contact.unit)
        return Outcome((contact, path), changed(Topic.SETTINGS))

    def accept_grant(self, path: Path) -> Outcome[Contact]:
        """Take in the grant from above; from now on bundles are sealed to it."""
        desk = self.desk
        refuse_practice(desk)
        grant = enrolment.read_grant(path)
        with desk.home.database.reading() as session:
            keys = guomi_keys(session) if grant.party.guomi_key else None
        own = own_party(desk.home.device, office_of(desk.organisation), keys)
        enrolment.check_grant(grant, own, desk.clock.today())
        contact = _contact(grant.granter, grant, upward=True)
        with desk.home.database.transaction() as session:
            contacts.put(session, contact)
            desk.note(session, "grant-accepted", contact.device, unit=contact.unit)
        return Outcome(contact, changed(Topic.SETTINGS))

    @collector_resting()
    def export(
        self, to: Path, progress: Progress | None = None, *, largest: int | None = None
    ) -> Outcome[ExportResult]:
        """Write the next bundle with all that the office above does not have yet; proven on the stick on return.

        ``largest``: the most bytes a file may have; what is larger becomes numbered parts, with the first one's path.
        """
        desk = self.desk
        refuse_practice(desk)
        above = self.partner()
        if above is None:
            raise Refusal(
                tr("本机还没有上级的许可，不知道包该发给谁。"),
                safe=tr("什么都没有写。"),
                todo=tr("请先在“同步”里写出加入申请，带到上级，再收下许可。"),
                code="not-enrolled",
            )
        gate = UpwardGate(desk)
        made = export_bundle(
            desk.home,
            above,
            to,
            lambda record: own_form_of(desk, record),
            desk.clock,
            desk.catalogue.edition.number,
            progress,
            largest=largest,
            allow=gate.require,
        )
        with desk.home.database.transaction() as session:
            gate.remember(session)
            attachments.note_sm3(session, made.sm3)
            desk.note(session, "exported", made.bundle, sequence=made.sequence, records=made.records)
        result = ExportResult(made.path, made.sequence, made.records, made.rows, made.size, made.left)
        return Outcome(result, changed(Topic.BUNDLES, Topic.RECORDS))

    def status(self) -> list[TravelLine]:
        """Every record and how far it has come, latest change first."""
        with self.desk.home.database.reading() as session:
            known = records.page(session, limit=_EVERY)
            latest = travel.latest(session)
            here = self._decided_here(session)
        lines = []
        for record in known:
            step = latest.get(record.id)
            if record.id in here:
                state, detail, at = here[record.id]
                sequence = None
            elif (
                record.state in ISSUED_STATES | {RecordState.WITHDRAWN}
                and step
                and step.revision == record.revision
            ):
                state, sequence, at, detail = TravelState(step.state), step.sequence, step.at, tr(step.detail)
            elif record.state in ISSUED_STATES:
                state, sequence, at, detail = TravelState.NOT_EXPORTED, None, "", tr("已签发，还没有写进包")
            else:
                state, sequence, at = TravelState.DRAFTING, None, ""
                detail = tr("{state}，签发后才会发", state=tr(STATE_WORDS[record.state]))
            lines.append(TravelLine(record.id, record.title, state, sequence, at, detail, record.id in here))
        return lines

    def _decided_here(self, session: Session) -> dict[str, tuple[TravelState, str, str]]:
        """Records from below that this office gave back, or has two versions of: state, Chinese detail, ISO time."""
        reasons = self.desk.catalogue.code_lists.get(RETURN_REASONS)
        named = {code.code: code.name for code in reasons.entries} if reasons else {}
        found = {
            given.record: (
                TravelState.RETURNED,
                tr("已退给报送单位：")
                + tr("；").join([*(named.get(code, code) for code in given.reasons), given.text]).strip("；"),
                given.at,
            )
            for given in returned.standing(session)
        }
        for held in travel.held(session):
            if held.kind == CONFLICT:
                found[held.record] = (TravelState.CONFLICT, tr("两个版本都留着，等人来定"), held.held_at)
        return found

    def missing(self) -> list[int]:
        """Bundle numbers that should be here and are not: from below, never arrived; upward, never answered although
        a later one was."""
        with self.desk.home.database.reading() as session:
            below = [
                number
                for contact in contacts.every(session)
                if not contact.upward
                for number in bundles.missing_sequences(session, contact.device)
            ]
            sent = bundles.outgoing(session)
        answered = max((bundle.sequence for bundle in sent if bundle.receipt_at), default=0)
        unanswered = [
            bundle.sequence for bundle in sent if not bundle.receipt_at and bundle.sequence < answered
        ]
        return sorted({*below, *unanswered})

    @collector_resting()
    def preview_import(self, path: Path, progress: Progress | None = None) -> IncomingPreview:
        """What an import would do, record by record; nothing is changed."""
        plan = self._plan(path, progress)
        header = plan.opened.header
        lines = tuple(
            IncomingLine(item.received.record, item.title, str(item.treatment), tr(item.detail))
            for item in plan.items
        )
        return IncomingPreview(
            header.bundle, plan.sender.unit, header.sequence, plan.count(Treatment.NEW), plan.count(Treatment.UPDATED),
            plan.count(Treatment.DUPLICATE), plan.count(Treatment.CONFLICT), plan.count(Treatment.QUARANTINED), lines,
        )  # fmt: skip

    @collector_resting()
    def import_(
        self, path: Path, receipts_to: Path, progress: Progress | None = None
    ) -> Outcome[IncomingResult]:
        """Take a bundle in, in one transaction after a backup, and write the signed receipt."""
        desk = self.desk
        plan = self._plan(path, progress)
        halt_if_troubled(desk, plan.opened)
        ensure_folder(receipts_to)
        desk.home.make_backup("before-import")
        hand = hand_of(desk)
        with desk.home.database.transaction() as session:
            applied = apply(
                plan,
                session,
                import_desk(desk),
                lambda matter, form: place_of(desk, matter, form),
                hand,
                progress,
            )
            attachments.note_sm3(session, sm3_of_attachments(plan.opened.archive))
            for line in applied.receipt.lines:
                if line.status == "accepted":
                    desk.note(session, "received", line.record, bundle=plan.opened.header.bundle)
            desk.note(session, "imported", plan.opened.header.bundle, sequence=plan.opened.header.sequence)
        receipt = receipts.write_receipt(applied.receipt, receipts_to)
        counts = applied.receipt.counts
        result = IncomingResult(counts.accepted, counts.duplicate, counts.conflict, counts.rejected, receipt)
        return Outcome(
            result,
            changed(Topic.RECORDS, Topic.ROSTERS, Topic.NOTICES, Topic.BUNDLES, Topic.ATTACHMENTS),
            plan.findings,
        )

    def receive_receipt(self, path: Path) -> Outcome[ReceiptSummary]:
        """Take in the receipt of a bundle of ours; only a signature of an office we know is believed."""
        return self._note_receipt(receipts.read_receipt(path, self._keys_above()))

    def take_receipt(self, data: bytes) -> Outcome[ReceiptSummary]:
        """As `receive_receipt`, from bytes that came over the line."""
        return self._note_receipt(receipts.parse_receipt(data, self._keys_above()))

    def _keys_above(self) -> dict[str, str]:
        with self.desk.home.database.reading() as session:
            return {
                contact.device: contact.signing_key for contact in contacts.every(session) if contact.upward
            }

    def _note_receipt(self, receipt: receipts.Receipt) -> Outcome[ReceiptSummary]:
        desk = self.desk
        with desk.home.database.transaction() as session:
            receive_receipt(session, receipt, desk.home.device.id, desk.now())
            desk.note(session, "receipt", receipt.bundle, sequence=receipt.sequence)
        counts = receipt.counts
        summary = ReceiptSummary(
            receipt.bundle,
            receipt.sequence,
            counts.accepted,
            counts.duplicate,
            counts.conflict,
            counts.rejected,
        )
        return Outcome(summary, changed(Topic.BUNDLES, Topic.RECORDS))

    def _plan(self, path: Path, progress: Progress | None) -> Plan:
        desk = self.desk
        if desk.organisation.level is Level.VILLAGE:
            raise Refusal(tr("村里没有下级，不收包。"), safe=tr("什么都没有改动。"), code="no-subordinates")
        with desk.home.database.reading() as session:
            identity = identity_for(session, desk.home.device, path)
        opened = open_bundle(path, identity, progress)
        with desk.home.database.reading() as session:
            return preview(opened, session, import_desk(desk), desk.clock.today(), progress)


def _put(grant: enrolment.Grant, out: Path) -> Path:
    if out.is_dir():
        return enrolment.write_document(grant, out)
    write_atomically(out, grant.canonical())
    return out


def _contact(party: enrolment.Party, grant: enrolment.Grant, *, upward: bool) -> Contact:
    return Contact(
        device=party.device,
        organisation=party.organisation.code,
        unit=party.organisation.unit,
        level=Level(party.organisation.level),
        signing_key=party.key,
        recipient=party.recipient,
        upward=upward,
        granted_at=grant.granted_at,
        valid_until=grant.valid_until,
        statement=grant.canonical().decode(),
    )
