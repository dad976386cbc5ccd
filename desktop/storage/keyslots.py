"""Key slots 钥匙槽: the home's one data key, wrapped once per account and once by the recovery code.

A slot holds no secret in clear. The account's name and role are sealed in with the key, so that a role changed by
hand in the file no longer opens. Knows no file and no database.

The ciphers are loaded where they are used: the login screen reads slots and does not wait for them.
"""

import secrets
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass

from desktop.base.canonical import canonical_json
from desktop.base.errors import Refusal
from desktop.base.words import tr

SHORTEST_PASSPHRASE = 6


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one try costs (RFC 9106): ``memory_kib`` KiB, ``passes`` over it, in ``lanes``."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


USUAL_COST = KdfCost()


@dataclass(frozen=True, slots=True)
class KeySlot:
    """The wrapped key and all that is needed to try a passphrase on it."""

    cost: KdfCost
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def as_json(self) -> dict[str, object]:
        return {
            "kdf": "argon2id",
            "memory_kib": self.cost.memory_kib,
            "passes": self.cost.passes,
            "lanes": self.cost.lanes,
            "salt": b64encode(self.salt).decode(),
            "nonce": b64encode(self.nonce).decode(),
            "wrapped": b64encode(self.wrapped).decode(),
        }

    @classmethod
    def from_json(cls, data: dict[str, str | int]) -> "KeySlot":
        """Raises KeyError or ValueError when a part is missing or no number."""
        cost = KdfCost(int(data["memory_kib"]), int(data["passes"]), int(data["lanes"]))
        salt, nonce, wrapped = (
            b64decode(str(data[part]), validate=True) for part in ("salt", "nonce", "wrapped")
        )
        return cls(cost, salt, nonce, wrapped)


def check_passphrase(passphrase: str) -> None:
    """Refusal for one too short to protect anything."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Refusal(
            tr("口令太短，至少要 {shortest_passphrase} 个字。", shortest_passphrase=SHORTEST_PASSPHRASE),
            safe=tr("什么都没有改动。"),
            todo=tr("请换一个长一些的，一句好记的话最好。"),
            code="passphrase-short",
        )


def seal_key(key: bytes, secret: str, bound_to: dict[str, str], cost: KdfCost) -> KeySlot:
    """Wrap the 32-byte ``key`` under ``secret``; ``bound_to`` must be given unchanged to open it again."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapped = AESGCM(_derive(secret, salt, cost)).encrypt(nonce, key, canonical_json(bound_to))
    return KeySlot(cost, salt, nonce, wrapped)


def open_key(slot: KeySlot, secret: str, bound_to: dict[str, str]) -> bytes | None:
    """The data key, or None when the secret does not fit."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        opened = AESGCM(_derive(secret, slot.salt, slot.cost))
        return opened.decrypt(slot.nonce, slot.wrapped, canonical_json(bound_to))
    except InvalidTag:
        return None


def hash_secret(secret: str, salt: bytes, cost: KdfCost) -> bytes:
    """32 bytes to know a secret by again, without keeping it."""
    return _derive(secret, salt, cost)


def _derive(secret: str, salt: bytes, cost: KdfCost) -> bytes:
    """Input methods differ in how they compose a character; NFKC makes one passphrase one sequence of bytes."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    typed = unicodedata.normalize("NFKC", secret).encode()
    kdf = Argon2id(
        salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    return kdf.derive(typed)
