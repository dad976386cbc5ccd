"""Sealing to one receiver with age (X25519, ChaCha20-Poly1305): nobody else opens the bundle, not even the sender.

Nothing is ever written to disk in clear here.
"""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

import pyrage

from desktop.base.errors import Refusal
from desktop.sync.refusals import NOTHING_TOUCHED, broken, too_large
from desktop.sync.signing import new_sm3

_CHUNK = 1 << 18
_NO_KEY_FITS = "No matching keys"


@dataclass(frozen=True, slots=True)
class SealedBytes:
    """Length in bytes and digests of what lies sealed."""

    size: int
    sha256: str
    sm3: str


class _Pieces:
    """Gives age the pieces of the clear archive as it asks; keeps the error that age would swallow."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces: Iterator[bytes] = iter(pieces)
        self._left = b""
        self.error: BaseException | None = None

    def read(self, amount: int = -1) -> bytes:
        try:
            while not self._left:
                self._left = next(self._pieces)
        except StopIteration:
            return b""
        except BaseException as error:
            self.error = error
            raise
        amount = len(self._left) if amount < 0 else amount
        taken, self._left = self._left[:amount], self._left[amount:]
        return taken


class _Counted:
    """Writes what age gives and keeps length and digests."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._sha256 = hashlib.sha256()
        self._sm3 = new_sm3()
        self._size = 0
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            self._out.write(data)
        except BaseException as error:
            self.error = error
            raise
        self._sha256.update(data)
        self._sm3.update(data)
        self._size += len(data)
        return len(data)

    def flush(self) -> None:
        self._out.flush()

    def result(self) -> SealedBytes:
        return SealedBytes(self._size, self._sha256.hexdigest(), self._sm3.hexdigest())


def new_identity() -> str:
    """A fresh age identity, ``AGE-SECRET-KEY-1…``."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public half, ``age1…``."""
    return str(pyrage.x25519.Identity.from_str(identity).to_public())


def is_recipient(text: str) -> bool:
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def seal(pieces: Iterable[bytes], recipient: str, out: BinaryIO) -> SealedBytes:
    """Seal ``pieces`` to ``recipient`` (``age1…``) into ``out``. Errors of the pieces and of ``out`` come through."""
    reader, writer = _Pieces(pieces), _Counted(out)
    try:
        pyrage.encrypt_io(reader, writer, [pyrage.x25519.Recipient.from_str(recipient)])
    except pyrage.RecipientError as error:
        raise Refusal(
            "收件单位的登记信息不对，没有办法加密给它。", safe="什么都没有写。", todo="请重新收一次县里的登记授权。",
            code="bad-recipient",
        ) from error  # fmt: skip
    except pyrage.EncryptError:
        raise reader.error or writer.error or RuntimeError("sealing stopped") from None
    return writer.result()


def _pieces_of(stream: BinaryIO, size: int, step: Callable[[int], None]) -> Iterator[bytes]:
    done = 0
    while done < size:
        piece = stream.read(min(_CHUNK, size - done))
        if not piece:
            return
        done += len(piece)
        step(done)
        yield piece


def unseal(
    stream: BinaryIO, size: int, identity: str, limit: int, step: Callable[[int], None] = lambda _: None
) -> bytes:
    """The clear bytes, kept in memory only. Refuses a wrong key, altered bytes and more than ``limit`` bytes.

    ``step`` is told the bytes read so far and may raise Cancelled.
    """
    reader, out = _Pieces(_pieces_of(stream, size, step)), io.BytesIO()
    writer = _Counted(_Limited(out, limit))  # type: ignore[arg-type]  # only write and flush are asked for
    try:
        pyrage.decrypt_io(reader, writer, [pyrage.x25519.Identity.from_str(identity)])
    except pyrage.DecryptError as error:
        raised = reader.error or writer.error
        if raised is not None:
            raise raised from None
        if _NO_KEY_FITS not in str(error):
            raise broken() from error
        raise Refusal(
            "这个包不是加密给本机的，打不开。",
            safe=NOTHING_TOUCHED,
            todo="请问一下发送单位，包是发给哪个单位的；发给本单位的，请在登记过的那台电脑上收。",
            code="wrong-receiver",
        ) from error
    return out.getvalue()


class _Limited:
    """Stops a small sealed file from unfolding into more than a laptop's memory."""

    def __init__(self, out: BinaryIO, limit: int) -> None:
        self._out = out
        self._left = limit

    def write(self, data: bytes) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise too_large()
        return self._out.write(data)

    def flush(self) -> None:
        self._out.flush()
