"""Reads the forms of ``standards/forms/`` and makes the general form for every matter without its own.

A broken form file is a finding and does not stop the others. Nothing here judges a record: that is ``rules``.
"""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.base.words import tr, zh
from desktop.catalogue.content import ContentFault, ContentFile, Key, Node, duplicate_keys, read_content
from desktop.domain.finding import Finding, Severity
from desktop.domain.form import DisclosureClass, FieldType, Form, FormField, RowCheck
from desktop.domain.matter import Matter

GENERAL = "general"
_LONGEST_LABEL = 24
_COMMON = "standards/forms/shared/common.yaml"
_NAMES = re.compile(r"sum:[a-z][a-z0-9_]*|[a-z][a-z0-9_]*")
_RELATIONS = ("==", "<=", ">=")
_SHOWN = ("label", "unit", "help")
_PLAIN = ("default", "minimum", "maximum", "computed_from")
_FLAGS = ("required", "total", "rare")


def load_forms(root: Path) -> tuple[tuple[Form, ...], tuple[Finding, ...]]:
    """All forms in order of file name, and what is wrong with the files.

    ``root`` is the folder that holds ``standards/``, or that folder itself.
    """
    folder = root / "standards" if (root / "standards").is_dir() else root
    forms: list[Form] = []
    findings: list[Finding] = []
    common = _common(folder, findings)
    for path in sorted((folder / "forms").glob("*.yaml")):
        file = read_content(path, folder.parent)
        findings.extend(file.faults)
        if file.data is None:
            continue
        try:
            form = read_form(file.node(), common)
            _agrees_with_others(form, path, forms)
            forms.append(form)
        except ContentFault as fault:
            findings.append(file.finding(fault))
        findings.extend(file.finding(fault) for fault in duplicate_keys(path))
    return tuple(forms), tuple(findings)


def load_general_fields(root: Path) -> tuple[FormField, ...]:
    """The shared fields that follow the elements on the general form; none if the shared file is faulty (see `load_forms`)."""
    folder = root / "standards" if (root / "standards").is_dir() else root
    common = _common(folder, [])
    if common is None or "general" not in common:
        return ()
    return tuple(_common_fields(common, common, "general"))


def form_for(forms: tuple[Form, ...], matter: Matter, shared: tuple[FormField, ...] = ()) -> Form:
    """The form made for this matter, else the general form out of its elements."""
    own = (form for form in forms if matter.code in form.matters)
    return next(own, None) or general_form(matter, shared)


def general_form(matter: Matter, shared: tuple[FormField, ...] = ()) -> Form:
    """One long text per element (keys e1, e2, …), so that every matter of the catalogue can be recorded.

    Optional elements may stay empty; a matter whose catalogue row names no element gets one field. ``shared`` fields
    follow: what a notice says beside its elements.
    """
    texts = [(element.text, element.optional) for element in matter.elements] or [(matter.name, False)]
    fields = tuple(
        FormField(
            key=f"e{number}",
            label=_short(text),
            type=FieldType.LONG_TEXT,
            required=not optional,
            help=text if len(text) > _LONGEST_LABEL else "",
        )
        for number, (text, optional) in enumerate(texts, 1)
    )
    return Form(GENERAL, matter.name, (matter.code,), (*fields, *shared))


def read_form(node: Node, common: Node | None) -> Form:
    """One form file with its shared parts filled in; raises ContentFault with the place."""
    form = Form(
        code=node.text("code"),
        name=zh(node.text("name")),
        matters=node.texts("matters"),
        fields=(
            *(_field(item, item.text("key")) for item in node.items("fields")),
            *_common_fields(node, common),
        ),
        roster=tuple(_column(item, common) for item in node.items("roster")),
        checks=tuple(_check(item) for item in node.items("checks")),
        roster_title=zh(node.optional("roster_title")),
        verification=node.text("verification"),
        notes=node.texts("notes"),
        any_matter=node.flag("any_matter"),
    )
    _names_are_known(form, node)
    return form


def _short(text: str) -> str:
    """A label for a long element: up to its first stop, else cut."""
    head = re.split(r"[：:；;。（(]", text, maxsplit=1)[0].strip()
    label = head if 0 < len(head) <= _LONGEST_LABEL else text
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"


def _common(folder: Path, findings: list[Finding]) -> Node | None:
    path = folder / "forms" / "shared" / "common.yaml"
    if not path.is_file():
        return None
    file: ContentFile = read_content(path, folder.parent)
    findings.extend(file.faults)
    if file.data is None:
        return None
    try:
        for part in ("fields", "columns"):
            for key in file.node().child(part).mapping():
                _field(file.node().child(part).child(key), key)
        if "general" in file.node():
            _common_fields(file.node(), file.node(), "general")
    except ContentFault as fault:
        findings.append(file.finding(fault))
        return None
    return file.node()


def _common_fields(node: Node, common: Node | None, part: str = "common") -> list[FormField]:
    changes = node.child(part).mapping() if part in node else {}
    if common is None:
        if changes:
            raise ContentFault(
                (part,), tr("共用的栏目要写在 {common} 里，这个文件没有或者有错。", common=_COMMON)
            )
        return []
    shared = common.child("fields")
    for key in changes:
        if key not in shared:
            raise ContentFault((part, key), tr("共用的栏目里没有“{key}”。", key=key))
    kept = [key for key in shared.mapping() if changes.get(key) is not False]
    return [_shared(shared.child(key), key, node.child(part) if key in changes else None) for key in kept]


def _column(node: Node, common: Node | None) -> FormField:
    if "use" not in node:
        return _field(node, node.text("key"))
    key = node.text("use")
    if common is None or key not in common.child("columns"):
        raise ContentFault((*node.path, "use"), tr("共用的名单列里没有“{key}”。", key=key))
    return _changed(_field(common.child("columns").child(key), key), node)


def _shared(node: Node, key: str, changes: Node | None) -> FormField:
    field = _field(node, key)
    return _changed(field, changes.child(key)) if changes is not None else field


def _changed(field: FormField, node: Node) -> FormField:
    """A shared field with a form's own words; its aliases are added, its shared name stays an alias."""
    changes: dict[str, Any] = {key: zh(node.optional(key)) for key in _SHOWN if key in node}
    changes |= {key: node.optional(key) for key in _PLAIN if key in node}
    changes |= {key: node.flag(key) for key in _FLAGS if key in node}
    aliases = (*((field.label,) if "label" in node else ()), *node.texts("aliases"), *field.aliases)
    disclosure = _disclosure(node) or field.disclosure
    return replace(field, **changes, aliases=aliases, disclosure=disclosure)


def _disclosure(node: Node) -> DisclosureClass | None:
    return node.choice("disclosure", DisclosureClass) if "disclosure" in node else None


def _field(node: Node, key: str) -> FormField:
    field = FormField(
        key=key,
        label=zh(node.text("label")),
        type=node.choice("type", FieldType),
        disclosure=_disclosure(node) or DisclosureClass.PUBLIC,
        required=node.flag("required") if "required" in node else True,
        unit=zh(node.optional("unit")),
        help=zh(node.optional("help")),
        places=node.number("places") if "places" in node else 2,
        choices=node.texts("choices"),
        aliases=node.texts("aliases"),
        total=node.flag("total"),
        computed_from=node.optional("computed_from"),
        default=node.optional("default"),
        minimum=node.optional("minimum"),
        maximum=node.optional("maximum"),
        rare=node.flag("rare"),
    )
    if field.rare and field.required:
        raise ContentFault(
            node.path,
            tr("“{label}”必须填写，不能收起来（rare 要和 required: false 一起写）。", label=field.label),
        )
    if field.type is FieldType.CHOICE and not field.choices:
        raise ContentFault(
            node.path, tr("“{label}”是选择项，要用“choices”写出可以选什么。", label=field.label)
        )
    return field


def _check(node: Node) -> RowCheck:
    relation = node.optional("relation") or "=="
    if relation not in _RELATIONS:
        known = zh("、").join(_RELATIONS)
        raise ContentFault(
            (*node.path, "relation"),
            tr("“{relation}”不在可用的值里，只能是：{known}。", relation=relation, known=known),
        )
    return RowCheck(
        code=node.text("code"),
        left=node.text("left"),
        right=node.text("right"),
        relation=relation,
        tolerance=node.optional("tolerance") or "0",
        text=zh(node.optional("text")),
        severity=node.choice("severity", Severity) if "severity" in node else Severity.BLOCK,
        warn_within=node.optional("warn_within"),
    )


def _names_are_known(form: Form, node: Node) -> None:
    """Keys are unique, and every check and computed field names columns that exist."""
    for part, entries in (("fields", form.fields), ("roster", form.roster)):
        seen: set[str] = set()
        for place, entry in enumerate(entries):
            if entry.key in seen:
                way: tuple[Key, ...] = (part, place)
                raise ContentFault(
                    way, tr("“{key}”在这张表单里用了两次。", key=entry.key), "content-duplicate-code"
                )
            seen.add(entry.key)
    columns = {column.key for column in form.roster}
    fields = {field.key for field in form.fields}
    sums = {f"sum:{key}" for key in columns} | {"count"}
    for place, field in enumerate(form.fields):
        if field.computed_from and field.computed_from not in sums:
            raise ContentFault(
                ("fields", place, "computed_from"),
                tr("名单里没有“{computed_from}”可算。", computed_from=field.computed_from),
            )
    for place, check in enumerate(form.checks):
        for side in ("left", "right"):
            for name in _NAMES.findall(getattr(check, side)):
                if name not in columns | fields | sums:
                    raise ContentFault(
                        ("checks", place, side), tr("算式里的“{name}”在这张表单里没有。", name=name)
                    )


def _agrees_with_others(form: Form, path: Path, forms: list[Form]) -> None:
    if form.code != path.stem:
        raise ContentFault(
            ("code",), tr("表单代码“{code}”要和文件名“{stem}”一样。", code=form.code, stem=path.stem)
        )
    for other in forms:
        shared = set(form.matters) & set(other.matters)
        if shared:
            text = zh(
                "事项“{shared}”已经归表单“{name}”，不能再归这一张。", shared=min(shared), name=other.name
            )
            raise ContentFault(("matters",), text, "content-duplicate-code")
