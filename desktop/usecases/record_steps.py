"""A record's way told in words: the stepper's stations, the history, what an account may do next."""

from collections.abc import Sequence

from desktop.base.errors import Refusal
from desktop.base.words import tr, zh
from desktop.domain.account import ROLE_WORDS, Role
from desktop.domain.audit import AuditEntry
from desktop.domain.flow import EDITABLE, IN_REVIEW, ISSUED_STATES, check_step, next_step
from desktop.domain.record import Record, RecordState
from desktop.usecases.desk import Desk
from desktop.usecases.permissions import is_ours
from desktop.usecases.record_views import FlowMark, HistoryLine

HISTORY_WORDS: dict[str, str] = {
    "drafted": zh("起草"),
    "submitted": zh("提交审核"),
    "reviewed": zh("审核通过"),
    "secrecy_reviewed": zh("保密审查通过"),
    "issued": zh("签发"),
    "returned": zh("退回"),
    "withdrawn": zh("撤回"),
    "correction": zh("发起更正"),
    "attached": zh("加附件"),
    "detached": zh("去掉附件"),
    "roster-imported": zh("收进名单"),
    "import-undone": zh("撤销收进的名单"),
    "notice-made": zh("排好公示"),
    "screen-made": zh("做好电子屏图片"),
    "posted": zh("张贴"),
    "taken-down": zh("撤下"),
    "board-photo": zh("留下公示栏照片"),
    "objection": zh("登记异议"),
    "objection-answered": zh("答复异议"),
    "statement-made": zh("排好更正或撤回的公告"),
    "certificate-made": zh("开张贴证明"),
    "overridden": zh("放行隐私关拦下的一处"),
    "archive-packed": zh("打成归档包"),
    "received": zh("从下级收进"),
}
_STATIONS = (
    (zh("起草"), "drafted_by", Role.DRAFTER, "submitted"),
    (zh("审核"), "reviewed_by", Role.REVIEWER, "reviewed"),
    (zh("保密审查"), "secrecy_reviewed_by", Role.SECRECY, "secrecy_reviewed"),
    (zh("签发"), "issued_by", Role.ISSUER, "issued"),
)
_REACHED: dict[RecordState, int] = {
    RecordState.DRAFT: 0,
    RecordState.RETURNED: 0,
    RecordState.SUBMITTED: 1,
    RecordState.REVIEWED: 2,
    RecordState.SECRECY_REVIEWED: 3,
    RecordState.ISSUED: 4,
    RecordState.POSTED: 5,
    RecordState.TAKEN_DOWN: 5,
    RecordState.ARCHIVED: 5,
    RecordState.WITHDRAWN: 5,
}


def marks(record: Record, entries: Sequence[AuditEntry]) -> tuple[FlowMark, ...]:
    """起草 → 审核 → 保密审查 → 签发 → 张贴 with who and when; a returned draft shows at its first station."""
    reached = _REACHED[record.state]
    made = []
    for at, (words, person, role, verb) in enumerate(_STATIONS):
        state = "done" if at < reached else "now" if at == reached else "ahead"
        if record.state is RecordState.RETURNED and at == 0:
            state = "returned"
        who = getattr(record, person) or tr(ROLE_WORDS[role])
        made.append(FlowMark(tr(words), who, _when(entries, verb) if at < reached else "", state))
    posted = "done" if reached > 4 else "now" if reached == 4 else "ahead"
    made.append(FlowMark(tr("张贴"), "", _when(entries, "posted"), posted))
    return tuple(made)


def history(entries: Sequence[AuditEntry]) -> tuple[HistoryLine, ...]:
    """The steps of the audit log, latest first."""
    return tuple(
        HistoryLine(entry.at, entry.who, tr(HISTORY_WORDS[entry.verb]), str(entry.details.get("reason", "")))
        for entry in reversed(entries)
        if entry.verb in HISTORY_WORDS
    )


def allowed(record: Record, desk: Desk) -> tuple[frozenset[str], str]:
    """The verbs open to this account now; the reason if the next step is not open to it."""
    may = {"preview"}
    refusal = ""
    account = desk.account
    if not is_ours(desk, record):
        return frozenset(may), tr("这条是别的单位报来的，本机只能看。")
    if account.role is Role.DRAFTER and record.state in EDITABLE:
        may.add("edit")
    if step := next_step(record.state):
        try:
            check_step(step.verb, record, account)
            may.add(step.verb)
        except Refusal as refused:
            refusal = refused.what
    if record.state in IN_REVIEW and account.role in {Role.REVIEWER, Role.SECRECY, Role.ISSUER}:
        may.add("return")
    if record.state in ISSUED_STATES:
        may |= {"post", "export"}
        if account.role is Role.DRAFTER:
            may.add("correct")
        if account.role is Role.ISSUER:
            may.add("withdraw")
    return frozenset(may), refusal


def verb_done(verb: str) -> str:
    """The audit log's word for a step of the flow that was taken."""
    return {
        "submit": "submitted",
        "review": "reviewed",
        "secrecy_review": "secrecy_reviewed",
        "issue": "issued",
    }[verb]


def _when(entries: Sequence[AuditEntry], verb: str) -> str:
    return next((entry.at for entry in reversed(entries) if entry.verb == verb), "")
