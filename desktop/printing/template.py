"""Wording with gaps: Jinja2 in a closed room. Values never meet the Markdown parser, so a name like ``<b>`` is a name.

Each ``{{ … }}`` leaves a marker; :meth:`Wording.fill` puts the value back once the text has been parsed. Only plain
branches, loops over given lists and a few filters are allowed: no calls, no attributes of objects, no arithmetic, nothing
that makes a text out of texts, so a template can neither reach the machine nor run for ever.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.filters import do_default
from jinja2.sandbox import ImmutableSandboxedEnvironment

from desktop.base.errors import Refusal
from desktop.base.words import tr

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_SAFE = "公示没有生成，记录没有改动。"
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const,
    nodes.For, nodes.If, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.Filter, nodes.Test, nodes.CondExpr,
)  # fmt: skip
_DEEPEST_LOOP = 2
_MOST_TURNS = 1000
_EACH = "each"


class Scope(dict[str, Any]):
    """Values under one name (``values``, ``totals``), so that a missing one can be named in full."""

    def __init__(self, label: str, content: Mapping[str, Any]) -> None:
        super().__init__(content)
        self.label = label


class _Missing(jinja2.StrictUndefined):
    @property
    def _undefined_message(self) -> str:
        parent = f"{self._undefined_obj.label}." if isinstance(self._undefined_obj, Scope) else ""
        return f"{parent}{self._undefined_name}"


class _Environment(ImmutableSandboxedEnvironment):
    """Dots and brackets read given data only; nothing of Python's objects can be reached."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if type(obj).__name__ == "LoopContext" and attribute in {"index", "first", "last", "length"}:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, str(argument))


@dataclass(frozen=True, slots=True)
class Wording:
    """Rendered Markdown with markers, and the values they stand for."""

    markdown: str
    values: tuple[str, ...]

    def fill(self, text: str) -> str:
        """``text`` with its markers replaced. Once only: a marker inside a value is the value's own characters."""
        return _MARK.sub(lambda found: self.values[int(found[1])], text)


def chinese_date(value: object) -> str:
    """2026年9月17日 from a date or an ISO text (GB/T 15835: no leading zeros)."""
    day = value if isinstance(value, date) else date.fromisoformat(str(value))
    return f"{day.year}年{day.month}月{day.day}日"


def joined(value: object) -> str:
    """Several lines as one enumeration: 财农〔2023〕11号、青财农字〔2024〕5号.

    根据 before and 等规定 after a document are the wording's own, also where a clerk typed them along.
    """
    lines = (line.strip(" 　，、。；") for line in str(value).splitlines())
    text = "、".join(_AROUND.sub("", line) for line in lines if line)
    return text.replace("》、《", "》《")  # GB/T 15834-2011, 4.5.3.5: no comma between titles in 书名号


def enumerated(names: Sequence[str]) -> str:
    """甲、乙和丙; 以及 where a name has a 和 of its own."""
    if len(names) < 2:
        return "".join(names)
    last = "以及" if any("和" in name for name in names) else "和"
    return f"{'、'.join(names[:-1])}{last}{names[-1]}"


def sentence(value: object) -> str:
    """Every line closed by a full stop, whether or not the clerk typed one."""
    lines = [line.strip() for line in str(value).splitlines() if line.strip()]
    return "\n".join(line if line[-1] in "。！？；：" else f"{line}。" for line in lines)


def several(value: object) -> str:
    """The villages of a list, one a line, as a text names them: up to three by name, of more the first two and how many."""
    names = [line.strip() for line in str(value).splitlines() if line.strip()]
    if len(names) <= _NAMED_AT_MOST:
        return "、".join(names)
    kinds = {name[-1] for name in names}
    counted = (
        "个村"
        if kinds == {"村"}
        else "个社区"
        if all(name.endswith("社区") for name in names)
        else "个村（社区）"
    )
    return f"{'、'.join(names[:2])}等{len(names)}{counted}"


# The line feed after a tag goes away with it only where the tag has its line to itself, else paragraphs would run together.
_INLINE = re.compile(r"(?m)^((?!\s*\{%(?:(?!%\}).)*%\}\s*$).*[^+-])%\}$")
_AROUND = re.compile(r"^(?:根据|依据|按照)(?=《|[一-鿿]{1,12}〔)|(?<=[》号）])等?(?:文件|规定|要求|精神)+$")
_NAMED_AT_MOST = 3
_DIGITS = "零一二三四五六七八九"


def chinese_number(value: object) -> str:
    """一 … 九十九, for headings."""
    tens, ones = divmod(int(str(value)), 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def render(source: str, name: str, variables: Mapping[str, Any]) -> Wording:
    """The wording of template ``name``. Refuses unknown variables, faulty syntax and anything but plain wording."""
    kept: list[str] = []

    def keep(value: Any) -> Any:
        if isinstance(value, jinja2.Undefined):
            return str(value)  # raises UndefinedError, which names the variable
        text = str(value)
        if not text.strip():
            return ""
        kept.append(text.replace("\r\n", "\n").replace("\r", "\n").strip())
        return f"{_OPEN}{len(kept) - 1}{_CLOSE}"

    environment = _Environment(
        undefined=_Missing, finalize=keep, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals = {}
    environment.filters = {
        "date": chinese_date, "joined": joined, "number": chinese_number, "sentence": sentence, "several": several, "default": do_default,
    }  # fmt: skip
    source = _INLINE.sub(r"\1+%}", source)
    environment.filters[_EACH] = _Turns(name).over
    try:
        tree = environment.parse(source)
        _check(tree, name)
        text = environment.from_string(tree).render(**variables)
    except jinja2.UndefinedError as error:
        raise Refusal(
            tr("模板“{name}”里用到了“{message}”，这条记录没有这一项。", name=name, message=error.message),
            safe=_SAFE,
            todo=tr("请把这句话告诉县里负责模板的人，改好模板后再生成。"),
            code="template-variable",
        ) from error
    except jinja2.TemplateError as error:
        raise _faulty(name, getattr(error, "lineno", None) or 0, tr("写法不对")) from error
    except (ValueError, TypeError) as error:
        raise Refusal(
            tr("模板“{name}”里有一处要求日期或数字，这条记录填的不是。", name=name),
            safe=_SAFE,
            todo=tr("请看一下记录里的日期和数字是否填对。"),
            code="template-value",
        ) from error
    return Wording(text, tuple(kept))


def _faulty(name: str, line: int, why: str) -> Refusal:
    where = f"第{line}行" if line else "里"
    return Refusal(
        f"模板“{name}”{where}{why}，用不了。",
        safe=_SAFE,
        todo="请把这句话告诉县里负责模板的人，改好模板后再生成。",
        code="template-faulty",
    )


def _check(node: nodes.Node, name: str, loops: int = 0) -> None:
    if not isinstance(node, _ALLOWED):
        raise _faulty(name, node.lineno, tr("用了不允许的写法（{name}）", name=type(node).__name__))
    if isinstance(node, nodes.For):
        loops += 1
        if loops > _DEEPEST_LOOP or node.recursive:
            raise _faulty(name, node.lineno, tr("循环套得太深"))
        node.iter = nodes.Filter(node.iter, _EACH, [], [], None, None, lineno=node.lineno)
    for child in node.iter_child_nodes():
        _check(child, name, loops)


class _Turns:
    """Counts the turns of all loops of one wording together, so that no nesting multiplies."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._left = _MOST_TURNS

    def over(self, given: object) -> object:
        """What a loop may run over: a list that came with the record. A text would be run through letter by letter."""
        if isinstance(given, jinja2.Undefined):
            return str(given)  # raises UndefinedError, which names the variable
        if not isinstance(given, list | tuple):
            raise _faulty(self._name, 0, tr("有一个循环不是在列表上走的"))
        self._left -= len(given)
        if self._left < 0:
            raise _faulty(self._name, 0, tr("的循环加起来超过{most_turns}次", most_turns=_MOST_TURNS))
        return given
