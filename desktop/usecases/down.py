"""Down the road 带下去: giving records back to the office that sent them, the file that tells it, and taking such a file in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.files import ensure_folder
from desktop.base.words import tr
from desktop.domain.codelist import Code
from desktop.domain.exchange import Returned
from desktop.domain.record import Record
from desktop.storage import contacts, records, returned, settings
from desktop.sync.down import DownFile, is_down_file, parse_down, read_down, write_down
from desktop.sync.models import division_prefix
from desktop.sync.outgoing import office_of
from desktop.sync.standing import above_keys, returns_for, standing_for, upward_for
from desktop.sync.told import settled_above, take_down
from desktop.usecases.county_views import DownTaken, DownWritten
from desktop.usecases.desk import Desk
from desktop.usecases.devices import Devices
from desktop.usecases.exchange_desk import require_decider
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import is_ours

RETURN_REASONS = "return_reasons"
_NUMBER = "down-number"
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Down:
    desk: Desk

    def reasons(self) -> tuple[Code, ...]:
        """The usual reasons for giving back, as the code list has them."""
        known = self.desk.catalogue.code_lists.get(RETURN_REASONS)
        return known.entries if known else ()

    def may_return(self, record: Record) -> bool:
        """Whether the record is another office's, below this one."""
        own = self.desk.organisation
        return not is_ours(self.desk, record) and record.organisation.startswith(
            division_prefix(own.code, str(own.level))
        )

    def return_(self, record: str, reasons: Sequence[str], text: str) -> Outcome[Returned]:
        """Give a record back to the office that sent it, by reasons of the list, in words, or both. It learns so by the
        next file down; until it corrects the record, the record does not go further up."""
        desk = self.desk
        require_decider(desk, tr("退回乡镇报来的记录"))
        known_codes = {code.code for code in self.reasons()}
        strange = [code for code in reasons if code not in known_codes]
        if strange:
            raise Refusal(
                tr("没有“{strange}”这条退回理由。", strange=strange[0]), safe=tr("记录没有改动。"), todo=tr("请从列出的理由里选，或直接写明。"),
                code="unknown-reason",
            )  # fmt: skip
        if not reasons and not text.strip():
            raise Refusal(
                tr("退回要写明理由。"),
                safe=tr("记录没有改动。"),
                todo=tr("请选一条理由，或写一句话说明为什么。"),
                code="no-reason",
            )
        if len(text.strip()) > _LONGEST:
            raise Refusal(
                tr("理由太长，最多 2000 字。"),
                safe=tr("记录没有改动。"),
                todo=tr("请写短一些。"),
                code="reason-long",
            )
        with desk.home.database.transaction() as session:
            given = self._give_back(session, records.get(session, record), reasons, text.strip())
        return Outcome(given, changed(Topic.RECORDS, Topic.BUNDLES))

    def _give_back(self, session: Session, known: Record, reasons: Sequence[str], text: str) -> Returned:
        desk = self.desk
        if not self.may_return(known):
            raise Refusal(
                tr("“{title}”不是下级报来的。", title=known.title),
                safe=tr("记录没有改动。"),
                todo=tr("自己单位的，请在审核里退回，或发起更正。"),
                code="not-from-below",
            )
        given = Returned(
            record=known.id, revision=known.revision, digest=known.digest, organisation=known.organisation,
            text=text, at=desk.now(), by=desk.account.name, reasons=tuple(dict.fromkeys(reasons)),
        )  # fmt: skip
        returned.put(session, given)
        desk.note(
            session,
            "returned-down",
            known.id,
            revision=known.revision,
            reason="、".join([*given.reasons, text]),
        )
        return given

    def write(self, to: Path, organisation: str) -> Outcome[DownWritten]:
        """The signed file for a lower office, into a folder or onto the stick: all that now holds of its records."""
        desk = self.desk
        ensure_folder(to)
        words = {code.code: code.name for code in self.reasons()}
        listed = Devices(desk).revocations()
        stopped = (listed,) if listed is not None else ()
        with desk.home.database.transaction() as session:
            unit = self._unit(session, organisation)
            number = int(settings.get(session, _NUMBER, 0)) + 1
            upward, receipts = upward_for(session, organisation)
            down = DownFile(
                number=number, sender=office_of(desk.organisation), device=desk.home.device.id,
                organisation=organisation, made_at=desk.now(), returns=returns_for(session, organisation, words),
                standing=standing_for(session, organisation), upward=upward, receipts=receipts,
                above=above_keys(session), settled=settled_above(session, organisation), revocations=stopped,
            )  # fmt: skip
            path = write_down(down, desk.home.device.signing_key, to)
            settings.put(session, _NUMBER, number)
            desk.note(session, "down-written", organisation, number=number, returns=len(down.returns))
        written = DownWritten(path, number, unit, len(down.returns), len(down.standing), len(down.upward))
        return Outcome(written, changed(Topic.BUNDLES))

    def take_in(self, path: Path) -> Outcome[DownTaken]:
        """Take in a file from the office above: what it gave back, put right, and how far records came further up."""
        return self._take(self._read(path))

    def take_answer(self, data: bytes) -> Outcome[DownTaken]:
        """As `take_in`, from bytes that came over the line."""
        return self._take(self._for_us(parse_down(data, self._keys_above())))

    def _take(self, down: DownFile) -> Outcome[DownTaken]:
        desk = self.desk
        with desk.home.database.transaction() as session:
            told = take_down(session, down)
            desk.note(session, "down-taken", down.device, number=down.number, returned=told.returned)
        for listed in down.revocations:
            Devices(desk).take_revocations(listed.canonical())
        taken = DownTaken(
            down.number, down.sender.unit, told.returned, told.settled, told.again, told.further, told.unknown
        )
        return Outcome(taken, changed(Topic.RECORDS, Topic.BUNDLES))

    def look(self, path: Path) -> DownWritten:
        """What a file from above tells, believed as `take_in` believes it; nothing is changed."""
        down = self._read(path)
        return DownWritten(
            path, down.number, down.sender.unit, len(down.returns), len(down.standing), len(down.upward)
        )

    def _read(self, path: Path) -> DownFile:
        return self._for_us(read_down(path, self._keys_above()))

    def _keys_above(self) -> dict[str, str]:
        with self.desk.home.database.reading() as session:
            return {entry.device: entry.signing_key for entry in contacts.every(session) if entry.upward}

    def _for_us(self, down: DownFile) -> DownFile:
        if down.organisation != self.desk.organisation.code:
            raise Refusal(
                tr("这个文件是给别的单位的。"),
                safe=tr("原有数据没有动。"),
                todo=tr("请核对是不是拿错了文件。"),
                code="down-not-ours",
            )
        return down

    def is_down_file(self, path: Path) -> bool:
        return is_down_file(path)

    def _unit(self, session: Session, organisation: str) -> str:
        for contact in contacts.every(session):
            if not contact.upward and contact.organisation == organisation:
                return contact.unit
        raise Refusal(
            tr("没有给“{organisation}”发过加入许可，不知道带给谁。", organisation=organisation),
            safe=tr("什么都没有写。"),
            todo=tr("请先在“同步”里许可它加入。"),
            code="not-enrolled",
        )
