"""What the preview says beside the pages: state, boards, findings, and what was looked at and is in order."""

from collections.abc import Sequence
from datetime import date

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.finding import Finding, Severity, blocks
from desktop.domain.notice import Posting
from desktop.domain.record import Record, RecordState
from desktop.ui.text import day
from desktop.usecases.notice_views import PartLine
from desktop.usecases.notices import Notices

_PRIVACY_CODES = ("personal-", "minor-", "forbidden-", "posting-", "office-mobile", "unit-account")
_SUM_CODES = ("computed-differs", "row-", "whole-")


STOPPED = {
    "": tr("打印停下了。已经送到打印机的几页可能还会印出来。"),
    tr("正在做公示"): tr("已经停下，公示没有做，也没有存。"),
    tr("正在做各村的公示"): tr("已经停下，一份也没有存。"),
    tr("正在做电子屏图片"): tr("已经停下，一张也没有存。"),
}


def parts_shown(notices: Notices, record: str) -> list[PartLine]:
    """The villages to choose from; none where the notice is one sheet by its nature or the roster is empty."""
    try:
        return notices.parts(record)
    except Refusal:
        return []


def state_chip(record: Record, today: date) -> tuple[str, str]:
    """Kind and words of the record's state in the header."""
    if record.state is RecordState.WITHDRAWN:
        return ("returned", tr("已撤回"))
    if record.issued_on is not None:
        return (
            "done",
            tr(
                "已签发　{issued_by} {issued_on}",
                issued_by=record.issued_by,
                issued_on=day(record.issued_on, today),
            ),
        )
    return ("draft", tr("还没有签发，只供查看"))


def board_words(postings: Sequence[Posting]) -> str:
    hanging = [posting.number for posting in postings if posting.removed_on is None]
    if hanging:
        return tr("、").join(hanging)
    return tr("都已撤下") if postings else tr("还没有张贴，登记时编号")


def sorted_findings(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What must be changed first."""
    order = list(Severity)
    return tuple(sorted(findings, key=lambda finding: order.index(finding.severity)))


def findings_words(findings: tuple[Finding, ...]) -> str:
    hard = len(blocks(findings))
    soft = len(findings) - hard
    if not findings:
        return tr("没有要改的")
    if not hard:
        return tr("{soft} 条提醒，没有必须改的", soft=soft)
    return tr("{hard} 处必须改", hard=hard) + (tr("，{soft} 条提醒", soft=soft) if soft else "")


def passed_words(findings: Sequence[Finding], *, has_roster: bool) -> tuple[str, ...]:
    """Only what the findings do not speak against. That the preview exists proves every character."""
    codes = [finding.code for finding in findings]
    lines = [tr("每个字都能打印，没有缺字")]
    if not any(code.startswith(_PRIVACY_CODES) for code in codes):
        lines.insert(0, tr("没有身份证号、卡号、个人手机号"))
    if has_roster and not any(code.startswith(_SUM_CODES) for code in codes):
        lines.append(tr("合计与各行一致"))
    return tuple(lines)
