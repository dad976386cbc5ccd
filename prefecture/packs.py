"""Packs that the prefecture hands on to the offices below: taken in by the rules of `desktop.sync.packs`, given out as they came.

What was seen of each publisher is remembered in the store, so that nothing older gets in, also after the database came back
from a backup. The prefecture's own packs change what this receiver knows; a county's pack adds the matters of that county.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.base.canonical import sha256_hex
from desktop.base.errors import Refusal
from desktop.base.files import ensure_folder, write_atomically
from desktop.domain.record import moment
from desktop.sync.models import Office, division_prefix
from desktop.sync.packs import refusals
from desktop.sync.packs.file import Pack, read_pack, statement
from desktop.sync.packs.lists import layer_lines, revoked_in
from desktop.sync.packs.models import SUFFIX, Root
from desktop.sync.packs.trust import Days, Judged, judge
from prefecture.content import faults_of
from prefecture.database.connection import connected
from prefecture.intake import Intake
from prefecture.pack_shelf import STATE, KeptPack, Publisher, Shelf, pack_file, shelf_of

_KEPT = 6


@dataclass(frozen=True, slots=True)
class Seen:
    """A pack that stood the test. ``fingerprint`` is what its publisher reads out by telephone."""

    publisher: Office
    version: int
    title: str
    notes: str
    expires: str
    fingerprint: str
    first: bool
    known: bool


def take(intake: Intake, path: Path, fingerprint: str = "", *, even_if_late: bool = False) -> Seen:
    """Hand this pack on from now on. ``fingerprint``: what the publisher read out, needed for its first pack;
    ``even_if_late``: a person has looked at the server's date. Refuses what TUF refuses, with its code."""
    pack = read_pack(path)
    with _one_at_a_time(intake):
        shelf = shelf_of(intake.store.packs)
        office = statement(pack.roots[max(pack.roots)], Root).publisher
        known = shelf.publishers.get(office.code)
        days = Days(intake.clock.today(), shelf.witnessed(but=office.code))
        judged = judge(pack, known.trust if known else None, days)
        seen = _seen(judged, pack, known)
        _require(intake, judged, pack, seen, fingerprint, even_if_late=even_if_late)
        if not seen.known:
            _keep(intake, shelf, judged, pack, known)
    return seen


@contextmanager
def _one_at_a_time(intake: Intake) -> Iterator[None]:
    with connected(intake.url) as connection, connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(hashtext('mingbai packs'))")
        yield


def _seen(judged: Judged, pack: Pack, known: Publisher | None) -> Seen:
    digits = judged.root.digest[:32].upper()
    return Seen(
        judged.root.publisher, judged.targets.version, judged.targets.title, judged.targets.notes, judged.expires,
        " ".join(digits[start : start + 4] for start in range(0, 32, 4)), judged.first,
        known=known is not None and bool(known.packs) and known.packs[-1].sha256 == pack.digest,
    )  # fmt: skip


def _require(
    intake: Intake, judged: Judged, pack: Pack, seen: Seen, fingerprint: str, *, even_if_late: bool
) -> None:
    office, own = seen.publisher, intake.receiver.office
    below = office.level == "county" and office.code.startswith(division_prefix(own.code, own.level))
    if office.code != own.code and not below:
        raise Refusal(
            f"这是{office.unit}发的更新包，不是本州或本州的县发的。",
            safe=refusals.SAFE,
            todo="请核对是不是拿错了文件。",
            code="pack-not-ours",
        )
    if office.code == own.code and office.level != own.level:
        raise refusals.not_above(office.unit)
    revoked_in(pack.content, office)
    layer_lines(pack.content)
    _require_trust(judged, seen, fingerprint, even_if_late=even_if_late)
    faults = faults_of(pack.content, intake.store.packs)
    if faults:
        raise Refusal(
            f"更新包的内容有错，没有收：{faults[0].place}：{faults[0].text}",
            safe=refusals.SAFE,
            todo="请把这句话告诉发包的单位，等他们改好再收。",
            code=faults[0].code,
        )


def _require_trust(judged: Judged, seen: Seen, fingerprint: str, *, even_if_late: bool) -> None:
    office = seen.publisher
    if seen.first and "".join(fingerprint.split()).upper() != "".join(seen.fingerprint.split()):
        raise Refusal(
            f"这是第一次收{office.unit}的更新包，要先核对指纹：{seen.fingerprint}。",
            safe=refusals.SAFE,
            todo="指纹对不上，请不要收它。" if fingerprint else "请打电话请他们念一遍指纹，一样才收。",
            code="pack-unknown-publisher",
        )
    if judged.late and not even_if_late:
        first = judged.late[0]
        raise Refusal(first.text, safe=refusals.SAFE, todo=first.advice, code=first.code)


def _keep(intake: Intake, shelf: Shelf, judged: Judged, pack: Pack, known: Publisher | None) -> None:
    """First the file, then the state that names it; what nobody names any more goes last."""
    folder, data = ensure_folder(intake.store.packs), pack.as_bytes()
    kept = KeptPack(
        version=judged.targets.version, sha256=sha256_hex(data), size=len(data), title=judged.targets.title,
        expires=judged.expires, at=moment(intake.clock.now()),
    )  # fmt: skip
    write_atomically(pack_file(folder, kept.sha256), data)
    before = known.packs if known else ()
    publisher = Publisher(office=judged.root.publisher, trust=judged.trust, packs=(*before, kept)[-_KEPT:])
    code = publisher.office.code
    after = Shelf(publishers={**shelf.publishers, code: publisher})
    write_atomically(folder / STATE, after.canonical())
    named = {one.sha256 for each in after.publishers.values() for one in each.packs}
    for path in folder.glob(f"*{SUFFIX}"):
        if path.name.removesuffix(SUFFIX) not in named:
            path.unlink(missing_ok=True)
