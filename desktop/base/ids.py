"""Identifiers that two laptops without a network never make twice (RFC 9562, UUID version 7)."""

import secrets
import uuid

from desktop.base.clock import Clock


def new_id(clock: Clock) -> str:
    """36 characters; sorts by time of making as far as clocks agree. Nothing relies on that order."""
    milliseconds = int(clock.now().timestamp() * 1000) & ((1 << 48) - 1)
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))
