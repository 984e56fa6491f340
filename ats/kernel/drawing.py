"""Much that is random at once: one question to the operating system instead of thousands."""

import os
from collections.abc import Iterator

VERSION = bytes(byte & 0x0F | 0x40 for byte in range(256))
VARIANT = bytes(byte & 0x3F | 0x80 for byte in range(256))
"""The bits that tell what kind of UUID it is (RFC 9562, section 5.4)."""


def draws(size: int, count: int) -> Iterator[bytes]:
    """`count` times `size` bytes, fit for keys and nonces."""
    drawn = os.urandom(size * count)
    return (drawn[place : place + size] for place in range(0, len(drawn), size))


def ids(count: int) -> list[bytes]:
    """New random UUIDs (version 4), 16 bytes each, in ascending order: rows that are written in the order of their ids fill an
    index from one end to the other, instead of all over."""
    drawn = bytearray(os.urandom(16 * count))
    drawn[6::16] = drawn[6::16].translate(VERSION)
    drawn[8::16] = drawn[8::16].translate(VARIANT)
    made = bytes(drawn)
    return sorted(made[place : place + 16] for place in range(0, len(made), 16))
