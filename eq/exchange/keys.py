"""Key files: the public half of a coach's key, and a short form of it that two people can compare aloud."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final

from eq.coach.reply import KeyFile
from eq.exchange import documents, sealing

MAX_BYTES: Final = 1 << 16

_NOUN = "a key file"
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""32 signs that are not taken for one another when they are read aloud (Crockford): no I, L, O, U."""


def key_file_bytes(recipient: str, name: str, made_at: datetime) -> bytes:
    """A key file as JSON; ``name`` goes on one line of at most 200 signs. Raises EqError for a wrong recipient."""
    spelt = sealing.recipient(recipient, "the key")
    return documents.text(KeyFile(recipient=spelt, name=_one_line(name), made_at=made_at))


def read_key_file(data: bytes, where: str) -> KeyFile:
    """The key in a file; raises EqError for another file, another version, and a recipient that is none."""
    found = documents.read(data, where, KeyFile, noun=_NOUN, limit=MAX_BYTES)
    sealing.recipient(found.recipient, where)
    return found


def fingerprint(recipient: str) -> str:
    """Four groups of four signs, as in "7KQ2 M9XD T4WZ 1HBC": 80 bits of SHA-256 of the recipient in small letters."""
    number = int.from_bytes(hashlib.sha256(recipient.strip().lower().encode()).digest()[:10])
    signs = "".join(_SIGNS[number >> shift & 31] for shift in range(75, -1, -5))
    return " ".join(signs[at : at + 4] for at in range(0, 16, 4))


def _one_line(name: str) -> str:
    """A name on one line, of at most 200 signs, without the halves of signs a broken program may have pasted."""
    return " ".join(name.encode("utf-8", "replace").decode().split())[:200]
