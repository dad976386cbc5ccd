"""The four-eyes flow 起草→审核→保密审查→签发: which step leads where and who may take it."""

from dataclasses import dataclass

from desktop.base.errors import Refusal
from desktop.base.words import tr, zh
from desktop.domain.account import ROLE_WORDS, Account, Role
from desktop.domain.record import Record, RecordState

S = RecordState


@dataclass(frozen=True, slots=True)
class FlowStep:
    """A verb of the flow: from these states, by this role, to that state."""

    verb: str
    words: str
    role: Role
    before: frozenset[RecordState]
    after: RecordState


STEPS: dict[str, FlowStep] = {
    step.verb: step
    for step in (
        FlowStep("submit", zh("提交审核"), Role.DRAFTER, frozenset({S.DRAFT, S.RETURNED}), S.SUBMITTED),
        FlowStep("review", zh("审核通过"), Role.REVIEWER, frozenset({S.SUBMITTED}), S.REVIEWED),
        FlowStep(
            "secrecy_review", zh("保密审查通过"), Role.SECRECY, frozenset({S.REVIEWED}), S.SECRECY_REVIEWED
        ),
        FlowStep("issue", zh("签发"), Role.ISSUER, frozenset({S.SECRECY_REVIEWED}), S.ISSUED),
    )
}

IN_REVIEW = frozenset({S.SUBMITTED, S.REVIEWED, S.SECRECY_REVIEWED})
ISSUED_STATES = frozenset({S.ISSUED, S.POSTED, S.TAKEN_DOWN, S.ARCHIVED})
EDITABLE = frozenset({S.DRAFT, S.RETURNED})

STATE_WORDS: dict[RecordState, str] = {
    S.DRAFT: zh("起草"),
    S.SUBMITTED: zh("待审核"),
    S.REVIEWED: zh("待保密审查"),
    S.SECRECY_REVIEWED: zh("待签发"),
    S.ISSUED: zh("已签发"),
    S.POSTED: zh("公示中"),
    S.TAKEN_DOWN: zh("已撤下"),
    S.ARCHIVED: zh("已归档"),
    S.RETURNED: zh("退回"),
    S.WITHDRAWN: zh("已撤回"),
}


def next_step(state: RecordState) -> FlowStep | None:
    """The step that moves a record on from ``state``, if it is in the flow."""
    return next((step for step in STEPS.values() if state in step.before), None)


def waiting_for(role: Role) -> frozenset[RecordState]:
    """The states in which a record in review waits for an account of this role; none for those who do not review."""
    return frozenset().union(*(step.before & IN_REVIEW for step in STEPS.values() if step.role is role))


def check_step(verb: str, record: Record, account: Account) -> FlowStep:
    """The step, or a Refusal that says why this account cannot take it on this record now.

    Nobody reviews, clears or issues what they drafted; nobody takes two of the later steps of one record.
    """
    step = STEPS[verb]
    if record.state not in step.before:
        raise Refusal(
            tr(
                "“{title}”现在是“{state_words}”，不能{words}。",
                title=record.title,
                state_words=STATE_WORDS[record.state],
                words=step.words,
            ),
            safe=tr("记录没有改动。"),
            todo=tr("请刷新后再看这条记录到了哪一步。"),
            code="wrong-state",
        )
    if account.role is not step.role:
        raise Refusal(
            tr(
                "{words}要由“{role_words}”的账户来做，您现在是“{role_words2}”。",
                words=step.words,
                role_words=ROLE_WORDS[step.role],
                role_words2=ROLE_WORDS[account.role],
            ),
            safe=tr("记录没有改动。"),
            todo=tr("请换账户，或请有这个职责的同事来做。"),
            code="wrong-role",
        )
    if verb != "submit" and account.name == record.drafted_by:
        raise Refusal(tr("这条是您起草的，要由另一位同事来做。"), safe=tr("记录没有改动。"), code="own-draft")
    if verb != "submit" and account.name in {record.reviewed_by, record.secrecy_reviewed_by}:
        raise Refusal(
            tr("这条记录前面的一步已经由您做过，这一步要由另一位同事来做。"),
            safe=tr("记录没有改动。"),
            code="same-eyes",
        )
    return step
