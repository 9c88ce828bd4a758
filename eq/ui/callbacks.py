"""A callback that has begun finishes: what it keeps is not lost because the next tap came quickly.

Streamlit looks for a newer request whenever a script touches the state of its tab, in a callback as well. There it ends
the callback half-way and puts the newer request back behind those that came later, so that old values of widgets win
over new ones: an answer stands chosen on the page and was never stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from streamlit.runtime.state.safe_session_state import SafeSessionState

_LOOKS = "_yield_callback"
"""Where a tab's state keeps the way to look for newer requests: a private name of the Streamlit we are bound to."""


@cache
def finish_what_they_began() -> None:
    """Let newer requests wait until the callbacks of the present one are through; once in the life of the server."""
    begin = SafeSessionState.on_script_will_rerun

    def on_script_will_rerun(self: SafeSessionState, *given: Any, **named: Any) -> None:
        # Before the first callback nothing is lost yet: there a newer request may take over.
        getattr(self, _LOOKS)()
        with _undisturbed(self):
            begin(self, *given, **named)

    SafeSessionState.on_script_will_rerun = on_script_will_rerun  # type: ignore[method-assign]


@contextmanager
def _undisturbed(tab: SafeSessionState) -> Iterator[None]:
    looks = getattr(tab, _LOOKS)
    object.__setattr__(tab, _LOOKS, lambda: None)
    try:
        yield
    finally:
        object.__setattr__(tab, _LOOKS, looks)
