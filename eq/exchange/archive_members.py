"""A zip looked at before anything in it is unpacked: only the names an export has, and no more than it may hold."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from eq.errors import EqError
from eq.exchange.cells import shown

MAX_MEMBERS = 1_000
MAX_UNPACKED = (1 << 31) - 1
MAX_RATIO = 200
"""Highest ratio of unpacked to packed size once the whole is larger than ``_SMALL``; tables of text reach some 30."""
_SMALL = 64 << 20

DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, OverflowError, NotImplementedError,
    RuntimeError, KeyError, UnicodeDecodeError, struct.error,
)  # fmt: skip
_NAME = re.compile(r"README\.txt|manifest\.json|(?:tables|lists)/[a-z][a-z_-]{0,60}\.csv")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENTRY_MARK = b"PK\x01\x02"
_AS_IT_WAS = "Nothing was changed. Use the file as it was exported, or export it again."


def checked_members(data: bytes, where: str) -> tuple[zipfile.ZipFile, frozenset[str]]:
    """The zip and the names in it, each of which is one an export may have, once.

    Raises EqError for what is no zip or a damaged one, for other names, locked parts, and sizes beyond the limits.
    """
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise EqError(where, "This is no export of EQ Reflect.", "Choose a zip made by 'eq export'.")
    if data.count(_ENTRY_MARK) > MAX_MEMBERS * 2:
        raise EqError(where, "There are far too many files in this zip.", _AS_IT_WAS)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (*DAMAGED, ValueError):
        raise EqError(where, "The zip is damaged or was cut off.", "Nothing was changed. Export it again.") from None
    members = archive.infolist()
    names = [one.filename for one in members]
    if "manifest.json" in names:
        for name in names:
            if not _NAME.fullmatch(name):
                raise EqError(f"{where}, {shown(name)}", "This does not belong into an export.", _AS_IT_WAS)
    if len(set(names)) < len(names) or len(names) > MAX_MEMBERS:
        raise EqError(where, "The zip holds a file more than once.", _AS_IT_WAS)
    if any(one.flag_bits & 0x1 for one in members):
        raise EqError(where, "The zip is locked with a password.", "Unlock it, or export it again.")
    if any(one.compress_type not in _METHODS for one in members):
        raise EqError(where, "The zip is packed in an unusual way.", _AS_IT_WAS)
    unpacked = sum(one.file_size for one in members)
    if unpacked > MAX_UNPACKED or unpacked > max(_SMALL, MAX_RATIO * len(data)):
        raise EqError(where, "Unpacked, this would be far too large for an export.", _AS_IT_WAS)
    return archive, frozenset(names)
