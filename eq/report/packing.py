"""A PDF made smaller with nothing in it changed: what describes the document is kept in compressed streams.

The typesetter writes every tag of a tagged document as plain text with a line of its own in the table of addresses;
of a report of ten years that is the larger half. The format lets such objects share compressed streams (ISO 32000-1,
7.5.7 and 7.5.8), which readers have known since 2003.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from typing import Final, NamedTuple

_TOGETHER: Final = 200
"""Objects of one stream: a reader unpacks all of them to see one."""

_END: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE: Final = re.compile(rb"xref\s+0 (\d+)\s+((?:\d{10} \d{5} [nf][ \r]?[\r\n])+)trailer\s*<<(.*)>>\s*\Z", re.DOTALL)
_OBJECT: Final = re.compile(rb"(\d+) 0 obj\s(.*)\sendobj\s*\Z", re.DOTALL)


class _Object(NamedTuple):
    number: int
    body: bytes


def packed(pdf: bytes) -> bytes:
    """The same document in fewer bytes; ``pdf`` itself where it is not laid out as the typesetter lays it out."""
    found = _read(pdf)
    if found is None:
        return pdf
    header, objects, trailer = found
    whole = [one for one in objects if one.body.endswith(b"endstream")]
    plain = [one for one in objects if not one.body.endswith(b"endstream")]
    number = max(one.number for one in objects) + 1
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65_535)}
    for start in range(0, len(plain), _TOGETHER):
        group = plain[start : start + _TOGETHER]
        whole.append(_Object(number, _stream_of(group)))
        places |= {one.number: (2, number, at) for at, one in enumerate(group)}
        number += 1
    out = bytearray(header)
    for one in whole:
        places[one.number] = (1, len(out), 0)
        out += b"%d 0 obj\n%b\nendobj\n" % one
    places[number] = (1, len(out), 0)
    addresses = b"%d 0 obj\n%b\nendobj\n" % (number, _addresses(places, number + 1, trailer))
    return bytes(out + addresses + b"startxref\n%d\n%%%%EOF\n" % places[number][1])


def _read(pdf: bytes) -> tuple[bytes, list[_Object], bytes] | None:
    """What stands before the first object, all objects in their order, and the inside of the trailer."""
    end = _END.search(pdf, max(0, len(pdf) - 64))
    table = end and _TABLE.match(pdf, int(end[1]), end.start())
    if not end or not table or b"/Encrypt" in table[3] or b"/Prev" in table[3]:
        return None
    lines = [line.split() for line in table[2].splitlines()]
    starts = sorted(int(place) for place, _, kind in lines if kind == b"n")
    ends = [*starts[1:], int(end[1])]
    objects = [_OBJECT.match(pdf, start, stop) for start, stop in zip(starts, ends, strict=True)]
    known = [_Object(int(one[1]), one[2]) for one in objects if one]
    if not starts or len(known) != len(starts) or len(lines) != int(table[1]):
        return None
    return pdf[: starts[0]], known, table[3]


def _stream_of(group: Sequence[_Object]) -> bytes:
    places, at = [], 0
    for one in group:
        places.append(b"%d %d" % (one.number, at))
        at += len(one.body) + 1
    first = b" ".join(places) + b"\n"
    inside = first + b"\n".join(one.body for one in group)
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(group), len(first)), inside)


def _addresses(places: dict[int, tuple[int, int, int]], size: int, trailer: bytes) -> bytes:
    """The stream that says of every number where its object is; a number without an object is free."""
    rows = [places.get(number, (0, 0, 65_535)) for number in range(size)]
    inside = b"".join(bytes([kind]) + at.to_bytes(4, "big") + then.to_bytes(2, "big") for kind, at, then in rows)
    kept = re.sub(rb"/Size\s+\d+", b"", trailer)
    return _stream(b"/Type/XRef/Size %d/W[1 4 2]%b" % (size, kept), inside)


def _stream(said: bytes, inside: bytes) -> bytes:
    data = zlib.compress(inside, 9)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (said, len(data), data)
