"""Turns the bytes of one YAML file into plain data, or says in Chinese on which line it cannot be read.

Knows YAML and its traps, not what any file means.
"""

import re
from typing import Any

import yaml

from desktop.base.words import tr, zh

# The C parser is ten times faster; the pure one reads the same language where libyaml is missing.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The C parser builds nested values by recursion without a limit: far below this depth it would end the program.
DEEPEST = 200


class UnreadableYaml(Exception):
    """The file is not YAML that can be used; ``line`` counts from 1."""

    def __init__(self, line: int, text: str, code: str = "content-yaml") -> None:
        super().__init__(text)
        self.line = line
        self.text = text
        self.code = code


def parse_yaml(data: bytes) -> dict[str, Any]:
    """The mapping the file holds; raises UnreadableYaml."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableYaml(
            line, tr("这个文件不是 UTF-8 编码，请用 UTF-8 另存一次。"), "content-encoding"
        ) from None
    _refuse_depth(text)
    try:
        value = yaml.load(text, Loader=Loader)
    except yaml.YAMLError as error:
        line, reason = _fault(error, text)
        raise UnreadableYaml(line, tr("写法不对：{reason}。", reason=reason)) from None
    except ValueError:
        line = _impossible_value(text)
        raise UnreadableYaml(line, tr("有一个日期或数字是不可能的，例如二月三十日。")) from None
    if not isinstance(value, dict):
        raise UnreadableYaml(1, tr("这个文件是空的，或开头不是“名称: 内容”。"), "content-wrong")
    return value


def _refuse_depth(text: str) -> None:
    """Brackets and indents nested beyond all reason. Brackets inside texts count too: the limit is far off."""
    depth = 0
    for found in re.finditer(r"[\[{}\]]|^[ -]{400}", text, re.MULTILINE):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], DEEPEST + 1)
        if depth > DEEPEST:
            line = text[: found.start()].count("\n") + 1
            raise UnreadableYaml(line, tr("一层套一层，套得太深了。"))


_REASONS = (
    ("unexpected end of stream", zh("引号没有写完")),
    ("did not find expected ','", zh("方括号或花括号没有写完")),
    ("cannot start any token", zh("有一个符号不能放在开头，含这种符号的文字请加引号")),
    ("mapping values are not allowed", zh("冒号的位置不对，或含冒号的文字没有加引号")),
    ("could not find expected ':'", zh("少了冒号，或缩进不齐")),
    ("did not find expected '-'", zh("列表里有一项少了“- ”，或缩进不齐")),
    ("did not find expected key", zh("缩进不齐，或少了冒号")),
    ("undefined alias", zh("以星号开头的文字请加引号")),
)
_UNFINISHED = ("unexpected end of stream", "did not find expected ','")


def _fault(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    """Line and reason. What was never closed is named where it was opened."""
    words = str(error)
    if isinstance(error, yaml.reader.ReaderError):
        return text[: error.position].count("\n") + 1, zh("里面有看不见的控制字符")
    mark = getattr(error, "problem_mark", None)
    if any(sign in words for sign in _UNFINISHED):
        mark = getattr(error, "context_mark", None) or mark
    number = mark.line if mark else 0
    lines = text.splitlines()
    line = lines[number] if number < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return number + 1, zh("用了制表符缩进，请改用空格")
    reason = next(
        (reason for sign, reason in _REASONS if sign in words), zh("缩进、冒号或引号有一处不合规矩")
    )
    return number + 1, reason


def _impossible_value(text: str) -> int:
    """The line of the first plain scalar that YAML takes for a date or number and cannot make into one."""
    for token in yaml.scan(text, Loader=Loader):
        if isinstance(token, yaml.ScalarToken) and token.plain:
            try:
                yaml.load(token.value, Loader=Loader)
            except ValueError:
                return int(token.start_mark.line) + 1
            except yaml.YAMLError:
                continue
    return 1
