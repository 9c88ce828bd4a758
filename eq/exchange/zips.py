"""Zip files of ours: written the same way every time, read with hard limits, never touching the disk."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence

from eq.errors import EqError
from eq.exchange.cells import shown

MAX_MEMBER = 32 << 20
"""Bytes of one file inside, unpacked."""

MAX_RATIO = 200
"""Highest ratio of unpacked to packed size of a file beyond 1 MiB."""

_AGAIN = "Nothing of it was kept. Ask the sender to save it again and to send the new file unchanged."
_DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError,
    NotImplementedError, RuntimeError, KeyError, struct.error,
)  # fmt: skip
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_END = struct.Struct("<4s4H2LH")
_ENTRY = 46 + 128
"""Most bytes the list of contents may take for one file: its fixed part and a name with what stands beside it."""


def written(files: Sequence[tuple[str, bytes]], where: str) -> bytes:
    """An archive of the files in their order, with one fixed date, so that equal files make equal bytes.

    Raises EqError when one is larger than ``MAX_MEMBER``, so that nothing leaves which cannot be opened again.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files:
            if len(content) > MAX_MEMBER:
                raise EqError(
                    where,
                    f"{name} would be larger than {MAX_MEMBER >> 20} MiB, too large to hand over.",
                    "Choose fewer days, or leave out the appendix.",
                )
            facts = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            facts.create_system, facts.external_attr = 3, (stat.S_IFREG | 0o600) << 16
            facts.compress_type = zipfile.ZIP_STORED if _repeats(content) else zipfile.ZIP_DEFLATED
            archive.writestr(facts, content)
    return out.getvalue()


def contents(data: bytes, where: str, *, most: int) -> list[zipfile.ZipInfo]:
    """The list of contents as it stands, at most ``most`` files, all of them plain, unlocked and of sane size.

    Raises EqError for an archive that is damaged, has more files, names that lead elsewhere, doubled names, links or
    folders, locked files, or files that would be far too large unpacked.
    """
    _check_end(data, where, most)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except _DAMAGED:
        raise _damaged(where) from None
    seen: set[str] = set()
    for member in members:
        name = member.orig_filename
        if name in seen:
            raise EqError(f"{where}, {shown(name)}", "This file is in there twice.", _AGAIN)
        seen.add(name)
        _check(member, where)
    return members


def content(data: bytes, member: zipfile.ZipInfo, where: str, *, limit: int = MAX_MEMBER) -> bytes:
    """What one file of the list of contents holds, read piece by piece; raises EqError beyond ``limit`` bytes."""
    place = f"{where}, {shown(member.orig_filename)}"
    if member.file_size > limit:
        raise _too_large(place)
    pieces: list[bytes] = []
    left = limit
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(member) as stream:
            while piece := stream.read(min(1 << 20, left + 1)):
                left -= len(piece)
                if left < 0:
                    raise _too_large(place)
                pieces.append(piece)
    except _DAMAGED:
        raise _damaged(place) from None
    if limit - left != member.file_size:
        raise _damaged(place)
    return b"".join(pieces)


def peek(data: bytes, name: str, *, most: int, limit: int) -> bytes | None:
    """What the file called ``name`` holds, or None: no archive, one of more than ``most`` files, none of that name.

    The rest of the archive is not judged. Never more than ``limit`` bytes are unpacked.
    """
    try:
        _check_end(data, "", most)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            member = archive.getinfo(name)
        _check(member, "")
        return content(data, member, "", limit=limit)
    except (*_DAMAGED, EqError):
        return None


def _repeats(content: bytes) -> bool:
    """Whether it packs so well that a reader would have to take it for a bomb; then it is stored unpacked."""
    return len(content) > 1 << 20 and len(zlib.compress(content, 6)) * MAX_RATIO // 2 < len(content)


def _check_end(data: bytes, where: str, most: int) -> None:
    """Look at the last record before anything is read by it: one disk, few files, no second truth beside it."""
    if len(data) < _END.size:
        raise _damaged(where)
    start = len(data) - _END.size
    mark, disk, first_disk, here, total, size, offset, comment = _END.unpack_from(data, start)
    if mark != b"PK\x05\x06" or comment or disk or first_disk or here != total or offset + size != start:
        raise _damaged(where)
    if data[max(start - 20, 0) :].startswith(b"PK\x06\x07"):
        raise EqError(where, "This is packed as an archive of gigabytes, which no packet is.", _AGAIN)
    if total > most or size > most * _ENTRY:
        raise EqError(where, f"There are more files inside than the {most} that belong there.", _AGAIN)


def _check(member: zipfile.ZipInfo, where: str) -> None:
    name = member.orig_filename
    place = f"{where}, {shown(name)}"
    if any(sign in name for sign in "/\\:\0") or name in ("", ".", ".."):
        raise EqError(place, "The name of this file leads to another folder or drive.", _AGAIN)
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG) or member.external_attr & 0x10:
        raise EqError(place, "This is a link or a folder, not a file.", _AGAIN)
    if member.flag_bits & 0x1:
        raise EqError(place, "This file is locked with a password of its own.", _AGAIN)
    if member.compress_type not in _METHODS:
        raise EqError(place, "This file is packed in an unusual way.", _AGAIN)
    if member.file_size > MAX_MEMBER or _blown_up(member):
        raise _too_large(place)


def _blown_up(member: zipfile.ZipInfo) -> bool:
    return member.file_size > 1 << 20 and member.file_size > MAX_RATIO * max(member.compress_size, 1)


def _too_large(place: str) -> EqError:
    return EqError(place, "Unpacked, this file would be far too large.", _AGAIN)


def _damaged(where: str) -> EqError:
    return EqError(where, "This is damaged or was cut off: it cannot be unpacked.", _AGAIN)
