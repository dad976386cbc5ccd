"""A county's catalogue table as a file: read it, see how it differs, compare two, write the official one. Needs no home and
changes nothing; what a county takes over from it is in `county_catalogue`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.base.errors import Refusal
from desktop.base.words import tr, zh
from desktop.catalogue.catalogue import Catalogue, load_catalogue, standards_of
from desktop.catalogue.county.difference import differences
from desktop.catalogue.county.matching import aligned, match_rows
from desktop.catalogue.county.names import ChannelNames, folded_name
from desktop.domain.county_table import CountyRow, Difference, DifferenceKind, RowMatch
from desktop.domain.matter import Field, Matter
from desktop.files.county.book import write_official_table
from desktop.files.county.rows import CountyTable, read_rows
from desktop.files.tables import KINDS, read_grids

__all__ = ["KINDS", "UNTOUCHED", "CountyReading", "compare", "export_table", "read_county_table"]

UNTOUCHED = zh("目录没有改动。")


@dataclass(frozen=True, slots=True)
class CountyReading:
    """A county's table as read, each row with its match, and the differences from the catalogue in use."""

    file: str
    field: Field
    title: str
    rows: tuple[CountyRow, ...]
    matches: tuple[RowMatch | None, ...]
    differences: tuple[Difference, ...]
    notes: tuple[str, ...]

    @property
    def uncertain(self) -> int:
        """Rows a person should look at."""
        return sum(bool(row.uncertain) for row in self.rows)


def read_county_table(catalogue: Catalogue, path: Path, field: str = "") -> CountyReading:
    """Read and compare; raises a Refusal that says what is wrong with the file or the field's name.

    Without ``field`` the table's title or its matters must tell which field it is about.
    """
    channels = ChannelNames(catalogue.channels.values())
    table = read_rows(path.name, read_grids(path), channels.known)
    if not table.rows:
        raise Refusal(
            tr("“{name}”里只有表头，没有事项。", name=path.name),
            safe=UNTOUCHED,
            todo=tr("请看一下是不是选错了文件。"),
            code="empty-catalogue-table",
        )
    about = _field(catalogue, field, table, path)
    matches = match_rows(table.rows, about.matters)
    by_code = {matter.code: matter for matter in about.matters}
    rows = tuple(
        _settled(row, match, by_code, channels) for row, match in zip(table.rows, matches, strict=True)
    )
    found = differences(about, rows, matches)
    return CountyReading(path.name, about, table.title, rows, tuple(matches), found, table.notes)


def _settled(
    row: CountyRow, match: RowMatch | None, by_code: Mapping[str, Matter], channels: ChannelNames
) -> CountyRow:
    """The row with channels by their usual names, elements cut like the matter's, and a doubtful match named."""

    def usual(names: tuple[str, ...]) -> tuple[str, ...]:
        known = ((name, channels.find(name)) for name in names)
        return tuple(dict.fromkeys(channel.name if channel else name for name, channel in known))

    row = replace(row, channels=usual(row.channels), channels_any=usual(row.channels_any))
    if match is not None:
        row = aligned(row, by_code[match.code])
        if not match.sure:
            row = replace(row, uncertain=(*row.uncertain, "match"))
    return row


def _field(catalogue: Catalogue, said: str, table: CountyTable, path: Path) -> Field:
    """The field named, else the one whose name the title holds, else the one most rows belong to."""
    if said:
        named = _named(catalogue, said)
        if not named:
            known = tr("、").join(field.name for field in catalogue.fields)
            raise Refusal(
                tr("没有“{said}”这个领域。", said=said),
                safe=UNTOUCHED,
                todo=tr("可用的领域：{known}。", known=known),
                code="field-not-found",
            )
        return named[0] if len(named) == 1 else _likeliest(named, table)
    title = folded_name(f"{table.title} {path.stem}")
    named = tuple(
        field
        for field in catalogue.fields
        if any(folded_name(name) in title for name in (field.name, *field.aliases))
    )
    return named[0] if len(named) == 1 else _likeliest(named or catalogue.fields, table)


def _named(catalogue: Catalogue, said: str) -> tuple[Field, ...]:
    """Fields of exactly this name, else those whose name holds it or is held by it (就业领域 → 就业创业)."""
    bare = said.removesuffix("领域")
    exact = catalogue.find_fields(said) or catalogue.find_fields(bare)
    wanted = folded_name(bare)
    return exact or tuple(
        field
        for field in catalogue.fields
        if len(wanted) > 1
        and any(
            wanted in name or name in wanted
            for name in map(folded_name, (field.name, *field.aliases))
            if name
        )
    )


def _likeliest(fields: tuple[Field, ...], table: CountyTable) -> Field:
    ranked = [(sum(m.score for m in match_rows(table.rows, field.matters) if m), field) for field in fields]
    score, field = max(ranked, key=lambda pair: pair[0])
    if score == 0 and len(fields) > 1:
        raise Refusal(
            tr("看不出这张表是哪个领域的。"),
            safe=UNTOUCHED,
            todo=tr("请写明领域，例如 --field 社会救助。"),
            code="field-unclear",
        )
    return field


def export_table(catalogue: Catalogue, out: Path, field: str = "") -> int:
    """The official table of one field or of all (a sheet each); returns how many matters were written."""
    if out.suffix.lower() != ".xlsx":
        raise Refusal(
            tr("“{name}”的结尾要是“.xlsx”。", name=out.name),
            safe=tr("什么都没有写。"),
            todo=tr("请换一个文件名。"),
            code="not-xlsx",
        )
    fields = _named(catalogue, field) if field else catalogue.fields
    if not fields:
        known = tr("、").join(each.name for each in catalogue.fields)
        raise Refusal(
            tr("没有“{field}”这个领域。", field=field),
            safe=tr("什么都没有写。"),
            todo=tr("可用的领域：{known}。", known=known),
            code="field-not-found",
        )
    write_official_table(fields, out)
    return sum(len(each.matters) for each in fields)


def compare(catalogue: Catalogue, old: Path, new: Path, field: str = "") -> tuple[Difference, ...]:
    """How ``new`` differs from ``old``: two content folders, or a folder and a county's table, or two tables.

    Of a table only its own field is compared. Tables are measured against ``catalogue`` to learn their field.
    """
    if old.is_dir() and new.is_dir():
        return tuple(_between(_content(old), _content(new), field))
    if old.is_dir():
        return read_county_table(_content(old), new, field).differences
    if new.is_dir():
        turned = read_county_table(_content(new), old, field).differences
        return tuple(_turned(each) for each in turned)
    first = read_county_table(catalogue, old, field)
    second = read_county_table(catalogue, new, field or first.field.code)
    known = {(each.kind, each.code, each.theirs) for each in first.differences}
    later = {(each.kind, each.code, each.theirs) for each in second.differences}
    return (
        *(each for each in second.differences if (each.kind, each.code, each.theirs) not in known),
        *(_turned(each) for each in first.differences if (each.kind, each.code, each.theirs) not in later),
    )


def _content(folder: Path) -> Catalogue:
    if not (standards_of(folder) / "fields").is_dir():
        raise Refusal(
            tr("“{folder}”里没有标准目录。", folder=folder),
            safe=UNTOUCHED,
            todo=tr("请指到含有 standards 的文件夹。"),
            code="content-missing",
        )
    return load_catalogue(folder)


_OPPOSITE = {DifferenceKind.ADDED: DifferenceKind.DROPPED, DifferenceKind.DROPPED: DifferenceKind.ADDED}


def _turned(each: Difference) -> Difference:
    return replace(each, kind=_OPPOSITE.get(each.kind, each.kind), ours=each.theirs, theirs=each.ours)


def _between(old: Catalogue, new: Catalogue, said: str) -> Iterable[Difference]:
    """Two editions by code: a code never changes its meaning."""
    wanted = {field.code for field in (*old.find_fields(said), *new.find_fields(said))}
    before = {matter.code: matter for matter in old.matters if not said or matter.field in wanted}
    after = {matter.code: matter for matter in new.matters if not said or matter.field in wanted}
    for code, matter in before.items():
        later = after.get(code)
        if later is None:
            yield Difference(f"dropped:{code}", DifferenceKind.DROPPED, matter.field, code, matter.path, "")
            continue
        if later.path != matter.path:
            yield Difference(
                f"renamed:{code}", DifferenceKind.RENAMED, matter.field, code, matter.path, later.path
            )
        if later.time_limit != matter.time_limit:
            words = matter.time_limit.text, later.time_limit.text
            yield Difference(f"limit:{code}", DifferenceKind.LIMIT, matter.field, code, *words)
    for code, matter in after.items():
        if code not in before:
            yield Difference(f"added:{code}", DifferenceKind.ADDED, matter.field, code, "", matter.path)
