"""Who may touch a record: the office it belongs to, in a state that allows it, by an account with the role. One place."""

from desktop.base.errors import Refusal
from desktop.domain.account import ROLE_WORDS, Role
from desktop.domain.flow import EDITABLE, ISSUED_STATES, STATE_WORDS
from desktop.domain.record import Record
from desktop.usecases.desk import Desk

_UNTOUCHED = "什么都没有改动。"


def require_role(desk: Desk, role: Role, what: str) -> None:
    """``what`` is the doing in Chinese, e.g. 写记录."""
    if desk.account.role is not role:
        raise Refusal(
            f"{what}要由“{ROLE_WORDS[role]}”的账户来做，您现在是“{ROLE_WORDS[desk.account.role]}”。",
            safe=_UNTOUCHED,
            todo="请换账户，或请有这个职责的同事来做。",
            code="wrong-role",
        )


def is_ours(desk: Desk, record: Record) -> bool:
    return record.organisation == desk.organisation.code


def require_ours(desk: Desk, record: Record) -> None:
    """What came from another office is read here, never changed or posted in its name."""
    if not is_ours(desk, record):
        raise Refusal(
            f"“{record.title}”是别的单位报来的，本机只能看。",
            safe=_UNTOUCHED,
            todo="要改动，请告诉报送的单位，由他们更正后再报一次。",
            code="foreign-record",
        )


def require_editable(desk: Desk, record: Record, what: str) -> None:
    require_ours(desk, record)
    if record.state not in EDITABLE:
        raise Refusal(
            f"“{record.title}”现在是“{STATE_WORDS[record.state]}”，不能改。",
            safe="记录没有改动。",
            todo="审核中的可以先退回；已签发的请发起更正。",
            code="not-editable",
        )
    require_role(desk, Role.DRAFTER, what)


def require_issued(desk: Desk, record: Record, what: str) -> None:
    require_ours(desk, record)
    if record.state not in ISSUED_STATES:
        raise Refusal(
            f"“{record.title}”现在是“{STATE_WORDS[record.state]}”，签发以后才能{what}。",
            safe=_UNTOUCHED,
            todo="可以先预览。",
            code="not-issued",
        )
