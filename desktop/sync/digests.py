"""SM3 digests (GB/T 32905) beside SHA-256, in the one form the bundle uses."""

import hashlib
from typing import Protocol

from cryptography.hazmat.primitives import hashes


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
