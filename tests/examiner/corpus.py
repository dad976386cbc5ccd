"""The corpus of the examiner: notices with known defects and clean ones, read from ``corpus/*.yaml``.

Every notice is invented. Numbers of persons are written without their check digit, as ``{id:17 digits}`` or
``{card:digits}``; reading the corpus completes them, so no file of the project holds a whole one. This file builds
no documents (``build`` does) and knows nothing of the rules.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

CORPUS = Path(__file__).parent / "corpus"
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_WIDE = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789X"}
_SURNAMES = "马韩李张王祁赵杨刘陈冶星才拉"
_GIVEN = [
    "占奎",
    "生莲",
    "玉兰",
    "海明",
    "国栋",
    "桂花",
    "文秀",
    "得寿",
    "永福",
    "尕西",
    "秀英",
    "启祥",
    "加",
    "宝山",
]


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing a careful reader finds. ``codes``: any of them, or a finer one with the same beginning, tells it."""

    codes: tuple[str, ...]
    place: str = ""

    def of_code(self, code: str) -> bool:
        return any(code == own or code.startswith(own + "-") for own in self.codes)

    def told_by(self, code: str, place: str) -> bool:
        return self.of_code(code) and self.place in place


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice of the corpus. ``format`` is the kind of file it is built as; ``hidden`` lies outside the page."""

    id: str
    kind: str
    format: str
    text: str
    defects: tuple[Defect, ...] = ()
    hidden: tuple[dict[str, Any], ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    file_name: str = ""
    together_with: str = ""
    heldout: bool = False

    @property
    def clean(self) -> bool:
        return not self.defects


def id_number(first17: str) -> str:
    """An identity number with its check digit (GB 11643), of an area that does not exist."""
    rest = sum(int(digit) * weight for digit, weight in zip(first17, _ID_WEIGHTS, strict=True)) % 11
    return first17 + "10X98765432"[rest]


def card_number(digits: str) -> str:
    """A card number with its Luhn digit."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * 2 if place % 2 == 0 else int(digit)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


def _spaced(number: str) -> str:
    return f"{number[:6]} {number[6:14]} {number[14:]}"


def _money(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def _roster(match: re.Match[str]) -> str:
    """``{roster 上滩村 48 7 rate=80 total=... wrong_row=5}``: rows of area × rate and their total, by a seed."""
    village, count, seed, *extra = match[1].split()
    given = dict(part.split("=") for part in extra)
    rate = Decimal(given.get("rate", "80"))
    chance = random.Random(int(seed))
    lines = ["| 序号 | 村组 | 户主姓名 | 补贴面积（亩） | 补贴标准（元/亩） | 补贴金额（元） |"]
    areas = amounts = Decimal(0)
    for number in range(1, int(count) + 1):
        area = Decimal(chance.randint(80, 2400)) / 100
        amount = (area * rate).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        if number == int(given.get("wrong_row", "0")):
            amount += Decimal(given.get("off", "100"))
        areas, amounts = areas + area, amounts + amount
        name = chance.choice(_SURNAMES) + chance.choice(_GIVEN)
        group = f"{village}{chance.randint(1, 6)}社"
        lines.append(f"| {number} | {group} | {name} | {area} | {rate} | {_money(amount)} |")
    total = amounts + Decimal(given.get("total_off", "0"))
    area_total = areas + Decimal(given.get("area_off", "0"))
    lines.append(f"| 合计 |  |  | {area_total} |  | {_money(total)} |")
    return "\n".join(lines)


def _written_out(text: str) -> str:
    text = re.sub(r"\{id:(\d{17})\}", lambda match: id_number(match[1]), text)
    text = re.sub(r"\{idwide:(\d{17})\}", lambda match: id_number(match[1]).translate(_WIDE), text)
    text = re.sub(r"\{idspaced:(\d{17})\}", lambda match: _spaced(id_number(match[1])), text)
    text = re.sub(r"\{card:(\d+)\}", lambda match: card_number(match[1]), text)
    text = re.sub(r"\{char:([0-9A-F]+)\}", lambda match: chr(int(match[1], 16)), text)
    return re.sub(r"\{roster ([^}]+)\}", _roster, text)


def _defect(told: dict[str, str]) -> Defect:
    return Defect(tuple(told["code"].split("|")), told.get("place", ""))


def _notice(entry: dict[str, Any], heldout: bool) -> Notice:
    return Notice(
        id=entry["id"],
        kind=entry["kind"],
        format=entry.get("format", "txt"),
        text=_written_out(entry.get("text", "")),
        defects=tuple(_defect(told) for told in entry.get("defects", [])),
        hidden=tuple(
            {key: _written_out(str(value)) for key, value in item.items()} for item in entry.get("hidden", [])
        ),
        options=entry.get("options", {}),
        file_name=_written_out(entry.get("file_name", "")),
        together_with=entry.get("together_with", ""),
        heldout=heldout,
    )


def _edited(entry: dict[str, Any], known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """An entry ``from`` another is that notice with words exchanged: whatever differs is the defect."""
    if "from" not in entry:
        return entry
    base = known[entry["from"]]
    text = base["text"]
    for old, new in entry.get("edit", {}).items():
        if old not in text:
            raise ValueError(f"{entry['id']}: “{old}” does not stand in {entry['from']}")
        text = text.replace(old, new or "", 1)
    text += entry.get("append", "")
    return {**{key: base[key] for key in ("kind", "format", "options") if key in base}, **entry, "text": text}


@cache
def notices() -> tuple[Notice, ...]:
    """The whole corpus. A notice without ``defects`` is a clean one and says so with ``clean: true``."""
    found: list[Notice] = []
    known: dict[str, dict[str, Any]] = {}
    for path in sorted(CORPUS.rglob("*.yaml")):
        held = path.parent.name == "heldout"
        for entry in yaml.safe_load(path.read_text("utf-8")):
            whole = _edited(entry, known)
            if entry["id"] in known:
                raise ValueError(f"{entry['id']} stands twice in the corpus")
            if bool(entry.get("clean")) == bool(entry.get("defects")):
                raise ValueError(f"{entry['id']} is either clean or has defects")
            known[entry["id"]] = whole
            found.append(_notice(whole, held))
    return tuple(found)


def blocks(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    """The lines in order: ``(line, [])`` for words, ``("", rows)`` for a table."""
    rows: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("|"):
            rows.append(cells(line))
            continue
        if rows:
            yield "", rows
            rows = []
        yield line, []
    if rows:
        yield "", rows


def cells(line: str) -> list[str]:
    """``| a | b |`` as its cells."""
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
