"""Links for one use, and the proof that a port is ours: HMAC-SHA256 under the signing secret.

A link is ``expiry.nonce.mac``. It is bound to one run of the server, so that another ``eq`` that can read the
secret makes a link without talking to the server, and a stopped server's links are worthless.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets as randomness
from dataclasses import dataclass

MINUTES = 10
_LONGEST = 200


@dataclass(frozen=True)
class Admission:
    """What a genuine key says: its ``nonce`` and when it ends, in seconds since 1970."""

    nonce: str
    expiry: int


def mint(signing: str, instance: str, now: float) -> str:
    """A key that opens the run called ``instance`` once, within ten minutes from ``now`` (seconds since 1970)."""
    expiry = f"{int(now) + MINUTES * 60:x}"
    nonce = _letters(randomness.token_bytes(10))
    return f"{expiry}.{nonce}.{_mac(signing, instance, expiry, nonce)}"


def check(signing: str, instance: str, key: str, now: float) -> Admission | None:
    """What the key says, or None when it is forged, for another run, too old, or reaches further than ten minutes."""
    parts = key.split(".") if key.isascii() and len(key) <= _LONGEST else []
    if len(parts) != 3:
        return None
    expiry, nonce, mac = parts
    if not hmac.compare_digest(mac, _mac(signing, instance, expiry, nonce)):
        return None
    end = int(expiry, 16)
    return Admission(nonce, end) if now < end <= now + MINUTES * 60 + 1 else None


class Used:
    """The keys that have been used, each kept until it has ended anyway."""

    def __init__(self) -> None:
        self._ends: dict[str, int] = {}

    @property
    def held(self) -> int:
        """How many are remembered."""
        return len(self._ends)

    def first_time(self, admission: Admission, now: float) -> bool:
        """True exactly once for each key."""
        self._ends = {nonce: end for nonce, end in self._ends.items() if end > now}
        if admission.nonce in self._ends:
            return False
        self._ends[admission.nonce] = admission.expiry
        return True


def proof(signing: str, instance: str, port: int, challenge: str) -> str:
    """The answer to a liveness challenge, 64 hex characters; only who can read the secret can give it.

    The port is part of it, so that a stranger's port cannot pass the question on to ours.
    """
    return _hmac(signing, "alive", instance, str(port), challenge).hex()


def _mac(signing: str, instance: str, expiry: str, nonce: str) -> str:
    return _letters(_hmac(signing, "key", instance, expiry, nonce)[:16])


def _hmac(signing: str, *parts: str) -> bytes:
    return hmac.new(bytes.fromhex(signing), "|".join(parts).encode(), hashlib.sha256).digest()


def _letters(raw: bytes) -> str:
    # Letters and digits only: a double click selects the whole key, and it fits an 80-column terminal.
    return base64.b32encode(raw).decode("ascii").rstrip("=").lower()
