"""How findings are summed up for people: the words for their gravity, and one sentence over all files."""

from collections import Counter
from collections.abc import Sequence

from desktop.base.words import tr, zh
from desktop.domain.finding import Severity
from desktop.usecases.examiner import FileFindings

SEVERITY_WORDS: dict[Severity, str] = {
    Severity.BLOCK: zh("必须改"),
    Severity.WARN: zh("请核对"),
    Severity.INFO: zh("提示"),
}


def summary(files: Sequence[FileFindings]) -> str:
    """“看了 3 个文件：必须改 2 处，请核对 1 处。” and what that means for handing them out."""
    counts = Counter(finding.severity for each in files for finding in each.findings)
    told = tr("，").join(
        tr("{word} {number} 处", word=word, number=counts[severity])
        for severity, word in SEVERITY_WORDS.items()
        if counts[severity]
    )
    head = tr("看了 {number} 个文件", number=len(files))
    if counts[Severity.BLOCK]:
        return tr("{head}：{told}。改好以前请不要公开。", head=head, told=told)
    if counts[Severity.WARN]:
        return tr("{head}：{told}。请核对以后再公开。", head=head, told=told)
    return tr("{head}：{told}。", head=head, told=told or tr("没有发现问题"))
