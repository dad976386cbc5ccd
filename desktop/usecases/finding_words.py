"""How findings are summed up for people: the words for their gravity, and one sentence over all files."""

from collections import Counter
from collections.abc import Sequence

from desktop.domain.finding import Severity
from desktop.usecases.examiner import FileFindings

SEVERITY_WORDS: dict[Severity, str] = {
    Severity.BLOCK: "必须改",
    Severity.WARN: "请核对",
    Severity.INFO: "提示",
}


def summary(files: Sequence[FileFindings]) -> str:
    """“看了 3 个文件：必须改 2 处，请核对 1 处。” and what that means for handing them out."""
    counts = Counter(finding.severity for each in files for finding in each.findings)
    told = "，".join(
        f"{word} {counts[severity]} 处" for severity, word in SEVERITY_WORDS.items() if counts[severity]
    )
    head = f"看了 {len(files)} 个文件"
    if counts[Severity.BLOCK]:
        return f"{head}：{told}。改好以前请不要公开。"
    if counts[Severity.WARN]:
        return f"{head}：{told}。请核对以后再公开。"
    return f"{head}：{told or '没有发现问题'}。"
