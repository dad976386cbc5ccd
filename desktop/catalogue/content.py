"""Opens one content file and points at its faults by line. Knows YAML, not what the content means.

Nobody outside ``catalogue`` opens files under ``standards/``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from desktop.base.words import tr, zh
from desktop.catalogue.parsing import Loader, UnreadableYaml, parse_yaml
from desktop.domain.finding import Finding, Severity

Key = str | int
E = TypeVar("E", bound=StrEnum)
ADVICE = zh("请改好这一处，再做一次目录检查；别的文件照常可用。")


class ContentFault(Exception):
    """A fault at ``path`` inside a file, said in Chinese. ``line`` is given where the path alone is ambiguous."""

    def __init__(self, path: tuple[Key, ...], text: str, code: str = "content-wrong", line: int = 0) -> None:
        super().__init__(text)
        self.line = line
        self.path = path
        self.text = text
        self.code = code


@dataclass(frozen=True)
class ContentFile:
    """One file with its parsed ``data`` (None if it could not be read) and the faults met while opening it."""

    path: Path
    name: str
    data: Any
    faults: tuple[Finding, ...] = ()

    def node(self) -> "Node":
        return Node(self.data)

    def finding(
        self, fault: ContentFault, severity: Severity = Severity.BLOCK, *, advice: str = ADVICE
    ) -> Finding:
        """The finding for a fault, with the line it stands on."""
        line = fault.line or line_of(self.path, fault.path)
        place = zh("{name} 第 {line} 行", name=self.name, line=line) if line else self.name
        return Finding(fault.code, severity, place, fault.text, advice)


@dataclass(frozen=True)
class Node:
    """A value of a content file together with the way to it, so that a wrong type is named by its place."""

    value: Any
    path: tuple[Key, ...] = ()

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def mapping(self) -> dict[str, Any]:
        if not isinstance(self.value, dict):
            raise ContentFault(
                self.path, tr("这里应当是若干“名称: 内容”，现在是{kind_of}。", kind_of=kind_of(self.value))
            )
        return self.value

    def child(self, key: str) -> "Node":
        """The value under ``key``, which must be there."""
        value = self.mapping().get(key)
        if value is None:
            raise ContentFault(self.path, tr("缺少“{key}”。", key=key))
        return Node(value, (*self.path, key))

    def items(self, key: str) -> Iterator["Node"]:
        """The entries of the list under ``key``; none if it is left out."""
        if key not in self:
            self.mapping()
            return
        node = self.child(key)
        if not isinstance(node.value, list):
            raise ContentFault(
                node.path,
                tr("“{key}”应当是一个列表，现在是{kind_of}。", key=key, kind_of=kind_of(node.value)),
            )
        for index, value in enumerate(node.value):
            yield Node(value, (*node.path, index))

    def as_text(self) -> str:
        if not isinstance(self.value, str):
            where = f"“{self.path[-1]}”" if self.path and isinstance(self.path[-1], str) else zh("这一项")
            raise ContentFault(
                self.path,
                tr("{where}应当是文字，现在是{kind_of}。", where=where, kind_of=kind_of(self.value)),
            )
        return self.value

    def text(self, key: str) -> str:
        text = self.child(key).as_text().strip()
        if not text:
            raise ContentFault((*self.path, key), tr("“{key}”不能是空的。", key=key))
        return text

    def optional(self, key: str) -> str:
        return self.child(key).as_text().strip() if key in self else ""

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(item.as_text() for item in self.items(key))

    def as_number(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            where = f"“{self.path[-1]}”" if self.path and isinstance(self.path[-1], str) else zh("这一项")
            raise ContentFault(
                self.path,
                tr("{where}应当是整数，现在是{kind_of}。", where=where, kind_of=kind_of(self.value)),
            )
        return self.value

    def number(self, key: str) -> int:
        return self.child(key).as_number()

    def flag(self, key: str) -> bool:
        if key not in self:
            return False
        node = self.child(key)
        if not isinstance(node.value, bool):
            raise ContentFault(
                node.path,
                tr("“{key}”应当是 true 或 false，现在是{kind_of}。", key=key, kind_of=kind_of(node.value)),
            )
        return node.value

    def choice(self, key: str, options: type[E]) -> E:
        return self.child(key).as_choice(options)

    def as_choice(self, options: type[E]) -> E:
        text = self.as_text()
        try:
            return options(text)
        except ValueError:
            known = zh("、").join(options)
            raise ContentFault(
                self.path, tr("“{text}”不在可用的值里，只能是：{known}。", text=text, known=known)
            ) from None


def read_content(path: Path, root: Path) -> ContentFile:
    """Read one YAML file; ``root`` is the folder that holds ``standards/`` and only shortens the name."""
    name = path.relative_to(root).as_posix()
    try:
        data = parse_yaml(path.read_bytes())
    except OSError:
        what, advice = zh("这个文件打不开。"), zh("请看一下文件在不在、能不能读。")
        return ContentFile(
            path, name, None, (Finding("content-unreadable", Severity.BLOCK, name, what, advice),)
        )
    except UnreadableYaml as fault:
        place = zh("{name} 第 {line} 行", name=name, line=fault.line)
        return ContentFile(
            path, name, None, (Finding(fault.code, Severity.BLOCK, place, fault.text, ADVICE),)
        )
    return ContentFile(path, name, data)


def line_of(path: Path, way: tuple[Key, ...]) -> int:
    """The line (from 1) at which the value at ``way`` begins; that of its nearest parent if it is missing."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return 0
    line = 1
    for step in way:
        found, at = _step(node, step)
        if found is None:
            break
        node, line = found, at
    return line


def _step(node: yaml.Node | None, step: Key) -> tuple[yaml.Node | None, int]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        entry = node.value[step]
        return entry, entry.start_mark.line + 1
    return None, 0


def duplicate_keys(path: Path) -> list[ContentFault]:
    """Keys written twice in one mapping: YAML would silently keep the last."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return []
    return list(_duplicates(root, ()))


def _duplicates(node: yaml.Node | None, way: tuple[Key, ...]) -> Iterator[ContentFault]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                text = zh("“{value}”写了两次，只有后一次会起作用。", value=key.value)
                yield ContentFault((*way, key.value), text, "content-duplicate-key", key.start_mark.line + 1)
            seen.add(key.value)
            yield from _duplicates(value, (*way, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _duplicates(value, (*way, index))


def kind_of(value: Any) -> str:
    """What a value is, in words for a finding."""
    if value is None:
        return zh("空的")
    if isinstance(value, bool):
        return "true/false"
    if isinstance(value, int | float):
        return zh("数字 {value}", value=value)
    if isinstance(value, date):
        return zh("没有加引号的日期 {value}", value=value)
    if isinstance(value, str):
        return zh("文字“{value}”", value=value[:20])
    return (
        zh("列表")
        if isinstance(value, list)
        else zh("若干“名称: 内容”")
        if isinstance(value, dict)
        else f"“{value}”"
    )
