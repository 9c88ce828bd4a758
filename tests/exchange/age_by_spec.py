"""The age format v1 as its specification writes it down, with nothing but the standard library: slow and plain.

Written to check the sealing with other eyes, and to make files that a well-behaved program would not write.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
from typing import NamedTuple

FIRST_LINE = b"age-encryption.org/v1\n"
CHUNK = 64 * 1024
P = 2**255 - 19


class Stanza(NamedTuple):
    arguments: tuple[str, ...]
    body: bytes


class Header(NamedTuple):
    stanzas: tuple[Stanza, ...]
    mac: bytes
    signed: bytes
    payload: bytes


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")


def unb64(text: str) -> bytes:
    assert "=" not in text
    found = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    assert b64(found) == text
    return found


def header(data: bytes) -> Header:
    """Takes a header apart line by line, asserting everything the specification asks for."""
    assert data.startswith(FIRST_LINE)
    at, stanzas = len(FIRST_LINE), []
    while data[at : at + 3] == b"-> ":
        end = data.index(b"\n", at)
        arguments = tuple(data[at + 3 : end].decode("ascii").split(" "))
        assert all(one and all(33 <= ord(sign) <= 126 for sign in one) for one in arguments)
        body, at = "", end + 1
        while True:
            end = data.index(b"\n", at)
            line, at = data[at:end].decode("ascii"), end + 1
            assert len(line) <= 64
            body += line
            if len(line) < 64:
                break
        stanzas.append(Stanza(arguments, unb64(body)))
    assert data[at : at + 4] == b"--- "
    end = data.index(b"\n", at)
    return Header(tuple(stanzas), unb64(data[at + 4 : end].decode("ascii")), data[: at + 3], data[end + 1 :])


def hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    first = hmac.digest(salt or bytes(32), key, "sha256")
    return hmac.digest(first, info + b"\x01", "sha256")


def _rotated(value: int, by: int) -> int:
    return ((value << by) | (value >> (32 - by))) & 0xFFFFFFFF


def _quarter(s: list[int], a: int, b: int, c: int, d: int) -> None:
    for first, second, third, by in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        s[first] = (s[first] + s[second]) & 0xFFFFFFFF
        s[third] = _rotated(s[third] ^ s[first], by)


def _block(key: bytes, counter: int, nonce: bytes) -> bytes:
    start = [*struct.unpack("<4L", b"expand 32-byte k"), *struct.unpack("<8L", key), counter]
    start += struct.unpack("<3L", nonce)
    s = list(start)
    for _ in range(10):
        for column in range(4):
            _quarter(s, column, 4 + column, 8 + column, 12 + column)
        for column in range(4):
            _quarter(s, column, 4 + (column + 1) % 4, 8 + (column + 2) % 4, 12 + (column + 3) % 4)
    return struct.pack("<16L", *((x + y) & 0xFFFFFFFF for x, y in zip(s, start, strict=True)))


def _stream(key: bytes, nonce: bytes, text: bytes) -> bytes:
    pieces = [
        bytes(a ^ b for a, b in zip(text[at : at + 64], _block(key, 1 + at // 64, nonce), strict=False))
        for at in range(0, len(text), 64)
    ]
    return b"".join(pieces)


def _tag(key: bytes, nonce: bytes, cipher: bytes) -> bytes:
    once = _block(key, 0, nonce)
    r, s = int.from_bytes(once[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF, once[16:32]
    text = cipher + bytes(-len(cipher) % 16) + struct.pack("<QQ", 0, len(cipher))
    total = 0
    for at in range(0, len(text), 16):
        total = (total + int.from_bytes(text[at : at + 16] + b"\x01", "little")) * r % (2**130 - 5)
    return ((total + int.from_bytes(s, "little")) % 2**128).to_bytes(16, "little")


def lock(key: bytes, nonce: bytes, text: bytes) -> bytes:
    """ChaCha20-Poly1305 (RFC 8439) without further data."""
    cipher = _stream(key, nonce, text)
    return cipher + _tag(key, nonce, cipher)


def unlock(key: bytes, nonce: bytes, sealed: bytes) -> bytes:
    cipher, tag = sealed[:-16], sealed[-16:]
    assert hmac.compare_digest(_tag(key, nonce, cipher), tag), "the tag does not fit"
    return _stream(key, nonce, cipher)


def x25519(scalar: bytes, point: bytes) -> bytes:
    """The ladder of RFC 7748."""
    k = int.from_bytes(scalar, "little") & ~7 & ~(1 << 255) | (1 << 254)
    u = int.from_bytes(point, "little") % (1 << 255)
    x2, z2, x3, z3, swapped = 1, 0, u, 1, 0
    for bit in reversed(range(255)):
        now = k >> bit & 1
        if swapped ^ now:
            x2, x3, z2, z3 = x3, x2, z3, z2
        swapped = now
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        aa, bb, da, cb = a * a, b * b, d * a, c * b
        e = aa - bb
        x3, z3 = (da + cb) ** 2 % P, u * (da - cb) ** 2 % P
        x2, z2 = aa * bb % P, e * (aa + 121665 * e) % P
    if swapped:
        x2, z2 = x3, z3
    return (x2 * pow(z2, P - 2, P) % P).to_bytes(32, "little")


SIGNS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def recipient(point: bytes) -> str:
    """A point as an age recipient in Bech32, check sum included (BIP 173)."""
    number = int.from_bytes(point, "big") << 4
    data = [number >> at & 31 for at in range(255, -1, -5)]
    check = 1
    for value in [*(ord(sign) >> 5 for sign in "age"), 0, *(ord(sign) & 31 for sign in "age"), *data, *[0] * 6]:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= term if top >> bit & 1 else 0
    check ^= 1
    return "age1" + "".join(SIGNS[value] for value in [*data, *(check >> at & 31 for at in range(25, -1, -5))])


def bech32(text: str) -> bytes:
    """The 32 bytes of a key in Bech32; the checksum is not looked at."""
    number = 0
    data = text.lower().rpartition("1")[2][:-6]
    for sign in data:
        number = number << 5 | SIGNS.index(sign)
    return (number >> (len(data) * 5 - 256)).to_bytes(32, "big")


def file_key_by_passphrase(head: Header, passphrase: str) -> bytes:
    (only,) = head.stanzas
    name, salt, factor = only.arguments
    assert name == "scrypt"
    return unlock(_from_passphrase(passphrase, unb64(salt), int(factor)), bytes(12), only.body)


def file_key_by_identity(head: Header, identity: str, recipient: str) -> bytes:
    secret, own = bech32(identity), bech32(recipient)
    assert x25519(secret, (9).to_bytes(32, "little")) == own
    for one in head.stanzas:
        if one.arguments[0] == "X25519":
            share = unb64(one.arguments[1])
            key = hkdf(x25519(secret, share), share + own, b"age-encryption.org/v1/X25519")
            return unlock(key, bytes(12), one.body)
    raise AssertionError("no stanza of this kind")


def opened(head: Header, file_key: bytes) -> bytes:
    """The payload, after the header was found to be the one that was sealed."""
    assert hmac.compare_digest(hmac.digest(hkdf(file_key, b"", b"header"), head.signed, "sha256"), head.mac)
    key, rest = hkdf(file_key, head.payload[:16], b"payload"), head.payload[16:]
    pieces = [rest[at : at + CHUNK + 16] for at in range(0, len(rest), CHUNK + 16)]
    return b"".join(unlock(key, _nonce(n, n == len(pieces) - 1), piece) for n, piece in enumerate(pieces))


def sealed(data: bytes, passphrase: str, factor: int = 4) -> bytes:
    """A file as another program may write it: by default with a work factor low enough for tests."""
    salt, file_key = bytes(range(16)), bytes(range(16, 32))
    body = b64(lock(_from_passphrase(passphrase, salt, factor), bytes(12), file_key))
    return finished([f"-> scrypt {b64(salt)} {factor}", body], file_key, data)


def finished(lines: list[str], file_key: bytes, data: bytes) -> bytes:
    """A header of the given lines, signed, and the payload behind it."""
    head = FIRST_LINE + "".join(f"{line}\n" for line in lines).encode() + b"---"
    mac, start = hmac.digest(hkdf(file_key, b"", b"header"), head, "sha256"), bytes(range(32, 48))
    key = hkdf(file_key, start, b"payload")
    pieces = [data[at : at + CHUNK] for at in range(0, len(data), CHUNK)] or [b""]
    whole = b"".join(lock(key, _nonce(n, n == len(pieces) - 1), piece) for n, piece in enumerate(pieces))
    return head + f" {b64(mac)}\n".encode() + start + whole


def _from_passphrase(passphrase: str, salt: bytes, factor: int) -> bytes:
    salt = b"age-encryption.org/v1/scrypt" + salt
    return hashlib.scrypt(passphrase.encode(), salt=salt, n=1 << factor, r=8, p=1, maxmem=(1 << 31) - 2, dklen=32)


def _nonce(counter: int, last: bool) -> bytes:
    return counter.to_bytes(11, "big") + bytes([last])
