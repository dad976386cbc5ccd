"""The examiner: runs every rule over a document and tells each fault once, the gravest first. Decides nothing itself."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop.base.words import Phrase
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.detectors import find_personal_numbers, tail_of
from desktop.rules.listing import limited
from desktop.rules.notice_checks import form_rules
from desktop.rules.notice_numbers import number_rules

_LONG_NUMBER = re.compile(r"[0-9０-９][0-9０-９Xx -]{8}")
_ORDER = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFO: 2}


def examine_document(document: Document, data: ExaminationData) -> list[Finding]:
    """All findings on one document, blocking ones first, otherwise in the order of the rules and of the text."""
    found = [finding for rule in (*form_rules.RULES, *number_rules.RULES) for finding in rule(document, data)]
    return _in_order(limited(_once(found), document.name))


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: _ORDER[finding.severity])


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """A fault seen by two rules, or in a cell and in the line it was read from, is told once."""
    told: set[tuple[str, str, str]] = set()
    for finding in map(_discreet, findings):
        key = (finding.code, finding.place, finding.text)
        if key not in told:
            told.add(key)
            yield finding


def _discreet(finding: Finding) -> Finding:
    """Whatever a rule quotes, a personal number is told by its last four characters only."""
    if not _LONG_NUMBER.search(finding.text + finding.advice):
        return finding
    return replace(finding, text=_tails_only(finding.text), advice=_tails_only(finding.advice))


def _tails_only(text: str) -> str:
    if isinstance(text, Phrase):
        hidden = text.changed(_tails_of)
        if hidden == _tails_of(text):
            return hidden
    return _tails_of(text)


def _tails_of(text: str) -> str:
    for hit in reversed(find_personal_numbers(text)):
        text = f"{text[: hit.start]}…{tail_of(text, hit)}{text[hit.end :]}"
    return text
