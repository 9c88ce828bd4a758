"""Files sealed in the age format (age-encryption.org/v1): with a passphrase, or to public keys.

The header of a file is read before anything is derived from a passphrase, because a file says itself how much memory
and time that shall take.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from eq.errors import EqError

MAX_SEALED: Final = 64 << 20
"""Bytes of a sealed file; what is inside is never larger."""

MAX_INSIDE: Final = 60 << 20
"""Bytes that can be sealed, so that what leaves can be opened."""

MAX_WORK: Final = 20
"""Highest work factor: 2**20 rounds take 1 GiB and some seconds. 24, which is still easily written, took 16 GB."""

_MAX_HEADER, _MAX_STANZAS, _LEAST_PAYLOAD = 1 << 16, 64, 16 + 16
_TRIES = 3
_FIRST_LINE, _OTHER_VERSION = b"age-encryption.org/v1\n", re.compile(rb"age-encryption\.org/v[0-9]{1,4}\n")
_MAGIC = b"age-encryption.org/"
_ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_STANZA = re.compile(rb"-> ([!-~]+(?: [!-~]+)*)")
_BODY = re.compile(rb"[A-Za-z0-9+/]{0,64}")
_LAST = re.compile(rb"--- [A-Za-z0-9+/]{43}")
_FACTOR = re.compile(rb"[1-9][0-9]*")
_SALT = re.compile(rb"[A-Za-z0-9+/]{22}")

_SIGNS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_P = 2**255 - 19
_WEAK = {
    0,
    1,
    _P - 1,
    0x00B8495F16056286FDB1329CEB8D09DA6AC49FF1FAE35616AEB8413B7C7AEBE0,
    0x57119FD0DD4E22D8868E1C58C45C44045BEF839C55B1D0B1248C50A3BC959C5F,
}
"""Points of low order: everybody knows what is sealed to them, and the library panics at the sight of them."""

_AGAIN = "Nothing of it was kept. Ask the sender for the file once more, and have it sent unchanged."
_NEWER = "Update EQ Reflect and open the file again, or ask the sender to save it again in EQ Reflect."
_OTHER = "Choose the .eqpack file as EQ Reflect saved it."


@dataclass(frozen=True)
class _Stanza:
    kind: bytes
    arguments: tuple[bytes, ...]
    body: bytes


def new_identity() -> tuple[str, str]:
    """A new key pair: the recipient (public, age1…) and the identity (secret, AGE-SECRET-KEY-1…)."""
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    return str(identity.to_public()), str(identity)


def recipient(text: str, where: str) -> str:
    """A recipient in its one spelling; raises EqError for anything that is none, or that nobody can hold in secret."""
    import pyrage

    try:
        found = str(pyrage.x25519.Recipient.from_str(text))
    except (pyrage.RecipientError, ValueError):
        found = ""
    if not found or _point(found) in _WEAK:
        raise EqError(
            where, "This is not the public half of a key.", "Ask for the key file again, and open it unchanged."
        )
    return found


def seal(data: bytes, *, passphrase: str | None = None, recipients: Sequence[str] = ()) -> bytes:
    """``data`` sealed either with a passphrase or to one or more recipients, in the binary age format.

    Blank edges of a passphrase do not count, and its accents are spelt in one way (NFC). Raises EqError for an empty
    passphrase, a recipient that is none, and data too large to be opened again.
    """
    import pyrage

    if (passphrase is None) == (not recipients):
        raise ValueError("either a passphrase or recipients")
    where = "the file"
    if len(data) > MAX_INSIDE:
        raise EqError(
            where,
            f"This is larger than {MAX_INSIDE >> 20} MiB, too large to be sealed.",
            "Put less into it: fewer days, or no appendix. An export of everything can be saved without a seal.",
        )
    if passphrase is None:
        keys = [pyrage.x25519.Recipient.from_str(recipient(one, where)) for one in recipients]
        return bytes(pyrage.encrypt(data, keys))
    spelt = _spelt(passphrase, where)
    for _ in range(_TRIES):
        # The library takes the factor from the speed of this machine, measured anew each time.
        sealed = bytes(pyrage.passphrase.encrypt(data, spelt))
        if _work(_header(sealed, where)[0], where) <= MAX_WORK:
            return sealed
    raise EqError(
        where,
        "This machine is so fast that others could not open what it seals with a passphrase.",
        "Seal it to the key file of the reader.",
    )


def stanza(data: bytes, where: str) -> Literal["passphrase", "key"]:
    """What opens a sealed file, by its header alone; nothing is derived.

    Raises EqError for a file that is not sealed, is in age's text form or of another version of it, is cut off, is
    larger than ``MAX_SEALED`` or asks for a work factor above ``MAX_WORK``.
    """
    stanzas, payload = _header(data, where)
    if any(one.kind == b"scrypt" for one in stanzas):
        if len(stanzas) > 1:
            raise EqError(where, "This is sealed in a way that the age format does not allow.", _AGAIN)
        found = _work(stanzas, where)
        if found > MAX_WORK:
            raise EqError(
                where,
                f"Opening this would take more memory and time than is allowed (work factor {found}, at most "
                f"{MAX_WORK})."
                if found < 100
                else "This asks for an absurd amount of memory and time to be opened.",
                "Nothing was tried. Ask the sender to seal it to your key file, or to save it again in EQ Reflect.",
            )
    elif not any(one.kind == b"X25519" for one in stanzas):
        raise EqError(where, "This is sealed to a kind of key that is not used here.", _OTHER)
    if payload < _LEAST_PAYLOAD:
        raise _cut_off(where)
    return "passphrase" if stanzas[0].kind == b"scrypt" else "key"


def unseal(data: bytes, where: str, *, passphrase: str | None = None, identities: Sequence[str] = ()) -> bytes:
    """What is inside, the whole of it or an error; the header is judged first as by `stanza`.

    Raises EqError when the passphrase is wrong or missing, when it is sealed to none of the identities, and when
    anything was altered or cut off. No message holds a passphrase or anything that was inside.
    """
    import pyrage

    kind = stanza(data, where)
    try:
        if kind == "key":
            return _by_key(data, where, identities)
        if passphrase is None:
            raise EqError(where, "This is sealed with a passphrase.", "Type the passphrase it was sealed with.")
        return bytes(pyrage.passphrase.decrypt(data, _spelt(passphrase, where)))
    except pyrage.DecryptError as wrong:
        raise _explained(str(wrong), kind, where) from None


def _point(found: str) -> int:
    """The number a recipient stands for: 32 bytes in groups of five bits, the least first, six signs of check sum."""
    bits = "".join(f"{_SIGNS.index(sign):05b}" for sign in found.removeprefix("age1")[:-6])
    return int.from_bytes(int(bits[:256], 2).to_bytes(32, "big"), "little") % (1 << 255) % _P


def _by_key(data: bytes, where: str, identities: Sequence[str]) -> bytes:
    import pyrage

    if not identities:
        raise EqError(
            where,
            "This is sealed to a key, and there is no key in this workspace.",
            "Open it in the workspace whose key file was given to the sender.",
        )
    try:
        keys = [pyrage.x25519.Identity.from_str(one) for one in identities]
    except (pyrage.IdentityError, ValueError):
        raise EqError("the key of this workspace", "It cannot be read.", "Restore a backup of the workspace.") from None
    return bytes(pyrage.decrypt(data, keys))


def _explained(said: str, kind: Literal["passphrase", "key"], where: str) -> EqError:
    if said == "Decryption failed":
        return EqError(
            where,
            "This passphrase does not open it.",
            "Type it exactly as agreed; capitals and spaces inside count. If it is right, the file was altered on its "
            "way: ask for it again.",
        )
    if said == "No matching keys found":
        return EqError(
            where,
            "This is sealed to another key, not to the one of this workspace.",
            "Give the sender your key file and ask them to seal it to that one. If they did, the file was altered on "
            "its way: ask for it again.",
        )
    if said.startswith("Excessive work"):
        return EqError(
            where,
            "Opening this would take this machine too long.",
            "Nothing was tried. Ask the sender to seal it to your key file.",
        )
    return EqError(where, "This was altered or cut off on its way.", _AGAIN)


def _spelt(passphrase: str, where: str) -> str:
    spelt = unicodedata.normalize("NFC", passphrase.strip())
    try:
        spelt.encode()
    except UnicodeEncodeError:
        raise EqError(where, "The passphrase holds half a sign, which cannot be typed.", "Type another one.") from None
    if not spelt:
        raise EqError(where, "The passphrase is empty.", "Type one.")
    return spelt


def _header(data: bytes, where: str) -> tuple[tuple[_Stanza, ...], int]:
    """The stanzas, at least one, and the number of bytes that follow the header."""
    if len(data) > MAX_SEALED:
        raise EqError(where, f"This is larger than {MAX_SEALED >> 20} MiB, too large for a packet.", _OTHER)
    _check_beginning(data, where)
    found: list[_Stanza] = []
    lines = _Lines(data, len(_FIRST_LINE), where)
    line = lines.next()
    while not line.startswith(b"---"):
        head = _STANZA.fullmatch(line)
        if head is None or len(found) == _MAX_STANZAS:
            raise _altered(where)
        body = bytearray()
        while True:
            line = lines.next()
            if _BODY.fullmatch(line) is None:
                raise _altered(where)
            body += line
            if len(line) < 64:
                break
        kind, *arguments = head.group(1).split(b" ")
        found.append(_Stanza(kind, tuple(arguments), bytes(body)))
        line = lines.next()
    if not found or _LAST.fullmatch(line) is None:
        raise _altered(where)
    return tuple(found), len(data) - lines.at


def _check_beginning(data: bytes, where: str) -> None:
    if not data:
        raise EqError(where, "The file is empty.", _AGAIN)
    if data.lstrip()[:64].startswith(_ARMOR):
        raise EqError(where, "This is in the text form of age (armor), which is not read here.", _OTHER)
    if data.startswith(_FIRST_LINE):
        return
    if _FIRST_LINE.startswith(data):
        raise _cut_off(where)
    if _OTHER_VERSION.match(data):
        raise EqError(where, "This is sealed in another version of the age format than v1.", _NEWER)
    if data.startswith(_MAGIC):
        raise _altered(where)
    raise EqError(where, "This is not a sealed packet.", _OTHER)


class _Lines:
    """The lines of a header one by one, none of them longer than a header may be."""

    def __init__(self, data: bytes, at: int, where: str) -> None:
        self._data, self.at, self._where = data, at, where

    def next(self) -> bytes:
        end = self._data.find(b"\n", self.at, _MAX_HEADER)
        if end < 0:
            raise _cut_off(self._where) if len(self._data) < _MAX_HEADER else _altered(self._where)
        line, self.at = self._data[self.at : end], end + 1
        return line


def _work(stanzas: Sequence[_Stanza], where: str) -> int:
    """The work factor of the one passphrase stanza, 100 for any beyond two digits; raises EqError for no number."""
    arguments = stanzas[0].arguments
    if len(arguments) != 2 or not _SALT.fullmatch(arguments[0]) or not _FACTOR.fullmatch(arguments[1]):
        raise _altered(where)
    return int(arguments[1]) if len(arguments[1]) < 3 else 100


def _altered(where: str) -> EqError:
    return EqError(where, "The beginning of this file was altered: it does not say how it is sealed.", _AGAIN)


def _cut_off(where: str) -> EqError:
    return EqError(where, "This file was cut off: its end is missing.", _AGAIN)
