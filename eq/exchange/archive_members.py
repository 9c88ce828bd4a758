"""The zip of an export looked at before anything is unpacked: only the names it has, and no more than it may hold."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

from eq.errors import EqError
from eq.exchange import zips
from eq.exchange.cells import shown

MAX_MEMBERS: Final = 1_000
MAX_UNPACKED: Final = (1 << 31) - 1
_SMALL: Final = 64 << 20
"""Bytes of the whole up to which it may be as dense as it likes: one long text of one sign is nobody's attack."""

_NAME: Final = re.compile(r"README\.txt|manifest\.json|(?:tables|lists)/[a-z][a-z_-]{0,60}\.csv")
_AS_IT_WAS: Final = "Nothing was changed. Use the file as it was exported, or export it again."


def checked_members(data: bytes, where: str) -> tuple[zipfile.ZipFile, frozenset[str]]:
    """The zip and the names in it, each of which is one an export may have, once.

    Raises EqError for what is no zip or a damaged one, for other names, locked parts, and sizes beyond the limits.
    """
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise EqError(where, "This is no export of EQ Reflect.", "Choose a zip made by 'eq export'.")
    members = zips.listed(data, where, most=MAX_MEMBERS, again=_AS_IT_WAS)
    names = frozenset(one.orig_filename for one in members)
    if "manifest.json" in names:
        for name in sorted(names):
            if not _NAME.fullmatch(name):
                raise EqError(f"{where}, {shown(name)}", "This does not belong into an export.", _AS_IT_WAS)
    unpacked = sum(one.file_size for one in members)
    if unpacked > MAX_UNPACKED or unpacked > max(_SMALL, zips.MAX_RATIO * len(data)):
        raise EqError(where, "Unpacked, this would be far too large for an export.", _AS_IT_WAS)
    return zipfile.ZipFile(io.BytesIO(data)), names
