"""Runs the examiner over the corpus and counts: what was found of what is there, and what was told of clean notices.

Test support: it builds the files, asks the use case as the command line does, and compares. It knows no rule.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.base.paths import content_root
from desktop.catalogue.catalogue import load_catalogue
from desktop.domain.finding import Finding, Severity
from desktop.usecases.examiner import Examiner
from tests.examiner.build import build
from tests.examiner.corpus import Defect, Notice, notices


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the examiner said of one notice. ``missed`` are defects nothing told of."""

    notice: Notice
    findings: tuple[Finding, ...]
    missed: tuple[Defect, ...]

    @property
    def loud(self) -> tuple[Finding, ...]:
        """What stops or warns; an ``info`` costs the reader nothing."""
        return tuple(finding for finding in self.findings if finding.severity is not Severity.INFO)

    @property
    def beside(self) -> tuple[Finding, ...]:
        """Stops and warnings nothing was planted for: on a clean notice false alarms, on a faulty one often a consequence."""
        planted = self.notice.defects
        return tuple(
            finding for finding in self.loud if not any(defect.of_code(finding.code) for defect in planted)
        )


@dataclass(slots=True)
class Tally:
    """Counts by code over one half of the corpus. A defect is counted under the first of its codes."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false_alarms: Counter[str] = field(default_factory=Counter)
    clean: int = 0
    faulty: int = 0
    beside: int = 0

    @property
    def recall(self) -> float:
        return sum(self.found.values()) / max(sum(self.planted.values()), 1)

    def recall_of(self, code: str) -> float:
        return self.found[code] / self.planted[code]


def tally(verdicts: list[Verdict]) -> Tally:
    counts = Tally()
    for verdict in verdicts:
        if verdict.notice.clean:
            counts.clean += 1
            counts.false_alarms.update(finding.code for finding in verdict.loud)
        else:
            counts.faulty += 1
            counts.beside += len(verdict.beside)
        for defect in verdict.notice.defects:
            counts.planted[defect.codes[0]] += 1
            counts.found[defect.codes[0]] += defect not in verdict.missed
    return counts


def judged(examiner: Examiner, folder: Path, notice: Notice, by_id: dict[str, Notice]) -> Verdict:
    """Build the file, read it back as any office's file, examine it, and compare with what was planted."""
    own = folder / notice.id
    own.mkdir()
    paths = [build(notice, own)]
    if notice.together_with:
        paths.append(build(by_id[notice.together_with], own))
    findings = next(report.findings for report in examiner.check(paths) if report.file == paths[0])
    missed = tuple(
        defect
        for defect in notice.defects
        if not any(defect.told_by(finding.code, finding.place) for finding in findings)
    )
    return Verdict(notice, findings, missed)


@cache
def verdicts() -> tuple[Verdict, ...]:
    """Every notice of the corpus, examined once per run."""
    by_id = {notice.id: notice for notice in notices()}
    examiner = Examiner(load_catalogue(content_root()))
    with TemporaryDirectory() as folder:
        return tuple(judged(examiner, Path(folder), notice, by_id) for notice in notices())
