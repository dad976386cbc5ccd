"""Validates content files against the JSON schemas in ``standards/schema/`` and says each fault in Chinese.

The schemas are for people and for `check`; loading relies on the readers' own strictness and never waits for them.
"""

import json
from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError, best_match
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from desktop.base.words import zh
from desktop.catalogue.content import ContentFault, ContentFile, kind_of
from desktop.domain.finding import Finding, Severity

# Which schema a file under standards/ follows; the first pattern that fits counts.
KINDS: tuple[tuple[str, str], ...] = (
    ("edition.yaml", "edition"),
    ("masking.yaml", "masking"),
    ("notice_kinds.yaml", "notice_kinds"),
    ("obligations.yaml", "obligations"),
    ("annual_report.yaml", "annual_report"),
    ("metadata.yaml", "metadata"),
    ("shared/bases.yaml", "bases"),
    ("shared/channels.yaml", "channels"),
    ("shared/element_sets.yaml", "element_sets"),
    ("fields/*.yaml", "field"),
    ("forms/shared/*.yaml", "form_common"),
    ("forms/*.yaml", "form"),
    ("calendars/*.yaml", "calendar"),
    ("code_lists/*.yaml", "code_list"),
    ("layout/*.yaml", "layout"),
    ("examination/outline.yaml", "examination_words"),
    ("examination/kinds.yaml", "examination_kinds"),
    ("examination/columns.yaml", "examination_columns"),
    ("examination/privacy.yaml", "examination_words"),
    ("examination/form.yaml", "examination_words"),
    ("examination/laws.yaml", "examination_laws"),
    ("examination/arithmetic.yaml", "examination_arithmetic"),
    ("examination/dates.yaml", "examination_dates"),
)


def schema_for(name: str) -> str | None:
    """The kind of the file with this path below ``standards/``, or None if no kind is known for it."""
    return next((kind for pattern, kind in KINDS if fnmatch(name, pattern)), None)


def validate(file: ContentFile, kind: str, folder: Path) -> list[Finding]:
    """Every fault of the file against its schema; ``folder`` is ``standards/``."""
    if file.data is None:
        return []
    try:
        validator = _validator(folder / "schema", _state(folder / "schema"), kind)
    except (OSError, ValueError, KeyError, SchemaError):
        place = f"{folder.name}/schema/{kind}.schema.json"
        advice = zh("请从发布的目录包里取回这个文件。")
        text = zh("格式文件打不开或写坏了，没有按它核对。")
        return [Finding("content-schema-missing", Severity.BLOCK, place, text, advice)]
    faults = (_fault(error) for error in _ordered(validator.iter_errors(file.data)))
    return [file.finding(fault) for fault in faults]


def _state(folder: Path) -> tuple[tuple[str, int], ...]:
    """Names and times of change of the schema files, so that compiled schemas are never stale."""
    return tuple((path.name, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.schema.json")))


@lru_cache(maxsize=64)
def _validator(folder: Path, state: tuple[tuple[str, int], ...], kind: str) -> Draft202012Validator:
    """That of one kind; whether its schema is one at all is looked at once, for it takes longer than most files."""
    validator = _validators(folder, state)[f"{kind}.schema.json"]
    validator.check_schema(validator.schema)
    return validator


@lru_cache(maxsize=4)
def _validators(folder: Path, state: tuple[tuple[str, int], ...]) -> dict[str, Draft202012Validator]:
    """One validator per schema file; schemas may refer to each other by file name."""
    schemas = {name: json.loads((folder / name).read_text(encoding="utf-8")) for name, _ in state}
    registry: Registry[Any] = Registry().with_resources(
        (name, DRAFT202012.create_resource(schema)) for name, schema in schemas.items()
    )
    return {name: Draft202012Validator(schema, registry=registry) for name, schema in schemas.items()}


def _ordered(errors: Iterable[ValidationError]) -> list[ValidationError]:
    return sorted(errors, key=lambda error: [str(step).rjust(6, "0") for step in error.absolute_path])


def _fault(error: ValidationError) -> ContentFault:
    if error.validator in {"anyOf", "oneOf"} and error.context:
        error = best_match(error.context) or error
    path = tuple(step for step in error.absolute_path if isinstance(step, str | int))
    if error.validator == "additionalProperties":
        unknown = next(iter(_unknown_keys(error)), "")
        return ContentFault(
            (*path, unknown),
            zh("不认识“{unknown}”这一项，是不是写错了名称。", unknown=unknown),
            "content-schema",
        )
    return ContentFault(path, _words(error, path), "content-schema")


def _unknown_keys(error: ValidationError) -> list[str]:
    known = _part(error, "properties", {})
    return [key for key in _dict(error.instance) if key not in known]


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _part(error: ValidationError, key: str, default: Any) -> Any:
    """What the broken part of the schema says under ``key``."""
    return _dict(error.schema).get(key, default)


_TYPES = {
    "string": zh("文字"),
    "integer": zh("整数"),
    "number": zh("数字"),
    "boolean": zh("true 或 false"),
    "array": zh("列表"),
    "object": zh("若干“名称: 内容”"),
}


def _words(error: ValidationError, path: tuple[str | int, ...]) -> str:
    """One Chinese sentence for a fault that jsonschema found."""
    what = next((f"“{step}”" for step in reversed(path) if isinstance(step, str)), zh("文件"))
    value: Any = error.validator_value
    instance: Any = error.instance
    example = _part(error, "description", "")
    sentences: dict[str, Callable[[], str]] = {
        "required": lambda: zh("缺少“{key}”。", key=next((key for key in value if key not in instance), "")),
        "dependentRequired": lambda: zh("缺少“{key}”。", key=_missing_partner(value, _dict(instance))),
        "type": lambda: zh(
            "{what}应当是{value}，现在是{found}。",
            what=what,
            value=_TYPES.get(value, value),
            found=kind_of(instance),
        ),
        "enum": lambda: zh(
            "{what}里的“{instance}”不在可用的值里，只能是：{known}。",
            what=what,
            instance=instance,
            known=zh("、").join(map(str, value)),
        ),
        "const": lambda: zh(
            "{what}只能写“{value}”，现在是{found}。", what=what, value=value, found=kind_of(instance)
        ),
        "pattern": lambda: zh(
            "{what}里的“{instance}”写法不对{example}。",
            what=what,
            instance=instance,
            example=zh("，应当是{example}", example=example) if example else "",
        ),
        "minLength": lambda: zh("{what}不能是空的。", what=what),
        "minItems": lambda: zh("{what}不能是空的。", what=what),
        "minimum": lambda: zh(
            "{what}不能小于 {value}，现在是 {instance}。", what=what, value=value, instance=instance
        ),
        "uniqueItems": lambda: zh("{what}里有一项写了两次。", what=what),
    }
    sentence = sentences.get(str(error.validator))
    return sentence() if sentence else zh("{what}不合格式文件的要求。", what=what)


def _missing_partner(needs: dict[str, list[str]], instance: dict[str, Any]) -> str:
    return next(
        (need for key, wants in needs.items() if key in instance for need in wants if need not in instance),
        "",
    )
