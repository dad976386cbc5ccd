"""Checks all content folders: reads everything, validates every file against its schema, compares across files.

It only reports. A fault in one file never hides the faults of another.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from desktop.base.words import tr, zh
from desktop.catalogue.catalogue import Catalogue, folded, load_catalogue, standards_of
from desktop.catalogue.content import ContentFault, ContentFile, Key, duplicate_keys, read_content
from desktop.catalogue.schemas import schema_for, validate
from desktop.domain.finding import Finding, Severity
from desktop.domain.matter import Field, Layer


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What `check` found: numbers of fields, matters and elements that loaded, and all findings in order of files."""

    fields: int
    matters: int
    elements: int
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        return sum(finding.severity is Severity.BLOCK for finding in self.findings)

    @property
    def warnings(self) -> int:
        return sum(finding.severity is Severity.WARN for finding in self.findings)


def check(root: Path) -> CheckReport:
    """Check the content under ``root`` (the folder that holds ``standards/``, or that folder itself)."""
    folder = standards_of(root)
    if not (folder / "fields").is_dir():
        text = tr("“{folder}”里没有标准目录（缺少 fields 文件夹）。", folder=folder)
        advice = tr("请指到含有 standards 的文件夹。")
        return CheckReport(0, 0, 0, (Finding("content-missing", Severity.BLOCK, str(folder), text, advice),))
    catalogue = load_catalogue(root)
    findings = list(catalogue.problems)
    for path in sorted(folder.rglob("*.yaml")):
        findings += _check_file(path, folder)
    findings += _stray_files(folder)
    findings += _across(catalogue)
    elements = sum(len(matter.elements) for matter in catalogue.matters)
    return CheckReport(len(catalogue.fields), len(catalogue.matters), elements, _once(findings))


def _once(findings: list[Finding]) -> tuple[Finding, ...]:
    """One finding per place and code of fault: the reader and the schema often see the same fault."""
    kept: dict[tuple[str, str], Finding] = {}
    by_place: set[str] = set()
    for finding in findings:
        schema_echo = finding.code == "content-schema" and finding.place in by_place
        if not schema_echo:
            kept.setdefault((finding.place, finding.text), finding)
            by_place.add(finding.place)
    return tuple(kept.values())


def _check_file(path: Path, folder: Path) -> list[Finding]:
    file = read_content(path, folder.parent)
    if file.data is None:
        return list(file.faults)
    findings = [file.finding(fault) for fault in duplicate_keys(path)]
    kind = schema_for(path.relative_to(folder).as_posix())
    if kind is None:
        text = zh("不知道这个文件是做什么用的，程序不会读它。")
        findings.append(
            Finding("content-unknown-file", Severity.WARN, file.name, text, zh("请移走，或放到对的文件夹。"))
        )
    else:
        findings += validate(file, kind, folder)
    return [*findings, *_foreign_addresses(file)]


def _foreign_addresses(file: ContentFile) -> Iterator[Finding]:
    """Addresses outside government sites: sources must be the original pages, never mirrors."""
    for path, text in _texts(file.data, ()):
        if not text.startswith(("http://", "https://")):
            continue
        host = urlsplit(text).hostname or ""
        if host != "gov.cn" and not host.endswith(".gov.cn"):
            words = zh("“{host}”不是政府网站，不能作来源。", host=host)
            fault = ContentFault(path, words, "content-foreign-address")
            yield file.finding(fault, advice=zh("请换成 .gov.cn 的原页，找不到就去掉网址。"))


def _texts(value: Any, path: tuple[Key, ...]) -> Iterator[tuple[tuple[Key, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _texts(entry, (*path, str(key)))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _texts(entry, (*path, index))


def _stray_files(folder: Path) -> Iterator[Finding]:
    """Files with an ending nobody reads, e.g. a field saved as .yml: they would be overlooked silently."""
    for path in sorted(folder.rglob("*.yml")):
        name = path.relative_to(folder.parent).as_posix()
        text = zh("文件名以 .yml 结尾，程序不会读它。")
        yield Finding("content-unknown-file", Severity.WARN, name, text, zh("请把结尾改成 .yaml。"))


def _across(catalogue: Catalogue) -> Iterator[Finding]:
    """What only the whole can tell: counts against the ministry's, names used twice, bases nobody cites."""
    yield from _shared_names(catalogue)
    for field in catalogue.fields:
        yield from _expected_counts(field)
    used = {basis.id for matter in catalogue.matters for basis in matter.bases}
    used |= {basis.successor for basis in catalogue.bases.values() if basis.successor}
    for name in sorted(catalogue.bases.keys() - used):
        text = zh("公开依据 {name}《{title}》没有事项引用。", name=name, title=catalogue.bases[name].title)
        advice = zh("不再用的可以删去；删前请确认没有别的版本引用。")
        yield Finding("content-unused-basis", Severity.INFO, "standards/shared/bases.yaml", text, advice)


def _shared_names(catalogue: Catalogue) -> Iterator[Finding]:
    """A field's own name must lead to it alone; an alias may lead to several (扶贫救灾)."""
    owners: dict[str, list[Field]] = {}
    for field in catalogue.fields:
        owners.setdefault(folded(field.name), []).append(field)
    for name, fields in owners.items():
        if len(fields) > 1:
            where = zh("、").join(f"{field.slug}.yaml" for field in fields)
            text = zh("领域名称“{name}”用在了几个文件里：{where}。", name=name, where=where)
            yield Finding(
                "content-duplicate-name", Severity.BLOCK, "standards/fields", text, zh("请只留一个。")
            )


def _expected_counts(field: Field) -> Iterator[Finding]:
    """The ministry's published number of matters against ours, national rows only."""
    national = [matter for matter in field.matters if matter.layer is Layer.NATIONAL]
    counted = Counter({"level2": len({(m.level1, m.level2) for m in national})})
    counted["level1"] = len({matter.level1 for matter in national})
    words = {"level1": zh("一级事项"), "level2": zh("二级事项")}
    for level, number in field.expected:
        if counted[level] != number:
            place = f"standards/fields/{field.slug}.yaml"
            text = zh(
                "部委目录有 {number} 个{level}，这里有 {here} 个。",
                number=number,
                level=words.get(level, level),
                here=counted[level],
            )
            advice = zh("可能还有没收进来的事项，或各地拆分了事项，请核对。")
            yield Finding("content-count-differs", Severity.INFO, place, text, advice)
