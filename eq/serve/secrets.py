"""The gate's secrets, in a file that only its owner can read, beside the workspace.

They outlive the server, so that an open tab survives a restart, and are made anew after 30 days or on demand.
"""

from __future__ import annotations

import json
import os
import secrets as randomness
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from eq.errors import EqError

LIFETIME = timedelta(days=30)
_FORMAT, _VERSION = "eq-gate", 1
_LARGEST = 4096


@dataclass(frozen=True)
class Files:
    """The launcher's own files beside a workspace; they hold nothing about the person."""

    gate: Path
    running: Path
    lock: Path

    @property
    def all(self) -> tuple[Path, ...]:
        """Every file, whether it exists or not."""
        return (self.gate, self.running, self.lock)


def beside(workspace: Path) -> Files:
    """The launcher's files for that workspace; nothing is read or made."""
    name = workspace.name
    return Files(*(workspace.with_name(f"{name}.{kind}") for kind in ("gate", "running", "lock")))


@dataclass(frozen=True)
class Secrets:
    """``cookie`` admits a browser, ``signing`` makes links and proves liveness; both 64 hex characters, unrelated.

    ``created`` is aware UTC; ``port`` is the one last used with this workspace, None before the first start.
    """

    cookie: str
    signing: str
    created: datetime
    port: int | None = None


def read(path: Path) -> Secrets | None:
    """The stored secrets; None when there are none, or none that can be trusted (damaged, or readable by others)."""
    try:
        found = json.loads(read_private(path) or "")
        if (found["format"], found["version"]) != (_FORMAT, _VERSION):
            return None
        kept = Secrets(
            str(found["cookie"]),
            str(found["signing"]),
            datetime.fromisoformat(found["created"]).astimezone(UTC),
            None if found["port"] is None else int(found["port"]),
        )
    except (ValueError, TypeError, KeyError):
        return None
    return kept if _is_secret(kept.cookie) and _is_secret(kept.signing) else None


def fresh(path: Path, now: datetime, *, renew: bool = False) -> Secrets:
    """The stored secrets while they are under 30 days old, else (or with ``renew``) new ones, which are stored.

    The port is carried over. Raises EqError when the folder cannot be written.
    """
    kept = read(path)
    if kept and not renew and now - kept.created < LIFETIME:
        return kept
    made = Secrets(randomness.token_hex(32), randomness.token_hex(32), now, kept.port if kept else None)
    _store(path, made)
    return made


def remember_port(path: Path, kept: Secrets, port: int) -> Secrets:
    """Store the port for the next start; the secrets stay as they are."""
    if kept.port == port:
        return kept
    changed = replace(kept, port=port)
    _store(path, changed)
    return changed


class Vault:
    """The secrets as they are on the disk now: a renewal by another process counts from the next request on."""

    def __init__(self, path: Path, kept: Secrets) -> None:
        self._path = path
        self._kept = kept
        self._stamp = _stamp(path)
        self.generation = 0

    def current(self) -> Secrets:
        """The present secrets; the last known ones while the file is missing or damaged.

        ``generation`` rises by one whenever the cookie's secret has changed.
        """
        stamp = _stamp(self._path)
        if stamp is not None and stamp != self._stamp:
            self._stamp = stamp
            found = read(self._path)
            if found is not None:
                self.generation += found.cookie != self._kept.cookie
                self._kept = found
        return self._kept


def read_private(path: Path) -> str | None:
    """The text of a small regular file that is ours alone; None for anything else, links and pipes included."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        if not _is_ours_alone(os.fstat(handle)):
            return None
        try:
            return file.read(_LARGEST).decode("utf-8", errors="replace")
        except OSError:
            return None


def write_private(path: Path, text: str) -> None:
    """Replace the file in one step; it is 0600 from its first byte. Raises EqError when the folder refuses."""
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as problem:
        raise _cannot_write(path) from problem
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(draft).replace(path)
    except OSError as problem:
        with suppress(OSError):
            Path(draft).unlink()
        raise _cannot_write(path) from problem


def _store(path: Path, kept: Secrets) -> None:
    document = {
        "format": _FORMAT,
        "version": _VERSION,
        "created": kept.created.isoformat(),
        "cookie": kept.cookie,
        "signing": kept.signing,
        "port": kept.port,
    }
    write_private(path, json.dumps(document) + "\n")


def _is_secret(text: str) -> bool:
    return len(text) == 64 and all(sign in "0123456789abcdef" for sign in text)


def _is_ours_alone(found: os.stat_result) -> bool:
    if not stat.S_ISREG(found.st_mode):
        return False
    if os.name == "nt":  # the profile folder's own rights guard it there
        return True
    return found.st_uid == os.getuid() and not found.st_mode & 0o077


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_ino)


def _cannot_write(path: Path) -> EqError:
    return EqError(
        str(path.parent),
        "Nothing can be written in this folder.",
        "Make room or give yourself the right to write there, or choose another place with --workspace FILE.",
    )
