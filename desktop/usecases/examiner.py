"""The examiner: looks through files and notices before they are published. Needs no home; changes nothing."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.base.errors import Cancelled, MingbaiError, Refusal
from desktop.base.progress import Progress
from desktop.base.words import tr, zh
from desktop.catalogue.catalogue import Catalogue
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.files.examined import SUFFIXES, read_document
from desktop.rules.examiner import examine_document
from desktop.rules.notice_checks.masks import joined_findings, masked_numbers

log = logging.getLogger(__name__)

_ORDER = (Severity.BLOCK, Severity.WARN, Severity.INFO)
_LEFT_BEHIND = ("~$", ".", "Thumbs.db", "desktop.ini")
_MOST_FILES = 2000


@dataclass(frozen=True, slots=True)
class FileFindings:
    """What was found in one file, the gravest first. ``file`` is the path as it was given or found."""

    file: Path
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """True if nothing speaks against handing the file out."""
        return all(finding.severity is Severity.INFO for finding in self.findings)

    def as_json(self) -> dict[str, object]:
        return {"file": str(self.file), "findings": [finding.as_json() for finding in self.findings]}


class Examiner:
    """By the rules of one catalogue. ``home`` is the division code of the office that asks, empty if unknown."""

    def __init__(self, catalogue: Catalogue, home: str = "") -> None:
        # An office whose division is in no table of ours still has its files looked at.
        known = any(home[:length] in catalogue.divisions for length in (9, 6))
        self._data = ExaminationData.of(catalogue, home if known else "")

    def examine(self, document: Document) -> list[Finding]:
        """Findings on a document at hand, what could not be read included."""
        return _sorted([*examine_document(document, self._data), *unread_findings(document)])

    def check(self, paths: Sequence[Path], progress: Progress | None = None) -> list[FileFindings]:
        """Every file; folders are looked through. A file that cannot be read has a finding that says why.

        Refusal if there is no file to look at, or far too many; Cancelled. Numbers masked differently in two of the
        files are told in both.
        """
        files = list(_files(paths))
        if not files:
            todo = tr("请选Word、Excel、PDF、照片或文字文件，也可以选放着这些文件的文件夹。")
            raise Refusal(
                tr("这里没有程序能看的文件。"), safe=tr("什么都没有改动。"), todo=todo, code="no-files"
            )
        if len(files) > _MOST_FILES:
            todo = tr("请分几次选小一点的文件夹。")
            what = tr("一次最多看 {most} 个文件，这里更多。", most=_MOST_FILES)
            raise Refusal(what, safe=tr("什么都没有改动。"), todo=todo, code="too-many-files")
        found: list[list[Finding]] = []
        masked: list[tuple[int, Document]] = []
        for number, path in enumerate(files):
            if progress is not None:
                progress.step(tr("正在看“{name}”", name=path.name), number, len(files))
            document, findings = self._one(path)
            found.append(findings)
            if document is not None and masked_numbers(document, self._data):
                masked.append((number, document))
        joined = joined_findings([document for _, document in masked], self._data)
        for (number, _), findings in zip(masked, joined, strict=True):
            known = {(finding.code, finding.place) for finding in found[number]}
            found[number] += [each for each in findings if (each.code, each.place) not in known]
        return [
            FileFindings(path, tuple(_sorted(findings))) for path, findings in zip(files, found, strict=True)
        ]

    def _one(self, path: Path) -> tuple[Document | None, list[Finding]]:
        try:
            document = read_document(path)
            return document, self.examine(document)
        except Cancelled:
            raise
        except MingbaiError as error:
            return None, [
                Finding("file-unreadable", Severity.BLOCK, path.name, error.kept_what, error.kept_todo)
            ]
        except Exception:  # one odd file must not keep the others from being looked at
            log.exception("examining a file")
            text = zh("程序看这个文件的时候自己出了错，没有看完。")
            advice = zh("请自己看一遍，再把这个文件交给管理员。")
            return None, [Finding("file-unreadable", Severity.BLOCK, path.name, text, advice)]


def unread_findings(document: Document) -> Iterator[Finding]:
    """What was not examined is said, never passed over in silence; the slight ones of a kind together."""
    slight: dict[str, list[str]] = {}
    for unread in document.unread:
        if unread.slight:
            slight.setdefault(unread.why, []).append(unread.place)
        else:
            advice = zh("请自己打开看一遍，确认没有不该公开的内容。")
            yield Finding("part-unread", Severity.WARN, unread.place, unread.why, advice)
    for why, places in slight.items():
        more = zh("等{number}处", number=len(places)) if len(places) > 1 else ""
        yield Finding("part-unread", Severity.INFO, places[0] + more, why, zh("请自己看一遍。"))


def _sorted(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: _ORDER.index(finding.severity))


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files themselves, and of folders what the examiner can read, each once, by name."""
    seen: set[Path] = set()
    for path in paths:
        inside = sorted(each for each in path.rglob("*") if _is_wanted(each)) if path.is_dir() else [path]
        for each in inside:
            if each not in seen and len(seen) <= _MOST_FILES:
                seen.add(each)
                yield each


def _is_wanted(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(_LEFT_BEHIND) and path.is_file()
