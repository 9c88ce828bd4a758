"""What kind of file somebody dropped, by its beginning and its marks; whether it is whole, its reader says."""

from __future__ import annotations

import json
import re
from typing import Final, Literal

from eq.exchange import zips

Kind = Literal["report", "packet", "key", "export", "questionnaire", "unknown"]
"""``packet``: sealed; whether it holds a report or an answer is known only once it is open."""

MAX_BYTES: Final = 64 << 20
"""Text beyond this is of no kind; no reader takes it."""

_SEALED = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")
_FORMAT = re.compile(rb'"format"[ \t\r\n]*:[ \t\r\n]*"(eq-[a-z]{1,20})"')
_BY_FORMAT: dict[bytes, Kind] = {b"eq-report": "report", b"eq-key": "key"}
_MAX_MEMBERS, _MAX_MANIFEST = 1_000, 1 << 20
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
    """The format that the manifest of an archive names; None where there is none."""
    text = zips.peek(data, "manifest.json", most=_MAX_MEMBERS, limit=_MAX_MANIFEST)
    try:
        found = json.loads(text or b"null")
    except (ValueError, RecursionError):
        return None
    name = found.get("format") if isinstance(found, dict) else None
    return name if isinstance(name, str) else None
