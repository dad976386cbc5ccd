"""All that is to be said of a record before it goes on: the form's checks and the privacy gate, blocking first."""

from collections.abc import Sequence

from sqlmodel import Session

from desktop.base.canonical import digest_of
from desktop.base.progress import Progress
from desktop.domain.finding import Finding, Severity
from desktop.domain.form import Form
from desktop.domain.matter import Matter
from desktop.domain.override import let_through
from desktop.domain.record import Record, RecordContent, RosterRow
from desktop.rules.deceased import find_deceased
from desktop.rules.form_check import check_content
from desktop.rules.privacy_gate import NOTICE, examine_record
from desktop.rules.withholding import check_withholding
from desktop.storage import attachments, overrides
from desktop.usecases import other_lists
from desktop.usecases.attachment_examination import attachment_findings
from desktop.usecases.desk import Desk
from desktop.usecases.local_rules import masking_of
from desktop.usecases.sealed_content import sealed_content

_ORDER = (Severity.BLOCK, Severity.WARN, Severity.INFO)


def examine(
    desk: Desk,
    session: Session,
    record: Record,
    form: Form,
    content: RecordContent,
    rows: Sequence[RosterRow],
    *,
    progress: Progress | None = None,
) -> list[Finding]:
    """Findings for print, which is stricter than the way up (`upward_gate`). Of attachments, names and workbooks and plain texts
    are read.

    What a second person let through on exactly this content is a warning that says so.
    """
    findings = examine_strictly(desk, session, record, form, content, rows, progress=progress)
    given = overrides.of_revision(session, record.id, record.revision)
    if given:
        digest = digest_of(sealed_content(session, record, form, content, rows))
        findings = let_through(findings, [override for override in given if override.content == digest])
    return sorted(findings, key=lambda finding: _ORDER.index(finding.severity))


def examine_strictly(
    desk: Desk,
    session: Session,
    record: Record,
    form: Form,
    content: RecordContent,
    rows: Sequence[RosterRow],
    *,
    progress: Progress | None = None,
) -> list[Finding]:
    """The same as if nobody had let anything through."""
    matter: Matter = desk.catalogue.matter(record.matter)
    files = attachments.of_record(session, record.id)
    findings = [
        *check_withholding(content, matter.disclosure, desk.catalogue.code_lists),
        *check_content(form, content, rows, today=desk.clock.today()),
        *find_deceased(form, rows, desk.catalogue.masking),
        *other_lists.clashes(desk, session, record, form, content, rows, progress),
        *examine_record(
            form,
            content,
            rows,
            purpose=NOTICE,
            masking=masking_of(desk, session),
            attachments_texts=[(name, "") for _, name, *_ in files],
            matter=matter,
        ),
        *attachment_findings(desk, files),
    ]
    return sorted(findings, key=lambda finding: _ORDER.index(finding.severity))
