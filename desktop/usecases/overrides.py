"""放行: a second person lets one finding of the privacy gate through, with a reason, for exactly the content there is now.

Which kinds may be let through at all is data (standards/code_lists/block_overrides.yaml); what is not listed may not.
"""

from dataclasses import dataclass

from sqlmodel import Session

from desktop.base.canonical import digest_of
from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.words import tr, zh
from desktop.domain.account import Role
from desktop.domain.codelist import Code
from desktop.domain.finding import Finding, Severity
from desktop.domain.flow import EDITABLE, IN_REVIEW, STATE_WORDS
from desktop.domain.override import Override
from desktop.domain.record import Record
from desktop.rules.listing import MOST_PER_CODE
from desktop.storage import overrides, records, rosters
from desktop.usecases.desk import Desk
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_ours
from desktop.usecases.private_words import require_clean
from desktop.usecases.record_content import with_computed
from desktop.usecases.record_examination import examine_strictly
from desktop.usecases.sealed_content import sealed_content

_MAY = "可以放行"
_ROLES = frozenset({Role.SECRECY, Role.ISSUER})
_LEAST = 4  # characters of a reason: “同意” is none
_SAFE = zh("没有放行，记录没有改动。")


@dataclass(frozen=True, slots=True)
class Overrides:
    desk: Desk

    def rule(self, code: str) -> Code | None:
        """What the standard says of letting findings of this code through; None: not one of the privacy gate's."""
        return self.desk.catalogue.code_lists["block_overrides"].get(code)

    def may(self, record: Record, finding: Finding) -> bool:
        """Whether this account could let this finding through; for the screen, so that no button is shown in vain."""
        rule = self.rule(finding.code)
        return (
            finding.severity is Severity.BLOCK
            and rule is not None
            and rule.group == _MAY
            and self.desk.account.role in _ROLES
            and self.desk.account.name != record.drafted_by
            and record.organisation == self.desk.organisation.code
            and record.state in EDITABLE | IN_REVIEW
        )

    def of(self, record: str) -> list[Override]:
        """What was let through on the record's present revision, also if a later change ended it."""
        with self.desk.home.database.reading() as session:
            return overrides.of_revision(session, record, records.get(session, record).revision)

    def give(self, record: str, code: str, place: str, reason: str) -> Outcome[Override]:
        """Let the block ``code`` at ``place`` through. Refused to the drafter, to other roles, for kinds that never may be."""
        desk = self.desk
        with desk.home.database.transaction() as session:
            known = records.get(session, record)
            self._require_second_person(known)
            self._require_kind(code)
            said = _reason(desk, reason)
            finding, digest = self._find(session, known, code, place)
            given = Override(
                record=record, revision=known.revision, content=digest, code=code, place=finding.place,
                text=finding.text, reason=said, by=desk.account.name, at=desk.now(),
            )  # fmt: skip
            overrides.add(session, given)
            desk.note(
                session, "overridden", record, reason=said, code=code, place=finding.place, revision=known.revision,
                content=digest,
            )  # fmt: skip
        return Outcome(given, changed(Topic.RECORDS))

    def _require_second_person(self, record: Record) -> None:
        account = self.desk.account
        require_ours(self.desk, record)
        if account.name == record.drafted_by:
            raise Refusal(tr("这条是您起草的，要由另一位同事来放行。"), safe=_SAFE, code="own-draft")
        if account.role not in _ROLES:
            raise Refusal(
                tr("放行要由保密审查或签发的账户来做。"),
                safe=_SAFE,
                todo=tr("请换账户，或请有这个职责的同事来做。"),
                code="wrong-role",
            )
        if record.state not in EDITABLE | IN_REVIEW:
            raise Refusal(
                tr(
                    "“{title}”现在是“{state_words}”，不能再放行。",
                    title=record.title,
                    state_words=tr(STATE_WORDS[record.state]),
                ),
                safe=_SAFE,
                todo=tr("要改动，请发起更正。"),
                code="wrong-state",
            )

    def _require_kind(self, code: str) -> None:
        rule = self.rule(code)
        if rule is None:
            raise Refusal(
                tr("“{code}”不是可以放行的意见。", code=code),
                safe=_SAFE,
                todo=tr("请按意见改好记录。"),
                code="not-overridable",
            )
        if rule.group != _MAY:
            cite = tr("（{cite}）", cite=rule.cite) if rule.cite else ""
            raise Refusal(
                tr("{name}在任何情况下都不能放行{cite}。", name=rule.name, cite=cite),
                safe=_SAFE,
                todo=rule.note,
                code="never-overridable",
            )

    def _find(self, session: Session, record: Record, code: str, place: str) -> tuple[Finding, str]:
        """The finding itself, looked for again now, and the digest of the content it was found in."""
        desk = self.desk
        form = desk.form_of(record)
        rows = rosters.rows_at(session, record.id, record.revision)
        content = with_computed(form, records.content(session, record.id), rows)
        found = [
            finding
            for finding in examine_strictly(desk, session, record, form, content, rows)
            if finding.code == code and finding.severity is Severity.BLOCK
        ]
        if len(found) > MOST_PER_CODE:
            raise Refusal(
                tr("同样的问题超过 {most_per_code} 处，不能一处一处放行。", most_per_code=MOST_PER_CODE),
                safe=_SAFE,
                todo=tr("请退回起草人，从原表里改好再收进来。"),
                code="too-many",
            )
        here = [finding for finding in found if finding.place == place.strip()]
        if not here:
            places = tr("、").join(finding.place for finding in found[:5])
            todo = tr("有这条意见的位置：{places}。", places=places) if places else tr("请重新检查一次。")
            raise Refusal(
                tr("“{place}”这里没有这条意见。", place=place), safe=_SAFE, todo=todo, code="no-finding"
            )
        if len(here) > 1:
            raise Refusal(
                tr(
                    "“{place}”这里有 {here} 处同样的问题，分不清放行的是哪一处。", place=place, here=len(here)
                ),
                safe=_SAFE,
                todo=tr("请起草人先改到只剩一处。"),
                code="many-findings",
            )
        return here[0], digest_of(sealed_content(session, record, form, content, rows))


def _reason(desk: Desk, reason: str) -> str:
    said = reason.strip()
    if len(said) < _LEAST:
        raise Refusal(
            tr("放行要写明理由。"),
            safe=_SAFE,
            todo=tr("请用一句话写清为什么可以公布、谁同意的。"),
            code="no-reason",
        )
    require_clean(desk, {zh("放行的理由"): said})
    return said
