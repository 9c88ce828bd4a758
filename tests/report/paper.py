"""What a pdf says to somebody who reads it with other eyes than those that wrote it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject, StreamObject


def pages(data: bytes) -> list[str]:
    """The text of every page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def tags(data: bytes) -> list[str]:
    """The kinds of its tags in reading order, each with how deep it stands."""
    root = PdfReader(io.BytesIO(data)).root_object
    return list(_tags(root["/StructTreeRoot"], 0)) if "/StructTreeRoot" in root else []


def _tags(node: Any, depth: int) -> Iterator[str]:
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        one = child.get_object() if isinstance(child, IndirectObject) else child
        if isinstance(one, dict) and "/S" in one:
            yield f"{depth} {one['/S']}"
            yield from _tags(one, depth + 1)


def streams(data: bytes) -> bytes:
    """Every stream in it, decompressed, and every other object as text: whatever one could search for."""
    reader, found = PdfReader(io.BytesIO(data)), [data]
    for number in range(1, int(reader.trailer["/Size"])):
        one = reader.get_object(IndirectObject(number, 0, reader))
        if isinstance(one, StreamObject):
            found.append(one.get_data())
        found.append(repr(one).encode())
    return b"\n".join(found)
