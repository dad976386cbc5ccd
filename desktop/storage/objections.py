"""The register of objections 异议登记: entered once, hash-chained, answered once."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from desktop.base.errors import Refusal
from desktop.base.words import tr, zh
from desktop.domain.finding import Finding, Severity
from desktop.domain.noticeboard import OPEN, Objection
from desktop.storage import chain
from desktop.storage.tables import ObjectionRow

_ANSWER = {"answer", "outcome", "answered_on", "answered_by"}


def add(session: Session, objection: Objection) -> Objection:
    """Enter at the end of the office's register; returns it with its ``number`` (from 1) and ``chain``."""
    name = _chain(objection.organisation)
    length, previous = chain.head(session, name)
    numbered = objection.model_copy(update={"number": length + 1})
    digest = chain.link(previous, chained_content(numbered))
    entered = numbered.model_copy(update={"chain": digest})
    session.add(ObjectionRow(**entered.model_dump()))
    chain.move_head(session, name, length + 1, digest)
    return entered


def chained_content(objection: Objection) -> dict[str, Any]:
    """What the chain of an entry covers: not the answer, which comes later, and not who it was."""
    return objection.model_dump(mode="json", exclude=_ANSWER | {"who", "chain"})


def get(session: Session, objection: str) -> Objection:
    """Refusal when there is no such entry."""
    return _objection(_row(session, objection))


def answer(session: Session, objection: str, text: str, outcome: str, on: date, by: str) -> Objection:
    """Write the answer in. Refusal when there is one already."""
    row = _row(session, objection)
    if row.outcome != OPEN:
        raise Refusal(
            tr("第 {number} 号异议已经答复过。", number=row.number),
            safe=tr("登记没有改动。"),
            todo=tr("要补充说明，请另登记一条。"),
            code="already-answered",
        )
    row.answer, row.outcome, row.answered_on, row.answered_by = text, outcome, on, by
    session.flush()
    return _objection(row)


def of_notice(session: Session, notice: str) -> list[Objection]:
    chosen = select(ObjectionRow).where(ObjectionRow.notice == notice)
    return [_objection(row) for row in session.exec(chosen.order_by(col(ObjectionRow.number)))]


def page(session: Session, organisation: str, *, only_open: bool = False) -> list[Objection]:
    """The office's register in its order."""
    chosen = select(ObjectionRow).where(ObjectionRow.organisation == organisation)
    if only_open:
        chosen = chosen.where(ObjectionRow.outcome == OPEN)
    return [_objection(row) for row in session.exec(chosen.order_by(col(ObjectionRow.number)))]


def verify(session: Session, organisation: str) -> list[Finding]:
    """The first entry that does not fit the chain, if any."""
    previous, count = "", 0
    for entry in page(session, organisation):
        count += 1
        if entry.number != count or entry.chain != chain.link(previous, chained_content(entry)):
            return [_finding(count, zh("这一条或它前面的一条被改动过"))]
        previous = entry.chain
    if (count, previous) != chain.head(session, _chain(organisation)):
        return [_finding(count + 1, zh("从这一条起，后面的不见了"))]
    return []


def _chain(organisation: str) -> str:
    return f"objections {organisation}"


def _finding(number: int, text: str) -> Finding:
    return Finding(
        "objections-chain",
        Severity.BLOCK,
        zh("异议登记第 {number} 条", number=number),
        zh("{text}，登记和原来对不上。", text=text),
        zh("请不要再改动数据，先做一份备份，请县里的管理员来看。"),
    )


def _row(session: Session, objection: str) -> ObjectionRow:
    row = session.get(ObjectionRow, objection)
    if row is None:
        raise Refusal(
            tr("找不到这条异议。"),
            safe=tr("什么都没有改动。"),
            todo=tr("请刷新后再看。"),
            code="no-objection",
        )
    return row


def _objection(row: ObjectionRow) -> Objection:
    return Objection.model_validate(row.model_dump())
