"""A callback that has begun finishes, before those of the next tap: nothing is lost because taps came quickly.

While a script runs, Streamlit starts another thread for the next request of the same tab. The first one is told to stop
and does so as soon as it touches the state of the tab, in the middle of a callback as well; or it goes on storing an
older answer after the newer one was stored. Either way an answer stands chosen on the page and not in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from threading import Lock, RLock
from typing import Any, cast

from streamlit.runtime.state.safe_session_state import SafeSessionState

_LOOKS = "_yield_callback"
_SHARED = "_state"
"""How a thread sees that it is to stop, and what all threads of a tab share: private names of the Streamlit we are
bound to."""
_TURNS = "eq.turns"
_MAKING = Lock()


@cache
def finish_what_they_began() -> None:
    """Run the callbacks of a tab one request after another, each to its end; called once in the life of the server."""
    begin = SafeSessionState.on_script_will_rerun

    def on_script_will_rerun(self: SafeSessionState, *given: Any, **named: Any) -> None:
        with _turns(self):
            # Before the first callback nothing is lost yet: a thread that was overtaken while it waited ends here.
            getattr(self, _LOOKS)()
            with _undisturbed(self):
                begin(self, *given, **named)

    SafeSessionState.on_script_will_rerun = on_script_will_rerun  # type: ignore[method-assign]


def _turns(tab: SafeSessionState) -> AbstractContextManager[object]:
    """The lock of a tab; it lives as long as what the tab remembers."""
    shared = getattr(tab, _SHARED)
    with _MAKING:
        if _TURNS not in shared:
            shared[_TURNS] = RLock()
        return cast("AbstractContextManager[object]", shared[_TURNS])


@contextmanager
def _undisturbed(tab: SafeSessionState) -> Iterator[None]:
    looks = getattr(tab, _LOOKS)
    object.__setattr__(tab, _LOOKS, lambda: None)
    try:
        yield
    finally:
        object.__setattr__(tab, _LOOKS, looks)
