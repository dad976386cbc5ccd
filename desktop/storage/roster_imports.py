"""The imports of a roster 导入: what each brought and took away, so that any of them can be taken back by itself.

An import is remembered as a change of rows, not as a copy of the roster: taking one back leaves alone what came in later
and what was edited by hand since. Knows nothing of who may do it.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from sqlmodel import Session, col, select

from desktop.base.errors import Refusal
from desktop.base.words import tr, zh
from desktop.domain.record import RosterRow
from desktop.storage import revisions
from desktop.storage.rosters import Held, held, replace_rows
from desktop.storage.tables import RosterImportRow

_DIGEST = 8
_UNTOUCHED = zh("名单没有改动。")


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """``replaced``: it came in place of the whole roster. ``undone_at`` is empty while it holds."""

    number: int
    revision: int
    at: str
    by: str
    file: str
    taken: int
    refused: int
    replaced: bool
    undone_at: str = ""
    undone_by: str = ""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """``kept`` came with the import, were edited by hand since and therefore stay. ``returned`` counts rows that the
    import had taken away and that are there again, ``removed`` its rows that are gone now."""

    number: int
    kept: tuple[RosterRow, ...]
    returned: int
    removed: int


def take(
    session: Session,
    record: str,
    rows: Iterable[RosterRow],
    *,
    revision: int,
    at: str,
    by: str,
    file: str,
    taken: int,
    refused: int,
    replaced: bool,
) -> int:
    """Make ``rows`` the working roster and remember it as an import; its number, counted from 1 in each record."""
    before = held(session, record, revision)
    after = replace_rows(session, record, revision, rows, before)
    added = [row for row in after if row not in before] if before else list(after)
    change = {
        "gone": [(row, *before[row]) for row in before if row not in after],
        "moved": {
            row: place for row, (place, _cells) in before.items() if row in after and after[row][0] != place
        },
    }
    number = max((entry.number for entry in entries(session, record)), default=0) + 1
    session.add(
        RosterImportRow(
            record=record, number=number, revision=revision, at=at, by=by, file=file, taken=taken, refused=refused,
            replaced=int(replaced), added=_packed(added), digests=b"".join([_digest(after[row][1]) for row in added]),
            change=zlib.compress(json.dumps(change, ensure_ascii=False).encode(), 1),
        )
    )  # fmt: skip
    session.flush()
    return number


def entries(session: Session, record: str) -> list[ImportEntry]:
    """All imports of a record, the newest first, those taken back too."""
    statement = select(RosterImportRow).where(RosterImportRow.record == record)
    found = session.exec(statement.order_by(col(RosterImportRow.number).desc()))
    return [
        ImportEntry(
            row.number, row.revision, row.at, row.by, row.file, row.taken, row.refused, bool(row.replaced),
            row.undone_at, row.undone_by,
        )
        for row in found
    ]  # fmt: skip


def hindrance(session: Session, record: str, revision: int, entry: ImportEntry) -> Refusal | None:
    """Why this import cannot be taken back in the working ``revision``; None if it can."""
    if entry.undone_at:
        return Refusal(
            tr("“{file}”的导入已经撤销过了。", file=entry.file), safe=_UNTOUCHED, code="import-undone"
        )
    if entry.revision != revision or revisions.is_sealed(session, record, entry.revision):
        return Refusal(
            tr(
                "“{file}”收进的名单已经随修订 {revision} 签发，不能整个撤销。",
                file=entry.file,
                revision=entry.revision,
            ),
            safe=_UNTOUCHED,
            todo=tr("要改动，请先发起更正，再逐行修改或重新导入。"),
            code="sealed",
        )
    later = [other for other in entries(session, record) if other.number > entry.number]
    over = next((other for other in reversed(later) if other.replaced and not other.undone_at), None)
    if over is not None:
        return Refusal(
            tr("“{file}”收进的名单后来被“{other}”整个换掉了。", file=entry.file, other=over.file),
            safe=_UNTOUCHED,
            todo=tr("请先撤销“{file}”的导入（第 {number} 次）。", file=over.file, number=over.number),
            code="import-covered",
        )
    return None


def take_back(session: Session, record: str, revision: int, number: int, at: str, by: str) -> TakenBack:
    """Take one import back; ``number`` 0: the last that holds. Refusal if it cannot be (see `hindrance`)."""
    known = entries(session, record)
    entry = next((e for e in known if (e.number == number if number else not e.undone_at)), None)
    if entry is None:
        what = (
            tr("这条记录没有第 {number} 次导入。", number=number)
            if number
            else tr("没有可以撤销的导入：还没有导入过，或者都撤销了。")
        )
        raise Refusal(what, safe=_UNTOUCHED, code="nothing-to-undo")
    if (hindered := hindrance(session, record, revision, entry)) is not None:
        raise hindered
    stored = session.get_one(RosterImportRow, (record, entry.number))
    change = json.loads(zlib.decompress(stored.change))
    now = held(session, record, revision)
    digests = stored.digests
    added = {
        row: digests[at * _DIGEST : (at + 1) * _DIGEST] for at, row in enumerate(_unpacked(stored.added))
    }
    edited = {row for row in now if row in added and _digest(now[row][1]) != added[row]}
    stay = {row: kept for row, kept in now.items() if row not in added or row in edited}
    back = {row: (place, cells) for row, place, cells in change["gone"] if row not in now}
    moved = {row: place for row, place in change["moved"].items() if row in stay}
    rows = _placed(stay, back, moved)
    replace_rows(session, record, revision, rows)
    stored.undone_at, stored.undone_by = at, by
    stored.added, stored.digests, stored.change = "", b"", b""
    session.add(stored)
    session.flush()
    kept = tuple(row for row in rows if row.row in edited)
    return TakenBack(entry.number, kept, len(back), len(now) - len(stay))


def _placed(stay: Held, back: Held, moved: dict[str, int]) -> list[RosterRow]:
    """Everything in printed order: what returns stands where it stood; what is in its way goes behind."""
    placed = {row: (moved.get(row, place), cells) for row, (place, cells) in stay.items() if row in moved}
    placed.update(back)
    used = {place for place, _cells in placed.values()}
    last = max([*used, *(place for place, _cells in stay.values())], default=0)
    for row, (place, cells) in sorted(stay.items(), key=lambda item: item[1][0]):
        if row in placed:
            continue
        if place in used:
            last += 1
        free = last if place in used else place
        used.add(free)
        placed[row] = (free, cells)
    ordered = sorted(placed.items(), key=lambda item: item[1][0])
    return [RosterRow(row=row, position=place, values=json.loads(cells)) for row, (place, cells) in ordered]


def _packed(rows: list[str]) -> str:
    """Row ids as JSON text. Those of one import begin alike; what is common stands once, in front."""
    alike = takewhile(
        lambda pair: pair[0] == pair[1], zip(min(rows, default=""), max(rows, default=""), strict=False)
    )
    head = "".join(mark for mark, _ in alike)
    return json.dumps([head, *(row[len(head) :] for row in rows)], ensure_ascii=False)


def _unpacked(packed: str) -> list[str]:
    head, *rest = json.loads(packed)
    return [head + row for row in rest]


def _digest(cells: str) -> bytes:
    return hashlib.blake2b(cells.encode(), digest_size=_DIGEST).digest()
