"""Canonical JSON (RFC 8785) and digests: the same content gives the same bytes on every machine."""

import hashlib
from collections.abc import Iterable
from typing import Any

import rfc8785


def canonical_json(value: Any) -> bytes:
    """UTF-8 bytes of plain JSON data. Decimals and dates must already be strings: floats never enter."""
    return rfc8785.dumps(value)


def sha256_hex(data: bytes) -> str:
    """64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def digest_of(value: Any) -> str:
    """SHA-256 over the canonical JSON of ``value``."""
    return sha256_hex(canonical_json(value))


def digest_of_parts(parts: Iterable[str]) -> str:
    """SHA-256 over texts one after another, each closed by a line feed (for long rosters)."""
    running = hashlib.sha256()
    for part in parts:
        running.update(part.encode())
        running.update(b"\n")
    return running.hexdigest()
