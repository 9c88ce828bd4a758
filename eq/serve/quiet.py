"""What may be said about an error: its type and our file and line, never its message or its arguments.

A message can quote what a person wrote, and a terminal's or a desktop's log is no place for that.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
import warnings
from pathlib import Path
from types import TracebackType
from typing import Any

import click

from eq.bundle import root
from eq.errors import EqError

_PACKAGE = Path(__file__).parents[1]
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def name_and_place(error: BaseException) -> str:
    """For example ``KeyError at eq/ui/pages/take.py:41``: the innermost line of ours, else the innermost of all."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _within(frame.filename)]
    chosen = (ours or list(frames))[-1:]
    place = f" at {_short(chosen[0].filename)}:{chosen[0].lineno}" if chosen else ""
    return f"{type(error).__name__}{place}"


def bare_record(name: str, level: int, file: str, line: int, *rest: Any, **named: Any) -> logging.LogRecord:
    """A log record (see ``logging.setLogRecordFactory``) of the logger, the call's place, the error's type and place.

    The message and its arguments are dropped.
    """
    exc_info: _ExcInfo | tuple[None, None, None] | None = rest[2] if len(rest) > 2 else named.get("exc_info")
    said = f"{logging.getLevelName(level).lower()} {name} ({Path(file).name}:{line})"
    if exc_info and exc_info[1] is not None:
        said = f"{said} {name_and_place(exc_info[1])}"
    return logging.LogRecord(name, level, file, line, said, None, None)


def hush() -> None:
    """Let every library's log in this process, whoever set it up, say no more than that."""
    logging.setLogRecordFactory(bare_record)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    threading.excepthook = _from_a_thread
    warnings.simplefilter("ignore")


def on_script_error(error: Exception) -> bool:
    """Show our own words in the page in place of Streamlit's; Streamlit's log line has already named the place."""
    import streamlit as st

    if isinstance(error, EqError):
        for problem in error.problems:
            st.error(f"{problem.what} {problem.remedy}".strip())
        return True
    st.error(
        "Something went wrong on this page, and the fault is ours. What you entered before is kept in your file. "
        "Reload the page to go on; if it happens again, run `eq doctor`."
    )
    return True


def _from_a_thread(happened: threading.ExceptHookArgs) -> None:
    if happened.exc_value is not None and happened.exc_type is not SystemExit:
        click.echo(f"error {name_and_place(happened.exc_value)}", err=True)


def _within(file: str) -> bool:
    return Path(file).is_relative_to(_PACKAGE) or Path(file) == root() / "app.py"


def _short(file: str) -> str:
    return (
        Path(file).relative_to(_PACKAGE.parent).as_posix() if Path(file).is_relative_to(_PACKAGE) else Path(file).name
    )
