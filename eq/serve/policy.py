"""The headers every answer carries: nothing loads from elsewhere, nobody frames us, nothing private is cached."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

Header = tuple[bytes, bytes]

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_LASTING = ("/static/", "/app/static/")


def streamlit_page() -> str:
    """The installed Streamlit's own page, whose inline scripts the policy must allow."""
    import streamlit

    return (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


def content_security_policy(page: str, port: int) -> str:
    """The policy for that page on that port.

    Inline scripts are allowed by their hash alone. ``blob:`` scripts are needed by components, inline styles by
    Streamlit. The WebSocket's addresses are named because not every browser counts them as ``'self'``.
    """
    inline = "".join(f" 'sha256-{_digest(script)}'" for script in _INLINE.findall(page))
    sockets = f"ws://127.0.0.1:{port} ws://localhost:{port}"
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'wasm-unsafe-eval' blob:{inline}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self' data: blob: {sockets}",
            "frame-src 'self' blob:",
            "worker-src 'self' blob:",
            "media-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


class Policy:
    """The headers for one port, worked out once."""

    def __init__(self, page: str, port: int) -> None:
        self._fixed: tuple[Header, ...] = (
            (b"content-security-policy", content_security_policy(page, port).encode("ascii")),
            (b"referrer-policy", b"no-referrer"),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
        )
        self._ours = {name for name, _ in self._fixed}

    def guarded(self, path: str, headers: Iterable[Header] = ()) -> list[Header]:
        """Those headers with ours in place of any of the same name.

        Only program files and fonts may be cached: pages, pictures and downloads can show what a person wrote.
        """
        kept = [(name, value) for name, value in headers if name.lower() not in self._ours]
        if not path.startswith(_LASTING):
            kept = [(name, value) for name, value in kept if name.lower() != b"cache-control"]
            kept.append((b"cache-control", b"no-store"))
        return [*kept, *self._fixed]


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
