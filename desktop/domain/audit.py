"""An entry of the audit log 操作日志: who did what to what, chained so that a change to the past is seen."""

from typing import Any

from sqlmodel import SQLModel


class AuditFields(SQLModel):
    """``at`` is an ISO time; ``verb`` is stable English; ``subject`` names a record, notice, account or bundle.

    ``digest`` is SHA-256 over the digest before (``previous``) and this entry's content.
    """

    serial: int
    at: str
    who: str
    verb: str
    subject: str = ""
    previous: str = ""
    digest: str = ""


class AuditEntry(AuditFields):
    """``details`` is plain JSON data; it never holds a citizen's number."""

    model_config = {"frozen": True}
    details: dict[str, Any]
