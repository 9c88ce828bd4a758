"""A server in a process of its own, and raw HTTP and WebSocket requests to it."""

from __future__ import annotations

import http.client
import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from eq.serve.secrets import beside
from eq.serve.secrets import read as read_secrets

RUNNER = Path(__file__).with_name("run_server.py")
LINK = re.compile(r"^http://127\.0\.0\.1:(\d+)/\?k=(\S+)$")
APP = """
import json, os
import streamlit as st
from streamlit import config

if st.query_params.get("fail"):
    raise KeyError("a private word")
options = {name: config.get_option(name) for name in config.get_config_options()}
origins = sorted({config.get_where_defined(name) for name in options})
names = sorted(name for name in os.environ if name.startswith(("STREAMLIT_", "PLANTED")))
st.text("told:" + json.dumps(dict(options=options, origins=origins, names=names, workspace=os.environ["EQ_WORKSPACE"])))
"""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    cookies: list[str]


@dataclass
class Started:
    """One launcher process; ``port`` and ``link`` are None until it has printed a link."""

    process: subprocess.Popen[str]
    workspace: Path
    notes: Path
    lines: list[str] = field(default_factory=list)
    port: int = 0
    key: str = ""

    @property
    def link(self) -> str:
        return f"http://127.0.0.1:{self.port}/?k={self.key}"

    def cookie(self) -> str:
        """The admission cookie as a browser would send it, from the secrets beside the workspace."""
        kept = read_secrets(beside(self.workspace).gate)
        assert kept is not None
        return f"eq_{self.port}={kept.cookie}"

    def await_link(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if found := LINK.match(self.lines[-1]):
                self.port, self.key = int(found[1]), found[2]
                return
        raise AssertionError(f"no link: {self.lines} {self.process.stderr and self.process.stderr.read()}")

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """One request; ``host``, ``cookie``, ``origin`` and the like are given as keywords."""
        sent = {"Host": f"127.0.0.1:{self.port}"} | {k.replace("_", "-").title(): v for k, v in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                if value:
                    connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            got = connection.getresponse()
            named = {name.lower(): value for name, value in got.getheaders()}
            return Answer(got.status, named, got.read(), got.headers.get_all("set-cookie") or [])
        finally:
            connection.close()

    def knock(self, path: str = "/_stcore/stream", **headers: str) -> int:
        """The status of a WebSocket handshake: 101 when it was let in."""
        own = f"127.0.0.1:{self.port}"
        sent = {"Host": own, "Origin": f"http://{own}"} | {k.title(): v for k, v in headers.items()}
        lines = [f"GET {path} HTTP/1.1", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"]
        lines += [f"Sec-WebSocket-Key: {'A' * 22}=="] + [f"{k}: {v}" for k, v in sent.items() if v]
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as knocking:
            knocking.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
            return int(knocking.recv(200).split(b" ")[1])

    def visit(self, query: str = "") -> list[str]:
        """Run the app's page over its WebSocket as a browser does; its texts and error boxes, in order."""
        from streamlit.proto.BackMsg_pb2 import BackMsg
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
        from websockets.sync.client import connect
        from websockets.typing import Origin, Subprotocol

        own = f"127.0.0.1:{self.port}"
        asked = BackMsg()
        asked.rerun_script.query_string = query
        texts: list[str] = []
        with connect(
            f"ws://{own}/_stcore/stream",
            origin=Origin(f"http://{own}"),
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": self.cookie()},
            max_size=None,
        ) as line:
            line.send(asked.SerializeToString())
            while True:
                said = ForwardMsg()
                said.ParseFromString(bytes(line.recv(timeout=20)))
                if said.WhichOneof("type") == "delta":
                    element = said.delta.new_element
                    kind = element.WhichOneof("type")
                    if kind in ("text", "alert", "exception"):
                        body = getattr(element, kind)
                        texts.append(f"{kind}: {body.message if kind == 'exception' else body.body}")
                if said.WhichOneof("type") == "script_finished":
                    return texts

    def told(self) -> dict[str, Any]:
        """What the test app says of its own process."""
        [text] = self.visit()
        told: dict[str, Any] = json.loads(text.partition("told:")[2])
        return told

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str, str]:
        """Ask it to end; its exit status, the rest of its output and its errors."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        out, err = self.process.communicate(timeout=20)
        return self.process.returncode, out, err


Start = Callable[..., Started]


def spawn(folder: Path, env: dict[str, str] | None = None, command: list[str] | None = None, **wish: Any) -> Started:
    """Start a launcher in ``folder`` with its own home; ``wish`` are the arguments of ``start``.

    ``command`` are the arguments of Python in place of those that run the launcher with that wish.
    """
    home, work = folder / "home", folder / "work"
    for made in (home, work):
        made.mkdir(exist_ok=True)
    notes = folder / f"notes-{secrets.token_hex(4)}"
    wish = {"workspace": str(folder / "data" / "me.eq"), "script": str(make_app(folder)), "notes": str(notes)} | wish
    wish.setdefault("open_browser", False)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-P", *(command or [str(RUNNER), json.dumps(wish)])],
        cwd=work,
        env={**kept, "HOME": str(home), "USERPROFILE": str(home), **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    return Started(process, Path(wish["workspace"]), notes)


@pytest.fixture(scope="session", autouse=True)
def _hear_a_closed_terminal() -> Iterator[None]:
    """Whoever runs the tests under nohup must not make the servers they start deaf to a closed terminal."""
    if os.name != "posix":
        yield
        return
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


def make_app(folder: Path, text: str = APP) -> Path:
    app = folder / "app" / "app.py"
    if not app.exists():
        (app.parent / "static").mkdir(parents=True)
        (app.parent / "static" / "hello.txt").write_text("a static word")
        (app.parent / "beside.txt").write_text("not to be served")
        app.write_text(text)
    return app


def a_free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


class Starter:
    """Starts launchers in one folder, and ends those that a test left running."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._all: list[Started] = []

    def __call__(self, **wish: Any) -> Started:
        """Start one and wait for its link."""
        started = self.begin(**wish)
        started.await_link()
        return started

    def begin(self, **wish: Any) -> Started:
        """Start one and do not wait."""
        wish.setdefault("port", a_free_port())
        started = spawn(self.folder, **wish)
        self._all.append(started)
        return started

    def end(self) -> None:
        for started in self._all:
            if started.process.poll() is None:
                started.process.kill()
            started.process.communicate(timeout=10)


@pytest.fixture(scope="session")
def until() -> Callable[[Callable[[], object]], None]:
    """Waits for something to come true."""

    def waiting(true: Callable[[], object]) -> None:
        end = time.monotonic() + 10
        while not true():
            assert time.monotonic() < end, "it never came true"
            time.sleep(0.05)

    return waiting


@pytest.fixture
def free_port() -> int:
    return a_free_port()


@pytest.fixture
def starter(tmp_path: Path) -> Iterator[Starter]:
    made = Starter(tmp_path)
    yield made
    made.end()


@pytest.fixture(scope="session")
def starter_in() -> Callable[[Path], Starter]:
    """For a module that starts its one server itself, and ends it."""
    return Starter


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """One server for all tests of a module."""
    made = Starter(tmp_path_factory.mktemp("served"))
    yield made()
    made.end()
