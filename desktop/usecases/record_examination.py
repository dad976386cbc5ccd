"""All that is to be said of a record before it goes on: the form's checks and the privacy gate, blocking first."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlmodel import Session

from desktop.base.canonical import digest_of
from desktop.base.errors import Refusal
from desktop.domain.finding import Finding, Severity
from desktop.domain.form import Form
from desktop.domain.matter import Matter
from desktop.domain.override import let_through
from desktop.domain.record import Record, RecordContent, RosterRow
from desktop.files.workbook import workbook_text
from desktop.rules.deceased import find_deceased
from desktop.rules.form_check import check_content
from desktop.rules.privacy_gate import NOTICE, examine_record
from desktop.rules.withholding import check_withholding
from desktop.storage import attachments, overrides
from desktop.usecases import other_lists
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
    purpose: str = NOTICE,
) -> list[Finding]:
    """Findings for print (``notice``) or for the way up (``bundle``). Of attachments, names and workbooks and plain texts are read.

    What a second person let through on exactly this content is a warning that says so.
    """
    findings = examine_strictly(desk, session, record, form, content, rows, purpose=purpose)
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
    purpose: str = NOTICE,
) -> list[Finding]:
    """The same as if nobody had let anything through."""
    matter: Matter = desk.catalogue.matter(record.matter)
    texts = list(_texts(desk, attachments.of_record(session, record.id)))
    findings = [
        *check_withholding(content, matter.disclosure, desk.catalogue.code_lists),
        *(_unread(name) for name, text in texts if text is None),
        *check_content(form, content, rows, today=desk.clock.today()),
        *find_deceased(form, rows, desk.catalogue.masking),
        *other_lists.clashes(desk, session, record, form, content, rows),
        *examine_record(
            form,
            content,
            rows,
            purpose=purpose,
            masking=masking_of(desk, session),
            attachments_texts=[(name, text or "") for name, text in texts],
            matter=matter,
        ),
    ]
    return sorted(findings, key=lambda finding: _ORDER.index(finding.severity))


def _texts(desk: Desk, files: Sequence[tuple[str, str, str, int]]) -> Iterator[tuple[str, str | None]]:
    """Each attachment's name and its words; None for a kind of file that cannot be examined yet."""
    for digest, name, *_ in files:
        try:
            yield name, text_of(name, desk.home.attachments.get(digest))
        except Refusal:
            yield name, None


def text_of(name: str, data: bytes) -> str | None:
    """All words of a workbook or plain text; None for other kinds. Refusal for a damaged or locked workbook."""
    kind = Path(name).suffix.lower()
    if kind in {".xlsx", ".xls", ".ods"}:
        return workbook_text(name, data)
    if kind not in {".txt", ".csv"}:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def _unread(name: str) -> Finding:
    """What was not examined is said, never passed over in silence."""
    return Finding(
        "attachment-unread",
        Severity.WARN,
        f"附件“{name}”",
        "程序还不会检查这种文件的内容。",
        "请自己打开看一遍，确认没有身份证号、卡号和病情。",
    )
