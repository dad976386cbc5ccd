"""What a person decides about two versions of one record: which is in force. The other is kept, and shown; the offices below
learn it by the next file down. Receipts stay what they were: true of the day they were given.
"""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import ValidationError

from desktop.base.canonical import canonical_json
from desktop.base.errors import Refusal
from desktop.domain.record import moment
from desktop.sync.merge import WORDS, Case
from desktop.sync.settled import Settled, Version, make_settled
from prefecture.branches import UNTOUCHED, Sides, heads, no_conflict, sides_of, versions_of
from prefecture.compare import Difference, differences
from prefecture.database import held, versions, words
from prefecture.database.connection import Connection, connected
from prefecture.database.held import Conflict
from prefecture.intake import Intake, lock_county
from prefecture.judge import form_of
from prefecture.settle import Desk, look_again, look_again_at, take_version

_LONGEST, _LONGEST_NAME = 2000, 100


class Keep(StrEnum):
    """``ours``: what is in force here stays; ``theirs``: the version beside it takes its place."""

    OURS = "ours"
    THEIRS = "theirs"


KEEP_WORDS: dict[Keep, str] = {Keep.OURS: "留现在用的", Keep.THEIRS: "换成另一个版本"}


@dataclass(frozen=True, slots=True)
class Shown:
    """Two versions beside each other, only what differs."""

    conflict: Conflict
    sides: Sides
    lines: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """``released``: records that had waited for this and are in now."""

    said: Settled
    released: tuple[str, ...]


def written(said: Settled, by: str) -> bytes:
    """A decision as it lies in the store: the signed word, and who gave it."""
    return canonical_json({"decided_by": by, "settled": said.model_dump(mode="json")})


def waiting(intake: Intake) -> list[Conflict]:
    """What waits for a person's word, oldest first; of each version the newest revision alone."""
    with connected(intake.url) as connection:
        return newest(connection, intake.receiver.prefix)


def newest(connection: Connection, prefix: str) -> list[Conflict]:
    """As `waiting`, of the offices whose code begins with ``prefix``."""
    return heads(connection, held.open_conflicts(connection, prefix))


def kept(intake: Intake, record: str) -> list[Conflict]:
    """The versions of a record that were decided about, readable by `show`."""
    with connected(intake.url) as connection:
        return [one for one in held.versions_beside(connection, record) if one.resolved]


def show(intake: Intake, held_id: str) -> Shown:
    """Both versions. Refuses where there is no such conflict, or where it is not understood or not complete."""
    with connected(intake.url) as connection, connection.transaction():
        found = _found(connection, held_id)
        sides = sides_of(connection, found)
        line = sides.theirs.line
        form = form_of(intake.catalogue_of(line.organisation), line.matter, line.form)
        if form is None:
            raise Refusal(
                "州里的目录没有这种表单，比不出来。",
                safe=UNTOUCHED,
                todo="请先更新州里的目录。",
                code="unknown-form",
            )
        return Shown(found, sides, differences(connection, form, sides))


def decide(intake: Intake, held_id: str, keep: Keep, reason: str, by: str) -> Decided:
    """A person's word on one conflict. Refuses without a reason and a name, and what has been decided before."""
    why, who = _said(reason, "理由", _LONGEST), _said(by, "谁定的", _LONGEST_NAME)
    with connected(intake.url) as connection:
        with connection.transaction():
            found = _found(connection, held_id)
            lock_county(connection, _county(found))
            found = _found(connection, held_id)
            if found.resolved:
                raise Refusal("这个冲突已经定过了。", safe=UNTOUCHED, code="decided")
            sides = sides_of(connection, found)
            _require_newest(connection, sides, held_id)
            done = put_in_force(intake, connection, found, sides, keep, why, who)
        intake.store.keep_decision(done.said.number, written(done.said, who))
    return done


def put_in_force(
    intake: Intake,
    connection: Connection,
    found: Conflict,
    sides: Sides,
    keep: Keep,
    why: str,
    who: str,
    said_before: Settled | None = None,
) -> Decided:
    """Carry a decision out in the caller's transaction, under the county's lock. ``said_before`` is its word if it was signed
    earlier (see `replay`)."""
    record, now, county = found.held.record, intake.clock.now(), sides.place.county
    desk = intake.desk(county, now, found.held.bundle)
    released: list[str] = []
    ours = versions_of(sides.ours)
    if keep is Keep.THEIRS:
        _keep_beside(connection, desk, sides, why, who)
        versions.take_back(connection, sides.place, record, sides.fork)
        case = take_version(connection, desk, sides.theirs, sides.place.year)
        if case not in {Case.NEW, Case.THEIRS_NEWER}:
            raise Refusal(f"另一个版本收不进来：{WORDS[case]}。", safe=UNTOUCHED, code="branch-unfit")
    decided = [
        one.held.id
        for one in held.versions_beside(connection, record)
        if one.held.id == found.held.id or (not one.resolved and _head(one) in sides.their_digests)
    ]
    held.settle(connection, decided, str(keep), who, why, now)
    if keep is Keep.THEIRS:
        released = [*look_again_at(connection, desk, record), *look_again(connection, desk, county)]
    in_force = versions_of(versions.in_force(connection, sides.place, record, sides.fork))
    gave_way = ours if keep is Keep.THEIRS else versions_of(sides.theirs)
    said = said_before or _word(intake, connection, sides, record, in_force, gave_way, why)
    words.put(connection, said, who, now)
    return Decided(said, tuple(dict.fromkeys(released)))


def _word(
    intake: Intake,
    connection: Connection,
    sides: Sides,
    record: str,
    kept_here: tuple[Version, ...],
    gave_way: tuple[Version, ...],
    why: str,
) -> Settled:
    if not kept_here or not gave_way:
        raise Refusal("这两个版本已经不冲突了。", safe=UNTOUCHED, code="no-conflict")
    receiver = intake.receiver
    said = Settled(
        number=words.next_number(connection), sender=receiver.office, device=receiver.device,
        organisation=sides.place.organisation, record=record, kept=kept_here, gave_way=gave_way, text=why,
        at=moment(intake.clock.now()),
    )  # fmt: skip
    return make_settled(said, receiver.signing_key)


def _keep_beside(connection: Connection, desk: Desk, sides: Sides, why: str, who: str) -> None:
    """What was in force, whole, as it would have been sent; known from now on as a version that gave way."""
    item = sides.ours
    held.hold(
        connection, bundle=sides.place.bundle, organisation=sides.place.organisation, record=item.line.record,
        revision=item.line.revision, case=Case.BOTH_CHANGED, scope=sides.place.county, at=desk.at,
        digest=item.line.digest, payload=held.payload_of_received(item),
    )  # fmt: skip
    mine = held.conflict_id(item.line.record, item.line.digest)
    held.settle(connection, [mine], "replaced", who, why, desk.at)


def _found(connection: Connection, held_id: str) -> Conflict:
    found = held.conflict(connection, held_id)
    if found is None:
        raise no_conflict()
    return found


def _require_newest(connection: Connection, sides: Sides, held_id: str) -> None:
    """A version is decided about as a whole, by its newest revision."""
    for one in held.versions_beside(connection, sides.theirs.line.record):
        if one.resolved or one.held.id == held_id:
            continue
        try:
            beyond = sides_of(connection, one).their_digests - {_head(one)}
        except Refusal:
            continue
        if sides.theirs.line.digest in beyond:
            raise Refusal(
                f"这个版本后面还有修订 {one.held.revision}，要一起定。",
                safe=UNTOUCHED,
                todo=f"请定 {one.held.id}。",
                code="not-newest",
            )


def _head(one: Conflict) -> str:
    try:
        return one.held.understood().line.digest
    except ValidationError:
        return ""


def _county(found: Conflict) -> str:
    return found.organisation[:6]


def _said(text: str, what: str, longest: int) -> str:
    said = " ".join(text.split())
    if not said or len(said) > longest or not said.isprintable():
        raise Refusal(
            f"“{what}”要写，最多 {longest} 字，不能有看不见的字。", safe=UNTOUCHED, code="bad-words"
        )
    return said
