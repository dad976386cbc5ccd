"""The content of a revision as it is sealed: what a digest of a record covers. One place for flow and overrides."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from desktop.domain.form import Form
from desktop.domain.record import Record, RecordContent, RosterRow, revision_content, roster_digest
from desktop.rules.public_rows import bundle_rows, bundle_values
from desktop.storage import attachments, revisions


def sealed_content(
    session: Session, record: Record, form: Form, content: RecordContent, rows: Sequence[RosterRow]
) -> dict[str, Any]:
    """The canonical content that ``content`` (with computed fields) and ``rows`` would have as the record's revision."""
    before = revisions.find(session, record.id, record.revision - 1)
    travelling = bundle_rows(form, rows)
    return revision_content(
        record.id, record.matter, record.form, record.edition, record.revision, before.digest if before else "",
        content.model_copy(update={"values": bundle_values(form, content.values)}), roster_digest(travelling), len(travelling),
        tuple(digest for digest, *_ in attachments.of_record(session, record.id)),
    )  # fmt: skip
