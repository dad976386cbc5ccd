"""Signatures in the one form the bundle uses; which suite makes them, the keys say. Keeps no keys."""

from typing import TypeVar

from desktop.base.canonical import sha256_hex
from desktop.sync import providers
from desktop.sync.digests import new_sm3, sm3_hex
from desktop.sync.models import Signed

__all__ = [
    "document_holds", "fingerprint", "new_sm3", "public_key", "sign", "sign_document", "signature_holds", "sm3_hex",
]  # fmt: skip

AnySigned = TypeVar("AnySigned", bound=Signed)


def public_key(private: bytes) -> str:
    """The public half of a private key: 64 hexadecimal digits of Ed25519, 128 of SM2."""
    return providers.of_private(private).public_key(private)


def sign(private: bytes, message: bytes) -> str:
    """128 hexadecimal digits."""
    return providers.of_private(private).sign(private, message)


def signature_holds(key: str, message: bytes, signature: str) -> bool:
    """Whether ``signature`` over ``message`` was made by the private half of ``key``."""
    return providers.of_public(key).holds(key, message, signature)


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
