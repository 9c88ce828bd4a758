"""Stopping the app from inside: for those who started it by its icon and have no terminal."""

from __future__ import annotations

import signal
import threading

_PAUSE = 0.5


def stop_soon() -> None:
    """Ask the server to stop as Ctrl+C would, half a second from now so that the page can still say goodbye."""
    threading.Timer(_PAUSE, signal.raise_signal, (signal.SIGTERM,)).start()
