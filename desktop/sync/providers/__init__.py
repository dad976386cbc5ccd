"""Which suite of cryptography a key belongs to. Every key shows it by its own shape, so no document names it twice."""

from desktop.sync.providers.guomi import IDENTITY_MARK, PRIVATE_MARK, RECIPIENT_MARK, Guomi
from desktop.sync.providers.provider import Provider
from desktop.sync.providers.usual import Usual

USUAL: Provider = Usual()
GUOMI: Provider = Guomi()
_GUOMI_DIGITS = 128
BY_PAYLOAD: dict[str, Provider] = {suite.payload: suite for suite in (USUAL, GUOMI)}


def of_private(key: bytes) -> Provider:
    return GUOMI if key.startswith(PRIVATE_MARK) and len(key) == len(PRIVATE_MARK) + 32 else USUAL


def of_public(key: str) -> Provider:
    return GUOMI if len(key) == _GUOMI_DIGITS else USUAL


def of_recipient(text: str) -> Provider:
    return GUOMI if text.startswith(RECIPIENT_MARK) else USUAL


def of_identity(text: str) -> Provider:
    return GUOMI if text.startswith(IDENTITY_MARK) else USUAL
