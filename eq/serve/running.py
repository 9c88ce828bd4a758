"""Which server runs on a workspace: the state file, the proof that its port is ours, and the lock against two."""

from __future__ import annotations

import hmac
import http.client
import json
import os
import secrets as randomness
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from eq.serve import keys
from eq.serve.gate import ALIVE
from eq.serve.secrets import Secrets, read_private, write_private

_FORMAT, _VERSION = "eq-running", 1
_PATIENCE = 2.0


@dataclass(frozen=True)
class Running:
    """One run of the server: its port, its process, and the random name that its links are bound to."""

    port: int
    pid: int
    instance: str


def new(port: int) -> Running:
    """This process as the server on that port, under a new name."""
    return Running(port, os.getpid(), randomness.token_hex(16))


def read(path: Path) -> Running | None:
    """The run that the state file names, which may have ended long ago; None when there is no readable file."""
    try:
        found = json.loads(read_private(path) or "")
        if (found["format"], found["version"]) != (_FORMAT, _VERSION):
            return None
        run = Running(int(found["port"]), int(found["pid"]), str(found["instance"]))
    except (ValueError, TypeError, KeyError):
        return None
    return run if 0 < run.port < 65536 and run.instance.isalnum() else None


def write(path: Path, run: Running) -> None:
    """Store the run for other processes of the same person."""
    write_private(path, json.dumps({"format": _FORMAT, "version": _VERSION, **asdict(run)}) + "\n")


def remove(path: Path, run: Running) -> None:
    """Take the state file away, unless it already names another run."""
    if read(path) == run:
        with suppress(OSError):
            path.unlink()


def is_alive(run: Running, secrets: Secrets) -> bool:
    """Whether that very run answers on its port: it must prove that it knows the signing secret."""
    challenge = randomness.token_hex(16)
    connection = http.client.HTTPConnection("127.0.0.1", run.port, timeout=_PATIENCE)
    try:
        connection.request("GET", f"{ALIVE}?n={challenge}")
        answer = connection.getresponse()
        body = answer.read(200)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    expected = keys.proof(secrets.signing, run.instance, run.port, challenge).encode("ascii")
    return answer.status == 200 and hmac.compare_digest(body, expected)


class Lock:
    """At most one holder per workspace; the system frees it when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self) -> bool:
        """True when it is ours now; False while another process holds it.

        Where the file system knows no locks it is granted: the proof of liveness then stands alone.
        """
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError):
            os.close(handle)
            return False
        except OSError:
            pass
        self._handle = handle
        return True

    def free(self) -> None:
        """Give it up. The empty file stays: taking it away would let two processes hold two locks of one name."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":

    def _lock(handle: int) -> None:
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:

    def _lock(handle: int) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
