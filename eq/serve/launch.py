"""``eq run``: one server per workspace, on this machine only, behind the gate."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from eq.actions import clock, places
from eq.bundle import root
from eq.errors import EqError
from eq.serve import keys, ports, running, server, window
from eq.serve.secrets import Files, Secrets, Vault, beside, fresh, remember_port
from eq.serve.secrets import read as read_secrets

_PATIENCE = 20.0


@dataclass(frozen=True)
class _Wish:
    place: Path
    files: Files
    port: int | None
    open_browser: bool
    new_link: bool
    script: Path
    now: datetime


def start(
    workspace: Path,
    *,
    port: int | None = None,
    open_browser: bool = True,
    new_link: bool = False,
    script: Path | None = None,
    now: datetime | None = None,
) -> int:
    """Serve the workspace until stopped, or open another window of the server that already does; the exit status.

    Prints one line of words and then the link alone on its line. ``port`` None means the one last used with this
    workspace, else 8765, else a free one. ``new_link`` turns away every browser admitted so far. ``script`` is the
    app to run, by default our own; ``now`` the instant that the secrets' 30 days are counted against.

    Raises EqError when the port is taken, the folder cannot be written, or another process holds the workspace
    without answering.
    """
    ports.check(port)
    place = _place(workspace)
    wish = _Wish(
        place,
        beside(place),
        port,
        open_browser,
        new_link,
        script or root() / "app.py",
        now or clock.now(),
    )
    lock = running.Lock(wish.files.lock)
    with server.Stop() as stop:
        patience = time.monotonic() + _PATIENCE
        while not stop.asked:
            if _opened_running(wish):
                return 0
            if _taken(lock, wish.files):
                try:
                    return _serve(wish, stop)
                finally:
                    lock.free()
            if time.monotonic() > patience:
                raise EqError(
                    str(place),
                    "Another EQ Reflect holds this file but does not answer.",
                    "Wait a moment and try again, or end it and then run eq once more.",
                )
            time.sleep(0.1)
    return 0


def _opened_running(wish: _Wish) -> bool:
    run = running.read(wish.files.running)
    if run is None:
        return False
    # A running server takes up secrets that had to be made again, and can then prove itself with them.
    kept = read_secrets(wish.files.gate) or fresh(wish.files.gate, wish.now)
    if not running.is_alive(run, kept):
        return False
    if wish.new_link:
        kept = fresh(wish.files.gate, wish.now, renew=True)
    where = f" on port {run.port}" if wish.port not in (None, run.port) else ""
    _say_link(f"EQ Reflect is already running{where}. This link opens another window", run, kept)
    if wish.open_browser:
        window.show(_link(run, kept), wait=5.0)
    return True


def _serve(wish: _Wish, stop: server.Stop) -> int:
    if not wish.script.is_file():
        raise EqError(str(wish.script), "The app's own file is missing.", "Install EQ Reflect again.")
    kept = fresh(wish.files.gate, wish.now, renew=wish.new_link)
    listener, instead_of = ports.listen(wish.port, kept.port)
    with listener:
        run = running.new(listener.getsockname()[1])
        kept = remember_port(wish.files.gate, kept, run.port)
        vault = Vault(wish.files.gate, kept)
        os.environ["EQ_WORKSPACE"] = str(wish.place)

        def ready() -> None:
            port_words = f" on port {run.port} because {instead_of} is taken" if instead_of else ""
            words = f"EQ Reflect is ready{port_words}; Ctrl+C stops it. This link opens it"
            _say_link(words, run, vault.current())
            if wish.open_browser:
                window.show(_link(run, vault.current()), wait=0)

        running.write(wish.files.running, run)
        try:
            stop.run(server.build(wish.script, vault, run, ready), listener)
        finally:
            running.remove(wish.files.running, run)
    _say("EQ Reflect has stopped.")
    return 0


def _place(workspace: Path) -> Path:
    place = workspace.expanduser().resolve()
    if place.is_dir():
        raise EqError(str(place), "This is a folder, not a file.", "Name a file in it, such as me.eq.")
    try:
        places.make_folder(place)
    except OSError as problem:
        raise EqError(
            str(place.parent), "This folder cannot be made.", "Choose another place with --workspace FILE."
        ) from problem
    return place


def _taken(lock: running.Lock, files: Files) -> bool:
    try:
        return lock.take()
    except OSError as problem:
        raise EqError(
            str(files.lock.parent),
            "Nothing can be written in this folder.",
            "Give yourself the right to write there, or choose another place with --workspace FILE.",
        ) from problem


def _link(run: running.Running, kept: Secrets) -> str:
    return f"http://127.0.0.1:{run.port}/?k={keys.mint(kept.signing, run.instance, time.time())}"


def _say_link(words: str, run: running.Running, kept: Secrets) -> None:
    _say(f"{words} once, within {keys.MINUTES} minutes:")
    _say(_link(run, kept))


def _say(line: str) -> None:
    # A closed terminal must not stop the server.
    with suppress(OSError):
        click.echo(line)
