"""The four-eyes flow 起草→审核→保密审查→签发, and the ways back: return, withdraw, correct."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from desktop.base.canonical import digest_of
from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.account import ROLE_WORDS, Role
from desktop.domain.finding import Finding, blocks
from desktop.domain.flow import IN_REVIEW, STATE_WORDS, check_step, next_step
from desktop.domain.form import Form
from desktop.domain.record import Record, RecordContent, RecordState, Revision, RosterRow
from desktop.storage import audit, records, revisions, rosters
from desktop.usecases import record_examination
from desktop.usecases.comparison import compare
from desktop.usecases.desk import Desk
from desktop.usecases.index_numbers import next_index_number
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_issued, require_ours, require_role
from desktop.usecases.record_content import with_computed
from desktop.usecases.record_steps import verb_done
from desktop.usecases.record_views import Difference
from desktop.usecases.sealed_content import sealed_content
from desktop.usecases.upward_gate import UpwardGate

_BY = {"review": "reviewed_by", "secrecy_review": "secrecy_reviewed_by", "issue": "issued_by"}


@dataclass(frozen=True, slots=True)
class Flow:
    """Each verb is one transaction: the state, the log entry and, at issue, the sealed revision, or nothing."""

    desk: Desk

    def submit(self, record: str, opinion: str = "") -> Outcome[Record]:
        """Hand in for review. Refused while any finding blocks."""
        return self._step("submit", record, opinion)

    def review(self, record: str, opinion: str = "") -> Outcome[Record]:
        return self._step("review", record, opinion)

    def secrecy_review(self, record: str, opinion: str = "") -> Outcome[Record]:
        return self._step("secrecy_review", record, opinion)

    def issue(self, record: str, opinion: str = "") -> Outcome[Record]:
        """Sign off: the content that was reviewed is sealed and gets its index number."""
        return self._step("issue", record, opinion)

    def pass_review(self, record: str, opinion: str = "") -> Outcome[Record]:
        """The review that this account's role makes: 审核 or 保密审查."""
        role = self.desk.account.role
        verb = "secrecy_review" if role is Role.SECRECY else "review"
        return self._step(verb, record, opinion)

    def advance(self, record: str, opinion: str = "") -> Outcome[Record]:
        """Whatever step comes next, if it is this account's to take."""
        with self.desk.home.database.reading() as session:
            known = records.get(session, record)
        step = next_step(known.state)
        if step is None:
            raise Refusal(
                tr(
                    "“{title}”已经{state_words}，没有下一步要审。",
                    title=known.title,
                    state_words=tr(STATE_WORDS[known.state]),
                ),
                code="wrong-state",
            )
        return self._step(step.verb, record, opinion)

    def return_(self, record: str, reason: str) -> Outcome[Record]:
        """Back to the drafter with a reason."""
        said = _reason(reason, tr("退回", "to give back"))
        with self.desk.home.database.transaction() as session:
            known = records.get(session, record)
            if known.state not in IN_REVIEW:
                raise Refusal(
                    tr(
                        "“{title}”现在是“{state_words}”，不用退回。",
                        title=known.title,
                        state_words=tr(STATE_WORDS[known.state]),
                    ),
                    code="wrong-state",
                )
            expected = next_step(known.state)
            if expected is not None and self.desk.account.role is not expected.role:
                raise Refusal(
                    tr("这一步在“{role_words}”手里，由他退回。", role_words=tr(ROLE_WORDS[expected.role])),
                    safe=tr("记录没有改动。"),
                    code="wrong-role",
                )
            if self.desk.account.name == known.drafted_by:
                raise Refusal(
                    tr("这条是您起草的，要由另一位同事来退回。"), safe=tr("记录没有改动。"), code="own-draft"
                )
            update = {
                "state": RecordState.RETURNED, "return_reason": said, "reviewed_by": "", "secrecy_reviewed_by": "",
                "updated_at": self.desk.now(),
            }  # fmt: skip
            saved = records.put(session, known.model_copy(update=update))
            self.desk.note(session, "returned", record, reason=said)
        return Outcome(saved, changed(Topic.RECORDS))

    def withdraw(self, record: str, reason: str) -> Outcome[Record]:
        """Take an issued record back; its number is not used again."""
        said = _reason(reason, tr("撤回"))
        with self.desk.home.database.transaction() as session:
            known = self._issued(session, record, Role.ISSUER, tr("撤回"))
            update = {"state": RecordState.WITHDRAWN, "return_reason": said, "updated_at": self.desk.now()}
            saved = records.put(session, known.model_copy(update=update))
            self.desk.note(session, "withdrawn", record, reason=said)
        return Outcome(saved, changed(Topic.RECORDS, Topic.NOTICES))

    def correct(self, record: str, reason: str) -> Outcome[Record]:
        """Open the next revision of an issued record for writing; the issued one stays as it is."""
        said = _reason(reason, tr("更正"))
        with self.desk.home.database.transaction() as session:
            known = self._issued(session, record, Role.DRAFTER, tr("更正"))
            update = {
                "state": RecordState.DRAFT, "revision": known.revision + 1, "digest": "", "reviewed_by": "",
                "secrecy_reviewed_by": "", "issued_by": "", "issued_on": None, "return_reason": said,
                "drafted_by": self.desk.account.name, "updated_at": self.desk.now(),
            }  # fmt: skip
            saved = records.put(session, known.model_copy(update=update))
            self.desk.note(session, "correction", record, reason=said, revision=saved.revision)
        return Outcome(saved, changed(Topic.RECORDS))

    def difference(self, record: str, old: int | None = None, new: int | None = None) -> list[Difference]:
        """What revision ``new`` (the one worked on) changes against ``old`` (the one before); all as new without one."""
        with self.desk.home.database.reading() as session:
            later = records.get(session, record).revision if new is None else new
            earlier = later - 1 if old is None else old
            return compare(self.desk, session, record, earlier, later)

    def _step(self, verb: str, record: str, opinion: str) -> Outcome[Record]:
        desk = self.desk
        with desk.home.database.transaction() as session:
            known = records.get(session, record)
            require_ours(desk, known)
            step = check_step(verb, known, desk.account)
            form = self._form(known)
            rows = rosters.rows_at(session, record, known.revision)
            content, sealed = self._content(session, known, form, rows)
            findings = record_examination.examine(desk, session, known, form, content, rows)
            if verb in {"submit", "issue"}:
                _refuse_blocked(findings)
            update: dict[str, Any] = {"state": step.after, "updated_at": desk.now()}
            if verb == "submit":
                update |= {"digest": digest_of(sealed), "return_reason": ""}
            elif digest_of(sealed) != known.digest:
                raise Refusal(
                    tr("提交以后内容变过，和审核时看到的不一样。"), safe=tr("记录没有改动。"), todo=tr("请退回起草人，重新提交。"),
                    code="content-changed",
                )  # fmt: skip
            if verb in _BY:
                update[_BY[verb]] = desk.account.name
            if verb == "issue":
                update |= self._seal(session, known, sealed)
            saved = records.put(session, known.model_copy(update=update))
            if verb == "issue":
                UpwardGate(desk).note_issued(session, saved, findings)
            desk.note(session, verb_done(verb), record, reason=opinion.strip(), revision=known.revision)
        return Outcome(saved, changed(Topic.RECORDS), tuple(findings))

    def _seal(self, session: Session, record: Record, content: dict[str, Any]) -> dict[str, Any]:
        desk = self.desk
        today: date = desk.clock.today()
        revision = Revision(
            record=record.id, number=record.revision, parent=content["parent"], digest=record.digest,
            made_at=desk.now(), made_by=desk.account.name, device=desk.home.device.id, reason=_why(session, record),
            content=content,
        )  # fmt: skip
        revisions.seal(session, revision)
        number = record.index_number
        if not number:
            number = next_index_number(desk, session, record.organisation)
        return {"index_number": number, "issued_on": today}

    def _content(
        self, session: Session, record: Record, form: Form, rows: list[RosterRow]
    ) -> tuple[RecordContent, dict[str, Any]]:
        """The working content with computed fields, and the canonical content a revision of it would have."""
        content = with_computed(form, records.content(session, record.id), rows)
        return content, sealed_content(session, record, form, content, rows)

    def _issued(self, session: Session, record: str, role: Role, words: str) -> Record:
        known = records.get(session, record)
        require_issued(self.desk, known, words)
        require_role(self.desk, role, words)
        return known

    def _form(self, record: Record) -> Form:
        return self.desk.form_of(record)


def _why(session: Session, record: Record) -> str:
    """The reason for which this revision was opened: that of its correction, empty for a first revision."""
    opened = (entry for entry in audit.of_subject(session, record.id) if entry.verb == "correction")
    return next(
        (str(e.details["reason"]) for e in opened if e.details.get("revision") == record.revision), ""
    )


def _reason(text: str, verb: str) -> str:
    if not text.strip():
        raise Refusal(
            tr("{verb}要写明理由。", verb=verb),
            safe=tr("记录没有改动。"),
            todo=tr("请写一句话说明为什么。"),
            code="no-reason",
        )
    return text.strip()


def _refuse_blocked(findings: list[Finding]) -> None:
    found = blocks(findings)
    if found:
        first = tr("；").join(
            tr("{place}：{text}", place=finding.place, text=finding.text) for finding in found[:5]
        )
        more = tr("……共 {found} 项", found=len(found)) if len(found) > 5 else ""
        raise Refusal(
            tr("有 {found} 项必须改好：{first}{more}", found=len(found), first=first, more=more),
            safe=tr("记录已保存，没有提交。"),
            todo=tr("改好后再提交。"),
            code="blocked",
        )
