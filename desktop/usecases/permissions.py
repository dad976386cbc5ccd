"""Who may touch a record: the office it belongs to, in a state that allows it, by an account with the role. One place."""

from desktop.base.errors import Refusal
from desktop.base.words import tr, zh
from desktop.domain.account import ROLE_WORDS, Role
from desktop.domain.flow import EDITABLE, ISSUED_STATES, STATE_WORDS
from desktop.domain.record import Record
from desktop.usecases.desk import Desk

_UNTOUCHED = zh("什么都没有改动。")


def require_role(desk: Desk, role: Role, what: str) -> None:
    """``what`` is the doing in Chinese, e.g. 写记录."""
    if desk.account.role is not role:
        raise Refusal(
            tr(
                "{what}要由“{role_words}”的账户来做，您现在是“{role_words2}”。",
                what=what,
                role_words=tr(ROLE_WORDS[role]),
                role_words2=tr(ROLE_WORDS[desk.account.role]),
            ),
            safe=_UNTOUCHED,
            todo=tr("请换账户，或请有这个职责的同事来做。"),
            code="wrong-role",
        )


def is_ours(desk: Desk, record: Record) -> bool:
    return record.organisation == desk.organisation.code


def require_ours(desk: Desk, record: Record) -> None:
    """What came from another office is read here, never changed or posted in its name."""
    if not is_ours(desk, record):
        raise Refusal(
            tr("“{title}”是别的单位报来的，本机只能看。", title=record.title),
            safe=_UNTOUCHED,
            todo=tr("要改动，请告诉报送的单位，由他们更正后再报一次。"),
            code="foreign-record",
        )


def require_editable(desk: Desk, record: Record, what: str) -> None:
    require_ours(desk, record)
    if record.state not in EDITABLE:
        raise Refusal(
            tr(
                "“{title}”现在是“{state_words}”，不能改。",
                title=record.title,
                state_words=tr(STATE_WORDS[record.state]),
            ),
            safe=tr("记录没有改动。"),
            todo=tr("审核中的可以先退回；已签发的请发起更正。"),
            code="not-editable",
        )
    require_role(desk, Role.DRAFTER, what)


def require_issued(desk: Desk, record: Record, what: str) -> None:
    require_ours(desk, record)
    if record.state not in ISSUED_STATES:
        raise Refusal(
            tr(
                "“{title}”现在是“{state_words}”，签发以后才能{what}。",
                title=record.title,
                state_words=tr(STATE_WORDS[record.state]),
                what=what,
            ),
            safe=_UNTOUCHED,
            todo=tr("可以先预览。"),
            code="not-issued",
        )
