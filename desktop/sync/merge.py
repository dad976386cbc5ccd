"""What to do with one received record, beside what we hold of it. Pure: the same two sides always give the same case.

No clock is asked. Versions are compared by the chain of digests alone; the way of one and the same revision
through the offices (issued, posted, taken down …) only ever goes forward. So bundles may come in any order, and
twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pydantic import ValidationError

from desktop.base.canonical import digest_of
from desktop.base.words import zh
from desktop.domain.record import RecordState
from desktop.sync.models import RecordLine, SealedContent


class Case(StrEnum):
    """The named cases of a merge."""

    NEW = "new"
    THEIRS_NEWER = "theirs_newer"
    MOVED_ON = "moved_on"
    UNCHANGED = "unchanged"
    OURS_NEWER = "ours_newer"
    BOTH_CHANGED = "both_changed"
    CONFLICT_KNOWN = "conflict_known"
    WAITING = "waiting"
    UNKNOWN_MATTER = "unknown_matter"
    UNKNOWN_FORM = "unknown_form"
    NEWER_PROGRAM = "newer_program"
    FOREIGN = "foreign_organisation"
    FAULTY = "faulty"
    ROSTER_DIFFERS = "roster_differs"


class Treatment(StrEnum):
    """What the screen counts."""

    NEW = "new"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    QUARANTINED = "quarantined"


TREATMENT: dict[Case, Treatment] = {
    Case.NEW: Treatment.NEW,
    Case.THEIRS_NEWER: Treatment.UPDATED,
    Case.MOVED_ON: Treatment.UPDATED,
    Case.UNCHANGED: Treatment.DUPLICATE,
    Case.OURS_NEWER: Treatment.DUPLICATE,
    Case.BOTH_CHANGED: Treatment.CONFLICT,
    Case.CONFLICT_KNOWN: Treatment.DUPLICATE,
}
"""Every other case is quarantined: kept as it came, never in the way of the rest."""

WORDS: dict[Case, str] = {
    Case.NEW: zh("本机还没有，收进来"),
    Case.THEIRS_NEWER: zh("对方有新的修订，接在后面"),
    Case.MOVED_ON: zh("内容相同，办理状态往前走了"),
    Case.UNCHANGED: zh("已有同一修订，跳过"),
    Case.OURS_NEWER: zh("本机的修订更新，跳过"),
    Case.BOTH_CHANGED: zh("两边都改过，两个版本都留着，等人来定"),
    Case.CONFLICT_KNOWN: zh("两边都改过，对方的版本早已存下"),
    Case.WAITING: zh("前面的修订还没有收到，先存在“待查”，收到前面的包后再收"),
    Case.UNKNOWN_MATTER: zh("本机的目录里没有这个事项，原样存在“待查”。请先收县里发的目录包"),
    Case.UNKNOWN_FORM: zh("本机没有这种表单，原样存在“待查”。请先收县里发的目录包"),
    Case.NEWER_PROGRAM: zh("这条是更新的程序做的，本机认不全，原样存在“待查”。请更新程序后再收一次"),
    Case.FOREIGN: zh("不是发送单位自己的记录，存在“待查”，没有收进"),
    Case.FAULTY: zh("内容前后对不上，存在“待查”，没有收进。请发送单位重新导出"),
    Case.ROSTER_DIFFERS: zh("名单和签发时的不一样，存在“待查”，没有收进。请发送单位重新导出"),
}

STATE_ORDER = (
    RecordState.ISSUED,
    RecordState.POSTED,
    RecordState.TAKEN_DOWN,
    RecordState.ARCHIVED,
    RecordState.WITHDRAWN,
)


@dataclass(frozen=True, slots=True)
class Ours:
    """What we hold of a record: the digests of its sealed revisions from 1 on, its state, whether someone here is at
    work on the next revision."""

    chain: tuple[str, ...]
    state: RecordState
    open_draft: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What this laptop can make sense of: asked by matter code, and by matter and form code."""

    matter: Callable[[str], bool]
    form: Callable[[str, str], bool]


def further(ours: RecordState, theirs: RecordState) -> bool:
    """Whether theirs lies later on the way of one revision. A state before issue (a correction begun) is never later."""
    return theirs in STATE_ORDER and (
        ours not in STATE_ORDER or STATE_ORDER.index(theirs) > STATE_ORDER.index(ours)
    )


def chain_holds(line: RecordLine) -> bool:
    """Whether the revisions sent are what their digests say, follow one another and end at the record's card."""
    try:
        contents = [SealedContent.model_validate(revision.content) for revision in line.revisions]
    except ValidationError:
        return False
    before = None
    for revision, content in zip(line.revisions, contents, strict=True):
        said = (content.record, content.number, content.parent, content.matter)
        if said != (line.record, revision.number, revision.parent, line.matter):
            return False
        if digest_of(revision.content) != revision.digest or (revision.number == 1) != (
            revision.parent == ""
        ):
            return False
        if before is not None and (revision.number, revision.parent) != (before.number + 1, before.digest):
            return False
        before = revision
    if before is None:
        return True
    return (before.number, before.digest) == (line.revision, line.digest) and _on_the_card(line) == contents[
        -1
    ]


def _on_the_card(line: RecordLine) -> SealedContent:
    """The newest content as the card has it, with what only the content says left as it is."""
    content = SealedContent.model_validate(line.revisions[-1].content)
    listed = {file.digest for file in line.attachments}
    return content.model_copy(
        update={
            "form": line.form,
            "title": line.title,
            "formed_on": line.formed_on,
            "disclosure": line.disclosure,
            "withheld_code": line.withheld_code,
            "withheld_reason": line.withheld_reason,
            "roster_count": line.roster_count,
            "attachments": content.attachments if listed == set(content.attachments) else tuple(listed),
        }
    )


def decide(ours: Ours | None, theirs: RecordLine, sender: str, known: Known) -> Case:
    """The case of one received record. ``sender`` is the division code of the office that signed the bundle."""
    if not theirs.organisation.startswith(sender):
        return Case.FOREIGN
    if not known.matter(theirs.matter):
        return Case.UNKNOWN_MATTER
    if not known.form(theirs.matter, theirs.form):
        return Case.UNKNOWN_FORM
    if not chain_holds(theirs):
        return Case.FAULTY
    if ours is None:
        return Case.NEW if theirs.revisions and theirs.revisions[0].number == 1 else Case.WAITING
    return _beside(ours, theirs)


def _beside(ours: Ours, theirs: RecordLine) -> Case:
    newest = len(ours.chain)
    if theirs.revision <= newest:
        if ours.chain[theirs.revision - 1] != theirs.digest:
            return Case.BOTH_CHANGED
        if theirs.revision < newest:
            return Case.OURS_NEWER
        waits = ours.open_draft or not further(ours.state, RecordState(theirs.state))
        return Case.UNCHANGED if waits else Case.MOVED_ON
    shared = [revision for revision in theirs.revisions if revision.number <= newest]
    following = theirs.revisions[len(shared) :]
    forked = any(ours.chain[revision.number - 1] != revision.digest for revision in shared)
    if not forked and (not following or following[0].number != newest + 1):
        return Case.WAITING
    joined = not forked and following[0].parent == (ours.chain[-1] if ours.chain else "")
    return Case.THEIRS_NEWER if joined and not ours.open_draft else Case.BOTH_CHANGED
