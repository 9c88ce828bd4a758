"""The app's picture in the wrapping that each system wants; the picture itself is one PNG of 256 by 256."""

from __future__ import annotations

import struct

from eq.bundle import root

SIDE = 256


def png() -> bytes:
    """The picture as it ships with the package."""
    return (root() / "static" / "icon.png").read_bytes()


def ico(picture: bytes) -> bytes:
    """A Windows icon file that holds that PNG of 256 by 256 (which the format writes as 0 by 0)."""
    header = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", 0, 0, 0, 0, 1, 32, len(picture), len(header) + 16)
    return header + entry + picture


def icns(picture: bytes) -> bytes:
    """A macOS icon file that holds that PNG of 256 by 256 (kind ``ic08``)."""
    return b"icns" + struct.pack(">I", 16 + len(picture)) + b"ic08" + struct.pack(">I", 8 + len(picture)) + picture
