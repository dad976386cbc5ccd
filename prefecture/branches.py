"""Two versions of one record beside each other: the one in force, and another put together from what came. Reads only;
which of them is right a person says, never this file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pydantic import ValidationError

from desktop.base.canonical import digest_of
from desktop.base.errors import Refusal
from desktop.sync.models import PostingLine, RevisionLine
from desktop.sync.row_lines import AnyRow
from desktop.sync.settled import Version
from prefecture.database import held, versions
from prefecture.database.connection import Connection
from prefecture.database.held import Conflict
from prefecture.database.versions import Place
from prefecture.judge import Received, postings_hold

UNTOUCHED = "两个版本都原样留着，什么都没有改动。"


@dataclass(frozen=True, slots=True)
class Sides:
    """``ours`` is in force here, ``theirs`` lies beside it; both hold the revisions past ``fork``, the last one they share
    (0: none)."""

    place: Place
    fork: int
    ours: Received
    theirs: Received

    @property
    def their_digests(self) -> frozenset[str]:
        return frozenset(entry.digest for entry in self.theirs.line.revisions)


def versions_of(item: Received) -> tuple[Version, ...]:
    return tuple(Version(revision=one.number, digest=one.digest) for one in item.line.revisions)


def sides_of(connection: Connection, conflict: Conflict) -> Sides:
    """Refuses a version of which a revision in between has not come."""
    record = conflict.held.record
    place = versions.place_of(connection, record)
    try:
        head = conflict.held.understood()
    except ValidationError as error:
        raise Refusal(
            "这个版本州里的程序认不全。", safe=UNTOUCHED, todo="请更新 mingbai-prefecture 再看。", code="not-understood"
        ) from error  # fmt: skip
    if place is None:
        raise no_conflict()
    chain = versions.chain_of(connection, place, record)
    kept = _kept(connection, conflict)
    pieces = {entry.digest: (entry, rows) for entry, rows in _pieces(kept)}
    walked: list[tuple[RevisionLine, tuple[AnyRow, ...]]] = []
    digest = head.line.digest
    while digest and digest not in chain:
        if digest not in pieces:
            raise Refusal(
                "另一个版本还不完整：前面的修订没有收到。",
                safe=UNTOUCHED,
                todo="请先收那台电脑前面的包，再来定。",
                code="branch-incomplete",
            )
        walked.insert(0, pieces[digest])
        digest = walked[0][0].parent
    fork = chain.index(digest) + 1 if digest else 0
    line = head.line.model_copy(update={"revisions": tuple(entry for entry, _ in walked)})
    rows = tuple(row for _, rows in walked for row in rows)
    hung = _postings(kept, {head.line.digest, *(entry.digest for entry, _ in walked)})
    theirs = replace(head, line=line, rows=rows, postings=hung)
    return Sides(place, fork, versions.in_force(connection, place, record, fork), theirs)


def heads(connection: Connection, conflicts: list[Conflict]) -> list[Conflict]:
    """Those of ``conflicts`` that are the newest of their version: whoever decides about one decides about what came before."""
    inside: set[tuple[str, str]] = set()
    for one in conflicts:
        try:
            sides = sides_of(connection, one)
        except Refusal:
            continue
        own = sides.theirs.line.digest
        inside |= {(one.held.record, digest) for digest in sides.their_digests - {own}}
    return [one for one in conflicts if (one.held.record, _digest(one)) not in inside]


def _digest(conflict: Conflict) -> str:
    try:
        return conflict.held.understood().line.digest
    except ValidationError:
        return ""


def _kept(connection: Connection, head: Conflict) -> list[Received]:
    """Everything of the record that lies beside what is in force and is understood. What is known to hold together comes
    later, and has the last word: first what waits, then versions, at last the one in question."""
    versions_known = {one.held.id for one in held.versions_beside(connection, head.held.record)}
    found: list[tuple[bool, bool, Received]] = []
    for entry in held.of_record(connection, head.held.record):
        try:
            found.append((entry.id == head.held.id, entry.id in versions_known, entry.understood()))
        except ValidationError:
            continue
    return [item for _, _, item in sorted(found, key=lambda each: each[:2])]


def _pieces(kept: list[Received]) -> Iterator[tuple[RevisionLine, tuple[AnyRow, ...]]]:
    """Every revision, with what it did to the rows."""
    for item in kept:
        for revision in item.line.revisions:
            if digest_of(revision.content) == revision.digest:
                yield revision, tuple(row for row in item.rows if row.revision == revision.number)


def _postings(kept: list[Received], digests: set[str]) -> tuple[PostingLine, ...]:
    """The sheets that came with any revision of a version, each once; that one was taken down is never forgotten."""
    hung: dict[str, PostingLine] = {}
    for item in kept:
        if item.line.digest not in digests or not postings_hold(item.line, item.postings):
            continue
        for sheet in item.postings:
            known = hung.get(str(sheet.posting["id"]))
            if known is None or sheet.posting.get("removed_on") or not known.posting.get("removed_on"):
                hung[str(sheet.posting["id"])] = sheet
    return tuple(hung.values())


def no_conflict() -> Refusal:
    return Refusal(
        "没有这个编号的冲突。",
        safe="什么都没有改动。",
        todo="请用 mingbai-prefecture conflicts 看编号。",
        code="no-conflict",
    )
