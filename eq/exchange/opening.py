"""What kind of file somebody dropped, by its beginning and its marks; whether it is whole, its reader says."""

from __future__ import annotations

import json
import re
import struct
import zlib
from typing import Final, Literal

Kind = Literal["report", "packet", "key", "export", "questionnaire", "unknown"]
"""``packet``: sealed; whether it holds a report or an answer is known only once it is open."""

MAX_BYTES: Final = 64 << 20
"""Text beyond this is of no kind; no reader takes it."""

_SEALED = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")
_FORMAT = re.compile(rb'"format"[ \t\r\n]*:[ \t\r\n]*"(eq-[a-z]{1,20})"')
_BY_FORMAT: dict[bytes, Kind] = {b"eq-report": "report", b"eq-key": "key"}
_LOCAL = struct.Struct("<4s5H3L2H")
_MAX_MANIFEST = 1 << 20
_HEAD = 1 << 20
_QUESTIONNAIRE = tuple(re.compile(rb"^%s[ ]*:" % key, re.MULTILINE) for key in (b"answers", b"scales", b"items"))


def kind(data: bytes) -> Kind:
    """The kind of a file; never raises, takes time in proportion to the file and little memory."""
    start = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(_SEALED):
        return "packet"
    if start.startswith(b"PK"):
        return "export" if _format_inside(data) == "eq-export" else "unknown"
    if len(data) > MAX_BYTES:
        return "unknown"
    if start.startswith(b"{"):
        # In files of ours this stands at the very beginning, in others' perhaps not.
        marks = (_BY_FORMAT.get(found.group(1)) for found in _FORMAT.finditer(data))
        return next((mark for mark in marks if mark is not None), "unknown")
    if all(key.search(data[:_HEAD]) for key in _QUESTIONNAIRE):
        return "questionnaire"
    return "unknown"


def _format_inside(data: bytes) -> str | None:
    """The format that the manifest of an archive names, which stands first in it; None where there is none."""
    if len(data) < _LOCAL.size:
        return None
    mark, _, _, method, _, _, _, packed, _, name, extra = _LOCAL.unpack_from(data)
    begins = _LOCAL.size + name + extra
    if mark != b"PK\x03\x04" or data[_LOCAL.size : _LOCAL.size + name] != b"manifest.json":
        return None
    ends = begins + min(packed or _MAX_MANIFEST, _MAX_MANIFEST)
    text = data[begins:ends]
    try:
        if method == 8:
            text = zlib.decompressobj(-15).decompress(text, _MAX_MANIFEST)
        found = json.loads(text)
    except (zlib.error, ValueError, RecursionError):
        return None
    name_of = found.get("format") if isinstance(found, dict) else None
    return name_of if isinstance(name_of, str) else None
