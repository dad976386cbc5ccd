"""The standard catalogue in memory: everything under ``standards/`` as typed, frozen objects.

This is the door of the room: other rooms call `load_catalogue` and never open a content file themselves.
"""

import dataclasses
import difflib
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from desktop.base.errors import Refusal
from desktop.base.resting import collector_resting
from desktop.base.words import tr, zh
from desktop.catalogue.annual_report import read_annual_report
from desktop.catalogue.content import read_content
from desktop.catalogue.examination_files import NO_EXAMINATION, Examination, read_examination
from desktop.catalogue.fields import read_field
from desktop.catalogue.forms import GENERAL, form_for, general_form, load_forms, load_general_fields
from desktop.catalogue.lists import read_code_list, read_metadata, read_obligations
from desktop.catalogue.regulations import (
    read_calendar,
    read_divisions,
    read_edition,
    read_masking,
    read_notice_kinds,
)
from desktop.catalogue.shared import Shared, read_bases, read_channels, read_element_sets
from desktop.domain.annual_report import AnnualReport
from desktop.domain.calendar import WorkingCalendar
from desktop.domain.codelist import CodeList, Metadata
from desktop.domain.division import Divisions
from desktop.domain.edition import Edition
from desktop.domain.finding import Finding, Severity
from desktop.domain.form import Form, FormField
from desktop.domain.masking import MaskingRules
from desktop.domain.matter import Basis, Channel, Field, Matter
from desktop.domain.noticekind import NoticeKinds
from desktop.domain.obligation import Obligation


class MatterNotFound(Refusal):
    """No matter has this code. ``near`` lists codes that look like it."""

    def __init__(self, code: str, near: tuple[Matter, ...]) -> None:
        hint = tr("、").join(tr("{code}（{name}）", code=matter.code, name=matter.name) for matter in near)
        todo = (
            tr("您要找的是不是：{hint}？", hint=hint)
            if hint
            else tr("请在公开目录里查一下事项代码，例如 SHJZ-005。")
        )
        what = tr("标准目录里没有“{code}”这个事项。", code=code)
        super().__init__(what, safe=tr("什么都没有改动。"), todo=todo, code="matter-not-found")
        self.near = near


@dataclass(frozen=True)
class Catalogue:
    """One edition of the standard. ``problems`` are the faults met while reading; what was sound is all here.

    ``general_fields`` follow the elements on the form of a matter that has none of its own.
    ``left_out`` are matters that a county's layer dropped: found by their code, listed nowhere.
    """

    edition: Edition
    fields: tuple[Field, ...]
    bases: dict[str, Basis]
    channels: dict[str, Channel]
    calendar: WorkingCalendar
    divisions: Divisions
    masking: MaskingRules
    notice_kinds: NoticeKinds
    metadata: Metadata
    code_lists: dict[str, CodeList]
    obligations: tuple[Obligation, ...]
    forms: tuple[Form, ...]
    problems: tuple[Finding, ...] = ()
    left_out: tuple[Matter, ...] = ()
    examination: Examination = NO_EXAMINATION
    general_fields: tuple[FormField, ...] = ()
    annual_report: AnnualReport = dataclasses.field(default_factory=AnnualReport)

    @cached_property
    def matters(self) -> tuple[Matter, ...]:
        """All matters in the order of the fields."""
        return tuple(matter for field in self.fields for matter in field.matters)

    @cached_property
    def _by_code(self) -> dict[str, Matter]:
        return {matter.code: matter for matter in (*self.left_out, *self.matters)}

    @cached_property
    def _field_names(self) -> dict[str, tuple[Field, ...]]:
        names: dict[str, tuple[Field, ...]] = {}
        for field in self.fields:
            for name in {folded(name) for name in (field.code, field.slug, field.name, *field.aliases)}:
                names[name] = (*names.get(name, ()), field)
        return names

    def matter(self, code: str) -> Matter:
        """The matter with this code, in any case and width; raises MatterNotFound with near suggestions."""
        wanted = folded(code).upper()
        found = self._by_code.get(wanted)
        if found is not None:
            return found
        near = difflib.get_close_matches(wanted, self._by_code, n=3, cutoff=0.7)
        named = self.search(code)[:3] if not near else []
        raise MatterNotFound(code, tuple(self._by_code[match] for match in near) or tuple(named))

    def find_matter(self, code: str) -> Matter | None:
        """The matter with exactly this code, if this edition has it."""
        return self._by_code.get(code)

    def form_for(self, matter: Matter) -> Form:
        """The form made for this matter, else the general form out of its elements."""
        return form_for(self.forms, matter, self.general_fields)

    def form(self, code: str, matter: Matter) -> Form:
        """The form with this code (``general``: out of the matter's elements), or a Refusal."""
        if code == GENERAL:
            return general_form(matter, self.general_fields)
        found = next((form for form in self.forms if form.code == code), None)
        if found is None:
            known = tr("、").join(form.code for form in self.forms)
            raise Refusal(
                tr("没有“{code}”这张表单。", code=code),
                safe=tr("什么都没有改动。"),
                todo=tr("可用的表单：{known}、{general}。", known=known, general=GENERAL),
                code="form-not-found",
            )
        return found

    def field(self, code: str) -> Field:
        """The field with this code; a code that comes from a matter always has one."""
        return next(field for field in self.fields if field.code == code)

    def find_field(self, text: str) -> Field | None:
        """The field with this name, alias or code; the first where several share an alias (扶贫救灾)."""
        found = self.find_fields(text)
        return found[0] if found else None

    def find_fields(self, text: str) -> tuple[Field, ...]:
        """All fields that carry exactly this name, alias or code."""
        return self._field_names.get(folded(text), ())

    def search(self, text: str) -> list[Matter]:
        """Matters that hold every word of ``text``: those with the words in their own name first, then in levels and
        aliases, then in the field's names, then in elements."""
        words = folded(text).split()
        if not words:
            return []
        ranked: list[tuple[int, int, Matter]] = []
        for position, (matter, layers) in enumerate(self._search_texts):
            for rank in range(len(layers)):
                known = " ".join(layers[: rank + 1])
                if all(word in known for word in words):
                    ranked.append((rank, position, matter))
                    break
        return [matter for _, _, matter in sorted(ranked, key=lambda hit: hit[:2])]

    @cached_property
    def _search_texts(self) -> list[tuple[Matter, tuple[str, str, str, str]]]:
        texts: list[tuple[Matter, tuple[str, str, str, str]]] = []
        for field in self.fields:
            names = folded(" ".join((field.name, *field.aliases)))
            for matter in field.matters:
                levels = folded(" ".join((matter.level1, matter.level2, matter.level3, *matter.aliases)))
                elements = folded(" ".join(element.text for element in matter.elements))
                texts.append((matter, (folded(f"{matter.code} {matter.name}"), levels, names, elements)))
        return texts


def folded(text: str) -> str:
    """``text`` for comparing: one width, one case, no blanks at the ends."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def standards_of(root: Path) -> Path:
    """The ``standards`` folder: inside ``root``, or ``root`` itself."""
    inside = root / "standards"
    return inside if inside.is_dir() else root


def load_catalogue(root: Path) -> Catalogue:
    """Read the catalogue under ``root``, the folder that holds ``standards/`` (or that folder itself).

    Never raises for wrong content: each fault is a finding in ``problems``, everything else is loaded.
    """
    with collector_resting():
        return _load(root)


def _load(root: Path) -> Catalogue:
    folder = standards_of(root)
    base = folder.parent
    problems: list[Finding] = []

    bases, found = read_bases(read_content(folder / "shared" / "bases.yaml", base))
    problems += found
    channels, found = read_channels(read_content(folder / "shared" / "channels.yaml", base))
    problems += found
    sets, found = read_element_sets(read_content(folder / "shared" / "element_sets.yaml", base))
    problems += found
    fields, found = _fields(folder, Shared(bases, channels, sets))
    problems += found
    edition, found = read_edition(read_content(folder / "edition.yaml", base))
    problems += found
    calendar, found = read_calendar(read_content(folder / "calendars" / "china.yaml", base))
    problems += found
    masking, found = read_masking(read_content(folder / "masking.yaml", base))
    problems += found
    kinds, found = read_notice_kinds(read_content(folder / "notice_kinds.yaml", base))
    problems += found
    table = folder / "divisions" / "qinghai.csv"
    divisions, found = read_divisions(table, table.relative_to(base).as_posix())
    problems += found
    metadata, found = read_metadata(read_content(folder / "metadata.yaml", base))
    problems += found
    obligations, found = read_obligations(read_content(folder / "obligations.yaml", base))
    problems += found
    annual, found = read_annual_report(read_content(folder / "annual_report.yaml", base))
    problems += found
    lists, found = _code_lists(folder)
    problems += found
    examination, found = read_examination(folder / "examination", base)
    problems += found
    forms, unfit = load_forms(root)
    problems += unfit
    problems += _unknown_matters(forms, fields)
    return Catalogue(
        edition=edition,
        fields=fields,
        bases=bases,
        channels=channels,
        calendar=calendar,
        divisions=divisions,
        masking=masking,
        notice_kinds=kinds,
        metadata=metadata,
        code_lists=lists,
        obligations=obligations,
        forms=forms,
        problems=tuple(problems),
        examination=examination,
        general_fields=load_general_fields(root),
        annual_report=annual,
    )


def _code_lists(folder: Path) -> tuple[dict[str, CodeList], list[Finding]]:
    lists: dict[str, CodeList] = {}
    problems: list[Finding] = []
    for path in sorted((folder / "code_lists").glob("*.yaml")):
        found, findings = read_code_list(read_content(path, folder.parent))
        problems += findings
        if found is not None:
            lists[found.slug] = found
    return lists, problems


def _fields(folder: Path, shared: Shared) -> tuple[tuple[Field, ...], list[Finding]]:
    """All field files by name. Two files with one field code: the second is left out."""
    found: dict[str, Field] = {}
    problems: list[Finding] = []
    for path in sorted((folder / "fields").glob("*.yaml")):
        file = read_content(path, folder.parent)
        field, findings = read_field(file, shared)
        problems += findings
        if field is None:
            continue
        if field.code in found:
            text = zh(
                "领域代码“{code}”已经给了 {slug}.yaml，这个文件没有装进来。",
                code=field.code,
                slug=found[field.code].slug,
            )
            advice = zh("请给它一个没有用过的代码。")
            problems.append(Finding("content-duplicate-code", Severity.BLOCK, file.name, text, advice))
            continue
        found[field.code] = field
    return tuple(found.values()), problems


def _unknown_matters(forms: tuple[Form, ...], fields: tuple[Field, ...]) -> list[Finding]:
    """Forms made for a matter that no field has: nobody could ever choose them."""
    known = {matter.code for field in fields for matter in field.matters}
    return [
        Finding(
            "content-unknown-matter",
            Severity.BLOCK,
            f"standards/forms/{form.code}.yaml",
            zh("表单“{name}”写的事项“{code}”在标准目录里没有。", name=form.name, code=code),
            zh("请核对事项代码；那个领域的文件写坏了也会这样，先改好它。"),
        )
        for form in forms
        for code in form.matters
        if code not in known
    ]
