"""Makes and signs packs: the publisher's part. Keys come in as raw private keys; where they are kept is not known here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from desktop.base.canonical import sha256_hex
from desktop.sync.models import Office
from desktop.sync.packs import refusals
from desktop.sync.packs.file import Pack, statement
from desktop.sync.packs.models import (
    ROLES,
    Content,
    Envelope,
    Named,
    Role,
    Roles,
    Root,
    Signature,
    Snapshot,
    Statement,
    Targets,
    Timestamp,
    key_id,
)
from desktop.sync.packs.names import allowed
from desktop.sync.signing import public_key, sign


@dataclass(frozen=True, slots=True)
class Edition:
    """What a person says about a new pack. Days as ISO texts; ``version`` counts up by one for the publisher."""

    version: int
    title: str
    notes: str
    made_at: str
    expires: str
    made_with: str


def unsigned(said: Statement) -> Envelope:
    return Envelope(signed=said.model_dump(mode="json"))


def new_root(
    version: int,
    expires: str,
    publisher: Office,
    keys: Mapping[str, Iterable[str]],
    thresholds: Mapping[str, int],
) -> Root:
    """``keys``: public keys by role."""
    public = {role: tuple(keys[role]) for role in ROLES}
    return Root(
        version=version,
        expires=expires,
        publisher=publisher,
        keys={key_id(each): each for listed in public.values() for each in listed},
        roles=Roles(
            **{
                role: Role(keys=tuple(key_id(each) for each in public[role]), threshold=thresholds[role])
                for role in ROLES
            }
        ),
    )


def signed_with(envelope: Envelope, private: bytes) -> Envelope:
    """The same statement with this key's signature; a second time changes nothing."""
    name = key_id(public_key(private))
    if any(each.key == name for each in envelope.signatures):
        return envelope
    added = Signature(key=name, signature=sign(private, envelope.signed_bytes()))
    return envelope.model_copy(update={"signatures": (*envelope.signatures, added)})


def make_pack(roots: Mapping[int, Envelope], content: Mapping[str, bytes], edition: Edition) -> Pack:
    """The pack without signatures on its content; `sign_pack` adds them one person after another."""
    for name in content:
        if not allowed(name):
            raise refusals.not_content(name)
    targets = Targets(
        version=edition.version,
        expires=edition.expires,
        title=edition.title,
        notes=edition.notes,
        made_with=edition.made_with,
        files={name: Content(size=len(data), sha256=sha256_hex(data)) for name, data in content.items()},
    )
    snapshot = Snapshot(version=edition.version, expires=edition.expires, targets=_named(targets))
    timestamp = Timestamp(
        version=edition.version, expires=edition.expires, made_at=edition.made_at, snapshot=_named(snapshot)
    )
    return Pack(roots, unsigned(timestamp), unsigned(snapshot), unsigned(targets), dict(content))


def _named(said: Statement) -> Named:
    return Named(version=said.version, size=len(said.canonical()), sha256=said.digest)


def sign_pack(pack: Pack, private: bytes) -> tuple[Pack, tuple[str, ...]]:
    """The pack with this key's signature wherever its newest root lets it sign, and those roles."""
    newest = max(pack.roots)
    root = statement(pack.roots[newest], Root)
    name = key_id(public_key(private))
    roles = tuple(role for role in ROLES if name in root.role(role).keys)
    # A key that was taken away still vouches for the root that takes it away.
    before = statement(pack.roots[newest - 1], Root) if newest - 1 in pack.roots else root
    roots = dict(pack.roots)
    if name in {*root.role("root").keys, *before.role("root").keys}:
        roots[newest] = signed_with(pack.roots[newest], private)
        roles = tuple(dict.fromkeys(("root", *roles)))

    def by_role(role: str, envelope: Envelope) -> Envelope:
        return signed_with(envelope, private) if role in roles else envelope

    signed = replace(
        pack,
        roots=roots,
        targets=by_role("targets", pack.targets),
        snapshot=by_role("snapshot", pack.snapshot),
        timestamp=by_role("timestamp", pack.timestamp),
    )
    return signed, roles
