"""Serve one script the way the launcher does: its settings pinned, with the content security policy."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import streamlit
import streamlit as st
from starlette.middleware import Middleware


def _flat(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in table.items():
        flat |= _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {f"{prefix}{name}": value}
    return flat


def _policy() -> bytes:
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    hashes = [
        "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
        for script in re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    ]
    return (
        f"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' blob: {' '.join(hashes)};"
        " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
        " connect-src 'self' data: blob:; frame-src 'self' data: blob:; worker-src 'self' blob:;"
        " media-src 'self' data: blob:; object-src 'none'; base-uri 'self'; form-action 'none';"
        " frame-ancestors 'self'"
    ).encode()


class Policy:
    def __init__(self, app: Any) -> None:
        self.app = app
        self.header = (b"content-security-policy", _policy())

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def with_policy(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), self.header]
            await send(message)

        await self.app(scope, receive, with_policy if scope["type"] == "http" else send)


if __name__ == "__main__":
    script, port = Path(sys.argv[1]), int(sys.argv[2])
    settings = tomllib.loads((script.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    st.App(str(script), middleware=[Middleware(Policy)]).run(config=_flat(settings) | {"server.port": port})
