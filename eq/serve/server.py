"""The server of one run: Streamlit's app behind the gate, and a clean end on every signal that asks for one."""

from __future__ import annotations

import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from eq.bundle import root
from eq.errors import EqError
from eq.serve.running import Running
from eq.serve.secrets import Vault

if TYPE_CHECKING:
    import uvicorn

    from eq.serve.gate import App, Message, Receive, Scope, Send


def build(script: Path, vault: Vault, run: Running, ready: Callable[[], None]) -> uvicorn.Server:
    """The server of that run, not started yet; ``ready`` is called once it can answer."""
    from eq.serve import pinned, quiet

    pinned.clear_environment()
    quiet.hush()
    pinned.apply(pinned.settings(root() / ".streamlit" / "config.toml", run.port))
    import streamlit as st
    import uvicorn

    from eq.serve.gate import Gate
    from eq.serve.policy import Policy, streamlit_page

    sys.argv = [str(script)]
    app = st.App(script, on_script_error=quiet.on_script_error)
    gate = Gate(
        _telling_when_ready(app, ready),
        vault,
        Policy(streamlit_page(), run.port),
        port=run.port,
        instance=run.instance,
        # Not the clock that tests can stop: a key must end in real time.
        seconds=time.time,
        seen_again=_warn_of_second_use,
    )
    # Everything that uvicorn would take from the environment is given.
    options: dict[str, Any] = {
        "workers": 1,
        "proxy_headers": False,
        "forwarded_allow_ips": [],
        "server_header": False,
        "access_log": False,
        "log_config": None,
        "lifespan": "on",
        "ws": "websockets-sansio",
        "ws_max_size": 64 * 1024 * 1024,
        "ws_per_message_deflate": False,
        "ws_ping_interval": 30,
        "ws_ping_timeout": 30,
        "timeout_graceful_shutdown": 2,
    }
    return uvicorn.Server(uvicorn.Config(gate, **options))


def _telling_when_ready(app: App, ready: Callable[[], None]) -> App:
    async def watched(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return

        async def told(message: Message) -> None:
            await send(message)
            if message["type"] == "lifespan.startup.complete":
                ready()

        await app(scope, receive, told)

    return watched


def _warn_of_second_use() -> None:
    with suppress(OSError):
        click.echo("A used link was tried again. If that was not you: eq run --new-link", err=True)


class Stop:
    """Turns the signals that ask a program to end into a clean stop; the signals' own handlers come back after."""

    def __init__(self) -> None:
        self.asked = False
        self._server: uvicorn.Server | None = None
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Stop:
        if threading.current_thread() is threading.main_thread():
            for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
                number = getattr(signal, name, None)
                # A signal that is ignored (nohup) stays ignored.
                if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                    self._before[number] = signal.signal(number, self._ask)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def run(self, server: uvicorn.Server, listener: socket.socket) -> None:
        """Serve on that socket until asked to stop; nothing when that was asked before."""
        self._server = server
        try:
            if not self.asked:
                server.run(sockets=[listener])
        except SystemExit as failed:
            raise EqError(
                "eq run", "The server could not start.", "Run eq doctor, or install EQ Reflect again."
            ) from failed

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        if self._server is not None:
            self._server.should_exit = True
