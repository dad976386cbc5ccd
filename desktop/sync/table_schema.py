"""What a roster's columns mean, as Table Schema (Frictionless Data), so that a stranger's tools can check and load them.

Describes the ``values`` of the lines in ``rows.jsonl``. Columns that never travel are left out. Knows no rows.
"""

import re
from typing import Any

from desktop.domain.form import DisclosureClass, FieldType, Form, FormField

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,79}")
_TYPES = {
    FieldType.INTEGER: "integer",
    FieldType.DECIMAL: "number",
    FieldType.MONEY: "number",
    FieldType.AREA: "number",
    FieldType.DATE: "date",
    FieldType.YES_NO: "boolean",
}
"""All other types are texts in a Table Schema's eyes; the finer meaning stands in ``mingbai:type``."""
_STAYS = frozenset({DisclosureClass.LOCAL, DisclosureClass.FORBIDDEN})


def roster_schema(form: Form) -> dict[str, Any]:
    """The descriptor for the rows of ``form``; field names are the keys of ``values``."""
    return {
        "$schema": PROFILE,
        "name": form.code,
        "title": form.roster_title or form.name,
        "missingValues": [""],
        "fields": [_field(column) for column in form.roster if column.disclosure not in _STAYS],
    }


def roster_schemas(forms: tuple[tuple[str, Form], ...]) -> dict[str, dict[str, Any]]:
    """File name → descriptor, for every form with a roster; two matters that share a form share its descriptor."""
    return {
        f"{form.code}.json": roster_schema(form)
        for _, form in forms
        if form.roster and _NAME.fullmatch(form.code)
    }


def _field(column: FormField) -> dict[str, Any]:
    kind = _TYPES.get(column.type, "string")
    said: dict[str, Any] = {
        "name": column.key,
        "title": column.label,
        "type": kind,
        "mingbai:type": str(column.type),
        "mingbai:disclosure": str(column.disclosure),
    }
    if column.unit:
        said["mingbai:unit"] = column.unit
    if column.help:
        said["description"] = column.help
    if kind == "boolean":
        said |= {"trueValues": ["是"], "falseValues": ["否"]}
    constraints = _constraints(column, kind)
    return said | ({"constraints": constraints} if constraints else {})


def _constraints(column: FormField, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {"required": True} if column.required else {}
    if column.type is FieldType.CHOICE and column.choices:
        found["enum"] = list(column.choices)
    if kind in {"integer", "number"}:
        found |= {
            key: text for key, text in (("minimum", column.minimum), ("maximum", column.maximum)) if text
        }
    return found
