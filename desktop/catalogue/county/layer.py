"""The county's layer over the national catalogue: adds, leaves out with a reason, renames, changes limits.

Makes a new catalogue in memory; ``standards/`` is never written. What a layer leaves out stays findable by its code,
so that records made under it can still be read.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from desktop.base.words import zh
from desktop.catalogue.catalogue import Catalogue
from desktop.catalogue.county.limits import read_limit
from desktop.catalogue.county.names import ChannelNames, folded_name
from desktop.domain.county_table import CountyRow, Difference, DifferenceKind, LayerEntry
from desktop.domain.matter import (
    Audience,
    Basis,
    Channel,
    Channels,
    Element,
    Field,
    Layer,
    Mark,
    Matter,
    Tier,
    Verification,
)
from desktop.domain.record import Disclosure

_FIRST_OWN = 901


def entry_of(
    difference: Difference, taken: Iterable[str], *, reason: str, source: str, unit: str, on: str
) -> LayerEntry:
    """The entry that takes a difference over. An added matter gets the next code from 901; ``taken`` are used ones."""
    code, content = difference.code, {}
    row = difference.row
    if difference.kind is DifferenceKind.ADDED and row is not None:
        code = next_code(difference.field, taken)
        content = _plain_row(row)
    elif difference.kind is DifferenceKind.RENAMED and row is not None:
        content = {"level1": row.level1, "level2": row.level2, "level3": row.level3}
    elif difference.kind is DifferenceKind.LIMIT:
        content = {"text": difference.theirs}
    return LayerEntry(difference.kind, difference.field, code, content, reason, source, unit, on)


def next_code(field: str, taken: Iterable[str]) -> str:
    numbers = [int(code[len(field) + 1 :]) for code in taken if re.fullmatch(rf"{field}-9\d\d", code)]
    return f"{field}-{max([_FIRST_OWN - 1, *numbers]) + 1}"


def entry_as_json(entry: LayerEntry) -> dict[str, Any]:
    return {**asdict(entry), "kind": str(entry.kind), "content": dict(entry.content)}


def entry_from_json(said: Mapping[str, Any]) -> LayerEntry:
    return LayerEntry(**{**said, "kind": DifferenceKind(said["kind"])})


def with_layer(national: Catalogue, entries: Sequence[LayerEntry]) -> Catalogue:
    """The catalogue as this county uses it; ``national`` itself where there is no entry. Entries for matters that
    this edition does not have change nothing."""
    if not entries:
        return national
    by_field: dict[str, list[LayerEntry]] = {}
    for entry in entries:
        by_field.setdefault(entry.field, []).append(entry)
    fields: list[Field] = []
    left_out: list[Matter] = list(national.left_out)
    for field in national.fields:
        here = by_field.get(field.code, [])
        dropped = {entry.code for entry in here if entry.kind is DifferenceKind.DROPPED}
        added = [_added(national, entry) for entry in here if entry.kind is DifferenceKind.ADDED]
        matters = [_changed(matter, here) for matter in (*field.matters, *added)]
        left_out += [matter for matter in matters if matter.code in dropped]
        fields.append(replace(field, matters=tuple(m for m in matters if m.code not in dropped)))
    return replace(national, fields=tuple(fields), left_out=tuple(left_out))


def _changed(matter: Matter, entries: Sequence[LayerEntry]) -> Matter:
    """The matter with the county's name and limit; its former name stays an alias."""
    for entry in entries:
        if entry.code != matter.code:
            continue
        note = (
            zh("{unit}（{on}）：{reason}", unit=entry.unit, on=entry.on, reason=entry.reason)
            if entry.reason
            else zh("{unit}（{on}）", unit=entry.unit, on=entry.on)
        )
        if entry.kind is DifferenceKind.RENAMED:
            levels = [str(entry.content.get(key, "")) for key in ("level1", "level2", "level3")]
            aliases = tuple(dict.fromkeys((*matter.aliases, matter.name, matter.path)))
            said = zh("本县改名，国家目录写作“{path}”。{note}", path=matter.path, note=note)
            matter = replace(
                matter, level1=levels[0], level2=levels[1], level3=levels[2], aliases=aliases,
                notes=(*matter.notes, said),
            )  # fmt: skip
        elif entry.kind is DifferenceKind.LIMIT:
            said = zh("本县改时限，国家目录写作“{text}”。{note}", text=matter.time_limit.text, note=note)
            matter = replace(
                matter, time_limit=read_limit(str(entry.content["text"])), notes=(*matter.notes, said)
            )
    return matter


def _added(national: Catalogue, entry: LayerEntry) -> Matter:
    said = entry.content
    disclosure = Disclosure(said.get("disclosure") or Disclosure.PROACTIVE)
    names = ChannelNames(national.channels.values())
    all_of, other = _channels(said.get("channels", ()), names)
    any_of, more = _channels(said.get("channels_any", ()), names)
    return Matter(
        code=entry.code,
        field=entry.field,
        level1=said["level1"],
        level2=said["level2"],
        level3=said["level3"],
        elements=tuple(
            Element(item["text"], Disclosure(item["disclosure"] or disclosure), item["optional"])
            for item in said["elements"]
        ),
        bases=tuple(_basis(national, item, number) for number, item in enumerate(said["bases"], 1)),
        time_limit=read_limit(said["time_limit"]),
        publishers=tuple(said["publishers"]),
        channels=Channels(all_of, any_of, (*other, *more)),
        audience=Audience(said["public"], tuple(said["specific"])),
        disclosure=disclosure,
        tiers=tuple(Tier(tier) for tier in said["tiers"] if tier in set(Tier)),
        layer=Layer.LOCAL,
        verification=Verification(
            Mark.OFFICE, by=entry.unit, on=entry.on, note=zh("据{source}", source=entry.source)
        ),
        notes=(entry.reason,) if entry.reason else (),
    )


def _channels(names: Iterable[str], known: ChannelNames) -> tuple[tuple[Channel, ...], tuple[str, ...]]:
    pairs = [(name, known.find(name)) for name in names]
    return (
        tuple(dict.fromkeys(channel for _, channel in pairs if channel is not None)),
        tuple(name for name, channel in pairs if channel is None),
    )


def _basis(national: Catalogue, said: Mapping[str, Any], number: int) -> Basis:
    """The basis everybody cites where the title is the same, else one known by this row only."""
    title = folded_name(said["title"])
    found = next((basis for basis in national.bases.values() if folded_name(basis.title) == title), None)
    return found or Basis(f"L{number:03d}", said["title"], said["doc_no"], None)


def _plain_row(row: CountyRow) -> dict[str, Any]:
    """The row as JSON data; raw cells included, so that nothing of the county's wording is lost."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(row), ensure_ascii=False))
    plain["disclosure"] = str(row.disclosure) if row.disclosure else ""
    for element, said in zip(row.elements, plain["elements"], strict=True):
        said["disclosure"] = str(element.disclosure) if element.disclosure else ""
    return plain
