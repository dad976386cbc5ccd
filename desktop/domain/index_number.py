"""The index number 索引号 of an issued record: by the county's own pattern, unique among laptops that never meet.

政府信息公开条例 12 asks for an index; its form is left to the place. Uniqueness comes from a mark of the laptop, or from
a block of numbers 号段 that the office gave to it. Never reused, never with an empty part.
"""

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.base.errors import Refusal
from desktop.base.words import tr, zh

BLOCK_SIZE = 10_000
BLOCKS = range(10)
PARTS = {
    "org": zh("行政区划代码"), "credit_code": zh("统一社会信用代码"), "year": zh("年"), "month": zh("月"), "mark": zh("本机标记"),
    "sequence": zh("流水号"),
}  # fmt: skip
LONGEST = 60
_SAFE = zh("编号的写法没有改动。")
_RIGHT = zh("请照 {org}/{year}-{mark}-{sequence:05d} 这样写。")
_NOUGHTS = re.compile("0[1-9]d?")


@dataclass(frozen=True, slots=True)
class IndexPattern:
    """``pattern`` is written as str.format reads it, with the names of `PARTS`, e.g. ``{org}/{year}-{sequence:05d}``.

    ``block`` (0 to 9) is this laptop's block: its sequence runs from ``block`` × 10,000 + 1. None: no block was given,
    and the pattern must then carry ``{mark}``.
    """

    pattern: str
    credit_code: str = ""
    block: int | None = None

    def check(self) -> None:
        """Refusal for a pattern that could give two records one number, or a number with a hole in it."""
        names = self._names()
        if strange := sorted(names - PARTS.keys()):
            known = tr("、").join(f"{{{name}}} {tr(words)}" for name, words in PARTS.items())
            raise _refusal(
                tr("编号写法里不认识“{strange}”。", strange=tr("、").join(strange)),
                tr("可以用的有：{known}。", known=known),
            )
        for name in ("year", "sequence"):
            if name not in names:
                raise _refusal(
                    tr("编号写法里没有{parts}。", parts=PARTS[name]),
                    tr("请写上 {{{name}}}，号码才不会重。", name=name),
                )
        if not names & {"org", "credit_code"}:
            raise _refusal(
                tr("编号写法里没有单位。"), tr("请写上 {org} 或 {credit_code}，别的单位才不会编出同样的号。")
            )
        if "credit_code" in names and not self.credit_code.strip():
            raise _refusal(tr("编号写法用到了统一社会信用代码，还没有填。"), tr("请填上本单位的18位代码。"))
        if self.block is None and "mark" not in names:
            todo = tr("请给每台电脑分一个号段（0 到 9），或在写法里加上 {mark}。")
            raise _refusal(tr("没有号段，也没有本机标记，两台电脑会编出同样的号。"), todo)
        if self.block is not None and self.block not in BLOCKS:
            raise _refusal(tr("号段只能是 0 到 9，写的是 {block}。", block=self.block), tr("请重新写。"))
        self.number("6" * 9, 2026, 12, "0" * 8, BLOCK_SIZE - 1)

    def number(self, org: str, year: int, month: int, device: str, serial: int) -> str:
        """E.g. 632299101/2026-7F3A-00012. ``device`` is its id, of which the last four marks are used."""
        if self.block is not None and serial >= BLOCK_SIZE:
            raise Refusal(
                tr("本机号段 {block} 今年的号用完了。", block=self.block),
                safe=tr("记录没有签发，没有改动。"),
                todo=tr("请管理员换一个没用过的号段。"),
                code="index-block-full",
            )
        parts: Mapping[str, str | int] = {
            "org": org,
            "credit_code": self.credit_code.strip(),
            "year": year,
            "month": f"{month:02}",
            "mark": device.replace("-", "")[-4:].upper(),
            "sequence": serial if self.block is None else self.block * BLOCK_SIZE + serial,
        }
        try:
            made = self.pattern.format_map(parts)
        except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
            raise _refusal(tr("编号的写法读不懂。"), _RIGHT) from error
        if not made or len(made) > LONGEST or any(c.isspace() or not c.isprintable() for c in made):
            raise _refusal(
                tr("照这个写法编出的号太长，或带空格。"),
                tr("请改短，不超过 {longest} 个字符，不用空格。", longest=LONGEST),
            )
        if "null" in made.casefold() or "none" in made.casefold():
            raise _refusal(tr("编号里有空的部分（null）。"), tr("请看一下写法和单位代码。"))
        return made

    def _names(self) -> set[str]:
        """The parts that are used. Only the sequence may be padded, with noughts: any other width could make two
        numbers alike."""
        names = set()
        try:
            for _, name, spec, conversion in string.Formatter().parse(self.pattern):
                if name is None:
                    continue
                if conversion or (spec and not (name == "sequence" and _NOUGHTS.fullmatch(spec))):
                    raise ValueError(spec)
                names.add(name)
        except ValueError as error:
            raise _refusal(tr("编号的写法读不懂。"), _RIGHT) from error
        return names


def _refusal(what: str, todo: str) -> Refusal:
    return Refusal(what, safe=_SAFE, todo=todo, code="index-pattern")
