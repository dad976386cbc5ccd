"""国密 in software: SM2 signatures (GB/T 32918), SM3, and sealing with SM4 in counter mode and HMAC-SM3 under a key that SM2
wraps to the receiver.

Used only towards offices enrolled with it. This is software and is not certified: 密评 asks for a certified device or
module, which would take this file's place.
"""

import io
import secrets
from collections.abc import Iterable
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hmac import HMAC

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.sync.digests import Sums
from desktop.sync.providers.provider import Seen, Step, bad_recipient, wrong_receiver
from desktop.sync.providers.streams import Bounded, Counted, Readable, Writable, pieces_of
from desktop.sync.refusals import NOTHING_TOUCHED, broken

try:
    import gmalg
    import gmalg.errors
except ImportError:  # an office without 国密 need not have it
    gmalg = None

PRIVATE_MARK: Final = b"SM2"
RECIPIENT_MARK: Final = "sm2:"
IDENTITY_MARK: Final = "SM2-SECRET-KEY:"
_USER = b"1234567812345678"  # the identity that GB/T 35276 gives signers who agreed on none
_MAGIC = b"mingbai-guomi/1\n"
_SM4_KEY, _MAC_KEY, _COUNTER, _MAC = 16, 32, 16, 32
_WRAPPED = 1 + 64 + 32 + _SM4_KEY + _MAC_KEY  # C1 || C3 || C2
_HEAD = len(_MAGIC) + _WRAPPED + _COUNTER
_SCALAR, _POINT = 32, 64


class Guomi:
    """Keys: ``SM2`` and 32 bytes; 128 hexadecimal digits x‖y. Identities ``SM2-SECRET-KEY:…``, recipients ``sm2:…``."""

    algorithm: Final = "SM2"
    payload: Final = "payload.sm4"
    sm3_outside: Final = True

    def new_signing_key(self) -> bytes:
        secret, _ = _library().SM2().generate_keypair()
        return PRIVATE_MARK + _full(secret)

    def new_identity(self) -> str:
        return IDENTITY_MARK + self.new_signing_key().removeprefix(PRIVATE_MARK).hex()

    def public_key(self, private: bytes) -> str:
        return _point(private.removeprefix(PRIVATE_MARK)).hex()

    def sign(self, private: bytes, message: bytes) -> str:
        secret = private.removeprefix(PRIVATE_MARK)
        r, s = _library().SM2(secret, _USER, b"\x04" + _point(secret)).sign(message)
        return (_full(r) + _full(s)).hex()

    def holds(self, key: str, message: bytes, signature: str) -> bool:
        library = _library()
        try:
            raw, point = bytes.fromhex(signature), b"\x04" + bytes.fromhex(key)
            if len(raw) != 2 * _SCALAR or not _on_curve(point):
                return False
            return bool(library.SM2(None, _USER, point).verify(message, raw[:_SCALAR], raw[_SCALAR:]))
        except (ValueError, library.errors.GMError):
            return False

    def recipient_of(self, identity: str) -> str:
        return RECIPIENT_MARK + _point(_secret_of(identity)).hex()

    def is_recipient(self, text: str) -> bool:
        try:
            point = bytes.fromhex(text.removeprefix(RECIPIENT_MARK))
        except ValueError:
            return False
        return text.startswith(RECIPIENT_MARK) and len(point) == _POINT and _on_curve(b"\x04" + point)

    def seal(self, pieces: Iterable[bytes], recipient: str, out: Writable) -> Sums:
        if not self.is_recipient(recipient):
            raise bad_recipient()
        keys, counter = secrets.token_bytes(_SM4_KEY + _MAC_KEY), secrets.token_bytes(_COUNTER)
        point = b"\x04" + bytes.fromhex(recipient.removeprefix(RECIPIENT_MARK))
        head = _MAGIC + bytes(_library().SM2(None, None, point).encrypt(keys)) + counter
        cipher = Cipher(algorithms.SM4(keys[:_SM4_KEY]), modes.CTR(counter)).encryptor()
        mac = HMAC(keys[_SM4_KEY:], hashes.SM3())
        writer = Counted(out, sm3=self.sm3_outside)
        mac.update(head)
        writer.write(head)
        for piece in pieces:
            hidden = cipher.update(piece)
            mac.update(hidden)
            writer.write(hidden)
        writer.write(mac.finalize())
        return writer.result()

    def unseal(self, stream: Readable, size: int, identity: str, limit: int, step: Step, seen: Seen) -> bytes:
        """Nothing is given out before the whole has been proven; the counter mode alone proves nothing."""
        head = stream.read(min(size, _HEAD))
        body = size - _HEAD - _MAC
        if len(head) != _HEAD or not head.startswith(_MAGIC) or body < 0:
            raise broken()
        keys = _unwrap(head[len(_MAGIC) : -_COUNTER], identity)
        mac = HMAC(keys[_SM4_KEY:], hashes.SM3())
        mac.update(head)
        cipher = Cipher(algorithms.SM4(keys[:_SM4_KEY]), modes.CTR(head[-_COUNTER:])).decryptor()
        out = io.BytesIO()
        bounded = Bounded(out, limit, seen)
        for piece in pieces_of(stream, body, step):
            mac.update(piece)
            bounded.write(cipher.update(piece))
        try:
            mac.verify(stream.read(_MAC))
        except InvalidSignature as error:
            raise broken() from error
        return out.getvalue()


def _library() -> Any:
    if gmalg is None:
        raise Refusal(
            tr("对方用的是国密算法，本机的程序没有装国密部分。"),
            safe=NOTHING_TOUCHED,
            todo=tr("请安装带国密部分的程序，或请对方改用通常的算法重新登记。"),
            code="no-guomi",
        )
    return gmalg


def _full(number: bytes) -> bytes:
    """The library leaves out zeros in front."""
    return bytes(number).rjust(_SCALAR, b"\0")


def _secret_of(identity: str) -> bytes:
    try:
        secret = bytes.fromhex(identity.removeprefix(IDENTITY_MARK))
    except ValueError:
        secret = b""
    if not identity.startswith(IDENTITY_MARK) or len(secret) != _SCALAR:
        raise wrong_receiver()
    return secret


def _point(secret: bytes) -> bytes:
    """x‖y of the public point."""
    return bytes(_library().SM2(secret).generate_pk(secret)[1:])


def _on_curve(point: bytes) -> bool:
    return bool(_library().SM2().verify_pk(point))


def _unwrap(wrapped: bytes, identity: str) -> bytes:
    library = _library()
    try:
        keys = bytes(library.SM2(_secret_of(identity)).decrypt(wrapped))
    except (library.errors.GMError, ValueError) as error:
        raise wrong_receiver() from error
    if len(keys) != _SM4_KEY + _MAC_KEY:
        raise broken()
    return keys
