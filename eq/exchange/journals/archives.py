"""Archives opened with care: only the texts inside are unpacked, each within limits, nothing touches the disk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from eq.errors import EqError
from eq.exchange.cells import shown
from eq.exchange.journals.texts import MAX_BYTES
from eq.exchange.zips import DAMAGED, METHODS, blown_up

MAX_MEMBERS = 100_000
_ENTRY_MARK = b"PK\x01\x02"


def is_archive(data: bytes) -> bool:
    """Whether the bytes begin as a zip archive does."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def texts_inside(data: bytes, where: str, wanted: Callable[[str], bool]) -> list[tuple[str, bytes]]:
    """Names and contents of the ``wanted`` members, in the order of their names.

    Names that lead out of the archive, folders, and the leavings of a Mac are passed over, inner archives never
    opened. Raises EqError for an archive that is damaged, locked or blown up beyond its limits.
    """
    if data.count(_ENTRY_MARK) > MAX_MEMBERS:
        raise EqError(where, f"There are more than {MAX_MEMBERS:,} files in this archive.", "Export fewer at once.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if _is_safe(one) and wanted(one.filename)]
            return _contents(archive, sorted(members, key=lambda one: one.filename), where)
    except DAMAGED:
        raise EqError(
            where, "The archive is damaged or was cut off.", "Export it again and import the new file unchanged."
        ) from None


def _contents(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], where: str) -> list[tuple[str, bytes]]:
    left, found = MAX_BYTES, []
    for member in members:
        place = f"{where}, {shown(member.filename)}"
        if member.flag_bits & 0x1:
            raise EqError(place, "This part of the archive is locked with a password.", "Export it without one.")
        if member.compress_type not in METHODS:
            raise EqError(place, "The archive is packed in an unusual way.", "Pack it again as an ordinary zip file.")
        if blown_up(member) or member.file_size > left:
            raise EqError(place, "Unpacked, this would be far too large for a journal.", "Export it again.")
        with archive.open(member) as stream:
            content = stream.read(left + 1)
        left -= len(content)
        found.append((member.filename, content))
    return found


def _is_safe(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.replace("\\", "/").split("/")
    leads_out = parts[0] == "" or ".." in parts or ":" in parts[0]
    return not (leads_out or parts[-1] == "" or "__MACOSX" in parts or parts[-1].startswith("._"))
