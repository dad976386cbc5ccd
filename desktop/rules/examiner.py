"""The examiner: runs every rule over a document and tells each fault once, the gravest first. Decides nothing itself."""

from collections.abc import Iterable, Iterator

from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.listing import limited
from desktop.rules.notice_checks import form_rules
from desktop.rules.notice_numbers import number_rules

_ORDER = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFO: 2}


def examine_document(document: Document, data: ExaminationData) -> list[Finding]:
    """All findings on one document, blocking ones first, otherwise in the order of the rules and of the text."""
    found = [finding for rule in (*form_rules.RULES, *number_rules.RULES) for finding in rule(document, data)]
    return sorted(limited(_once(found), document.name), key=lambda finding: _ORDER[finding.severity])


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """A fault seen by two rules, or in a cell and in the line it was read from, is told once."""
    told: set[tuple[str, str, str]] = set()
    for finding in findings:
        key = (finding.code, finding.place, finding.text)
        if key not in told:
            told.add(key)
            yield finding
