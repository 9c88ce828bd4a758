"""Starting, starting again and stopping, as processes of their own."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from eq.errors import EqError
from eq.serve import launch, ports, running
from eq.serve.secrets import beside
from eq.serve.secrets import read as read_secrets

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither these signals nor these rights")
STOPPED = "EQ Reflect has stopped.\n"


def failed(started: Any) -> str:
    """The error of a start that printed no link."""
    out, err = started.process.communicate(timeout=30)
    assert (started.process.returncode, out) == (1, "")
    assert "Traceback" not in err
    return str(err)


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_it_cleanly_even_with_a_tab_open(starter: Any, number: int) -> None:
    started = starter()
    files = beside(started.workspace)
    own = f"127.0.0.1:{started.port}"
    with socket.create_connection(("127.0.0.1", started.port)) as tab:
        tab.sendall(
            f"GET /_stcore/stream HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}\r\nCookie: {started.cookie()}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {'A' * 22}==\r\n\r\n".encode()
        )
        assert b" 101 " in tab.recv(100)
        assert files.running.exists()
        assert started.stop(number) == (0, STOPPED, "")
    assert not files.running.exists()


@posix
def test_a_signal_before_it_is_ready_stops_it_cleanly(starter: Any, until: Callable[..., None]) -> None:
    started = starter.begin()
    until(beside(started.workspace).running.exists)
    status, out, err = started.stop()
    assert (status, err) == (0, "")
    assert out.endswith(STOPPED)


def test_it_prints_one_line_of_words_and_the_link_alone(starter: Any) -> None:
    started = starter()
    words, link = started.lines
    assert words == "EQ Reflect is ready; Ctrl+C stops it. This link opens it once, within 10 minutes:"
    assert len(words) <= 100
    assert len(link) <= 80


def test_the_command_starts_the_app_itself(starter: Any, free_port: int) -> None:
    workspace = starter.folder / "data" / "me.eq"
    command = ["-m", "eq.cli", "run", "--no-browser", "--port", str(free_port), "--workspace", str(workspace)]
    started = starter(command=command)
    assert started.port == free_port
    assert started.ask("/").status == 403
    assert started.ask(f"/?k={started.key}").status == 200
    assert started.ask("/app/static/OFL.txt", cookie=started.cookie()).status == 200


@posix
def test_its_files_and_folder_are_for_the_owner_alone(starter: Any) -> None:
    started = starter()
    for path in beside(started.workspace).all:
        assert path.stat().st_mode & 0o777 == 0o600
    assert started.workspace.parent.stat().st_mode & 0o777 == 0o700


def test_a_second_start_gives_a_fresh_link_to_the_running_one(starter: Any) -> None:
    first = starter()
    second = starter(port=None)
    assert second.port == first.port
    assert second.key != first.key
    assert second.lines[0].startswith("EQ Reflect is already running.")
    assert second.process.communicate(timeout=20) == ("", "")
    assert second.process.returncode == 0
    assert first.process.poll() is None
    for key in (second.key, first.key):
        assert first.ask(f"/?k={key}").status == 200
    other = starter(port=first.port + 1)
    assert other.port == first.port
    assert f"already running on port {first.port}" in other.lines[0]


def test_starts_at_the_same_moment_make_one_server(starter: Any) -> None:
    many = [starter.begin(port=None) for _ in range(3)]
    for one in many:
        one.await_link()
    ready = [one for one in many if one.lines[0].startswith("EQ Reflect is ready")]
    assert len(ready) == 1
    assert {one.port for one in many} == {ready[0].port}
    assert [ready[0].ask(f"/?k={one.key}").status for one in many] == [200] * 3


def test_two_workspaces_run_side_by_side(starter: Any) -> None:
    first = starter()
    second = starter(workspace=str(starter.folder / "data" / "client.eq"), port=None)
    assert second.port != first.port
    assert second.ask(f"/?k={first.key}").status == 403
    assert second.ask("/", cookie=first.cookie().replace(str(first.port), str(second.port))).status == 403


def test_after_a_restart_the_port_and_the_cookie_are_the_same(starter: Any) -> None:
    first = starter()
    cookie, key = first.cookie(), first.key
    first.stop()
    again = starter(port=None)
    assert again.port == first.port
    assert again.ask("/", cookie=cookie).status == 200
    assert again.knock(cookie=cookie) == 101
    assert again.ask(f"/?k={key}").status == 403


def test_a_new_link_turns_away_whoever_was_admitted_before(starter: Any) -> None:
    first = starter()
    cookie = first.cookie()
    assert first.ask("/", cookie=cookie).status == 200
    second = starter(port=None, new_link=True)
    assert first.ask("/", cookie=cookie).status == 403
    assert first.knock(cookie=cookie) == 403
    assert first.ask(f"/?k={first.key}").status == 403
    assert first.ask(f"/?k={second.key}").status == 200
    assert first.ask("/", cookie=first.cookie()).status == 200
    first.stop()
    third = starter(new_link=True)
    assert third.ask("/", cookie=cookie.replace(str(first.port), str(third.port))).status == 403


def test_a_new_link_ends_the_tabs_that_are_open(starter: Any) -> None:
    from websockets.exceptions import ConnectionClosed
    from websockets.sync.client import connect
    from websockets.typing import Origin

    first = starter()
    own = f"127.0.0.1:{first.port}"
    with connect(
        f"ws://{own}/_stcore/stream",
        origin=Origin(f"http://{own}"),
        additional_headers={"Cookie": first.cookie()},
        max_size=None,
    ) as tab:
        starter(port=None, new_link=True)
        tab.send(b"")
        with pytest.raises(ConnectionClosed) as closed:
            tab.recv(timeout=10)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4403


@posix
def test_a_killed_server_does_not_stand_in_the_way(starter: Any) -> None:
    first = starter()
    cookie = first.cookie()
    first.stop(signal.SIGKILL)
    assert beside(first.workspace).running.exists()
    again = starter(port=None)
    assert again.lines[0].startswith("EQ Reflect is ready;")
    assert again.port == first.port
    assert again.ask("/", cookie=cookie).status == 200


class Stranger(BaseHTTPRequestHandler):
    """Another program that answers everything, the liveness question too."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"0" * 64)

    def log_message(self, *args: Any) -> None:
        return


@pytest.fixture
def stranger() -> Any:
    server = HTTPServer(("127.0.0.1", 0), Stranger)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@posix
def test_a_stranger_on_our_old_port_gets_no_link(starter: Any, stranger: int) -> None:
    first = starter()
    first.stop(signal.SIGKILL)
    files = beside(first.workspace)
    for path in (files.gate, files.running):
        path.write_text(json.dumps(json.loads(path.read_text()) | {"port": stranger}))
    again = starter(port=None)
    assert again.port != stranger
    assert again.lines[0].startswith(f"EQ Reflect is ready on port {again.port} because {stranger} is taken;")


def test_a_taken_port_that_was_asked_for_is_an_error(starter: Any, stranger: int) -> None:
    said = failed(starter.begin(port=stranger))
    assert said == (
        f"--port: Port {stranger} is in use by another program, or reserved. "
        "Give another number, or leave --port out and a free one is chosen.\n"
    )
    assert not beside(starter.folder / "data" / "me.eq").running.exists()


@pytest.mark.parametrize(("port", "said"), [(0, "no port"), (65536, "no port"), (-1, "no port"), (6667, "refuse")])
def test_a_number_that_no_browser_opens_is_an_error(tmp_path: Path, port: int, said: str) -> None:
    with pytest.raises(EqError, match=said):
        launch.start(tmp_path / "me.eq", port=port)
    assert list(tmp_path.iterdir()) == []


def test_the_usual_port_is_the_last_one_or_ours(stranger: int) -> None:
    sock, instead_of = ports.listen(None, stranger)
    with sock:
        address, port = sock.getsockname()
        assert (address, instead_of) == ("127.0.0.1", stranger)
    sock, instead_of = ports.listen(None, port)
    with sock:
        assert (sock.getsockname()[1], instead_of) == (port, None)
    sock, instead_of = ports.listen(None, None)
    with sock:
        assert sock.getsockname()[1] == ports.DEFAULT_PORT or instead_of == ports.DEFAULT_PORT


def test_a_workspace_that_cannot_be_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EqError, match="a folder, not a file"):
        launch.start(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(EqError, match="cannot be made"):
        launch.start(tmp_path / "file" / "me.eq")


def test_a_missing_app_is_an_error_and_leaves_nothing_running(tmp_path: Path) -> None:
    with pytest.raises(EqError, match="missing"):
        launch.start(tmp_path / "me.eq", script=tmp_path / "app.py")
    assert not beside(tmp_path / "me.eq").running.exists()


def test_a_holder_that_does_not_answer_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "_PATIENCE", 0.3)
    held = running.Lock(beside(tmp_path / "me.eq").lock)
    assert held.take()
    with pytest.raises(EqError, match="does not answer"):
        launch.start(tmp_path / "me.eq", script=tmp_path / "app.py")
    held.free()


def test_secrets_that_vanish_are_made_again_for_the_running_server(starter: Any) -> None:
    first = starter()
    beside(first.workspace).gate.unlink()
    second = starter(port=None)
    assert second.port == first.port
    assert first.ask(f"/?k={second.key}").status == 200


@posix
def test_the_link_is_opened_in_the_browser_at_both_starts(starter: Any, until: Callable[..., None]) -> None:
    seen, browser = starter.folder / "seen", starter.folder / "browser"
    browser.write_text(f'#!{sys.executable}\nimport sys\nopen("{seen}", "a").write(sys.argv[1] + "\\n")\n')
    browser.chmod(0o755)
    first = starter(open_browser=True, env={"BROWSER": f"{browser} %s"})
    until(lambda: seen.exists() and seen.read_text().count("\n") == 1)
    starter(port=None, open_browser=True, env={"BROWSER": f"{browser} %s"})
    until(lambda: seen.read_text().count("\n") == 2)
    for link in seen.read_text().split():
        path = link.removeprefix(f"http://127.0.0.1:{first.port}")
        assert first.ask(path).status == 200
    assert first.ask(f"/?k={first.key}").status == 200


def test_a_used_link_that_is_tried_again_is_told_in_the_terminal(starter: Any) -> None:
    started = starter()
    assert [started.ask(f"/?k={started.key}").status for _ in range(2)] == [200, 403]
    assert started.stop()[2] == "A used link was tried again. If that was not you: eq run --new-link\n"


def test_an_error_shows_our_words_and_logs_no_message(starter: Any) -> None:
    started = starter()
    shown = "\n".join(started.visit("fail=1"))
    assert "the fault is ours" in shown
    err = started.stop()[2]
    assert "KeyError at app.py:7" in err
    for hidden in ("a private word", "Traceback", "Google", "ChatGPT"):
        assert hidden not in shown + err


def test_a_problem_in_words_is_shown_in_those_words(starter: Any) -> None:
    app = starter.folder / "app" / "app.py"
    app.parent.mkdir()
    (app.parent / "static").mkdir()
    app.write_text('from eq.errors import EqError\nraise EqError("here", "It is broken.", "Mend it.")\n')
    assert starter(script=str(app)).visit() == ["alert: It is broken. Mend it."]


def test_the_secrets_stay_as_they_are_when_the_port_is_remembered(starter: Any) -> None:
    started = starter()
    kept = read_secrets(beside(started.workspace).gate)
    assert kept is not None
    assert kept.port == started.port
