"""The audit log 操作日志: appended to, read and checked; never changed. Reading and wording are the callers' matter."""

import json
from typing import Any

from sqlmodel import Session, col, select

from desktop.base.canonical import canonical_json
from desktop.base.words import zh
from desktop.domain.audit import AuditEntry
from desktop.domain.finding import Finding, Severity
from desktop.storage import chain
from desktop.storage.tables import AuditRow

_CHAIN = "audit"
_OWN = set(AuditEntry.model_fields) - {"details"}


def append(
    session: Session, at: str, who: str, verb: str, subject: str = "", details: dict[str, Any] | None = None
) -> AuditEntry:
    """Write down a step in the same transaction as the step itself. ``details`` holds no citizen's numbers."""
    length, previous = chain.head(session, _CHAIN)
    content = {"serial": length + 1, "at": at, "who": who, "verb": verb, "subject": subject}
    digest = chain.link(previous, {**content, "details": details or {}})
    text = canonical_json(details or {}).decode()
    row = AuditRow.model_validate({**content, "previous": previous, "digest": digest, "details": text})
    session.add(row)
    chain.move_head(session, _CHAIN, length + 1, digest)
    return _entry(row)


def of_subject(session: Session, subject: str) -> list[AuditEntry]:
    """All that happened to one record, notice, account or bundle, oldest first."""
    chosen = select(AuditRow).where(AuditRow.subject == subject).order_by(col(AuditRow.serial))
    return [_entry(row) for row in session.exec(chosen)]


def page(session: Session, before: int | None = None, limit: int = 100) -> list[AuditEntry]:
    """Newest first; ``before`` is the serial of the last entry of the page before."""
    chosen = select(AuditRow).order_by(col(AuditRow.serial).desc()).limit(limit)
    if before is not None:
        chosen = chosen.where(col(AuditRow.serial) < before)
    return [_entry(row) for row in session.exec(chosen)]


def verify(session: Session) -> list[Finding]:
    """The first entry that does not fit, if any: changed, missing in between, or cut off at the end."""
    previous, count = "", 0
    for row in session.exec(select(AuditRow).order_by(col(AuditRow.serial)).execution_options(yield_per=500)):
        count += 1
        if row.serial != count:
            return [_finding(count, zh("这一条不见了"))]
        content = {
            "serial": row.serial,
            "at": row.at,
            "who": row.who,
            "verb": row.verb,
            "subject": row.subject,
        }
        try:
            details = json.loads(row.details)
        except ValueError:
            return [_finding(count, zh("这一条被改动过"))]
        if row.previous != previous or row.digest != chain.link(previous, {**content, "details": details}):
            return [_finding(count, zh("这一条被改动过"))]
        previous = row.digest
    if (count, previous) != chain.head(session, _CHAIN):
        return [_finding(count + 1, zh("从这一条起，后面的不见了"))]
    return []


def _finding(serial: int, text: str) -> Finding:
    return Finding(
        "audit-chain",
        Severity.BLOCK,
        zh("操作日志第 {serial} 条", serial=serial),
        zh("{text}，操作日志和原来对不上。", text=text),
        zh("请不要再改动数据，先做一份备份，请县里的管理员来看。"),
    )


def _entry(row: AuditRow) -> AuditEntry:
    return AuditEntry.model_validate({**row.model_dump(include=_OWN), "details": json.loads(row.details)})
