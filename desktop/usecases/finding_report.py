"""The result of an examination to keep, to copy or to hand on: as text or as a workbook. No number is ever in full."""

from collections.abc import Sequence
from pathlib import Path

from desktop.base.words import chinese
from desktop.files.ledger import write_ledger
from desktop.usecases.examiner import FileFindings
from desktop.usecases.finding_words import SEVERITY_WORDS, summary

_HEADS = ("文件", "程度", "位置", "检查意见", "怎么办", "依据")


def report_text(files: Sequence[FileFindings]) -> str:
    """Each file with its findings, a line each, and the sentence over all at the end."""
    lines: list[str] = []
    for each in files:
        lines.append(each.file.name)
        lines += [
            f"　{SEVERITY_WORDS[finding.severity]}　{finding.place}　{finding.text}{finding.advice}"
            for finding in each.findings
        ] or ["　没有发现问题"]
    with chinese():
        return "\n".join([*lines, summary(files)])


def save_report(files: Sequence[FileFindings], out: Path) -> Path:
    """A workbook (.xlsx) with a row per finding, written whole or not at all."""
    rows = [
        (
            each.file.name,
            SEVERITY_WORDS[finding.severity],
            finding.place,
            finding.text,
            finding.advice,
            finding.source,
        )
        for each in files
        for finding in each.findings
    ]
    clean = [(each.file.name, "没有发现问题", "", "", "", "") for each in files if not each.findings]
    write_ledger(out, "公开前检查结果", _HEADS, [*rows, *clean], sheet="检查意见")
    return out
