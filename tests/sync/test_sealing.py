"""Sealed bytes are opened whole or refused for what is wrong with them; a failing disk stays a failing disk."""

import errno
import io
import random

import pytest

from desktop.base.errors import Refusal
from desktop.sync.seal import new_identity, recipient_of, seal, unseal

CLEAR = random.Random(5).randbytes(200_000)
IDENTITY = new_identity()


def sealed() -> bytes:
    out = io.BytesIO()
    seal([CLEAR[:70_000], CLEAR[70_000:]], recipient_of(IDENTITY), out)
    return out.getvalue()


def opened(data: bytes, identity: str = IDENTITY, limit: int = 1 << 20) -> bytes:
    return unseal(io.BytesIO(data), len(data), identity, limit)


def test_what_was_sealed_is_opened() -> None:
    assert opened(sealed()) == CLEAR


@pytest.mark.parametrize("at", [5, 180, 300, 100_000, -1])
def test_an_altered_byte_is_refused_as_broken(at: int) -> None:
    data = bytearray(sealed())
    data[at] ^= 1
    with pytest.raises(Refusal) as refused:
        opened(bytes(data))
    assert refused.value.code == "bundle-broken"


@pytest.mark.parametrize("length", [0, 3, 190, 65_000, -1])
def test_bytes_that_end_too_soon_are_refused_as_broken(length: int) -> None:
    with pytest.raises(Refusal) as refused:
        opened(sealed()[:length])
    assert refused.value.code == "bundle-broken"


def test_another_key_and_too_many_bytes_are_told_apart_from_broken_ones() -> None:
    with pytest.raises(Refusal) as refused:
        opened(sealed(), new_identity())
    assert refused.value.code == "wrong-receiver"
    with pytest.raises(Refusal) as refused:
        opened(sealed(), limit=150_000)
    assert refused.value.code != "bundle-broken"


def test_a_disk_that_fails_while_the_bytes_are_read_is_not_a_broken_bundle() -> None:
    class Failing(io.BytesIO):
        def read(self, amount: int | None = -1, /) -> bytes:
            if self.tell() > 100_000:
                raise OSError(errno.EIO, "gone")
            return super().read(min(amount or 0, 60_000))

    data = sealed()
    with pytest.raises(OSError, match="gone"):
        unseal(Failing(data), len(data), IDENTITY, 1 << 20)
