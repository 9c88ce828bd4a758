"""Where the workspace lies."""

from __future__ import annotations

import os
from pathlib import Path

from eq.store.workspace import Workspace


def workspace(named: Path | str | None = None) -> Workspace:
    """The workspace that was named, else the one of ``EQ_WORKSPACE``, else the platform's own place for user data."""
    chosen = named or os.environ.get("EQ_WORKSPACE")
    return Workspace(Path(chosen).expanduser().absolute() if chosen else default_path())


def default_path() -> Path:
    """``me.eq`` in the platform's user-data folder."""
    from platformdirs import user_data_path

    return user_data_path("EQ Reflect", appauthor=False) / "me.eq"


def make_folder(workspace_file: Path) -> None:
    """Make the folder a workspace file will lie in, and every missing one above it, for this person alone.

    Raises OSError when that cannot be done.
    """
    Workspace(workspace_file).make_folder()
