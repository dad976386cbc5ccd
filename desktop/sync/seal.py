"""Sealing to one receiver: nobody else opens the bundle, not even the sender. Which suite does it, the keys say."""

from collections.abc import Callable, Iterable

from desktop.sync import providers
from desktop.sync.digests import Sums
from desktop.sync.providers.streams import Readable, Writable

__all__ = ["is_recipient", "new_identity", "recipient_of", "seal", "unseal"]


def new_identity() -> str:
    """A fresh identity of the usual suite, ``AGE-SECRET-KEY-1…``."""
    return providers.USUAL.new_identity()


def recipient_of(identity: str) -> str:
    """The public half: ``age1…`` or ``sm2:…``."""
    return providers.of_identity(identity).recipient_of(identity)


def is_recipient(text: str) -> bool:
    return providers.of_recipient(text).is_recipient(text)


def seal(pieces: Iterable[bytes], recipient: str, out: Writable) -> Sums:
    """Seal ``pieces`` to ``recipient`` into ``out``. Errors of the pieces and of ``out`` come through."""
    return providers.of_recipient(recipient).seal(pieces, recipient, out)


def unseal(
    stream: Readable,
    size: int,
    identity: str,
    limit: int,
    step: Callable[[int], None] = lambda _: None,
    seen: Callable[[bytes], None] = lambda _: None,
) -> bytes:
    """The clear bytes, kept in memory only. Refuses a wrong key, altered bytes and more than ``limit`` bytes.

    ``step`` is told the bytes read so far and may raise Cancelled; ``seen`` is shown the clear ones as they come, which count
    for nothing until this has come back.
    """
    return providers.of_identity(identity).unseal(stream, size, identity, limit, step, seen)
