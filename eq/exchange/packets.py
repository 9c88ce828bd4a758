"""What is inside a sealed file: a report in three forms, or a coach's answer, with a list of what belongs there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from eq.coach.reply import Reply
from eq.coach.report import Hex64, Report
from eq.errors import EqError
from eq.exchange import documents, zips

if TYPE_CHECKING:
    from zipfile import ZipInfo

FORMAT: Final = "eq-packet"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"

Kind = Literal["report", "reply"]

_MAX_MANIFEST = 1 << 16
_FILES: dict[Kind, tuple[str, ...]] = {
    "report": ("report.json", "report.html", "report.pdf"),
    "reply": ("reply.json",),
}
_NOUNS: dict[Kind, str] = {"report": "a report", "reply": "an answer of a coach"}
_MOST = 1 + max(len(names) for names in _FILES.values())
_AGAIN = "Nothing of it was kept. Ask the sender to save it again and to send the new file unchanged."


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class _File(_Frozen):
    name: Annotated[str, Field(max_length=100)]
    bytes: Annotated[int, Field(ge=0)]
    sha256: Hex64


class _Manifest(_Frozen):
    format: Literal["eq-packet"] = FORMAT
    version: Literal[1] = VERSION
    kind: Kind
    files: Annotated[tuple[_File, ...], Field(max_length=_MOST)]


@dataclass(frozen=True)
class Packet:
    """A report, and the same as a page for a browser and as pages to print."""

    report: Report
    html: bytes
    pdf: bytes


def packet_bytes(report: Report, html: bytes, pdf: bytes) -> bytes:
    """The files of a report as one archive, not sealed yet; raises EqError when one is too large to be read again."""
    from eq.exchange.reports import report_bytes

    return _packed("report", (report_bytes(report), html, pdf))


def read_packet(data: bytes, where: str) -> Packet:
    """The report of an unsealed packet, every byte of it as the list of contents says; raises EqError otherwise."""
    from eq.exchange.reports import read_report

    document, html, pdf = _unpacked(data, where, "report")
    return Packet(read_report(document, f"{where}, report.json"), html, pdf)


def reply_bytes(reply: Reply) -> bytes:
    """An answer as one archive, not sealed yet."""
    return _packed("reply", (documents.text(reply),))


def read_reply(data: bytes, where: str) -> Reply:
    """The answer in an unsealed packet; raises EqError as `read_packet` does."""
    (document,) = _unpacked(data, where, "reply")
    return documents.read(document, f"{where}, reply.json", Reply, noun="the answer of a coach", limit=zips.MAX_MEMBER)


def kind(data: bytes, where: str) -> Kind:
    """What an unsealed packet holds, by its list of contents alone; raises EqError when that cannot be read."""
    return _manifest(data, zips.contents(data, where, most=_MOST), where).kind


def _packed(which: Kind, contents: tuple[bytes, ...]) -> bytes:
    files = list(zip(_FILES[which], contents, strict=True))
    listed = tuple(_File(name=n, bytes=len(c), sha256=hashlib.sha256(c).hexdigest()) for n, c in files)
    manifest = documents.text(_Manifest(kind=which, files=listed))
    return zips.written([(MANIFEST, manifest), *files], "the packet")


def _unpacked(data: bytes, where: str, wanted: Kind) -> tuple[bytes, ...]:
    members = zips.contents(data, where, most=_MOST)
    manifest = _manifest(data, members, where)
    if manifest.kind != wanted:
        raise EqError(
            where,
            f"This packet holds {_NOUNS[manifest.kind]}, not {_NOUNS[wanted]}.",
            "Open it where files from others are opened.",
        )
    names = _FILES[wanted]
    _check_names([one.orig_filename for one in members], names, where)
    if tuple(one.name for one in manifest.files) != names:
        raise EqError(f"{where}, {MANIFEST}", "The list of contents names other files than there are.", _AGAIN)
    found = []
    for member, listed in zip(members[1:], manifest.files, strict=True):
        content = zips.content(data, member, where)
        if len(content) != listed.bytes or hashlib.sha256(content).hexdigest() != listed.sha256:
            raise EqError(f"{where}, {listed.name}", "This file was altered after the packet was made.", _AGAIN)
        found.append(content)
    return tuple(found)


def _manifest(data: bytes, members: list[ZipInfo], where: str) -> _Manifest:
    if not members or members[0].orig_filename != MANIFEST:
        raise EqError(where, f"This is not a packet: it does not begin with {MANIFEST}.", "Choose another file.")
    content = zips.content(data, members[0], where, limit=_MAX_MANIFEST)
    return documents.read(content, f"{where}, {MANIFEST}", _Manifest, noun="a packet", limit=_MAX_MANIFEST)


def _check_names(there: list[str], expected: tuple[str, ...], where: str) -> None:
    for name in expected:
        if name not in there:
            raise EqError(f"{where}, {name}", "This file is missing from the packet.", _AGAIN)
    if len(there) > 1 + len(expected):
        raise EqError(where, "There is a file inside that does not belong there.", _AGAIN)
    if there[1:] != list(expected):
        raise EqError(where, "The files inside are not in their order.", _AGAIN)
