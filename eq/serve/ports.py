"""A port on this machine alone, the same one whenever it is free."""

from __future__ import annotations

import socket
import sys

from eq.errors import EqError

DEFAULT_PORT = 8765
_NEIGHBOURS = 20
# Browsers refuse to open these (the fetch standard's list of bad ports, from 1024 up).
_BARRED = frozenset(
    (1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, *range(6665, 6670), 6679, 6697, 10080)
)


def check(port: int | None) -> None:
    """Raise EqError for a number that no browser can open; None is any port."""
    if port is None:
        return
    if not 1 <= port <= 65535:
        raise EqError("--port", f"{port} is no port.", "Give a number from 1024 to 65535, or leave it out.")
    if port in _BARRED:
        raise EqError("--port", f"Browsers refuse to open port {port}.", "Give another number, or leave it out.")


def listen(asked: int | None, last: int | None) -> tuple[socket.socket, int | None]:
    """A listening socket on 127.0.0.1, and the port it stands in for when the usual one was taken."""
    if asked is not None:
        found = _try_port(asked)
        if found is None:
            raise EqError(
                "--port",
                f"Port {asked} is in use by another program, or reserved.",
                "Give another number, or leave --port out and a free one is chosen.",
            )
        return found, None
    usual = last or DEFAULT_PORT
    for candidate in (usual, *range(DEFAULT_PORT + 1, DEFAULT_PORT + _NEIGHBOURS), 0):
        found = _try_port(candidate)
        if found is not None:
            return found, None if candidate == usual else usual
    raise EqError("127.0.0.1", "No port is free on this computer.", "Close some programs and run eq again.")


def _try_port(port: int) -> socket.socket | None:
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(("127.0.0.1", port))
        found.listen(128)
        found.setblocking(False)
    except OSError:
        found.close()
        return None
    return found
