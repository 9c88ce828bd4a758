"""A browser window for a link, asked of the desktop."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from contextlib import suppress


def show(link: str, wait: float) -> None:
    """Ask the desktop for a browser window; never in the way, for ``wait`` seconds at most."""
    headless = sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME")
    )
    if headless:  # a text browser would take over the terminal
        return

    def ask() -> None:
        with suppress(webbrowser.Error, OSError):
            webbrowser.open(link)

    window = threading.Thread(target=ask, daemon=True)
    window.start()
    if wait:
        window.join(wait)
