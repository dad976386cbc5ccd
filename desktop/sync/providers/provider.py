"""What a suite of cryptography must offer: signatures, and sealing to one receiver."""

from collections.abc import Callable, Iterable
from typing import Protocol

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.sync.digests import Sums
from desktop.sync.providers.streams import Readable, Writable
from desktop.sync.refusals import NOTHING_TOUCHED

Step = Callable[[int], None]
Seen = Callable[[bytes], None]


class Provider(Protocol):
    """Private keys are bytes, public keys hexadecimal texts, signatures 128 hexadecimal digits, recipients and identities
    texts; each shows by its own shape which suite it belongs to."""

    @property
    def algorithm(self) -> str:
        """The name of the signature in ``signature.json``."""
        ...

    @property
    def payload(self) -> str:
        """The name of the sealed entry in the outer file."""
        ...

    @property
    def sm3_outside(self) -> bool:
        """Whether the header tells the SM3 of the sealed bytes beside their SHA-256."""
        ...

    def new_signing_key(self) -> bytes: ...
    def new_identity(self) -> str: ...
    def public_key(self, private: bytes) -> str: ...
    def sign(self, private: bytes, message: bytes) -> str: ...

    def holds(self, key: str, message: bytes, signature: str) -> bool:
        """Never raises for bad input; raises Refusal only if the suite is not installed."""
        ...

    def recipient_of(self, identity: str) -> str: ...
    def is_recipient(self, text: str) -> bool: ...

    def seal(self, pieces: Iterable[bytes], recipient: str, out: Writable) -> Sums:
        """Errors of the pieces and of ``out`` come through."""
        ...

    def unseal(self, stream: Readable, size: int, identity: str, limit: int, step: Step, seen: Seen) -> bytes:
        """The clear bytes, proven whole. Refuses a wrong key, altered bytes and more than ``limit`` bytes. ``seen`` is shown
        them as they come, when not yet all is proven."""
        ...


def wrong_receiver() -> Refusal:
    return Refusal(
        tr("这个包不是加密给本机的，打不开。"),
        safe=NOTHING_TOUCHED,
        todo=tr("请问一下发送单位，包是发给哪个单位的；发给本单位的，请在登记过的那台电脑上收。"),
        code="wrong-receiver",
    )


def bad_recipient() -> Refusal:
    return Refusal(
        tr("收件单位的登记信息不对，没有办法加密给它。"),
        safe=tr("什么都没有写。"),
        todo=tr("请重新收一次县里的登记授权。"),
        code="bad-recipient",
    )
