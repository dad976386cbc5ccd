"""Revocations 停用名单: which devices an office no longer listens to, signed by it, so that others need not either.

Travels with packs and returns, or as a file of its own. Makes, reads and judges; remembering is for others.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field

from desktop.base.canonical import canonical_json
from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.words import tr, zh
from desktop.sync.models import FORMAT, Code, Identifier, Moment, Office, Part, PublicKey, Signed, short_name
from desktop.sync.read import LIMITS, parse_json, parse_model
from desktop.sync.refusals import NOTHING_TOUCHED, newer, not_found, unreadable
from desktop.sync.signing import document_holds, sign_document

SUFFIX = ".mingbai-revocations"
Reason = Literal["lost", "restored", "cloned", "replaced", "left"]
WORDS: dict[Reason, str] = {
    "lost": zh("电脑丢了"),
    "restored": zh("电脑从备份恢复过，换新的登记"),
    "cloned": zh("电脑被复制过"),
    "replaced": zh("换了电脑"),
    "left": zh("不再报送"),
}


class Revoked(Part):
    """A device that is not believed from ``at`` on (ISO time); ``key`` is its public signing key."""

    device: str = Identifier
    organisation: str = Code
    key: str = PublicKey
    at: str = Moment
    reason: Reason


class Revocations(Signed):
    """All devices that ``granter`` no longer believes. ``number`` grows by one with every change, so that an older list
    cannot take a newer one's place; ``device`` is the signer's."""

    format: Literal["1"] = FORMAT
    kind: Literal["revocations"] = "revocations"
    granter: Office
    device: str = Identifier
    number: int = Field(ge=1, le=2**53 - 1)
    made_at: str = Moment
    revoked: tuple[Revoked, ...] = Field(strict=False)


def make_revocations(
    granter: Office, device: str, key: bytes, number: int, revoked: tuple[Revoked, ...], made_at: str
) -> Revocations:
    """The signed list; ``device`` and ``key`` (private) are the granter's own."""
    ordered = tuple(sorted(revoked, key=lambda one: one.device))
    unsigned = Revocations(granter=granter, device=device, number=number, made_at=made_at, revoked=ordered)
    return sign_document(unsigned, key)


def revocations_name(said: Revocations) -> str:
    return f"mingbai-{said.granter.code}-{short_name(said.device)}-{said.number:06d}{SUFFIX}"


def write_revocations(said: Revocations, folder: Path) -> Path:
    """The list as a file in ``folder``, whole or not at all."""
    path = folder / revocations_name(said)
    write_atomically(path, said.canonical())
    return path


def read_revocations(path: Path, keys: dict[str, str], known: Mapping[str, int]) -> Revocations:
    """As `parse_revocations`, from a file."""
    try:
        data = path.read_bytes() if path.stat().st_size <= LIMITS.line else b""
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise not_found(path) from error
    except OSError as error:
        raise unreadable(error, path) from error
    return parse_revocations(data, keys, known)


def parse_revocations(data: bytes, keys: dict[str, str], known: Mapping[str, int]) -> Revocations:
    """The list, believed only if signed by a device we know (``keys``: device → public key), and not if it is older than
    the one ``known`` (device → number) from the same signer."""
    try:
        said = parse_json(data)
        if (
            isinstance(said, dict)
            and said.get("kind") == "revocations"
            and said.get("format") not in {FORMAT, None}
        ):
            raise newer()
        listed = parse_model(Revocations, data)
    except Refusal as refusal:
        if refusal.code == "bundle-newer":
            raise
        raise _no(tr("这个文件不是停用名单，或已经不完整。"), "revocations-broken") from refusal
    key = keys.get(listed.device)
    if key is None:
        raise _no(
            tr("这份停用名单来自没有登记过的单位（{unit}）。", unit=listed.granter.unit),
            "revocations-unknown",
        )
    if not document_holds(listed, key) or data != canonical_json(said):
        raise _no(tr("这份停用名单的签名对不上，可能被改动过。"), "revocations-forged")
    if len({one.device for one in listed.revoked}) != len(listed.revoked):
        raise _no(tr("这份停用名单里同一台电脑写了两次。"), "revocations-broken")
    have = known.get(listed.device, 0)
    if listed.number < have:
        raise _no(
            tr("这份停用名单是第 {number} 份，本机已有第 {have} 份。", number=listed.number, have=have),
            "revocations-older",
        )
    return listed


def _no(what: str, code: str) -> Refusal:
    return Refusal(what, safe=NOTHING_TOUCHED, todo=tr("请发送单位重新发一次。"), code=code)
