"""The examiner on a notice of our own: looks at the very sheet that would print, page by page, before anybody prints it."""

from collections.abc import Sequence

from desktop.domain.document import Document, Part
from desktop.domain.finding import Finding
from desktop.files.examined import document_of
from desktop.usecases.desk import Desk
from desktop.usecases.examiner import Examiner

_PRINTED = "glyph-"
"""Every character was checked against the fonts when the sheet was laid out."""


def sheet_findings(desk: Desk, pdf: bytes, title: str, known: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings with places “第 2 页”. What the gate already says of the record (``known``) is not said twice.

    The typed columns of a record are the gate's matter: what a form declares public is not doubted again here.
    """
    read = document_of(f"{title}.pdf", pdf)
    sheet = Document(
        title,
        "notice",
        tuple(passage for passage in read.passages if passage.part is Part.BODY),
        read.tables,
    )
    said = {finding.code for finding in known}
    return tuple(
        finding
        for finding in Examiner(desk.catalogue, desk.organisation.code).examine(sheet)
        if finding.code not in said and not finding.code.startswith(_PRINTED)
    )
