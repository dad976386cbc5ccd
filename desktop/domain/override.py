"""A second person's yes to something the privacy gate stopped: which finding, on which content, why. Values only."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import SQLModel

from desktop.base.words import zh
from desktop.domain.finding import Finding, Severity


class OverrideFields(SQLModel):
    """``content`` is the digest of the revision's whole content as it was then: any later change ends the override."""

    record: str
    revision: int
    content: str
    code: str
    place: str
    text: str
    reason: str
    by: str
    at: str


class Override(OverrideFields):
    model_config = {"frozen": True}

    def covers(self, finding: Finding) -> bool:
        return (self.code, self.place, self.text) == (finding.code, finding.place, finding.text)


def let_through(findings: Sequence[Finding], overrides: Sequence[Override]) -> list[Finding]:
    """The findings, those that were overridden as warnings that name who let them through and why."""
    return [_softened(finding, overrides) for finding in findings]


def _softened(finding: Finding, overrides: Sequence[Override]) -> Finding:
    given = next((override for override in overrides if override.covers(finding)), None)
    if given is None or finding.severity is not Severity.BLOCK:
        return finding
    return replace(
        finding,
        severity=Severity.WARN,
        advice=zh("已由{by}同意放行：{reason}", by=given.by, reason=given.reason),
    )
