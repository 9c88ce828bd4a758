"""Made-up journals as the other programs write them; the ``jrnl`` ones were written by jrnl 4.6 itself."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parents[2] / "data" / "journals"


@pytest.fixture
def sample() -> Callable[[str], bytes]:
    return lambda name: (SAMPLES / name).read_bytes()


@pytest.fixture
def archive() -> Callable[..., bytes]:
    """Members by name as one zip file."""

    def pack(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
        sink = io.BytesIO()
        with zipfile.ZipFile(sink, "w", method) as made:
            for name, content in members.items():
                made.writestr(name, content)
        return sink.getvalue()

    return pack


@pytest.fixture
def backup(archive: Callable[..., bytes]) -> Callable[..., bytes]:
    """A Daylio backup of the object given: JSON in Base64, in lines, in an archive beside a picture."""

    def pack(root: Any) -> bytes:
        return archive(
            {
                "assets/photos/2023/11/f64aecf702fbe90faa086148e57638fa": b"\xff\xd8\xff picture",
                "backup.daylio": base64.encodebytes(json.dumps(root).encode()).replace(b"\n", b"\r\n"),
            }
        )

    return pack
