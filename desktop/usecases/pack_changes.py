"""How new content differs from what a home works with, which of its records that touches, and what stands against it.

Compares two loaded catalogues and two sets of files; reads records, writes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import lru_cache
from pathlib import Path

from sqlmodel import Session

from desktop.base.errors import MingbaiError, Refusal
from desktop.base.words import tr, zh
from desktop.catalogue.catalogue import Catalogue
from desktop.catalogue.check import check
from desktop.domain.county_table import DifferenceKind, LayerEntry
from desktop.domain.finding import Finding, Severity, blocks
from desktop.domain.flow import ISSUED_STATES, STATE_WORDS
from desktop.domain.form import Form
from desktop.domain.matter import Matter
from desktop.domain.record import Record, RecordState
from desktop.printing.compose import make_notice
from desktop.printing.options import load_options
from desktop.printing.phrases import load_phrases
from desktop.printing.sample import load_sample
from desktop.storage import records
from desktop.sync.packs.names import EDITION, kind_words
from desktop.usecases.pack_views import PackChange, TouchedRecord

_EVERY = 1_000_000
_DONE = frozenset({RecordState.ARCHIVED, RecordState.WITHDRAWN})
_ASPECTS = {
    "elements": zh("公开要素"), "bases": zh("公开依据"), "time_limit": zh("公开时限"), "publishers": zh("公开主体"),
    "channels": zh("公开渠道"), "audience": zh("公开对象"), "disclosure": zh("公开属性"), "tiers": zh("公开层级"),
    "notice_period": zh("公示期"),
}  # fmt: skip


def matter_changes(old: Catalogue, new: Catalogue) -> dict[str, str]:
    """What becomes of each matter that is not as it was, by code, in one clause."""
    before, after = ({matter.code: matter for matter in each.matters} for each in (old, new))
    said: dict[str, str] = {}
    for code in before.keys() - after.keys():
        said[code] = tr("{path}：不再列出", path=before[code].path)
    for code, matter in after.items():
        if code not in before:
            said[code] = tr("{path}：新列出", path=matter.path)
        elif matter != before[code]:
            said[code] = tr("{path}：{aspects}", path=matter.path, aspects=_aspects(before[code], matter))
    return said


def _aspects(old: Matter, new: Matter) -> str:
    if old.path != new.path:
        return tr("原名“{path}”", path=old.path)
    if old.time_limit != new.time_limit:
        return tr("公开时限由“{before}”改为“{after}”", before=old.time_limit.text, after=new.time_limit.text)
    names = (each.name for each in fields(Matter))
    changed = [name for name in names if getattr(old, name) != getattr(new, name)]
    words = dict.fromkeys(tr(_ASPECTS.get(name, zh("其他说明"))) for name in changed)
    return tr("{words}有改动", words=tr("、").join(words))


def form_changes(old: Catalogue, new: Catalogue) -> dict[str, str]:
    before, after = ({form.code: form for form in each.forms} for each in (old, new))
    said = {code: tr("{name}：不再有", name=form.name) for code, form in before.items() if code not in after}
    for code, form in after.items():
        if code not in before:
            said[code] = tr("{name}：新表单", name=form.name)
        elif form != before[code]:
            said[code] = tr("{name}：{words}", name=form.name, words=_form_words(before[code], form))
    return said


def _form_words(old: Form, new: Form) -> str:
    before, after = ({each.key: each for each in (*form.fields, *form.roster)} for form in (old, new))
    parts = []
    if gone := [before[key].label for key in before if key not in after]:
        parts.append(tr("少了{gone}", gone=tr("、").join(gone)))
    if more := [after[key].label for key in after if key not in before]:
        parts.append(tr("多了{more}", more=tr("、").join(more)))
    if other := [after[key].label for key in after if key in before and after[key] != before[key]]:
        parts.append(tr("{other}的要求有改动", other=tr("、").join(other)))
    return tr("，").join(parts) or tr("检查或说明有改动")


def file_changes(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> list[str]:
    """Names of files that are not as they were."""
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def changes(
    matters: Mapping[str, str], forms: Mapping[str, str], files: Iterable[str], old: Catalogue, new: Catalogue
) -> tuple[PackChange, ...]:
    """All of it for reading: matters and forms one by one, other files by what they are."""
    said = [PackChange(tr("标准目录"), f"{code} {text}") for code, text in sorted(matters.items())]
    said += [PackChange(tr("表单"), text) for _, text in sorted(forms.items())]
    if old.edition != new.edition:
        fresh = [text for kind, text in new.edition.changes if (kind, text) not in old.edition.changes]
        said[:0] = [
            PackChange(tr("目录版本"), text)
            for text in (f"{old.edition.title} → {new.edition.title}", *fresh)
        ]
    told = {tr("标准目录"), tr("表单"), kind_words(EDITION)}
    for name in files:
        if (words := kind_words(name)) not in told:
            said.append(PackChange(words, tr("{file} 有改动", file=name.split("/", 1)[-1])))
    return tuple(said)


def templates_of(files: Iterable[str]) -> frozenset[str]:
    """The kinds of notice whose wording is among these files."""
    parts = (name.split("/") for name in files if name.startswith("templates/"))
    return frozenset(each[1] for each in parts if len(each) == 3)


def touched(
    session: Session, matters: Mapping[str, str], forms: Mapping[str, str], wording: frozenset[str]
) -> tuple[TouchedRecord, ...]:
    """Records still in work or on show whose matter, form or wording becomes different."""
    return tuple(
        TouchedRecord(
            record.id, record.title, tr(STATE_WORDS[record.state]), record.edition, _why(record, reasons)
        )
        for record in records.page(session, limit=_EVERY)
        if record.state not in _DONE
        and (
            reasons := [
                *([tr("事项")] if record.matter in matters else []),
                *([tr("表单")] if record.form in forms else []),
                *([tr("公示文字")] if record.form in wording else []),
            ]
        )
    )


def _why(record: Record, reasons: list[str]) -> str:
    said = tr("、").join(reasons)
    if record.state in ISSUED_STATES:
        return tr("{said}有改动；已签发的内容不变，仍记着 {edition} 版", said=said, edition=record.edition)
    return tr(
        "{said}有改动；还没签发，仍按 {edition} 版的表单填，新建的才用新版", said=said, edition=record.edition
    )


def in_the_way(session: Session, new: Catalogue) -> Iterator[Finding]:
    """Records that the new content could not read any more: their matter or form is gone."""
    known_forms = {form.code for form in new.forms} | {"general"}
    missing: dict[str, int] = {}
    for record in records.page(session, limit=_EVERY):
        if new.find_matter(record.matter) is None:
            said = tr("事项 {matter}", matter=record.matter)
            missing[said] = missing.get(said, 0) + 1
        elif record.form not in known_forms:
            said = tr("表单 {form}", form=record.form)
            missing[said] = missing.get(said, 0) + 1
    for what, number in sorted(missing.items()):
        text = tr("里面没有{what}，而本机有 {number} 条记录用着它。", what=what, number=number)
        advice = tr("事项代码不能消失：不再用的请写成“本县不列”，记录才看得到。请告诉发包的单位。")
        yield Finding("pack-drops-used", Severity.BLOCK, tr("更新包"), text, advice)


def clashes(layer: Iterable[LayerEntry], own: Iterable[LayerEntry]) -> Iterator[Finding]:
    """One code for two different matters: one added here, one by the pack."""
    ours = {entry.code: entry for entry in own if entry.kind is DifferenceKind.ADDED}
    for entry in layer:
        mine = ours.get(entry.code)
        if entry.kind is DifferenceKind.ADDED and mine is not None and mine.content != entry.content:
            text = tr("{code} 在更新包里是另一个事项，本机自己增加的事项已经用了这个代码。", code=entry.code)
            advice = tr("请先在目录里撤销本机增加的这一项；下面有记录的，请告诉发包的单位换一个代码。")
            yield Finding("pack-code-clash", Severity.BLOCK, tr("更新包"), text, advice)


def faults(place: Path, files: Iterable[str]) -> list[Finding]:
    """The catalogue by its own check where ``files`` touch it, and each wording that is among them tried on its sample.
    ``place`` is named by what is in it."""
    templates, names = place / "templates", list(files)
    found = list(_checked(place)) if any(name.startswith("standards/") for name in names) else []
    for kind in sorted(templates_of(names) - {"sheets", "phrases"}):
        try:
            load_options(templates, kind)
            make_notice(load_sample(templates, kind), templates)
        except Refusal as refusal:
            found.append(_fault(f"templates/{kind}", refusal))
    for name in names:
        if name.startswith("templates/phrases/"):
            try:
                load_phrases(templates, Path(name).stem)
            except Refusal as refusal:
                found.append(_fault(name, refusal))
        elif name.endswith((".md", ".csv")):
            try:
                (place / name).read_text(encoding="utf-8")
            except UnicodeDecodeError:
                text = tr("这个文件不是 UTF-8 编码。")
                found.append(Finding("pack-fault", Severity.BLOCK, name, text, tr("请告诉发包的单位。")))
    return found


@lru_cache(maxsize=2)
def _checked(place: Path) -> tuple[Finding, ...]:
    """Seconds of work, done once for looking and taking in."""
    return tuple(blocks(list(check(place).findings)))


def _fault(place: str, error: MingbaiError) -> Finding:
    return Finding("pack-fault", Severity.BLOCK, place, error.kept_what, tr("请告诉发包的单位。"))
