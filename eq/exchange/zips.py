"""Zip files: ours written the same way every time, all read with hard limits and never touching the disk."""

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
"""Highest ratio of unpacked to packed size; text reaches some 30."""

DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError,
    NotImplementedError, RuntimeError, KeyError, struct.error,
)  # fmt: skip
"""What the library raises over an archive that is not as it should be."""

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_AGAIN = "Nothing of it was kept. Ask the sender to save it again and to send the new file unchanged."
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


def listed(data: bytes, where: str, *, most: int, again: str) -> list[zipfile.ZipInfo]:
    """The list of contents as it stands, at most ``most`` files, all of them plain and unlocked; nothing is unpacked.

    Names and sizes are for the caller to judge. ``again``: what to do when the file is not as it was made. Raises
    EqError for an archive that is damaged, has more files, doubled names, links or folders, or locked files.
    """
    _check_end(data, where, most, again)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except DAMAGED:
        raise _damaged(where, again) from None
    seen: set[str] = set()
    for member in members:
        if member.orig_filename in seen:
            raise EqError(f"{where}, {shown(member.orig_filename)}", "This file is in there twice.", again)
        seen.add(member.orig_filename)
        _check_kind(member, where, again)
    return members


def contents(data: bytes, where: str, *, most: int) -> list[zipfile.ZipInfo]:
    """The list of contents of a packet: as ``listed``, without folders, and of sane size.

    Raises EqError besides for names that lead elsewhere, and for files that would be far too large unpacked.
    """
    members = listed(data, where, most=most, again=_AGAIN)
    for member in members:
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
    except DAMAGED:
        raise _damaged(place, _AGAIN) from None
    if limit - left != member.file_size:
        raise _damaged(place, _AGAIN)
    return b"".join(pieces)


def peek(data: bytes, name: str, *, most: int, limit: int) -> bytes | None:
    """What the file called ``name`` holds, or None: no archive, one of more than ``most`` files, none of that name.

    The rest of the archive is not judged. Never more than ``limit`` bytes are unpacked.
    """
    try:
        _check_end(data, "", most, "")
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            member = archive.getinfo(name)
        _check_kind(member, "", "")
        _check(member, "")
        return content(data, member, "", limit=limit)
    except (*DAMAGED, EqError):
        return None


def _repeats(content: bytes) -> bool:
    """Whether it packs so well that a reader would have to take it for a bomb; then it is stored unpacked."""
    return len(content) > 1 << 20 and len(zlib.compress(content, 6)) * MAX_RATIO // 2 < len(content)


def _check_end(data: bytes, where: str, most: int, again: str) -> None:
    """Look at the last record before anything is read by it: one disk, few files, no second truth beside it."""
    if len(data) < _END.size:
        raise _damaged(where, again)
    start = len(data) - _END.size
    mark, disk, first_disk, here, total, size, offset, comment = _END.unpack_from(data, start)
    if mark != b"PK\x05\x06" or comment or disk or first_disk or here != total or offset + size != start:
        raise _damaged(where, again)
    if data[max(start - 20, 0) :].startswith(b"PK\x06\x07"):
        raise EqError(where, "This is packed as an archive of gigabytes, which none of ours is.", again)
    if total > most or size > most * _ENTRY:
        raise EqError(where, f"There are more files inside than the {most:,} that belong there.", again)


def _check_kind(member: zipfile.ZipInfo, where: str, again: str) -> None:
    place = f"{where}, {shown(member.orig_filename)}"
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG) or member.external_attr & 0x10:
        raise EqError(place, "This is a link or a folder, not a file.", again)
    if member.flag_bits & 0x1:
        raise EqError(place, "This file is locked with a password of its own.", again)
    if member.compress_type not in METHODS:
        raise EqError(place, "This file is packed in an unusual way.", again)


def _check(member: zipfile.ZipInfo, where: str) -> None:
    name = member.orig_filename
    place = f"{where}, {shown(name)}"
    if any(sign in name for sign in "/\\:\0") or name in ("", ".", ".."):
        raise EqError(place, "The name of this file leads to another folder or drive.", _AGAIN)
    if member.file_size > MAX_MEMBER or blown_up(member):
        raise _too_large(place)


def blown_up(member: zipfile.ZipInfo) -> bool:
    """Whether a file beyond 1 MiB says of itself that it unpacks to more than ``MAX_RATIO`` times its packed size."""
    return member.file_size > 1 << 20 and member.file_size > MAX_RATIO * max(member.compress_size, 1)


def _too_large(place: str) -> EqError:
    return EqError(place, "Unpacked, this file would be far too large.", _AGAIN)


def _damaged(where: str, again: str) -> EqError:
    return EqError(where, "This is damaged or was cut off: it cannot be unpacked.", again)
