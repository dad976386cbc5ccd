"""Ed25519 signatures and SM3 digests, in the one form the bundle uses. Keeps no keys."""

import hashlib
from typing import Protocol, TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desktop.base.canonical import sha256_hex
from desktop.sync.models import Signed

AnySigned = TypeVar("AnySigned", bound=Signed)


class RunningDigest(Protocol):
    """What hashlib's objects offer, as far as it is used here."""

    def update(self, data: bytes, /) -> None: ...
    def hexdigest(self) -> str: ...


class _LibrarySm3:
    """SM3 from the cryptography library, for an OpenSSL that hashlib sees without it."""

    def __init__(self) -> None:
        self._running = hashes.Hash(hashes.SM3())

    def update(self, data: bytes, /) -> None:
        self._running.update(data)

    def hexdigest(self) -> str:
        return self._running.copy().finalize().hex()


def new_sm3() -> RunningDigest:
    """A running SM3 (GB/T 32905)."""
    try:
        return hashlib.new("sm3")
    except ValueError:
        return _LibrarySm3()


def sm3_hex(data: bytes) -> str:
    running = new_sm3()
    running.update(data)
    return running.hexdigest()


def public_key(private: bytes) -> str:
    """The public half of a raw 32-byte Ed25519 private key, as 64 hexadecimal digits."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()


def sign(private: bytes, message: bytes) -> str:
    """128 hexadecimal digits."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(message).hex()


def signature_holds(key: str, message: bytes, signature: str) -> bool:
    """Whether ``signature`` over ``message`` was made by the private half of ``key``. Never raises."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def sign_document(document: AnySigned, private: bytes) -> AnySigned:
    """The same document with its signature filled in."""
    return document.model_copy(update={"signature": sign(private, document.signed_bytes())})


def document_holds(document: Signed, key: str) -> bool:
    """Whether the document was signed by ``key`` and not altered since."""
    return signature_holds(key, document.signed_bytes(), document.signature)


def fingerprint(key: str) -> str:
    """What two people read to each other over the telephone: 8 groups of 4 hexadecimal digits."""
    digits = sha256_hex(bytes.fromhex(key))[:32].upper()
    return " ".join(digits[start : start + 4] for start in range(0, 32, 4))
