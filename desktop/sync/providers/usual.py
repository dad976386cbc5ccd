"""The suite every office has: Ed25519 signatures, sealing with age (X25519, ChaCha20-Poly1305).

Nothing is ever written to disk in clear here.
"""

import io
from collections.abc import Iterable
from typing import Final

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desktop.sync.digests import Sums
from desktop.sync.providers.provider import Seen, Step, bad_recipient, wrong_receiver
from desktop.sync.providers.streams import Bounded, Counted, Pieces, Readable, Told, Writable, pieces_of
from desktop.sync.refusals import broken

_NO_KEY_FITS = "No matching keys"


class Usual:
    """Keys: 32 raw bytes, 64 hexadecimal digits; identities ``AGE-SECRET-KEY-1…``, recipients ``age1…``."""

    algorithm: Final = "Ed25519"
    payload: Final = "payload.age"
    sm3_outside: Final = False

    def new_signing_key(self) -> bytes:
        return Ed25519PrivateKey.generate().private_bytes_raw()

    def new_identity(self) -> str:
        return str(pyrage.x25519.Identity.generate())

    def public_key(self, private: bytes) -> str:
        return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()

    def sign(self, private: bytes, message: bytes) -> str:
        return Ed25519PrivateKey.from_private_bytes(private).sign(message).hex()

    def holds(self, key: str, message: bytes, signature: str) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), message)
        except (InvalidSignature, ValueError):
            return False
        return True

    def recipient_of(self, identity: str) -> str:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())

    def is_recipient(self, text: str) -> bool:
        try:
            pyrage.x25519.Recipient.from_str(text)
        except pyrage.RecipientError:
            return False
        return True

    def seal(self, pieces: Iterable[bytes], recipient: str, out: Writable) -> Sums:
        reader, writer = Pieces(pieces), Counted(out, sm3=self.sm3_outside)
        try:
            pyrage.encrypt_io(reader.by_small_reads(), writer, [pyrage.x25519.Recipient.from_str(recipient)])
        except pyrage.RecipientError as error:
            raise bad_recipient() from error
        except pyrage.EncryptError:
            raise reader.error or writer.error or RuntimeError("sealing stopped") from None
        return writer.result()

    def unseal(self, stream: Readable, size: int, identity: str, limit: int, step: Step, seen: Seen) -> bytes:
        reader, out = Pieces(pieces_of(stream, size, step)), io.BytesIO()
        writer = Told(Bounded(out, limit, seen))
        try:
            pyrage.decrypt_io(reader.by_small_reads(), writer, [pyrage.x25519.Identity.from_str(identity)])
        except (
            pyrage.DecryptError,
            OSError,
        ) as error:  # the library's own way to say that a piece was altered
            raised = reader.error or writer.error
            if raised is not None:
                raise raised from None
            if _NO_KEY_FITS not in str(error):
                raise broken() from error
            raise wrong_receiver() from error
        return out.getvalue()
