"""A county's table against the catalogue in use: what it adds, leaves out, names differently, times differently.

Only compares. Whether a point is taken over is for a person to say, one by one.
"""

from collections.abc import Sequence

from desktop.catalogue.county.limits import counted, read_limit
from desktop.catalogue.county.names import folded_name
from desktop.domain.county_table import CountyRow, Difference, DifferenceKind, RowMatch
from desktop.domain.matter import Field, Layer, Mark, Matter
from desktop.domain.timelimit import StageKind


def differences(
    field: Field, rows: Sequence[CountyRow], matches: Sequence[RowMatch | None]
) -> tuple[Difference, ...]:
    """All differences in the order of the table, what the table leaves out at the end. Keys are unique."""
    by_code = {matter.code: matter for matter in field.matters}
    found: list[Difference] = []
    for row, match in zip(rows, matches, strict=True):
        if match is None:
            doubtful = bool({"level1", "elements", "time_limit"} & set(row.uncertain))
            found.append(
                Difference(
                    f"added:{row.place}", DifferenceKind.ADDED, field.code, "", "", row.path, row, doubtful
                )
            )
            continue
        found += _changes(field, by_code[match.code], row, match)
    listed = {match.code for match in matches if match is not None}
    tiers = {tier for row in rows for tier in row.tiers}
    found += [
        Difference(f"dropped:{matter.code}", DifferenceKind.DROPPED, field.code, matter.code, matter.path, "")
        for matter in field.matters
        if matter.code not in listed and _expected(matter, tiers)
    ]
    return tuple(found)


def _expected(matter: Matter, tiers: set[str]) -> bool:
    """Whether its absence says anything: what other places added is not missed here, nor in a township's table what
    only the county publishes."""
    own = matter.layer is Layer.LOCAL and matter.verification.mark is Mark.OFFICE
    here = not tiers or not matter.tiers or bool({str(tier) for tier in matter.tiers} & tiers)
    return here and (own or matter.layer is Layer.NATIONAL)


def _changes(field: Field, matter: Matter, row: CountyRow, match: RowMatch) -> list[Difference]:
    found: list[Difference] = []
    names = {folded_name(path) for path in (matter.path, *matter.aliases)}
    if not {folded_name(row.path), folded_name(f"{row.level1}{row.name}")} & (
        names | {folded_name(f"{matter.level1}{alias}") for alias in (matter.name, *matter.aliases)}
    ):
        found.append(
            Difference(
                f"renamed:{matter.code}", DifferenceKind.RENAMED, field.code, matter.code, matter.path, row.path, row,
                not match.sure,
            )
        )  # fmt: skip
    if row.time_limit and not _same_limit(matter, row.time_limit):
        unread = read_limit(row.time_limit).stages[0].kind is StageKind.NOT_SET
        doubtful = unread or not match.sure or "time_limit" in row.uncertain
        found.append(
            Difference(
                f"limit:{matter.code}", DifferenceKind.LIMIT, field.code, matter.code, matter.time_limit.text,
                row.time_limit, row, doubtful,
            )
        )  # fmt: skip
    return found


def _same_limit(matter: Matter, text: str) -> bool:
    """The same words, or words that count the same."""
    if folded_name(text) == folded_name(matter.time_limit.text):
        return True
    theirs = read_limit(text)
    if theirs.stages[0].kind is StageKind.NOT_SET:
        return False
    return counted(theirs) in (counted(matter.time_limit), counted(read_limit(matter.time_limit.text)))
