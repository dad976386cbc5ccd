"""Keeps a list of findings readable: the first ones of each kind, then how many more there are."""

from collections.abc import Iterable

from desktop.base.words import zh
from desktop.domain.finding import Finding

MOST_PER_CODE = 200


def limited(findings: Iterable[Finding], place: str = zh("名单")) -> list[Finding]:
    """At most 200 findings of one code and severity, and for each that has more one that says so."""
    kept: list[Finding] = []
    counts: dict[tuple[str, str], int] = {}
    for finding in findings:
        kind = (finding.code, finding.severity)
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= MOST_PER_CODE:
            kept.append(finding)
    for (code, severity), count in counts.items():
        if count > MOST_PER_CODE:
            text = zh("同样的问题还有 {count} 处没有列出。", count=count - MOST_PER_CODE)
            worst = next(found.severity for found in kept if (found.code, found.severity) == (code, severity))
            kept.append(Finding(code, worst, place, text, zh("请先改好列出的，再检查一次。")))
    return kept
