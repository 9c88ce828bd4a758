"""Whole files in, whole files out: nothing is half-read, nothing half-written."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from eq.errors import EqError

MAX_BYTES = 1 << 31
"""Files beyond 2 GiB are refused: some twenty million respondents of fifty items."""

_FRESH = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)


def read_bytes(path: Path | str, limit: int = MAX_BYTES) -> bytes:
    """The whole file, or a pipe up to its end. Raises EqError when it cannot be read or exceeds ``limit`` bytes."""
    where = str(path)
    try:
        with Path(path).open("rb") as source:
            facts = os.fstat(source.fileno())
            if stat.S_ISCHR(facts.st_mode) or stat.S_ISBLK(facts.st_mode):
                raise EqError(where, "This is a device, not a file.", "Name a file.")
            data = source.read() if facts.st_size <= limit else b""
    except FileNotFoundError:
        raise EqError(where, "There is no such file.", "Check the name and the folder.") from None
    except IsADirectoryError:
        raise EqError(where, "This is a folder.", "Name a file inside it.") from None
    except (OSError, ValueError) as problem:
        raise EqError(
            where, f"The file cannot be read ({_reason(problem)}).", "Check the name and the permissions."
        ) from None
    if max(facts.st_size, len(data)) > limit:
        raise EqError(where, f"The file is larger than {limit:,} bytes.", "Split it into smaller files.")
    return data


@contextmanager
def replacing(path: Path | str, *, private: bool = False) -> Iterator[BinaryIO]:
    """A stream whose content takes the place of ``path`` in one step when the block ends without an error.

    Until then the old file stays as it was, and after an error nothing of the new one is left. A pipe or device is
    written to directly. ``private``: the new file is its owner's alone (0600) from its first byte. Raises EqError when
    the file cannot be written.
    """
    where = str(path)
    try:
        target = Path(path).resolve()
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as stream:
                yield stream
            return
        with _beside(target, private=private) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as problem:
        raise EqError(
            where,
            f"The file cannot be written ({_reason(problem)}).",
            "Nothing was changed. Check the folder, its permissions and the space left.",
        ) from None


@contextmanager
def _beside(target: Path, *, private: bool) -> Iterator[BinaryIO]:
    if target.is_dir():
        raise IsADirectoryError(21, "this is a folder")
    draft = target.with_name(f".eq-{secrets.token_hex(8)}.part")
    try:
        with os.fdopen(os.open(draft, _FRESH, 0o600 if private else 0o666), "wb") as stream:
            if target.exists() and not private:
                draft.chmod(stat.S_IMODE(target.stat().st_mode))
            yield stream
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def same_file(one: Path | str, other: Path | str) -> bool:
    """Whether both names lead to one existing file."""
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False


def _reason(problem: OSError | ValueError) -> str:
    text = problem.strerror if isinstance(problem, OSError) else None
    return (text or "the name does not work here").lower()
