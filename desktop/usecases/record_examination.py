"""All that is to be said of a record before it goes on: the form's checks and the privacy gate, blocking first."""

from collections.abc import Sequence

from sqlmodel import Session

from desktop.domain.finding import Finding, Severity
from desktop.domain.form import Form
from desktop.domain.matter import Matter
from desktop.domain.record import Disclosure, Record, RecordContent, RosterRow
from desktop.rules.form_check import check_content
from desktop.rules.privacy_gate import NOTICE, examine_record
from desktop.storage import attachments
from desktop.usecases.desk import Desk

_ORDER = (Severity.BLOCK, Severity.WARN, Severity.INFO)


def examine(
    desk: Desk,
    session: Session,
    record: Record,
    form: Form,
    content: RecordContent,
    rows: Sequence[RosterRow],
    *,
    purpose: str = NOTICE,
) -> list[Finding]:
    """Findings for print (``notice``) or for the way up (``bundle``). Attachments are looked at by their names."""
    matter: Matter = desk.catalogue.matter(record.matter)
    names = [(name, "") for _, name, *_ in attachments.of_record(session, record.id)]
    findings = [
        *_withheld(content),
        *check_content(form, content, rows, today=desk.clock.today()),
        *examine_record(
            form,
            content,
            rows,
            purpose=purpose,
            masking=desk.catalogue.masking,
            attachments_texts=names,
            matter=matter,
        ),
    ]
    return sorted(findings, key=lambda finding: _ORDER.index(finding.severity))


def _withheld(content: RecordContent) -> list[Finding]:
    """条例 14–16: what is not made public needs its reason."""
    if content.disclosure is not Disclosure.WITHHELD or content.withheld_reason.strip():
        return []
    advice = "请写明依据《政府信息公开条例》第十四条、第十五条还是第十六条，以及为什么。"
    return [Finding("reason-missing", Severity.BLOCK, "公开属性", "选了不予公开，还没有写理由。", advice)]
