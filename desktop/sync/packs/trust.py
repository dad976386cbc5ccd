"""Judges a pack by what this laptop already knows of its publisher: the client's part of The Update Framework, for files
that come on a stick. Pure: no clock, no disk, no home; the days are given.

Order: roots one after another, then timestamp, snapshot, targets, then each file. What is older than what was seen is
refused, also when its signatures hold. `PACKS.md` says which attack is stopped where.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, Protocol, TypeVar

from pydantic import Field

from desktop.base.canonical import sha256_hex
from desktop.base.words import tr, zh
from desktop.domain.finding import Finding, Severity
from desktop.sync.models import Part
from desktop.sync.packs import refusals
from desktop.sync.packs.file import Pack, statement
from desktop.sync.packs.models import (
    Envelope,
    Named,
    Root,
    Snapshot,
    Statement,
    Targets,
    Timestamp,
)
from desktop.sync.packs.names import allowed
from desktop.sync.signing import signature_holds

ROLE_WORDS = {
    "root": zh("签名人名单"),
    "targets": zh("内容清单"),
    "snapshot": zh("版本清单"),
    "timestamp": zh("日期"),
}
_AHEAD = timedelta(days=1)

AnyStatement = TypeVar("AnyStatement", bound=Statement)


class Seen(Part):
    """The newest of a role this laptop met: version 0 is none yet."""

    version: int = 0
    digest: str = ""


class Trust(Part):
    """What is remembered of one publisher. ``root`` is the newest root as it was signed; ``known_day`` the latest day it bore
    witness to, empty if none."""

    root: Envelope
    timestamp: Seen = Field(default_factory=Seen)
    snapshot: Seen = Field(default_factory=Seen)
    targets: Seen = Field(default_factory=Seen)
    known_day: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A pack that stood the test. ``trust`` is what to remember once a person takes it in; ``late`` are findings by the
    laptop's clock alone, which a person must answer for; ``first``: this publisher was unknown so far."""

    trust: Trust
    root: Root
    timestamp: Timestamp
    targets: Targets
    late: tuple[Finding, ...]
    first: bool

    @property
    def expires(self) -> str:
        """The last day any of its statements may be relied on."""
        return min(self.root.expires, self.timestamp.expires, self.targets.expires)


@dataclass(frozen=True, slots=True)
class Days:
    """``clock``: what the laptop shows. ``known``: the latest day that signed papers of others than the pack's publisher
    bear witness to, or empty."""

    clock: date
    known: str = ""


class Papers(Protocol):
    """The signed statements of a pack, or of a program update."""

    @property
    def roots(self) -> Mapping[int, Envelope]: ...
    @property
    def timestamp(self) -> Envelope: ...
    @property
    def snapshot(self) -> Envelope: ...
    @property
    def targets(self) -> Envelope: ...


@dataclass(frozen=True, slots=True)
class Followed(Generic[AnyStatement]):
    """As `Judged`, before anything was said about the files that ``targets`` lists."""

    trust: Trust
    root: Root
    timestamp: Timestamp
    targets: AnyStatement
    late: tuple[Finding, ...]
    first: bool

    @property
    def expires(self) -> str:
        return min(self.root.expires, self.timestamp.expires, self.targets.expires)


def judge(pack: Pack, trust: Trust | None, days: Days) -> Judged:
    """The pack's content list and the trust it leads to, or a Refusal with the code of the attack."""
    found = follow(pack, Targets, trust, days)
    _same_files(found.targets, pack.content)
    return Judged(found.trust, found.root, found.timestamp, found.targets, found.late, found.first)


def follow(
    pack: Papers, listing: type[AnyStatement], trust: Trust | None, days: Days
) -> Followed[AnyStatement]:
    """From the known root to the list of files, of the kind ``listing``; the files themselves are the caller's matter."""
    root, floor = _follow_roots(pack, trust)
    timestamp = _signed(pack.timestamp, Timestamp, root, "timestamp")
    floor_time = _not_older(floor.timestamp, timestamp, "timestamp")
    snapshot = _signed(pack.snapshot, Snapshot, root, "snapshot")
    _is_named(timestamp.snapshot, snapshot)
    floor_snapshot = _not_older(floor.snapshot, snapshot, "snapshot")
    targets = _signed(pack.targets, listing, root, "targets")
    _is_named(snapshot.targets, targets)
    floor_targets = _not_older(floor.targets, targets, "targets")
    witnessed = max(days.known, floor.known_day, timestamp.made_at)
    late = _freshness((root, timestamp, snapshot, targets), days.clock, witnessed)
    kept = Trust(
        root=floor.root,
        timestamp=floor_time,
        snapshot=floor_snapshot,
        targets=floor_targets,
        known_day=max(floor.known_day, timestamp.made_at),
    )
    return Followed(kept, root, timestamp, targets, late, trust is None)


def _follow_roots(pack: Papers, trust: Trust | None) -> tuple[Root, Trust]:
    """From the root known here to the newest in the pack, each step vouched for by both the old and the new keys. For an
    unknown publisher the newest counts, and a person compares it by telephone."""
    versions = sorted(pack.roots)
    if versions != list(range(versions[0], versions[-1] + 1)):
        raise refusals.root_gap()
    if trust is None:
        newest = _root(pack.roots[versions[-1]], versions[-1])
        _enough(pack.roots[versions[-1]], newest, "root")
        return newest, Trust(root=pack.roots[versions[-1]])
    known = statement(trust.root, Root)
    if versions[-1] < known.version:
        raise refusals.rolled_back(ROLE_WORDS["root"], known.version, versions[-1])
    if versions[0] > known.version + 1:
        raise refusals.root_gap()
    if known.version in pack.roots and pack.roots[known.version].signed_bytes() != known.canonical():
        raise refusals.two_faces(ROLE_WORDS["root"], known.version)
    for version in range(known.version + 1, versions[-1] + 1):
        envelope = pack.roots[version]
        following = _root(envelope, version)
        _enough(envelope, known, "root")
        _enough(envelope, following, "root")
        if following.publisher.code != known.publisher.code:
            raise refusals.broken(tr("换人前后不是同一个单位"))
        trust = _recovered(trust, known, following).model_copy(update={"root": envelope})
        known = following
    return known, trust


def _root(envelope: Envelope, version: int) -> Root:
    root = statement(envelope, Root)
    if root.version != version:
        raise refusals.broken(tr("签名人名单的版本号对不上"))
    return root


def _recovered(trust: Trust, before: Root, after: Root) -> Trust:
    """Keys that were taken away may have run the numbers up: with new keys the count begins anew."""

    def changed(role: str) -> bool:
        return set(before.role(role).keys) != set(after.role(role).keys)

    if changed("timestamp") or changed("snapshot"):
        trust = trust.model_copy(update={"timestamp": Seen(), "snapshot": Seen(), "known_day": ""})
    if changed("snapshot") or changed("targets"):
        trust = trust.model_copy(update={"snapshot": Seen(), "targets": Seen()})
    return trust


def _signed(envelope: Envelope, model: type[AnyStatement], root: Root, role: str) -> AnyStatement:
    found = statement(envelope, model)
    _enough(envelope, root, role)
    return found


def _enough(envelope: Envelope, root: Root, role: str) -> None:
    have, need = signers(envelope, root, role), root.role(role).threshold
    if len(have) < need:
        raise refusals.too_few_keys(ROLE_WORDS[role], len(have), need)


def signers(envelope: Envelope, root: Root, role: str) -> frozenset[str]:
    """The keys of this role whose signature holds, each counted once."""
    said = envelope.signed_bytes()
    return frozenset(
        each.key
        for each in envelope.signatures
        if each.key in root.role(role).keys and signature_holds(root.keys[each.key], said, each.signature)
    )


def _not_older(floor: Seen, found: Statement, role: str) -> Seen:
    if found.version < floor.version:
        raise refusals.rolled_back(ROLE_WORDS[role], floor.version, found.version)
    if found.version == floor.version and found.digest != floor.digest:
        raise refusals.two_faces(ROLE_WORDS[role], found.version)
    return Seen(version=found.version, digest=found.digest)


def _is_named(named: Named, found: Statement) -> None:
    if named != Named(version=found.version, size=len(found.canonical()), sha256=found.digest):
        raise refusals.mixed()


def _freshness(statements: tuple[Statement, ...], clock: date, witnessed: str) -> tuple[Finding, ...]:
    """Refuses what signed papers prove to be expired; what only the clock says is left to a person. A clock that is behind
    what was signed is wrong, and is not asked."""
    until, today = min(each.expires for each in statements), clock.isoformat()
    if until < witnessed:
        raise refusals.too_old(until, witnessed)
    if until < today:
        text = zh("按本机的日期（{today}），这个更新包已经过期，它只管到 {until}。", today=today, until=until)
        advice = zh("请先核对电脑的日期；日期没错，就向发包的单位要一个新的。")
        return (Finding("pack-late", Severity.WARN, zh("更新包"), text, advice),)
    if witnessed > (clock + _AHEAD).isoformat():
        text = zh(
            "上级签过名的文件证明已经到了 {witnessed}，本机的日期却是 {today}。",
            witnessed=witnessed,
            today=today,
        )
        return (
            Finding("pack-clock-behind", Severity.WARN, zh("更新包"), text, zh("请先把电脑的日期改对。")),
        )
    return ()


def _same_files(targets: Targets, content: Mapping[str, bytes]) -> None:
    """Exactly the files of the list, byte for byte, and none that is not content."""
    for name in (*targets.files, *content):
        if not allowed(name):
            raise refusals.not_content(name)
    if set(targets.files) != set(content):
        raise refusals.mixed()
    for name, expected in targets.files.items():
        if len(content[name]) != expected.size or sha256_hex(content[name]) != expected.sha256:
            raise refusals.mixed()
